/// The way to a property of a resource type: names, and `*` for any item of a list or any key of
/// a map.
package struct PropertyPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral
{
  package var steps: [String]

  /// Takes steps as they are.
  package init(steps: [String]) {
    self.steps = steps
  }

  /// Takes `Rules/*/Filter`, as AWS's schemas write it.
  package init(_ text: String) {
    steps = text.split(separator: "/").map(String.init)
  }

  /// Takes `Rules/*/Filter`.
  package init(stringLiteral text: String) {
    self.init(text)
  }

  package var description: String { steps.joined(separator: "/") }
}
