internal import CFuzzer
internal import CloudFormation
internal import Documents
internal import FuzzSupport
internal import TemplateSupport

/// Makes expressions of bytes and evaluates them; takes the texts that functions read apart.
@main
struct FuzzIntrinsics {
  static func main() {
    fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
      check(UnsafeBufferPointer(start: start, count: count))
      return 0
    }
  }
}

private func check(_ input: UnsafeBufferPointer<UInt8>) {
  let ways: [(ArraySlice<UInt8>) -> Void] = [checkExpression, checkSubText, checkDynamicReferences]
  guard let (way, bytes) = choose(among: ways, by: input) else { return }
  way(bytes[...])
}

private func checkExpression(_ bytes: ArraySlice<UInt8>) {
  var choices = Choices(bytes)
  let (expression, broken) = EvaluationProperties.broken(by: &choices)
  require(broken.isEmpty, "\(broken) of \(expression.canonicalJSON)")
}

private func checkSubText(_ bytes: ArraySlice<UInt8>) {
  let text = String(decoding: bytes, as: UTF8.self)
  let parts = SubText(text)
  var isLiteral = false
  for piece in parts.pieces {
    switch piece {
    case .literal(let literal):
      require(!literal.isEmpty && !isLiteral, "literals are whole")
      isLiteral = true
    case .variable(let name):
      require(!name.utf8.contains(UInt8(ascii: "}")), "a variable ends at its brace")
      require(name.utf8.first != UInt8(ascii: " "), "a variable has no blanks around it")
      isLiteral = false
    }
  }
  // Characters may be more than one code point: what a parser looks for is bytes.
  let scalars = text.unicodeScalars
  require(
    scalars.contains("${".unicodeScalars) || parts.pieces == (text.isEmpty ? [] : [.literal(text)]),
    "a text without places stays as it is")
  let spelled = parts.pieces.map { piece in
    switch piece {
    case .literal(let literal): literal
    case .variable(let name): "${" + name + "}"
    }
  }
  // What `${!Name}` stood for has become a place; nothing else may change.
  let hasExclamation = parts.variables.contains { $0.unicodeScalars.first == "!" }
  if !hasExclamation, !scalars.contains("${!".unicodeScalars) {
    require(SubText(spelled.joined()) == parts, "a text is taken apart as it is put together")
  }
  let result = Evaluator(Expressions.template).evaluate(["Fn::Sub": .string(text)]).value
  require(result.isKnown || !parts.variables.isEmpty, "without variables everything is known")
}

private func checkDynamicReferences(_ bytes: ArraySlice<UInt8>) {
  let text = String(decoding: bytes, as: UTF8.self)
  let pieces = DynamicReference.pieces(of: text)
  let written = pieces.map { piece in
    switch piece {
    case .literal(let literal): literal
    case .reference(let reference): reference.written
    }
  }
  require(Value.string(written.joined()) == .string(text), "pieces make the text again")
  for case .reference(let reference) in pieces {
    require(
      DynamicReference.pieces(of: reference.written) == [.reference(reference)],
      "a reference is one by itself")
  }
}
