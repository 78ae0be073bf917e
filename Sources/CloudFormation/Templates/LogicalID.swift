internal import Documents

/// The rules for the names that a template gives to its own parts.
package enum LogicalID {
  /// The longest name CloudFormation takes.
  package static let longest = 255

  /// Whether CloudFormation takes the name: ASCII letters and digits, at most 255.
  package static func isValid(_ id: String) -> Bool {
    (1...longest).contains(id.utf8.count) && id.utf8.allSatisfy(isAlphanumeric)
  }

  /// A name made of words of any kind: `my-bucket` becomes `MyBucket`; nil if no letter or digit
  /// is in it.
  package static func made(from name: String) -> String? {
    var id: [UInt8] = []
    var startsWord = true
    for byte in name.utf8 {
      if isAlphanumeric(byte) {
        let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        id.append(startsWord && isLower ? byte - 0x20 : byte)
        startsWord = false
      } else {
        startsWord = true
      }
    }
    return id.isEmpty || id.count > longest ? nil : String(decoding: id, as: UTF8.self)
  }

  /// Whether a byte is an ASCII letter or digit.
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
