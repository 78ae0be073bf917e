internal import CloudFormation
package import Documents

/// A secret, as what runs is told of it: where it is, never what it is.
package struct SecretReference: Sendable {
  /// The ARN that a container's definition takes, with the key behind it.
  package let valueFrom: Value
  /// What a role has to allow to be read.
  package let resource: Value
  package let store: Store

  /// Where it is kept.
  package enum Store: Hashable, Sendable {
    case secretsManager
    case parameterStore
  }
}

extension FieldType where Output == SecretReference {
  /// A secret of AWS Secrets Manager, with a key in it or whole, or a parameter of SSM.
  package static var secret: FieldType {
    let words =
      "the name or the ARN of a secret, and behind `#` the key in it; or `ssm:` and a parameter"
    return partlyKnown(words, example: "fraud/db#password") { text throws(FormFault) in
      if text.text.hasPrefix("ssm:") || text.text.contains(":ssm:") {
        return try SecretReference(parameter: text)
      }
      return try SecretReference(secret: text)
    }
  }
}

extension SecretReference {
  /// A secret: `NAME#KEY`, or its ARN in the place of the name
  /// (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html).
  fileprivate init(secret text: PartlyKnownText) throws(FormFault) {
    let parts = text.text.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count <= 2, Self.isWord(parts[0], "/_+=.@-:!"),
      parts.count == 1 || Self.isWord(parts[1], "_.-/ @+")
    else { throw .none(ARN.shown(text.text)) }
    let isARN = parts[0].hasPrefix("arn:")
    let isOpen = parts[0].first == PartlyKnownText.gap
    if isARN {
      try ARN.check(String(parts[0]), service: "secretsmanager", resource: "secret:")
    } else if parts[0].contains(":"), !isOpen {
      throw FormFault("a name has no `:`", hint: "for example: `fraud/db#password`")
    }
    let own = Self.own("secretsmanager", "secret:")
    let arn = (isARN || isOpen ? [] : own) + text.pieces(of: parts[0])
    let key: [Deployed.Piece] =
      parts.count == 2 ? [.literal(":")] + text.pieces(of: parts[1]) + [.literal("::")] : []
    valueFrom = Deployed(pieces: arn + key).value
    // Secrets Manager puts a hyphen and six characters behind each name.
    let isWhole = isOpen || isARN && Self.endsInSuffix(parts[0])
    resource = Deployed(pieces: arn + (isWhole ? [] : [.literal("-??????")])).value
    store = .secretsManager
  }

  /// A parameter: `ssm:/NAME`, or its ARN.
  fileprivate init(parameter text: PartlyKnownText) throws(FormFault) {
    let isARN = text.text.hasPrefix("arn:")
    if isARN { try ARN.check(text.text, service: "ssm", resource: "parameter/") }
    let name = isARN ? text.text[...] : text.text.dropFirst(4)
    guard !text.text.contains("#") else {
      throw FormFault("parameters have no keys", hint: "name one parameter for each value")
    }
    guard isARN || Self.isWord(name, "/_.-") else { throw .none(ARN.shown(text.text)) }
    let slash: [Deployed.Piece] = name.first == "/" ? [] : [.literal("/")]
    let arn = (isARN ? [] : Self.own("ssm", "parameter") + slash) + text.pieces(of: name)
    valueFrom = Deployed(pieces: arn).value
    resource = valueFrom
    store = .parameterStore
  }

  /// What the ARNs of this account and region begin with.
  private static func own(_ service: String, _ resource: String) -> [Deployed.Piece] {
    [
      .literal("arn:"), .ref(PseudoParameter.partition.rawValue), .literal(":\(service):"),
      .ref(PseudoParameter.region.rawValue), .literal(":"),
      .ref(PseudoParameter.accountId.rawValue), .literal(":\(resource)"),
    ]
  }

  private static func isWord(_ text: Substring, _ marks: String) -> Bool {
    !text.isEmpty
      && text.allSatisfy {
        $0 == PartlyKnownText.gap || $0.isASCII && ($0.isLetter || $0.isNumber)
          || marks.contains($0)
      }
  }

  private static func endsInSuffix(_ arn: Substring) -> Bool {
    let end = arn.suffix(7)
    return end.first == "-"
      && end.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
