internal import CDigests

/// PBKDF2 with HMAC-SHA-256, as RFC 8018 defines it (§5.2), for keys of 32 bytes: a digest that
/// takes as long to make as its rounds say, so that short secrets are not soon guessed from it.
package enum PBKDF2 {
  /// The key of a password and a salt after so many rounds, of which there is one at least.
  package static func key(
    of password: some Sequence<UInt8>, salt: [UInt8], rounds: Int,
    implementation: SHA256.Implementation = .best
  ) -> [UInt8] {
    precondition(rounds > 0 && implementation.isAvailable)
    var key = Array(password)
    if key.count > SHA256.blockSize { key = SHA256.digest(of: key).bytes }
    // The salt and the number of the only block.
    let first = HMACSHA256(key: key, implementation: implementation)
      .authenticate(salt + [0, 0, 0, 1])
    var chain = Chain(key, first.bytes, implementation)
    for _ in 1..<rounds { chain.advance() }
    return withUnsafeBytes(of: chain.sum.turned, Array.init)
  }

  /// The rounds behind the first. Each hashes 32 bytes twice, behind a block that is the same every
  /// time: only the blocks that differ are worked on.
  private struct Chain {
    private(set) var sum: SIMD8<UInt32>
    /// The states behind the key's block.
    private let inner: SIMD8<UInt32>
    private let outer: SIMD8<UInt32>
    private let implementation: SHA256.Implementation
    /// What is hashed next, with its padding.
    private var block = SIMD16<UInt32>()

    init(_ key: [UInt8], _ first: [UInt8], _ implementation: SHA256.Implementation) {
      let padded = key + [UInt8](repeating: 0, count: SHA256.blockSize - key.count)
      func state(_ pad: UInt8) -> SIMD8<UInt32> {
        padded.map { $0 ^ pad }.withUnsafeBytes {
          Self.absorb($0, into: SHA256.initialWords, implementation)
        }
      }
      self.implementation = implementation
      inner = state(0x36)
      outer = state(0x5C)
      withUnsafeMutableBytes(of: &block) { $0.copyBytes(from: first) }
      sum = block.lowHalf.turned
      // A one bit, and the length of 64 + 32 bytes in bits.
      block[8] = UInt32(0x8000_0000).bigEndian
      block[15] = UInt32(96 * 8).bigEndian
    }

    mutating func advance() {
      block.lowHalf = hash(behind: inner).turned
      let words = hash(behind: outer)
      block.lowHalf = words.turned
      sum ^= words
    }

    private func hash(behind state: SIMD8<UInt32>) -> SIMD8<UInt32> {
      withUnsafeBytes(of: block) { Self.absorb($0, into: state, implementation) }
    }

    private static func absorb(
      _ block: UnsafeRawBufferPointer, into state: SIMD8<UInt32>,
      _ implementation: SHA256.Implementation
    ) -> SIMD8<UInt32> {
      var state = state
      withUnsafeMutableBytes(of: &state) { state in
        state.withMemoryRebound(to: UInt32.self) { words in
          switch implementation {
          case .portable: esteira_sha256_portable(words.baseAddress, block.baseAddress, 1)
          case .accelerated: esteira_sha256_accelerated(words.baseAddress, block.baseAddress, 1)
          }
        }
      }
      return state
    }
  }
}

extension SIMD8<UInt32> {
  /// Words as they lie in memory when the highest byte comes first, and back.
  fileprivate var turned: Self {
    var turned = self
    for index in indices { turned[index] = self[index].bigEndian }
    return turned
  }
}
