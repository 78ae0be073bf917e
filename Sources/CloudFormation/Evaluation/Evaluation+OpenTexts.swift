internal import Documents

extension Evaluation {
  /// The elements that an open `Fn::Split` has whatever else its text comes to: those that end before
  /// the first hole.
  ///
  /// Other functions of partly known texts wait for the rest, with everything known put in: there is
  /// no function that would give the JSON of one text, and bytes in Base64 depend on those before.
  func certainElements(of list: Evaluated) -> [String] {
    guard case .unknown(let unknown) = list, let object = unknown.expression.object,
      case (.split, .array(let parts))? = Intrinsic.call(in: object), parts.count == 2,
      let delimiter = parts[0].text, !delimiter.isEmpty, let text = parts[1].object,
      case (.join, .array(let joined))? = Intrinsic.call(in: text), joined.count == 2,
      joined[0].text == "", let pieces = joined[1].elements, let start = pieces.first?.text,
      pieces.allSatisfy(isSurelyText)
    else { return [] }
    // What stands behind the last delimiter may go on in the hole.
    return Self.split(start, delimiter).dropLast()
  }

  /// Whether it comes to a text without a doubt: else the whole would turn out to be a mistake.
  private func isSurelyText(_ piece: Value) -> Bool {
    if piece.text != nil { return true }
    guard let call = piece.object.flatMap({ Intrinsic.call(in: $0) }) else { return false }
    switch call.function {
    case .ref:
      guard let name = call.argument.text else { return false }
      if let parameter = template.parameter(name) { return !parameter.isList }
      switch PseudoParameter(rawValue: name) {
      case .notificationARNs?, .noValue?: return false
      case .some: return true
      case nil: return resources.contains(name)
      }
    case .getAtt:
      guard let names = call.argument.elements, let id = names.first?.text else { return false }
      return resources.contains(id) && names.allSatisfy { $0.text != nil }
    default: return false
    }
  }
}
