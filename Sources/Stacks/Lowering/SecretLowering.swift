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
    guard let field = node.soleField, field.key.text == "secret",
      expected.types.contains(.string), !expected.types.contains(.object)
    else { return nil }
    if case .material(let function) = expected {
      diagnostics.append(
        Diagnostic(
          StackCode.malformedIntrinsic, .error,
          "`\(function)` would get the reference to the secret, which CloudFormation follows only behind all functions",
          at: node.place,
          hint: .init("let what needs the secret ask AWS Secrets Manager for it by its name")))
      return .null
    }
    return secretReference(field.value).map { Deployed(pieces: $0).value } ?? .null
  }

  /// The dynamic reference that `{secret: …}` stands for; nil if the node is none, or is faulty.
  mutating func secretPieces(_ node: Node) -> [Deployed.Piece]? {
    guard let field = node.soleField, field.key.text == "secret" else { return nil }
    return secretReference(field.value)
  }

  /// The dynamic reference to the secret that a text names; nil if it names none, which is reported.
  private mutating func secretReference(_ node: Node) -> [Deployed.Piece]? {
    let (words, example) = (Self.secretWords, Self.secretExample)
    guard let text = partlyKnown(node, words, example: example) else { return nil }
    let pieces = text.text.split(separator: "#", omittingEmptySubsequences: false)
    let gap = PartlyKnownText.gap
    func isPlain(_ text: Substring, _ marks: String) -> Bool {
      !text.isEmpty
        && text.allSatisfy {
          $0 == gap || $0.isASCII && ($0.isLetter || $0.isNumber) || marks.contains($0)
        }
    }
    guard pieces.count <= 2, isPlain(pieces[0], "/_+=.@-:!"),
      pieces.count == 1 || isPlain(pieces[1], "_.-/ @+")
    else {
      reportField(
        node, "`secret` takes \(words); `\(ARN.shown(text.text))` is none",
        example: example)
      return nil
    }
    guard !pieces[0].contains(":") || pieces[0].hasPrefix("arn:") || pieces[0].contains(gap) else {
      reportField(
        node,
        "`secret` takes \(words); a name has no `:`", example: example)
      return nil
    }
    return text.wrapped(
      "{{resolve:secretsmanager:", pieces[0], pieces.count == 2 ? ":SecretString:" : "",
      pieces.count == 2 ? pieces[1] : "", "}}")
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
  ) -> [Deployed.Piece] {
    [Deployed.Piece.literal(lead)] + self.pieces(of: first) + [.literal(middle)]
      + (second.isEmpty ? [] : self.pieces(of: second)) + [.literal(end)]
  }
}
