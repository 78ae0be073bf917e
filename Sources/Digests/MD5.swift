/// MD5, as RFC 1321 defines it. Not for security: only where a protocol demands it, such as
/// `Content-MD5` and the entity tags of S3.
package struct MD5: StreamingDigest {
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
      bytes: [words.a, words.b, words.c, words.d].flatMap { word in
        withUnsafeBytes(of: word.littleEndian, Array.init)
      })
  }

  /// 16 bytes that stand for a message.
  package struct Digest: DigestValue {
    package let bytes: [UInt8]
  }
}

extension MD5 {
  private struct Words: Compression {
    static var isLengthBigEndian: Bool { false }

    var a: UInt32 = 0x6745_2301
    var b: UInt32 = 0xefcd_ab89
    var c: UInt32 = 0x98ba_dcfe
    var d: UInt32 = 0x1032_5476

    mutating func compress(_ blocks: UnsafeRawPointer, count: Int) {
      MD5.sines.withUnsafeBufferPointer { sines in
        for block in 0..<count {
          compress(blocks + 64 * block, sines)
        }
      }
    }

    private mutating func compress(
      _ block: UnsafeRawPointer, _ sines: UnsafeBufferPointer<UInt32>
    ) {
      func input(_ round: Int, _ word: Int) -> UInt32 {
        let word = block.loadUnaligned(fromByteOffset: 4 &* (word & 15), as: UInt32.self)
        return sines[round] &+ UInt32(littleEndian: word)
      }
      var next = self
      for t in 0..<16 {
        let mixed = next.d ^ (next.b & (next.c ^ next.d))
        next.step(mixed &+ input(t, t), [7, 12, 17, 22], t)
      }
      for t in 16..<32 {
        let mixed = next.c ^ (next.d & (next.b ^ next.c))
        next.step(mixed &+ input(t, 5 &* t &+ 1), [5, 9, 14, 20], t)
      }
      for t in 32..<48 {
        let mixed = next.b ^ next.c ^ next.d
        next.step(mixed &+ input(t, 3 &* t &+ 5), [4, 11, 16, 23], t)
      }
      for t in 48..<64 {
        let mixed = next.c ^ (next.b | ~next.d)
        next.step(mixed &+ input(t, 7 &* t), [6, 10, 15, 21], t)
      }
      a &+= next.a
      b &+= next.b
      c &+= next.c
      d &+= next.d
    }

    /// One round; the four rotations of its group take turns.
    private mutating func step(_ mixed: UInt32, _ rotations: SIMD4<UInt32>, _ round: Int) {
      let sum = a &+ mixed
      let rotation = rotations[round & 3]
      a = d
      d = c
      c = b
      b &+= sum &<< rotation | sum &>> (32 &- rotation)
    }
  }

  /// The first 32 bits of the sines' fractions, for 1 to 64 radians: RFC 1321, §3.4.
  private static let sines: [UInt32] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee,
    0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be,
    0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa,
    0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed,
    0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c,
    0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05,
    0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039,
    0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1,
    0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
  ]
}
