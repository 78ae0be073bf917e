/// The parts of host names.
enum HostLabel {
  /// Letters, digits and hyphens, at most 63, no hyphen at an end.
  static func isOne(_ text: Substring) -> Bool {
    let bytes = text.utf8
    return (1...63).contains(bytes.count) && bytes.first != 0x2D && bytes.last != 0x2D
      && bytes.allSatisfy { byte in
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D: true
        default: false
        }
      }
  }

  /// The same for several, separated by dots.
  static func areAll(_ text: String) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isOne)
  }

  /// Whether a text is four numbers of an address.
  static func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
          && Int(part).map { $0 < 256 } ?? false
      }
  }

  /// Whether a bucket can stand in a host name, with a certificate for it unless dots are allowed.
  static func isBucket(_ name: String, allowingDots: Bool) -> Bool {
    name.utf8.count >= 3 && name == name.lowercased() && !isIPv4(name)
      && (allowingDots ? areAll(name) : isOne(name[...]))
  }
}
