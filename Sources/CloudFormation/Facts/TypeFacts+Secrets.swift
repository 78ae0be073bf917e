package import Documents

/// How surely the value of a property is a secret.
package enum Secrecy: Sendable {
  case likely
  case sure
}

extension TypeFacts {
  /// Whether a property, at a path of names and indexes, holds a secret; nil if nothing says so. No
  /// schema tells: a text that is named like a secret is one, surely so by some names.
  package func secrecy(of path: PropertyPath) -> Secrecy? {
    guard let name = path.steps.last else { return nil }
    let isSure = Self.sureNames.contains { name.hasSuffix($0) }
    guard isSure || Self.likelyNames.contains(where: name.hasSuffix),
      let types = property(at: path)?.schema.types, types.contains(.string),
      types.isDisjoint(with: [.object, .array])
    else { return nil }
    if isSure { return .sure }
    // Tokens that make calls idempotent can be read again; secrets cannot.
    let isWriteOnly = writeOnly.contains { other in
      other.steps.count <= path.steps.count
        && zip(other.steps, path.steps).allSatisfy { $0 == "*" || $0 == $1 }
    }
    return isWriteOnly ? .likely : nil
  }

  private static let sureNames = [
    "Password", "Passphrase", "ClientSecret", "SecretAccessKey", "OauthToken", "RefreshToken",
  ]
  private static let likelyNames = [
    "Secret", "SecretString", "Token", "PrivateKey", "SecretKey", "ApiKey", "ApiKeyValue",
  ]

  /// The value of a property without the secrets in it; `steps` lead to it from the properties.
  package func hidingSecrets(in value: Value, at steps: [String] = []) -> Value {
    switch value {
    case .object(let object):
      if Intrinsic.call(in: object) != nil {
        let isSecret = secrecy(of: PropertyPath(steps: steps)) != nil
        return isSecret && ClearText(of: value).isAll ? .string(Self.hidden) : value
      }
      return .object(
        Value.Object(
          object.members.map { .init($0.key, hidingSecrets(in: $0.value, at: steps + [$0.key])) }))
    case .array(let elements):
      return .array(
        elements.enumerated().map { hidingSecrets(in: $1, at: steps + [String($0)]) })
    case .string(let text):
      guard !text.contains("{{resolve:"), secrecy(of: PropertyPath(steps: steps)) != nil else {
        return value
      }
      return .string(Self.hidden)
    case .null, .bool, .number: return value
    }
  }

  /// What stands in the place of a secret.
  package static let hidden = "(hidden)"
}
