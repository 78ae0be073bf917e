internal import Documents

extension Node {
  /// Whether a short tag makes the node a CloudFormation function.
  var isIntrinsic: Bool {
    guard dialect.shortTags, let tag else { return false }
    return ShortTags.name(of: tag) != nil
  }
}

extension String {
  /// A name of any style in lower case with hyphens: `DependsOn`, `depends_on` as `depends-on`.
  /// Letters of other scripts are left out.
  var kebab: String {
    var result: [UInt8] = []
    var previous = UInt8(ascii: "-")
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        let isBoundary =
          previous != UInt8(ascii: "-") && !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= previous)
        if isBoundary, result.last != UInt8(ascii: "-"), !result.isEmpty {
          result.append(UInt8(ascii: "-"))
        }
        result.append(byte + 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
      default:
        if result.last != UInt8(ascii: "-"), !result.isEmpty { result.append(UInt8(ascii: "-")) }
      }
      previous = byte
    }
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether the bytes come before another text's.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension [String] {
  /// The most that a list in a message names.
  private static let mostListed = 20

  /// `a`, `b` and `c`, in backquotes; of many the first ones.
  var listed: String {
    if count > Self.mostListed {
      let first = prefix(Self.mostListed - 1).map { "`\($0)`" }.joined(separator: ", ")
      return "\(first) and \(count - Self.mostListed + 1) others"
    }
    let quoted = map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }
}
