/// The bytes of a scalar's text.
typealias ScalarBytes = UnsafeBufferPointer<UInt8>

extension Dialect.Schema {
  /// What a plain scalar without a tag is.
  package func resolve(plain text: Slice<UnsafeBufferPointer<UInt8>>) -> Scalar {
    typed(ScalarBytes(rebasing: text)) ?? .string(String(decoding: text, as: UTF8.self))
  }

  /// What a plain scalar without a tag is.
  package func resolve(plain text: String) -> Scalar {
    withBytes(of: text) { typed($0) } ?? .string(text)
  }

  /// What a scalar is, given how it is written and the tag it carries, if any; `nil` when the text
  /// does not fit the tag. Tags other than YAML's own basic ones leave the text as it is.
  package func resolve(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, style: NodeStyle, tag: String?
  ) -> Scalar? {
    guard let tag else {
      return style == .plain || style == .absent
        ? resolve(plain: text) : .string(String(decoding: text, as: UTF8.self))
    }
    let prefix = "tag:yaml.org,2002:"
    guard tag.hasPrefix(prefix) else { return .string(String(decoding: text, as: UTF8.self)) }
    let bytes = ScalarBytes(rebasing: text)
    switch tag.dropFirst(prefix.count) {
    case "null": return typed(bytes) == .null ? .null : nil
    case "bool":
      guard case .bool(let bool)? = typed(bytes) else { return nil }
      return .bool(bool)
    case "int":
      guard let number = number(bytes), number.isIntegral else { return nil }
      return .number(number)
    case "float":
      // Any schema's spelling of a decimal is meant where the tag says so.
      guard let number = number(bytes) ?? CoreNumeral.number(bytes) else { return nil }
      return .number(number.isIntegral ? Number(spelling: number.spelling + ".0") : number)
    default: return .string(String(decoding: text, as: UTF8.self))
    }
  }

  /// What a scalar is, given how it is written and the tag it carries, if any; `nil` when the text
  /// does not fit the tag.
  package func resolve(_ text: String, style: NodeStyle, tag: String?) -> Scalar? {
    withBytes(of: text) { resolve($0[...], style: style, tag: tag) }
  }

  /// What a plain scalar is if it is no text. Ordinary text is told by its first byte.
  func typed(_ bytes: ScalarBytes) -> Scalar? {
    guard let first = bytes.first else { return self == .json ? nil : .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      return number(bytes).map(Scalar.number)
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return isWord("true", bytes) ? .bool(true) : nil
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return isWord("false", bytes) ? .bool(false) : nil
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      if isWord("null", bytes) { return .null }
      return self == .cloudFormation && isWord("no", bytes) ? .bool(false) : nil
    case UInt8(ascii: "~"):
      return bytes.count == 1 && self != .json ? .null : nil
    case UInt8(ascii: "y"), UInt8(ascii: "Y"):
      return self == .cloudFormation && isWord("yes", bytes) ? .bool(true) : nil
    case UInt8(ascii: "o"), UInt8(ascii: "O"):
      guard self == .cloudFormation else { return nil }
      if isWord("on", bytes) { return .bool(true) }
      return isWord("off", bytes) ? .bool(false) : nil
    default:
      return nil
    }
  }

  private func number(_ bytes: ScalarBytes) -> Number? {
    switch self {
    case .core: CoreNumeral.number(bytes)
    case .cloudFormation: CloudFormationNumeral.number(bytes)
    case .json: CoreNumeral.isJSON(bytes) ? Number(spelling: Numeral.text(bytes)) : nil
    }
  }

  /// Whether the bytes are the word in lower case, in upper case or capitalised; JSON knows only
  /// the first.
  private func isWord(_ word: StaticString, _ bytes: ScalarBytes) -> Bool {
    let lower = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes.count == lower.count else { return false }
    if bytes.elementsEqual(lower) { return true }
    let caseBit: UInt8 = 0x20
    guard self != .json, bytes[0] == lower[0] ^ caseBit else { return false }
    let tail = 1..<bytes.count
    return tail.allSatisfy { bytes[$0] == lower[$0] }
      || tail.allSatisfy { bytes[$0] == lower[$0] ^ caseBit }
  }
}

extension Number {
  /// Whether the number is written as a whole one.
  fileprivate var isIntegral: Bool {
    spelling.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }
}

/// Calls the body with the UTF-8 of a string.
func withBytes<Result>(of text: String, _ body: (ScalarBytes) -> Result) -> Result {
  var text = text
  return text.withUTF8(body)
}
