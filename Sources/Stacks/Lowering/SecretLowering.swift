internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Secrets, which stack files only name: `secret: fraud/db#password` becomes a dynamic reference
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html).
extension StackLowering {
  private static let secretWords = "the name or the ARN of a secret, and behind `#` the key in it"
  private static let secretExample = "fraud/db#password"

  /// The dynamic reference that a mapping stands for, where the property wants a text; nil if it
  /// is a mapping like others.
  mutating func secret(_ node: Node) -> Value? {
    guard let rawType, let field = node.soleField, field.key.text == "secret",
      wantsText(node, of: rawType)
    else { return nil }
    let (words, example) = (Self.secretWords, Self.secretExample)
    guard let text = partlyKnown(field.value, words, example: example) else { return .null }
    let pieces = text.text.split(separator: "#", omittingEmptySubsequences: false)
    let gap = PartlyKnownText.gap
    func isPlain(_ text: Substring, _ marks: String) -> Bool {
      !text.isEmpty
        && text.allSatisfy {
          $0 == gap || $0.isASCII && ($0.isLetter || $0.isNumber) || marks.contains($0)
        }
    }
    guard pieces.count <= 2, isPlain(pieces[0], "/_+=.@-:"),
      pieces.count == 1 || isPlain(pieces[1], "_.-/ @+")
    else {
      reportField(
        field.value, "`secret` takes \(words); `\(ARN.shown(text.text))` is none.",
        example: example)
      return .null
    }
    guard !pieces[0].contains(":") || pieces[0].hasPrefix("arn:") || pieces[0].contains(gap) else {
      reportField(
        field.value,
        "`secret` takes \(words); a name has no `:`.", example: example)
      return .null
    }
    return text.wrapped(
      "{{resolve:secretsmanager:", pieces[0], pieces.count == 2 ? ":SecretString:" : "",
      pieces.count == 2 ? pieces[1] : "", "}}")
  }

  /// Whether the facts say that the property which a node stands for is a text.
  private func wantsText(_ node: Node, of type: String) -> Bool {
    let steps = node.path.steps
    guard
      let start = steps.firstIndex(of: .key("properties")), start + 1 < steps.count,
      let facts = Facts[type]
    else { return false }
    let path = PropertyPath(
      steps: steps[(start + 1)...].map { step in
        switch step {
        case .key(let key): key
        case .index(let index): String(index)
        }
      })
    guard let types = facts.property(at: path)?.schema.types else { return false }
    return types.contains(.string) && !types.contains(.object)
  }
}

extension Node {
  /// The entry of a mapping that has one, with a key that is a text and a value that is one.
  fileprivate var soleField: Node.Entry? {
    guard kind == .mapping, tag == nil, entries.count == 1 else { return nil }
    return fields.first { $0.key.kind == .scalar && $0.value.resolved.kind == .scalar }
  }
}

extension PartlyKnownText {
  /// Parts of the text with others around them, as CloudFormation gets them.
  func wrapped(
    _ lead: String, _ first: Substring, _ middle: String, _ second: Substring, _ end: String
  ) -> Value {
    let pieces =
      [Deployed.Piece.literal(lead)] + self.pieces(of: first) + [.literal(middle)]
      + (second.isEmpty ? [] : self.pieces(of: second)) + [.literal(end)]
    return Deployed(pieces: pieces).value
  }
}
