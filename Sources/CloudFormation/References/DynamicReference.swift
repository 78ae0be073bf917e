package import Documents

/// A value that CloudFormation reads from another service just before it hands it to a resource:
/// `{{resolve:ssm:name:3}}`.
///
/// To functions and comparisons it is the text that is written: CloudFormation itself follows it
/// only after they have been worked out, and a change of what it points at is no change to it.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
package struct DynamicReference: Hashable, Sendable {
  /// Where the value is kept.
  package enum Target: Hashable, Sendable {
    /// A parameter of Systems Manager; without a version, the newest.
    case parameter(name: String, version: String?, isSecure: Bool)
    /// A secret of Secrets Manager, or the value of one key in it; without stage and version, the
    /// current one.
    case secret(id: String, key: String?, stage: String?, version: String?)
    /// A service that CloudFormation doesn't read from, or not with such a key.
    case unknown(service: String, key: String)
  }

  package var target: Target
  /// The reference as it is written, with its braces.
  package var written: String

  /// Reads what stands between `{{resolve:` and `}}`.
  init(content: String, written: String) {
    self.written = written
    let parts = content.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let service = String(parts[0])
    let key = parts.count > 1 ? String(parts[1]) : ""
    target =
      Self.target(
        service, key.split(separator: ":", omittingEmptySubsequences: false).map(String.init))
      ?? .unknown(service: service, key: key)
  }

  private static func target(_ service: String, _ parts: [String]) -> Target? {
    var (id, rest) = (parts[0], parts[1...])
    // The name of something in another account is an ARN, which has colons itself.
    let length = service == "secretsmanager" ? 7 : 6
    if id == "arn", parts.count >= length {
      id = parts[..<length].joined(separator: ":")
      rest = parts[length...]
    }
    let details = rest.map { $0.isEmpty ? nil : $0 }
    guard !id.isEmpty else { return nil }
    switch service {
    case "ssm", "ssm-secure":
      guard details.count <= 1 else { return nil }
      return .parameter(
        name: id, version: details.first ?? nil, isSecure: service == "ssm-secure")
    case "secretsmanager":
      guard details.count <= 4, details.isEmpty || details[0] == nil || details[0] == "SecretString"
      else { return nil }
      let detail = { (place: Int) in place < details.count ? details[place] : nil }
      return .secret(id: id, key: detail(1), stage: detail(2), version: detail(3))
    default: return nil
    }
  }

  /// A piece of a text.
  package enum Piece: Hashable, Sendable {
    case literal(String)
    case reference(DynamicReference)
  }

  private static let opening = Array("{{resolve:".utf8)

  /// Whether a reference begins in a text, however it goes on.
  static func isBegun(in text: String) -> Bool {
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: opening[0]) {
      rest = rest[start...]
      if rest.starts(with: opening) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// A text, taken apart; the pieces as they are written make the text again.
  package static func pieces(of text: String) -> [Piece] {
    // Most texts have none, which is to be found out at once.
    guard text.utf8.contains(opening[0]) else { return text.isEmpty ? [] : [.literal(text)] }
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var start = 0
    var index = 0
    while index + opening.count < bytes.count {
      guard bytes[index..<(index + opening.count)].elementsEqual(opening) else {
        index += 1
        continue
      }
      // Without an end there is none further on either.
      guard let end = end(in: bytes, from: index + opening.count) else { break }
      if start < index {
        pieces.append(.literal(String(decoding: bytes[start..<index], as: UTF8.self)))
      }
      pieces.append(
        .reference(
          DynamicReference(
            content: String(decoding: bytes[(index + opening.count)..<end], as: UTF8.self),
            written: String(decoding: bytes[index..<(end + 2)], as: UTF8.self))))
      (start, index) = (end + 2, end + 2)
    }
    if start < bytes.count {
      pieces.append(.literal(String(decoding: bytes[start...], as: UTF8.self)))
    }
    return pieces
  }

  /// Whether a text is nothing but such references: then it names its value, and holds none. What
  /// CloudFormation would not follow counts as held.
  package static func isAll(of text: String) -> Bool {
    let pieces = pieces(of: text)
    return !pieces.isEmpty
      && pieces.allSatisfy { piece in
        guard case .reference(let reference) = piece else { return false }
        if case .unknown = reference.target { return false }
        return true
      }
  }

  /// The same without the references: what is held.
  package static func held(in text: String) -> String {
    pieces(of: text).map { piece in
      if case .literal(let literal) = piece { literal } else { "" }
    }.joined()
  }

  /// Where the next `}}` begins; nil if there is none.
  private static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }

  /// Every dynamic reference in the texts of a value, in their order, with the ways to the texts.
  package static func within(
    _ value: Value, at path: Path = Path()
  ) -> [(reference: DynamicReference, path: Path)] {
    var found: [(DynamicReference, Path)] = []
    value.visit(at: path) { value, path in
      guard case .string(let text) = value, text.utf8.contains(opening[0]) else { return true }
      for case .reference(let reference) in pieces(of: text) { found.append((reference, path)) }
      return true
    }
    return found
  }
}
