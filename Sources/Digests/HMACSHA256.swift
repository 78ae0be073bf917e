/// HMAC with SHA-256, as RFC 2104 defines it: a digest that only holders of the key can make.
///
/// Making one works the key in. A copy of a fresh one authenticates a message without doing that
/// again.
package struct HMACSHA256: StreamingDigest {
  package typealias Digest = SHA256.Digest

  private var inner: SHA256
  private var outer: SHA256

  /// Takes a key of any length and begins a message.
  package init(key: some Sequence<UInt8>, implementation: SHA256.Implementation = .best) {
    var block = Array(key)
    if block.count > SHA256.blockSize {
      block = SHA256(implementation: implementation).finish(with: block).bytes
    }
    block += repeatElement(0, count: SHA256.blockSize - block.count)
    inner = SHA256(implementation: implementation)
    inner.update(block.map { $0 ^ 0x36 })
    outer = SHA256(implementation: implementation)
    outer.update(block.map { $0 ^ 0x5C })
  }

  /// The code of a message under a key.
  package static func authenticate(
    _ message: some Sequence<UInt8>, key: some Sequence<UInt8>
  ) -> Digest {
    Self(key: key).finish(with: message)
  }

  /// The code of what was taken in so far and these bytes. The value itself stays as it is.
  package func authenticate(_ message: some Sequence<UInt8>) -> Digest {
    let copy = self
    return copy.finish(with: message)
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    inner.update(bytes)
  }

  package consuming func finish() -> Digest {
    outer.finish(with: inner.finish().bytes)
  }
}

extension HMACSHA256: CustomStringConvertible, CustomReflectable {
  /// Whoever sees the state can sign like the holder of the key: it is never printed.
  package var description: String { "HMACSHA256(<redacted>)" }

  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
