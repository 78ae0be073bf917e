/// A function of all bytes it was fed, in whatever pieces they came.
///
/// Conforming types are plain values: a copy goes its own way, so a common prefix is worked
/// through once and its copy continued many times.
package protocol StreamingDigest: Sendable {
  associatedtype Digest: Hashable, Sendable

  /// Takes in the next bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer)

  /// The result over everything taken in. Whoever keeps the value may go on feeding it.
  consuming func finish() -> Digest
}

extension StreamingDigest {
  /// Takes in the next bytes.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      update(UnsafeRawBufferPointer($0))
    }
    if isDone == nil { updateInPieces(bytes) }
  }

  /// For bytes that lie apart in memory: gathered, so that each call has many blocks to work on.
  private mutating func updateInPieces(_ bytes: some Sequence<UInt8>) {
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { gathered in
      var count = 0
      for byte in bytes {
        gathered[count] = byte
        count += 1
        if count == gathered.count {
          update(UnsafeRawBufferPointer(gathered))
          count = 0
        }
      }
      update(UnsafeRawBufferPointer(rebasing: gathered[..<count]))
    }
  }

  /// The result once these bytes, too, are taken in.
  consuming func finish(with bytes: some Sequence<UInt8>) -> Digest {
    update(bytes)
    return finish()
  }
}

/// The outcome of a digest function: a fixed number of bytes.
package protocol DigestValue: Hashable, Sendable, CustomStringConvertible {
  /// The bytes in the order the function's standard gives them.
  var bytes: [UInt8] { get }
}

extension DigestValue {
  /// The bytes as lower-case hexadecimal digits.
  package var hex: String {
    let bytes = bytes
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = Self.digit(byte >> 4)
        text[2 * index + 1] = Self.digit(byte & 0xF)
      }
      return 2 * bytes.count
    }
  }

  package var description: String { hex }

  /// Appends the bytes as lower-case hexadecimal digits.
  package func appendHex(to output: inout [UInt8]) {
    for byte in bytes {
      output.append(Self.digit(byte >> 4))
      output.append(Self.digit(byte & 0xF))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
