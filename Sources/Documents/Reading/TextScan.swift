internal import Diagnostics

/// One pass over the bytes of a text: is it UTF-8, and does it hold characters that may not be
/// there?
struct TextScan {
  /// What makes the text unreadable; at most a few of each kind.
  private(set) var faults: [Diagnostic] = []
  /// Characters that YAML allows inside quotes only.
  private var suspects: [Span] = []
  /// Characters that YAML 1.1 takes for line breaks.
  private var separators: [Span] = []
  private let source: Source

  private static let mostFaults = 10
  /// No text has that many of them; beyond, quotes do not help.
  private static let mostSuspects = 100_000

  init(_ source: Source, allowingControls: Bool) {
    self.source = source
    source.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      scan(base, bytes.count, allowingControls)
    }
  }

  private mutating func scan(_ base: UnsafePointer<UInt8>, _ count: Int, _ allowing: Bool) {
    var at = 0
    while at < count, faults.count < Self.mostFaults {
      // Eight ordinary ASCII characters at a time.
      if at + 8 <= count {
        let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
        if Self.isOrdinary(word) {
          at += 8
          continue
        }
      }
      let byte = base[at]
      if byte < 0x80 {
        if !allowing { checkControl(byte, at) }
        at += 1
        continue
      }
      let length = Self.lengthOfCharacter(base + at, count - at)
      guard length > 0 else {
        let end = Self.endOfGarbage(base, at, count)
        faults.append(ReadingDiagnostics.invalidUTF8(source, Span(start: at, end: end)))
        at = end
        continue
      }
      if !allowing { checkRare(base + at, length, at) }
      at += length
    }
  }

  /// Whether all eight bytes are ASCII from the space on, and none is DEL.
  @inline(__always)
  private static func isOrdinary(_ word: UInt64) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    let below = (word &- ones &* 0x20) & ~word
    let delete = word ^ (ones &* 0x7F)
    let isDelete = (delete &- ones) & ~delete
    return (word | below | isDelete) & high == 0
  }

  private mutating func checkControl(_ byte: UInt8, _ at: Int) {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20..<0x7F: break
    case 0x7F: suspect(Span(start: at, end: at + 1))
    default:
      faults.append(
        ReadingDiagnostics.controlCharacter(source, Span(start: at, end: at + 1), UInt32(byte)))
    }
  }

  /// C1 controls, U+FFFE, U+FFFF, byte-order marks that do not begin the text, and the line breaks
  /// of YAML 1.1.
  private mutating func checkRare(_ base: UnsafePointer<UInt8>, _ length: Int, _ at: Int) {
    let isSeparator =
      length == 2
      ? base[0] == 0xC2 && base[1] == 0x85
      : length == 3 && base[0] == 0xE2 && base[1] == 0x80 && base[2] & 0xFE == 0xA8
    if isSeparator, separators.count <= ReadingLimits.diagnostics {
      separators.append(Span(start: at, end: at + length))
    }
    let isC1 = length == 2 && base[0] == 0xC2 && base[1] < 0xA0 && base[1] != 0x85
    let isNoncharacter = length == 3 && base[0] == 0xEF && base[1] == 0xBF && base[2] >= 0xBE
    let isMark = length == 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF && at > 0
    if isC1 || isNoncharacter || isMark { suspect(Span(start: at, end: at + length)) }
  }

  private mutating func suspect(_ span: Span) {
    if suspects.count < Self.mostSuspects {
      suspects.append(span)
    } else {
      report(span, in: &faults)
    }
  }

  /// The length of the well-formed character that begins at a byte above ASCII; 0 for none
  /// (Unicode 15, table 3-7).
  private static func lengthOfCharacter(_ base: UnsafePointer<UInt8>, _ left: Int) -> Int {
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      offset < left && range.contains(base[offset])
    }
    switch base[0] {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// Where a run of bytes that are no UTF-8 ends, at most at the end of its line.
  private static func endOfGarbage(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int
  {
    var end = start + 1
    while end < count, base[end] >= 0x80, lengthOfCharacter(base + end, count - end) == 0 {
      end += 1
    }
    return end
  }

  /// Warns of what YAML 1.1 takes for line breaks, wherever it stands: even a double-quoted text is
  /// folded there.
  func separatorWarnings(in tree: Tree?) -> [Diagnostic] {
    guard !separators.isEmpty else { return [] }
    var quoted = (tree?.records ?? []).lazy.filter { $0.style == .doubleQuoted }.makeIterator()
    var current = quoted.next()
    return separators.compactMap { span in
      while let record = current, Int(record.end) <= span.start { current = quoted.next() }
      let scalar = source.text(in: span).unicodeScalars.first
      let isQuoted = current.map { Int($0.start) <= span.start } ?? false
      return scalar.map { ReadingDiagnostics.lineSeparator(source, span, $0, isQuoted: isQuoted) }
    }
  }

  /// The suspects that stand outside quotes.
  func unquoted(in tree: Tree?) -> [Diagnostic] {
    guard !suspects.isEmpty else { return [] }
    // Both come in the order of the text.
    var quoted = (tree?.records ?? []).lazy.filter {
      $0.style == .doubleQuoted || $0.style == .singleQuoted
    }.makeIterator()
    var current = quoted.next()
    var found: [Diagnostic] = []
    for span in suspects where found.count < ReadingLimits.diagnostics {
      while let record = current, Int(record.end) <= span.start { current = quoted.next() }
      if let record = current, Int(record.start) <= span.start { continue }
      if let tree, tree.marks.contains(span.start) { continue }
      report(span, in: &found)
    }
    return found
  }

  private func report(_ span: Span, in diagnostics: inout [Diagnostic]) {
    guard let scalar = source.text(in: span).unicodeScalars.first else { return }
    diagnostics.append(ReadingDiagnostics.controlCharacter(source, span, scalar.value))
  }
}
