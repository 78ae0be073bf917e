internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Secrets, which stack files only name: `secret: fraud/db#password` becomes a dynamic reference
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html).
extension StackLowering {
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
    let (words, example) = (SecretName.words, SecretName.example)
    guard let text = partlyKnown(node, words, example: example) else { return nil }
    do throws(FormFault) {
      let secret = try SecretName(parsing: text)
      return text.wrapped(
        "{{resolve:secretsmanager:", secret.name, secret.key == nil ? "" : ":SecretString:",
        secret.key ?? "", "}}")
    } catch {
      report(error, at: node, text.text, words, example: example)
      return nil
    }
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
