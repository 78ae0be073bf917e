import Digests
import Testing

@Suite("HMAC-SHA-256")
struct HMACSHA256Tests {
  struct Example: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let hex: String

    init(_ key: [UInt8], _ message: String, _ hex: String) {
      self.init(key, Array(message.utf8), hex)
    }

    init(_ key: [UInt8], _ message: [UInt8], _ hex: String) {
      self.key = key
      self.message = message
      self.hex = hex
    }
  }

  /// RFC 4231, §4: cases 1 to 7. The fifth one's tag is the first half of the code.
  static let examples: [Example] = [
    Example(
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Example(
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Example(
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Example(
      Array(1...25), [UInt8](repeating: 0xCD, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Example(
      [UInt8](repeating: 0x0C, count: 20), "Test With Truncation",
      "a3b6167473100ee06e0c796c2955552b"),
    Example(
      [UInt8](repeating: 0xAA, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Example(
      [UInt8](repeating: 0xAA, count: 131),
      "This is a test using a larger than block-size key and a larger than block-size data. "
        + "The key needs to be hashed before being used by the HMAC algorithm.",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test("the RFC's cases", arguments: examples, SHA256.Implementation.available)
  func standard(example: Example, implementation: SHA256.Implementation) {
    let keyed = HMACSHA256(key: example.key, implementation: implementation)
    let expected = bytes(hex: example.hex)
    let code = keyed.authenticate(example.message)
    #expect(Array(code.bytes.prefix(expected.count)) == expected)
    #expect(HMACSHA256.authenticate(example.message, key: example.key) == code)
  }

  @Test("a keyed state is used again and again", arguments: SHA256.Implementation.available)
  func reuse(implementation: SHA256.Implementation) {
    let key = countingBytes(40)
    let keyed = HMACSHA256(key: key, implementation: implementation)
    for length in 0..<200 {
      let message = countingBytes(length)
      var streaming = keyed
      for piece in randomPieces(message, seed: UInt64(length)) { streaming.update(piece) }
      let code = streaming.finish()
      #expect(code == HMACSHA256.authenticate(message, key: key))
      #expect(code == keyed.authenticate(message))
    }
  }

  @Test("a key is hashed only when it is longer than a block")
  func keyLengths() {
    let message = Array("message".utf8)
    for length in [0, 1, 63, 64] {
      let key = countingBytes(length)
      let padded = key + [UInt8](repeating: 0, count: 64 - length)
      #expect(
        HMACSHA256.authenticate(message, key: key)
          == HMACSHA256.authenticate(message, key: padded))
    }
    let long = countingBytes(65)
    #expect(
      HMACSHA256.authenticate(message, key: long)
        == HMACSHA256.authenticate(message, key: SHA256.digest(of: long).bytes))
  }

  @Test("nothing of the key is printed")
  func redaction() {
    let keyed = HMACSHA256(key: countingBytes(32))
    var dumped = ""
    dump([keyed], to: &dumped)
    for text in ["\(keyed)", String(reflecting: keyed), "\([keyed])"] {
      #expect(text.contains("HMACSHA256(<redacted>)"))
      #expect(!text.contains("stream"))
    }
    #expect(!dumped.contains("stream"))
    #expect(!dumped.contains("inner"))
  }
}
