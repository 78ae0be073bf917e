/// SHA-1, as FIPS 180-4 defines it. Not for security: only where a file format or protocol demands
/// it, such as the names of cached sign-on tokens.
package struct SHA1: StreamingDigest {
  private var stream = BlockStream(Words())

  /// Begins a message.
  package init() {}

  /// The digest of these bytes.
  package static func digest(of bytes: some Sequence<UInt8>) -> Digest {
    Self().finish(with: bytes)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    stream.update(bytes)
  }

  package consuming func finish() -> Digest {
    let words = stream.finish()
    return Digest(
      bytes: [words.a, words.b, words.c, words.d, words.e].flatMap { word in
        withUnsafeBytes(of: word.bigEndian, Array.init)
      })
  }

  /// 20 bytes that stand for a message.
  package struct Digest: DigestValue {
    package let bytes: [UInt8]
  }
}

extension SHA1 {
  private struct Words: Compression {
    static var isLengthBigEndian: Bool { true }

    var a: UInt32 = 0x6745_2301
    var b: UInt32 = 0xefcd_ab89
    var c: UInt32 = 0x98ba_dcfe
    var d: UInt32 = 0x1032_5476
    var e: UInt32 = 0xc3d2_e1f0

    mutating func compress(_ blocks: UnsafeRawPointer, count: Int) {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
        guard let w = schedule.baseAddress else { return }
        for block in 0..<count {
          Self.expand(blocks + 64 * block, into: w)
          compress(schedule: w)
        }
      }
    }

    private static func expand(_ block: UnsafeRawPointer, into w: UnsafeMutablePointer<UInt32>) {
      for t in 0..<16 {
        let word = block.loadUnaligned(fromByteOffset: 4 * t, as: UInt32.self)
        (w + t).initialize(to: UInt32(bigEndian: word))
      }
      for t in 16..<80 {
        let mixed = w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16]
        (w + t).initialize(to: rotate(mixed, 1))
      }
    }

    private mutating func compress(schedule w: UnsafeMutablePointer<UInt32>) {
      var next = self
      for t in 0..<20 {
        next.step(next.d ^ (next.b & (next.c ^ next.d)), 0x5a82_7999, w[t])
      }
      for t in 20..<40 {
        next.step(next.b ^ next.c ^ next.d, 0x6ed9_eba1, w[t])
      }
      for t in 40..<60 {
        next.step((next.b & next.c) | (next.d & (next.b | next.c)), 0x8f1b_bcdc, w[t])
      }
      for t in 60..<80 {
        next.step(next.b ^ next.c ^ next.d, 0xca62_c1d6, w[t])
      }
      a &+= next.a
      b &+= next.b
      c &+= next.c
      d &+= next.d
      e &+= next.e
    }

    private mutating func step(_ mixed: UInt32, _ constant: UInt32, _ word: UInt32) {
      let sum = Self.rotate(a, 5) &+ mixed &+ e &+ constant &+ word
      e = d
      d = c
      c = Self.rotate(b, 30)
      b = a
      a = sum
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word &<< count | word &>> (32 &- count)
    }
  }
}
