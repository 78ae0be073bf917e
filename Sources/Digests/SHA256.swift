internal import CDigests

/// SHA-256, as FIPS 180-4 defines it.
package struct SHA256: StreamingDigest {
  /// The bytes that are worked on at once; HMAC pads its key to them.
  static var blockSize: Int { BlockStream<Words>.blockSize }

  private var stream: BlockStream<Words>

  /// Begins a message.
  ///
  /// An implementation is named by those who compare them; it has to be an available one.
  package init(implementation: Implementation = .best) {
    self.init(resuming: Self.initialWords, after: 0, implementation: implementation)
  }

  /// Goes on after `byteCount` bytes, a multiple of 64, that left the state at these words.
  package init(
    resuming words: SIMD8<UInt32>, after byteCount: UInt64, implementation: Implementation = .best
  ) {
    precondition(implementation.isAvailable, "this processor cannot run \(implementation)")
    stream = BlockStream(Words(value: words, implementation: implementation), after: byteCount)
  }

  /// The digest of these bytes.
  package static func digest(of bytes: some Sequence<UInt8>) -> Digest {
    Self().finish(with: bytes)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    stream.update(bytes)
  }

  package consuming func finish() -> Digest {
    Digest(words: stream.finish().value)
  }

  /// FIPS 180-4, §5.3.3.
  static var initialWords: SIMD8<UInt32> {
    [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
      0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
  }
}

extension SHA256 {
  /// 32 bytes that stand for a message. Comparing two takes the same time wherever they differ.
  package struct Digest: DigestValue {
    /// The words as they lie in memory when the highest byte comes first.
    private let ordered: SIMD8<UInt32>

    fileprivate init(words: SIMD8<UInt32>) {
      var ordered = words
      for index in words.indices { ordered[index] = words[index].bigEndian }
      self.ordered = ordered
    }

    package var bytes: [UInt8] { withUnsafeBytes(of: ordered, Array.init) }

    package static func == (left: Digest, right: Digest) -> Bool {
      withUnsafeBytes(of: left.ordered) { left in
        withUnsafeBytes(of: right.ordered) { right in constantTimeEqual(left, right) }
      }
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(ordered)
    }
  }
}

extension SHA256 {
  /// A way to compute SHA-256. All give the same digests.
  package enum Implementation: CaseIterable, Sendable {
    /// Plain arithmetic: runs everywhere.
    case portable
    /// The processor's own SHA-256 instructions.
    case accelerated

    /// The fastest one available.
    package static let best: Implementation = accelerated.isAvailable ? .accelerated : .portable

    /// Asked once: in a virtual machine the question costs as much as many blocks.
    private static let canAccelerate = esteira_sha256_can_accelerate()

    /// Whether this processor can run it.
    package var isAvailable: Bool {
      switch self {
      case .portable: true
      case .accelerated: Self.canAccelerate
      }
    }
  }

  private struct Words: Compression {
    static var isLengthBigEndian: Bool { true }

    var value: SIMD8<UInt32>
    let implementation: Implementation

    mutating func compress(_ blocks: UnsafeRawPointer, count: Int) {
      withUnsafeMutableBytes(of: &value) { value in
        value.withMemoryRebound(to: UInt32.self) { words in
          switch implementation {
          case .portable: esteira_sha256_portable(words.baseAddress, blocks, count)
          case .accelerated: esteira_sha256_accelerated(words.baseAddress, blocks, count)
          }
        }
      }
    }
  }
}
