/// Base64 with padding, as RFC 4648 defines it.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text that stands for some bytes.
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    var iterator = bytes.makeIterator()
    while let first = iterator.next() {
      let second = iterator.next()
      let third = second == nil ? nil : iterator.next()
      let group = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
      output.append(alphabet[Int(group >> 18)])
      output.append(alphabet[Int(group >> 12 & 63)])
      output.append(second == nil ? 0x3D : alphabet[Int(group >> 6 & 63)])
      output.append(third == nil ? 0x3D : alphabet[Int(group & 63)])
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes that a text stands for; white space is skipped, anything else is refused.
  package static func decode(_ text: String) -> [UInt8]? {
    var output: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case 0x3D:
        padding += 1
      default:
        guard padding == 0, let value = value(byte) else { return nil }
        group = group << 6 | value
        count += 1
        if count % 4 == 0 {
          output += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
        }
      }
    }
    switch (count % 4, padding) {
    case (0, 0): break
    case (2, 2): output.append(UInt8(group >> 4 & 255))
    case (3, 1): output += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)]
    default: return nil
    }
    return output
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61) + 26
    case 0x30...0x39: UInt32(byte - 0x30) + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
