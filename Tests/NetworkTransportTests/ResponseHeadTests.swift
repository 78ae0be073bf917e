import AWS
import Testing

@testable import NetworkTransport

@Suite struct ResponseHeadTests {
  private func head(_ text: String) -> ResponseHead {
    var head = ResponseHead()
    for line in text.split(separator: "|", omittingEmptySubsequences: false) {
      head.read("\(line)\r\n".utf8)
    }
    return head
  }

  @Test(
    arguments: [
      ("HTTP/1.1 200 OK|", 200), ("HTTP/1.0 404|", 404), ("HTTP/2 503 |", 503),
      ("HTTP/1.1 100 Continue||HTTP/1.1 102 Processing||HTTP/1.1 201 Created|", 201),
      ("nonsense|", 0), ("HTTP/1.1 abc|", 0),
    ])
  func status(_ text: String, _ status: Int) {
    #expect(head(text).status == status)
  }

  @Test(
    arguments: [
      ("A: b", [("A", "b")]), ("A:b", [("A", "b")]), ("A: \t b c \t ", [("A", "b c")]),
      ("A:", [("A", "")]), ("A: b:c", [("A", "b:c")]),
      ("a: 1|B: 2|A: 3", [("a", "1"), ("B", "2"), ("A", "3")]),
      ("A: b|  c|\td|E: f", [("A", "b c d"), ("E", "f")]), (" a|B: c", [("B", "c")]),
      ("no header|A: b", [("A", "b")]), ("A: é", [("A", "é")]),
      ("A: b||Trailer: c", [("A", "b")]),
    ])
  func headers(_ text: String, _ expected: [(String, String)]) {
    let fields = head("HTTP/1.1 200 OK|\(text)|").headers.fields
    #expect(fields == expected.map { HTTPHeaders.Field($0.0, $0.1) })
  }

  @Test func bytesThatAreNoText() {
    var head = ResponseHead()
    head.read("HTTP/1.1 200 OK\r\n".utf8)
    head.read([0x41, 0x3A, 0xFF, 0x0D, 0x0A])
    #expect(head.headers["A"] == "\u{FFFD}")
  }
}
