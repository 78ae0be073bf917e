internal import Documents

extension Evaluation {
  /// The elements that an open `Fn::Split` has whatever else its text comes to: those that end before
  /// the first hole.
  ///
  /// Other functions of partly known texts wait for the rest, with everything known put in: there is
  /// no function that would give the JSON of one text, and bytes in Base64 depend on those before.
  func certainElements(of list: Evaluated) -> [String] {
    guard case .unknown(let unknown) = list, !unknown.mayBeMistake,
      let object = unknown.expression.object,
      case (.split, .array(let parts))? = Intrinsic.call(in: object), parts.count == 2,
      let delimiter = parts[0].text, !delimiter.isEmpty, let text = parts[1].object,
      case (.join, .array(let joined))? = Intrinsic.call(in: text), joined.count == 2,
      joined[0].text == "", let start = joined[1].elements?.first?.text
    else { return [] }
    // What stands behind the last delimiter may go on in the hole.
    return Self.split(start, delimiter).dropLast()
  }
}
