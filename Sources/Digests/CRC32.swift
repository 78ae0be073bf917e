/// The checksum of ZIP and gzip: finds accidents, proves nothing.
package struct CRC32: StreamingDigest {
  private var remainder: UInt32 = 0xFFFF_FFFF

  /// Begins a message.
  package init() {}

  /// The checksum of these bytes.
  package static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
    Self().finish(with: bytes)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var remainder = remainder
    Self.tables.withUnsafeBufferPointer { tables in
      let wholeWords = bytes.count & ~7
      for offset in stride(from: 0, to: wholeWords, by: 8) {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
        remainder = Self.step(word ^ UInt64(remainder), tables)
      }
      for byte in bytes[wholeWords...] {
        remainder = tables[Int((remainder ^ UInt32(byte)) & 0xFF)] ^ remainder &>> 8
      }
    }
    self.remainder = remainder
  }

  package consuming func finish() -> UInt32 { ~remainder }

  /// The remainder after eight bytes at once: each byte's share comes from its own table.
  private static func step(_ word: UInt64, _ tables: UnsafeBufferPointer<UInt32>) -> UInt32 {
    var remainder: UInt32 = 0
    for place in 0..<8 {
      let byte = Int(truncatingIfNeeded: word &>> (8 &* UInt64(place))) & 0xFF
      remainder ^= tables[(7 &- place) &* 256 &+ byte]
    }
    return remainder
  }

  /// Eight tables of 256: what a byte leaves behind with 0 to 7 zero bytes after it.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = (0..<256).map { byte in
      (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    for index in 256..<2048 {
      let shorter = tables[index - 256]
      tables.append(tables[Int(shorter & 0xFF)] ^ shorter >> 8)
    }
    return tables
  }()
}
