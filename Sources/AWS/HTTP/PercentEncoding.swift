/// Percent-encoding as RFC 3986 and AWS's signatures want it: everything but letters, digits and
/// `-._~`, with upper-case hexadecimal digits.
package enum PercentEncoding {
  private static let hex = Array("0123456789ABCDEF".utf8)

  /// Whether a byte stands for itself everywhere.
  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// Appends bytes in encoded form; a slash stands for itself where it separates path segments.
  static func append(
    _ bytes: some Sequence<UInt8>, to output: inout [UInt8], keepingSlashes: Bool = false
  ) {
    for byte in bytes {
      if isUnreserved(byte) || (keepingSlashes && byte == 0x2F) {
        output.append(byte)
      } else {
        output.append(0x25)
        output.append(hex[Int(byte >> 4)])
        output.append(hex[Int(byte & 0xF)])
      }
    }
  }

  /// A text in encoded form.
  package static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 16)
    append(text.utf8, to: &output, keepingSlashes: keepingSlashes)
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes that an encoded run of bytes stands for. A `%` without two digits stands for itself;
  /// in a form, a plus sign is a space.
  static func decode(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool = false) -> [UInt8] {
    let bytes = Array(bytes)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x25, index + 2 < bytes.count, let high = value(bytes[index + 1]),
        let low = value(bytes[index + 2])
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
        index += 1
      }
    }
    return output
  }

  /// The text that an encoded text stands for.
  package static func decode(_ text: String, plusIsSpace: Bool = false) -> String {
    String(decoding: decode(text.utf8, plusIsSpace: plusIsSpace), as: UTF8.self)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
