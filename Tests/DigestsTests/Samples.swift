import TestSupport

/// The bytes 0, 1, … 255, 0, 1, …: what the vectors by length are made of.
func countingBytes(_ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: $0) }
}

/// The bytes that a text of hexadecimal digits stands for.
func bytes(hex text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  precondition(digits.count == text.count && digits.count.isMultiple(of: 2))
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// The bytes in pieces of random lengths, many of them empty or near a block's length.
func randomPieces(_ bytes: [UInt8], seed: UInt64) -> [ArraySlice<UInt8>] {
  var generator = SeededGenerator(seed: seed)
  var pieces: [ArraySlice<UInt8>] = []
  var start = 0
  while start < bytes.count {
    let longest = [1, 8, 65, 200].randomElement(using: &generator) ?? 1
    let end = min(bytes.count, start + Int.random(in: 0...longest, using: &generator))
    pieces.append(bytes[start..<end])
    start = end
  }
  return pieces
}
