/// Writes arguments the way a shell reads them back.
package enum ShellWords {
  /// A command line of these words.
  package static func line(_ words: [String]) -> String {
    words.map { quoted(Array($0.utf8)) }.joined(separator: " ")
  }

  /// One word: bare where nothing in it is special, else in quotes. Whatever bytes it has, the
  /// result is clean text on one line.
  package static func quoted(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // Most words are plain letters.
    if isBare(bytes), bytes.allSatisfy({ $0 < 0x80 }) { return text }
    let isPlain = Array(text.utf8) == bytes && Visible.line(text) == text
    guard isPlain else { return escaped(bytes) }
    if isBare(bytes) { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#) + "'"
  }

  /// Whether a shell reads the bytes as they are.
  package static func isBare(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
          true
        default: "_-+=:,./@%".utf8.contains(byte)
        }
      }
  }

  /// `$'…'`, with escapes for what is not printable ASCII.
  private static func escaped(_ bytes: [UInt8]) -> String {
    var text = "$'"
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): text += "\\n"
      case UInt8(ascii: "\t"): text += "\\t"
      case UInt8(ascii: "\r"): text += "\\r"
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): text += "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x7F: text += String(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: false)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return text + "'"
  }
}
