/// The inner function of a digest that works through its message in blocks of 64 bytes.
protocol Compression: Sendable {
  /// Whether the standard writes the message's length with the highest byte first.
  static var isLengthBigEndian: Bool { get }

  /// Works `count` blocks, which lie one behind the other, into the state.
  mutating func compress(_ blocks: UnsafeRawPointer, count: Int)
}

/// Cuts a message that comes in any pieces into blocks, and pads the last one.
///
/// MD5, SHA-1 and SHA-256 share this: a one bit, zeroes, and the length in bits as 64 bits.
struct BlockStream<State: Compression>: Sendable {
  /// In bytes.
  static var blockSize: Int { 64 }

  private var state: State
  /// All bytes taken in so far.
  private var byteCount: UInt64
  /// The beginning of a block that is not complete yet: `byteCount % 64` bytes are filled.
  private var pending = SIMD8<UInt64>()

  /// A stream that begins with `state`, after so many bytes, in whole blocks, were worked into it.
  init(_ state: State, after byteCount: UInt64 = 0) {
    precondition(byteCount.isMultiple(of: UInt64(Self.blockSize)))
    self.state = state
    self.byteCount = byteCount
  }

  /// Takes in the next bytes; whole blocks are worked on where they lie.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    let filled = Int(byteCount % UInt64(Self.blockSize))
    byteCount += UInt64(bytes.count)
    if filled > 0 {
      let count = min(rest.count, Self.blockSize - filled)
      keep(UnsafeRawBufferPointer(rebasing: rest[..<count]), at: filled)
      guard filled + count == Self.blockSize else { return }
      compressPending()
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    let whole = rest.count / Self.blockSize
    if whole > 0, let start = rest.baseAddress {
      state.compress(start, count: whole)
    }
    keep(UnsafeRawBufferPointer(rebasing: rest[(whole * Self.blockSize)...]), at: 0)
  }

  /// The state after the padding.
  consuming func finish() -> State {
    let bits = byteCount << 3
    let filled = Int(byteCount % UInt64(Self.blockSize))
    pad(from: filled)
    if filled >= Self.blockSize - 8 {
      // No room for the length behind the one bit: it gets a block of its own.
      compressPending()
      pending = SIMD8()
    }
    pending[7] = State.isLengthBigEndian ? bits.bigEndian : bits.littleEndian
    compressPending()
    return state
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    withUnsafeMutableBytes(of: &pending) { pending in
      UnsafeMutableRawBufferPointer(rebasing: pending[offset...]).copyMemory(from: bytes)
    }
  }

  private mutating func pad(from offset: Int) {
    withUnsafeMutableBytes(of: &pending) { pending in
      pending[offset] = 0x80
      for index in (offset + 1)..<pending.count { pending[index] = 0 }
    }
  }

  private mutating func compressPending() {
    let block = pending
    withUnsafeBytes(of: block) { bytes in
      if let start = bytes.baseAddress { state.compress(start, count: 1) }
    }
  }
}
