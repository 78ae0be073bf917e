import Diagnostics
import Documents
import Testing

struct JSONReaderTests {
  /// Every node in the order of the text, with what is written for it.
  private func outline(_ text: String) throws -> [String] {
    var lines: [String] = []
    var rest = [try #require(readJSON(text: text).documents.first)]
    while let node = rest.popLast() {
      lines.append("\(node.path) \(node.spelling)")
      if node.kind == .sequence { rest += Array(node.elements).reversed() }
      if node.kind == .mapping { rest += node.entries.flatMap { [$0.value] }.reversed() }
    }
    return lines
  }

  @Test func everyNodeKnowsItsPlace() throws {
    let text = "\u{FEFF} {\"a\" : [ 1.50 ,\n\"b\\n\"],\"c\": {\"d\" : null}, \"e\": []} \r\n"
    #expect(
      try outline(text) == [
        " {\"a\" : [ 1.50 ,\n\"b\\n\"],\"c\": {\"d\" : null}, \"e\": []}",
        "a [ 1.50 ,\n\"b\\n\"]", "a[0] 1.50", "a[1] \"b\\n\"", "c {\"d\" : null}", "c.d null",
        "e []",
      ])
  }

  @Test func textsAreUnescaped() throws {
    let text = #"["", "plain \/ \b\f\n\r\t\"\\", "\u00e9\u0000\uD83D\uDE00\uffff", "é😀\u007f"]"#
    let root = try #require(readJSON(text: text).documents.first)
    #expect(
      root.elements.map(\.text) == [
        "", "plain / \u{8}\u{C}\n\r\t\"\\", "é\0😀\u{FFFF}", "é😀\u{7F}",
      ])
    #expect(root.elements.map(\.style) == Array(repeating: .doubleQuoted, count: 4))
  }

  @Test func numbersKeepTheirSpelling() throws {
    let text = "[12345678901234567890, 0.10, -0, 1E+05]"
    let root = try #require(readJSON(text: text).documents.first)
    #expect(root.elements.map(\.text) == ["12345678901234567890", "0.10", "-0", "1E+05"])
    #expect(root.elements.map(\.style) == Array(repeating: .plain, count: 4))
  }

  @Test(arguments: ["1", "-0.5e-7", "true", "false", "null", "\"a\"", "[]", "{}", " \t\r\n 0 "])
  func aValueAloneIsAText(_ text: String) throws {
    let reading = readJSON(text: text)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.documents.count == 1)
  }

  /// Strings whose special bytes stand at every place of a machine word.
  @Test(arguments: 0..<40) func stringsOfEveryLength(_ length: Int) throws {
    let plain = String(repeating: "x", count: length)
    for tail in ["", "é", "\u{FF}", "\u{10FFFF}"] {
      let reading = readJSON(
        text: "[\"\(plain)\(tail)\",\"\(plain)\\\\\(tail)\",\"\(plain)\\\"y\"]")
      let root = try #require(reading.documents.first)
      #expect(reading.diagnostics.isEmpty)
      #expect(root.elements.map(\.text) == [plain + tail, plain + "\\" + tail, plain + "\"y"])
    }
    for control in 0..<32 {
      let character = String(UnicodeScalar(UInt8(control)))
      #expect(readJSON(text: "[\"\(plain)\(character)\"]").failed)
    }
  }
}
