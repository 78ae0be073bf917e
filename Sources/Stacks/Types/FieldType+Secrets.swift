internal import CloudFormation
package import Documents

/// A secret, as what runs is told of it: where it is, never what it is.
package struct SecretReference: Sendable {
  /// The ARN that a container's definition takes, with the key behind it.
  package let valueFrom: Value
  /// What a role has to allow to be read.
  package let resource: Value
  /// What CloudFormation puts the secret in the place of; none for a parameter.
  package let dynamic: Value?
  package let store: Store

  /// A key of a secret of the stack, by what refers to it.
  package init(ofStack secret: Value, key: String) {
    valueFrom = ["Fn::Join": ["", [secret, .string(":\(key)::")]]]
    resource = secret
    dynamic = nil
    store = .secretsManager
  }

  /// Where it is kept.
  package enum Store: Hashable, Sendable {
    case secretsManager
    case parameterStore
  }
}

extension FieldType where Output == SecretReference {
  /// A secret of AWS Secrets Manager, with a key in it or whole, or a parameter of SSM.
  package static var secret: FieldType {
    let words = "\(SecretName.words); or `ssm:` and a parameter"
    return partlyKnown(words, example: SecretName.example) { text throws(FormFault) in
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
    let secret = try SecretName(parsing: text)
    let own = Self.own("secretsmanager", "secret:")
    let arn = (secret.isARN || secret.isOpen ? [] : own) + text.pieces(of: secret.name)
    let key: [Deployed.Piece] =
      secret.key.map { [.literal(":")] + text.pieces(of: $0) + [.literal("::")] } ?? []
    valueFrom = Deployed(pieces: arn + key).value
    // Secrets Manager puts a hyphen and six characters behind each name.
    let isWhole = secret.isOpen || secret.isARN && Self.endsInSuffix(secret.name)
    resource = Deployed(pieces: arn + (isWhole ? [] : [.literal("-??????")])).value
    dynamic =
      Deployed(
        pieces: text.wrapped(
          "{{resolve:secretsmanager:", secret.name, secret.key == nil ? "" : ":SecretString:",
          secret.key ?? "", "}}")
      ).value
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
    guard isARN || name.isPartlyWords(and: "/_.-") else { throw .none(ARN.shown(text.text)) }
    let slash: [Deployed.Piece] = name.first == "/" ? [] : [.literal("/")]
    let arn = (isARN ? [] : Self.own("ssm", "parameter") + slash) + text.pieces(of: name)
    valueFrom = Deployed(pieces: arn).value
    resource = valueFrom
    dynamic = nil
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

  private static func endsInSuffix(_ arn: Substring) -> Bool {
    let end = arn.suffix(7)
    return end.first == "-"
      && end.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}

/// The secret of AWS Secrets Manager that a text names, and the key in it: `NAME#KEY`, or its ARN in
/// the place of the name.
struct SecretName {
  let name: Substring
  let key: Substring?
  var isARN: Bool { name.hasPrefix("arn:") }
  /// Whether it begins with what only a deployment knows, which may be an ARN.
  var isOpen: Bool { name.first == PartlyKnownText.gap }

  /// What people are told of it.
  static let words = "the name or the ARN of a secret, and behind `#` the key in it"
  static let example = "fraud/db#password"

  init(parsing text: PartlyKnownText) throws(FormFault) {
    let parts = text.text.split(separator: "#", omittingEmptySubsequences: false)
    name = parts[0]
    key = parts.count > 1 ? parts[1] : nil
    guard parts.count <= 2, name.isPartlyWords(and: "/_+=.@-:!"),
      key?.isPartlyWords(and: "_.-/ @+") != false
    else { throw .none(ARN.shown(text.text)) }
    if isARN {
      try ARN.check(String(name), service: "secretsmanager", resource: "secret:")
    } else if name.contains(":"), !isOpen {
      throw FormFault("a name has no `:`", hint: "for example: `\(Self.example)`")
    }
  }
}

extension Substring {
  /// Whether there is something in it, and nothing but letters, digits, these marks and gaps.
  fileprivate func isPartlyWords(and marks: String) -> Bool {
    !isEmpty && filter { $0 != PartlyKnownText.gap }.hasOnlyWords(and: marks)
  }
}
