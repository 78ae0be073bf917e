/// A range of IP addresses: `10.0.0.0/16` or `2001:db8::/56`.
struct AddressBlock: Hashable, CustomStringConvertible {
  /// The first address of the range.
  private let address: UInt128
  /// How many leading bits all its addresses share.
  private let prefix: Int
  /// 32 or 128.
  private let width: Int

  private init(address: UInt128, prefix: Int, width: Int) {
    let hostBits = width - prefix
    self.address = hostBits >= 128 ? 0 : (address >> UInt128(hostBits)) << UInt128(hostBits)
    self.prefix = prefix
    self.width = width
  }

  /// Reads a block; bits behind the prefix are ignored.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let prefix = Int(parts[1]), prefix >= 0 else { return nil }
    if let address = Self.ipv4(parts[0]), prefix <= 32 {
      self.init(address: address, prefix: prefix, width: 32)
    } else if let address = Self.ipv6(parts[0]), prefix <= 128 {
      self.init(address: address, prefix: prefix, width: 128)
    } else {
      return nil
    }
  }

  /// The first blocks of so many host bits within this one; nil if it is too small for them.
  func divided(hostBits: Int, count: Int) -> [AddressBlock]? {
    guard (1...width).contains(hostBits) else { return nil }
    let smaller = width - hostBits
    guard smaller >= prefix else { return nil }
    let room = smaller - prefix
    guard room >= 9 || count <= 1 << room else { return nil }
    return (0..<count).map { index in
      let offset = hostBits >= 128 ? 0 : UInt128(index) << UInt128(hostBits)
      return AddressBlock(address: address + offset, prefix: smaller, width: width)
    }
  }

  var description: String { (width == 32 ? dotted : colons) + "/\(prefix)" }

  private var dotted: String {
    [24, 16, 8, 0].map { String(address >> UInt128($0) & 0xFF) }.joined(separator: ".")
  }

  /// As RFC 5952 writes addresses: the longest run of zeros is left out.
  private var colons: String {
    let groups = (0..<8).map { Int(address >> UInt128(112 - 16 * $0) & 0xFFFF) }
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || groups[index] != 0 {
      if index - start > max(best.count, 1) { best = start..<index }
      start = index + 1
    }
    func text(_ groups: some Sequence<Int>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return text(groups) }
    return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }

  private static func ipv4(_ text: Substring) -> UInt128? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt128 = 0
    for part in parts {
      guard part.utf8.count <= 3, let byte = UInt8(part), part.first != "+" else { return nil }
      address = address << 8 | UInt128(byte)
    }
    return address
  }

  private static func ipv6(_ text: Substring) -> UInt128? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    func groups(_ half: Substring) -> [UInt16]? {
      if half.isEmpty { return [] }
      let parts = half.split(separator: ":", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { $0.utf8.count <= 4 ? UInt16($0, radix: 16) : nil }
      return numbers.count == parts.count ? numbers : nil
    }
    guard let first = halves.first, let head = groups(first),
      let tail = halves.count == 2 ? groups(halves[1]) : []
    else { return nil }
    let missing = 8 - head.count - tail.count
    guard halves.count == 2 ? missing >= 1 : missing == 0 else { return nil }
    let all = head + Array(repeating: 0, count: missing) + tail
    return all.reduce(0) { $0 << 16 | UInt128($1) }
  }
}
