import Diagnostics
import Documents
import Testing

/// Files that a careless hand has been at: whatever can still be read keeps its meaning when it is
/// formatted (the formatter checks that itself and says so), and formatting it again changes nothing.
@Suite struct FormattingMutationTests {
  static let pieces = [
    "# c\n", " # c\n", "\n", "\n\n", " ", "  ", "\t", "- ", "? ", ": ", ":", ", ", "[", "]", "{",
    "}", "&x ", "*x ", "!!str ", "!t ", "|\n", "|+\n", ">-\n", "|2\n", "\"", "'", "a", "a: b\n",
    "---\n", "...\n", "\\", "\\ ", "\r\n", "é",
  ]

  @Test(arguments: 0..<20) func mutants(_ block: Int) {
    let texts = FormattingTests.goldens.map { Array($0.ugly.utf8) }
    var random = RandomValues(seed: UInt64(block))
    var formattable = 0
    for _ in 0..<150 {
      var bytes = texts[Int.random(in: 0..<texts.count, using: &random)]
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.mutate(&bytes, &random) }
      guard String(validating: bytes, as: UTF8.self) != nil else { continue }
      let formatted = Formatting.format(Source(name: "mutant", bytes: bytes))
      #expect(!formatted.wouldChangeMeaning, "\(String(decoding: bytes, as: UTF8.self))")
      guard let text = formatted.text else { continue }
      formattable += 1
      let again = Formatting.format(Source(name: "again", text: text))
      #expect(again.text == text, "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(formattable > 10)
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout RandomValues) {
    let position = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
      bytes.insert(contentsOf: Array(piece.utf8), at: position)
    case 1:
      let end = min(bytes.count, position + Int.random(in: 1...6, using: &random))
      bytes.removeSubrange(position..<end)
    default:
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 1...30, using: &random))
      bytes.insert(contentsOf: Array(bytes[start..<end]), at: position)
    }
  }
}
