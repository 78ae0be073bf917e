import Digests
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  /// FIPS 180-4's examples and the empty message.
  static let known: [(message: String, hex: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]

  @Test("the standard's examples", arguments: known, SHA256.Implementation.available)
  func standard(
    example: (message: String, hex: String), implementation: SHA256.Implementation
  ) {
    var digest = SHA256(implementation: implementation)
    digest.update(example.message.utf8)
    #expect(digest.finish().hex == example.hex)
    #expect(SHA256.digest(of: example.message.utf8).hex == example.hex)
  }

  @Test("a million times the letter a", arguments: SHA256.Implementation.available)
  func millionLetters(implementation: SHA256.Implementation) {
    var digest = SHA256(implementation: implementation)
    let thousand = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 0..<1000 { digest.update(thousand) }
    #expect(
      digest.finish().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// The state after 512 MiB of zero bytes, whose length no longer fits 32 bits.
  static let afterHalfAGibibyte: SIMD8<UInt32> = [
    0xc194_5316, 0x0ed0_3e10, 0x4e10_64e9, 0x2f8b_0652,
    0xe527_74ad, 0x065e_a229, 0xc9c3_c246, 0x0e0c_c072,
  ]

  @Test(
    "the length is counted past 2³² bits",
    arguments: [
      ("", "9acca8e8c22201155389f65abbf6bc9723edc7384ead80503839f49dcc56d767"),
      ("abc", "717dbb38e902c8ccfec58bd3ad0c34913fab4850d86992ad326ed3ada0382653"),
    ], SHA256.Implementation.available)
  func longMessage(end: (text: String, hex: String), implementation: SHA256.Implementation) {
    var digest = SHA256(
      resuming: Self.afterHalfAGibibyte, after: 1 << 29, implementation: implementation)
    digest.update(end.text.utf8)
    #expect(digest.finish().hex == end.hex)
  }

  @Test("any pieces give what one piece gives", arguments: SHA256.Implementation.available)
  func pieces(implementation: SHA256.Implementation) {
    let message = countingBytes(1000)
    let whole = SHA256.digest(of: message)
    for seed in 0..<100 as Range<UInt64> {
      var digest = SHA256(implementation: implementation)
      for piece in randomPieces(message, seed: seed) { digest.update(piece) }
      #expect(digest.finish() == whole, "seed \(seed)")
    }
  }

  @Test(
    "both implementations agree on every length and alignment",
    .enabled(if: SHA256.Implementation.accelerated.isAvailable), arguments: 0...300)
  func agreement(length: Int) {
    let message = countingBytes(length + 8)
    for offset in 0..<8 {
      let digests = SHA256.Implementation.allCases.map { implementation in
        var digest = SHA256(implementation: implementation)
        digest.update(message[offset..<(offset + length)])
        return digest.finish()
      }
      #expect(digests[0] == digests[1], "offset \(offset)")
    }
  }

  @Test("bytes that do not lie together are taken as well")
  func scattered() {
    let message = countingBytes(3000)
    #expect(SHA256.digest(of: message.lazy.map { $0 }) == SHA256.digest(of: message))
    #expect(SHA256.digest(of: message.reversed()) == SHA256.digest(of: Array(message.reversed())))
  }

  @Test("a copy continues on its own")
  func copies() {
    var prefix = SHA256()
    prefix.update("ab".utf8)
    var copy = prefix
    copy.update("c".utf8)
    prefix.update("d".utf8)
    #expect(copy.finish() == SHA256.digest(of: "abc".utf8))
    #expect(prefix.finish() == SHA256.digest(of: "abd".utf8))
    #expect(prefix.finish() == SHA256.digest(of: "abd".utf8), "finishing changes nothing")
  }

  @Test("a digest shows its bytes in order and compares by all of them")
  func value() {
    let digest = SHA256.digest(of: "abc".utf8)
    #expect(digest.bytes == bytes(hex: digest.hex))
    #expect(digest.description == digest.hex)
    #expect(Set([digest, SHA256.digest(of: "abc".utf8), SHA256.digest(of: [])]).count == 2)
  }
}

extension SHA256.Implementation {
  /// Those that this machine can run.
  static var available: [Self] { allCases.filter(\.isAvailable) }
}
