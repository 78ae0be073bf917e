/// A string on its way into YAML: which of the scalar styles can hold it.
struct YAMLString {
  let text: String

  /// Nothing but printable characters and spaces, on one line.
  private var isSimple = true
  /// Line breaks, tabs and printable characters only.
  private var isPrintable = true
  private var hasLineBreak = false
  /// Some line ends in white space, which editors strip and people do not see.
  private var hasTrailingSpace = false
  /// `: ` or ` #` is in it, or a `:` ends it.
  private var hasIndicator = false

  init(_ text: String) {
    self.text = text
    withBytes(of: text) { scan($0) }
  }

  private mutating func scan(_ bytes: ScalarBytes) {
    var previous: UInt8 = UInt8(ascii: "\n")
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        hasLineBreak = true
        isSimple = false
        if previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\t") {
          hasTrailingSpace = true
        }
      case UInt8(ascii: "\t"):
        isSimple = false
      case UInt8(ascii: "#") where previous == UInt8(ascii: " "):
        hasIndicator = true
      case UInt8(ascii: " ") where previous == UInt8(ascii: ":"):
        hasIndicator = true
      case 0..<0x20, 0x7F:
        isSimple = false
        isPrintable = false
      case 0xC2 where bytes[index + 1] < 0xA0, 0xE2 where Self.isSeparator(bytes, index),
        0xEF where Self.isUnprintable(bytes, index):
        isSimple = false
        isPrintable = false
      default:
        break
      }
      previous = byte
      index += 1
    }
    if previous == UInt8(ascii: ":") { hasIndicator = true }
    if previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\t") { hasTrailingSpace = true }
  }

  /// U+2028 or U+2029, which YAML 1.1 takes for line breaks.
  private static func isSeparator(_ bytes: ScalarBytes, _ index: Int) -> Bool {
    bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
  }

  /// The byte-order mark, U+FFFE or U+FFFF.
  private static func isUnprintable(_ bytes: ScalarBytes, _ index: Int) -> Bool {
    bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
      || bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
  }

  /// Whether a literal block shows the string as it is.
  var suitsLiteral: Bool {
    hasLineBreak && isPrintable && !hasTrailingSpace
      && text.utf8.contains { $0 != UInt8(ascii: "\n") }
  }

  /// Whether the first line of a literal block begins with white space of its own.
  var needsIndentationIndicator: Bool {
    let first = text.utf8.first { $0 != UInt8(ascii: "\n") }
    return first == UInt8(ascii: " ") || first == UInt8(ascii: "\t")
  }

  /// The string on one line: plain if every reader takes it for the same string, else quoted.
  var inline: String {
    if !isSimple { return doubleQuoted }
    if isPlain { return text }
    var quoted = "'"
    for character in text.unicodeScalars {
      quoted.unicodeScalars.append(character)
      if character == "'" { quoted.unicodeScalars.append(character) }
    }
    return quoted + "'"
  }

  private var isPlain: Bool {
    guard !hasIndicator, !hasTrailingSpace else { return false }
    return withBytes(of: text) { bytes in
      Self.canBegin(bytes) && !Self.isAmbiguous(bytes)
    }
  }

  /// Whether a plain scalar may begin as the text does, wherever it stands.
  private static func canBegin(_ bytes: ScalarBytes) -> Bool {
    guard let first = bytes.first else { return false }
    switch first {
    case UInt8(ascii: "-"):
      return bytes.count > 1 && bytes[1] != UInt8(ascii: " ") && !begins(bytes, with: "---")
    case UInt8(ascii: "."):
      return !begins(bytes, with: "...")
    case UInt8(ascii: " "), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"),
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      return false
    default:
      return true
    }
  }

  private static func begins(_ bytes: ScalarBytes, with prefix: StaticString) -> Bool {
    bytes.starts(
      with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
  }

  /// Whether some version of YAML, or a widespread reader of one, takes the plain text for something
  /// else than a string.
  private static func isAmbiguous(_ bytes: ScalarBytes) -> Bool {
    if Dialect.Schema.core.typed(bytes) != nil { return true }
    if Dialect.Schema.cloudFormation.typed(bytes) != nil { return true }
    switch bytes[0] {
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"),
      UInt8(ascii: "="):
      return bytes.count == 1
    case UInt8(ascii: "<"):
      return bytes.count == 2 && bytes[1] == UInt8(ascii: "<")
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      return isDate(bytes) || isNumeralElsewhere(bytes)
    default:
      return false
    }
  }

  /// `2010-09-09`, alone or with a time behind it.
  private static func isDate(_ bytes: ScalarBytes) -> Bool {
    let parts = bytes.split(
      separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[0].allSatisfy(isDigit),
      1...2 ~= parts[1].count, parts[1].allSatisfy(isDigit)
    else { return false }
    let day = parts[2].prefix(2).prefix(while: isDigit)
    guard !day.isEmpty else { return false }
    guard let next = parts[2].dropFirst(day.count).first else { return true }
    return next == UInt8(ascii: " ") || next | 0x20 == UInt8(ascii: "t")
  }

  /// Numerals that neither schema here reads, but others do: YAML 1.1's own `1_0e3` and `00:30`,
  /// signed or underscored ones of base 2, 8 and 16.
  private static func isNumeralElsewhere(_ bytes: ScalarBytes) -> Bool {
    let digits = bytes.filter { $0 != UInt8(ascii: "_") }
    if digits.withUnsafeBufferPointer({ CoreNumeral.number($0) }) != nil { return true }
    var body = digits[...]
    if body.first == UInt8(ascii: "-") || body.first == UInt8(ascii: "+") { body.removeFirst() }
    if body.first == UInt8(ascii: "0"), body.count >= 2 {
      let rest = body.dropFirst(2)
      switch body[body.startIndex + 1] {
      case UInt8(ascii: "b"): return rest.allSatisfy { $0 & 0xFE == UInt8(ascii: "0") }
      case UInt8(ascii: "o"): return rest.allSatisfy { $0 & 0xF8 == UInt8(ascii: "0") }
      case UInt8(ascii: "x"): return rest.allSatisfy(isHexadecimal)
      default: break
      }
    }
    let places = body.prefix { $0 != UInt8(ascii: ".") }
      .split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return places.count > 1 && places.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
      && places.dropFirst().allSatisfy {
        $0.count == 1 || $0.count == 2 && $0.first! < UInt8(ascii: "6")
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }

  private var doubleQuoted: String {
    var quoted = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\0": quoted += "\\0"
      case "\u{07}": quoted += "\\a"
      case "\u{08}": quoted += "\\b"
      case "\t": quoted += "\\t"
      case "\n": quoted += "\\n"
      case "\u{0B}": quoted += "\\v"
      case "\u{0C}": quoted += "\\f"
      case "\r": quoted += "\\r"
      case "\u{1B}": quoted += "\\e"
      case "\u{85}": quoted += "\\N"
      case "\u{2028}": quoted += "\\L"
      case "\u{2029}": quoted += "\\P"
      case "\u{00}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
        quoted += "\\x" + Self.hexadecimal(character, width: 2)
      case "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
        quoted += "\\u" + Self.hexadecimal(character, width: 4)
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
  }

  private static func hexadecimal(_ character: Unicode.Scalar, width: Int) -> String {
    let digits = String(character.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
