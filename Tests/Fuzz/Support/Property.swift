/// Insists on what must hold for every input; the fuzzer keeps the input for which it does not.
package func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  guard !holds else { return }
  // The one way out that says in a release build what went wrong.
  fatalError(property())
}

/// An input whose first byte chooses one of several ways to read the rest.
package func choose<Choice>(
  among choices: [Choice], by input: UnsafeBufferPointer<UInt8>
) -> (choice: Choice, rest: [UInt8])? {
  guard let first = input.first else { return nil }
  return (choices[Int(first) % choices.count], Array(input.dropFirst()))
}
