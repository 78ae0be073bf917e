import Digests
import Testing

@Suite("Comparison in constant time")
struct ConstantTimeTests {
  @Test("equal means every byte of both", arguments: [0, 1, 16, 32, 33])
  func equality(count: Int) {
    let original = countingBytes(count)
    #expect(constantTimeEqual(original, countingBytes(count)))
    #expect(!constantTimeEqual(original, original + [0]))
    #expect(!constantTimeEqual(original + [0], original))
    for index in 0..<count {
      for bit in 0..<8 {
        var changed = original
        changed[index] ^= 1 << bit
        #expect(!constantTimeEqual(original, changed))
      }
    }
  }

  @Test("collections of different types compare by their bytes")
  func types() {
    #expect(constantTimeEqual("abc".utf8, [0x61, 0x62, 0x63]))
    #expect(constantTimeEqual([1, 2, 3, 4][1...2], [2, 3]))
  }
}
