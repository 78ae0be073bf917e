/// A block of IPv4 addresses.
package struct CIDR: Hashable, Sendable {
  /// The first address; the bits behind the prefix are zero.
  package let network: UInt32
  package let prefix: Int

  /// The block that an address is in.
  package init(_ address: UInt32, prefix: Int) {
    network = address & Self.mask(prefix)
    self.prefix = prefix
  }

  static func mask(_ prefix: Int) -> UInt32 { prefix == 0 ? 0 : ~0 << UInt32(32 - prefix) }

  /// How many addresses it holds.
  package var count: Int { 1 << (32 - prefix) }

  package func contains(_ other: CIDR) -> Bool {
    other.prefix >= prefix && other.network & Self.mask(prefix) == network
  }

  package func overlaps(_ other: CIDR) -> Bool { contains(other) || other.contains(self) }

  package var text: String { "\(Self.dotted(network))/\(prefix)" }

  private static func dotted(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String(address >> UInt32($0) & 0xFF) }.joined(separator: ".")
  }
}

extension FieldType where Output == CIDR {
  /// A block of IPv4 addresses, by its network and the length of its prefix.
  package static func cidr(
    prefixes: ClosedRange<Int> = 0...32, example: String = "10.0.0.0/16"
  ) -> FieldType {
    let words =
      prefixes == 0...32
      ? "a block of IPv4 addresses"
      : "a block of IPv4 addresses from `/\(prefixes.lowerBound)` to `/\(prefixes.upperBound)`"
    let shape = ValueShape.text(
      pattern: "^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$")
    return form(words, example: example, shape: shape) { known throws(FormFault) in
      let block = try CIDR(parsing: known.text)
      guard prefixes.contains(block.prefix) else {
        let isLarge = block.prefix < prefixes.lowerBound
        throw FormFault(
          "`/\(block.prefix)` is \(isLarge ? "larger" : "smaller")",
          hint: isLarge
            ? "the largest is `/\(prefixes.lowerBound)`, with \(1 << (32 - prefixes.lowerBound)) addresses"
            : "the smallest is `/\(prefixes.upperBound)`, with \(1 << (32 - prefixes.upperBound)) addresses"
        )
      }
      return block
    }
  }
}

extension CIDR {
  /// Reads `10.0.0.0/16`. What is written otherwise, but surely meant, is told.
  init(parsing text: String) throws(FormFault) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if text.contains(":"), text.contains("/") || text.contains("::") {
      throw FormFault("`\(text)` is IPv6", hint: "for example: `10.0.0.0/16`")
    }
    guard let address = try Self.address(parts[0]) else { throw .none(text) }
    guard parts.count == 2 else {
      guard parts.count == 1 else { throw .none(text) }
      let meant = address.trailingZeroBitCount >= 16 ? 16 : 24
      throw FormFault(
        "`\(text)` has no prefix",
        hint: "write how many bits name the network, for example `\(text)/\(meant)`")
    }
    guard let prefix = parts[1].isDigits ? Int(parts[1]) : nil, prefix <= 32 else {
      if let mask = try Self.address(parts[1]),
        let prefix = (0...32).first(where: { Self.mask($0) == mask })
      {
        throw FormFault(
          "`\(text)` is written in another way", meant: CIDR(address, prefix: prefix).text)
      }
      throw FormFault("`/\(parts[1])` is no prefix", hint: "a prefix is a number from 0 to 32")
    }
    self.init(address, prefix: prefix)
    guard network == address else {
      throw FormFault(
        "`\(text)` is an address inside the block `\(self.text)`", meant: self.text)
    }
    guard parts[1] == String(prefix) else {
      throw FormFault("`\(text)` is written in another way", meant: self.text)
    }
  }

  /// Reads four numbers up to 255; nil if it is something else altogether.
  private static func address(_ text: String) throws(FormFault) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, parts.allSatisfy(\.isDigits) else { return nil }
    guard parts.count == 4 else {
      throw FormFault("`\(text)` has \(parts.count) of the four numbers of an address")
    }
    var address: UInt32 = 0
    for part in parts {
      guard let number = UInt32(part), number <= 255 else {
        throw FormFault("`\(part)` is above 255", hint: "each number is from 0 to 255")
      }
      guard part == String(number) else {
        throw FormFault(
          "`\(part)` has a leading zero, which some programs read as octal",
          meant: nil)
      }
      address = address << 8 | number
    }
    return address
  }
}
