import TestSupport
import Testing

@testable import AWS

@Suite struct XMLReaderTests {
  private func read(_ text: String) throws -> XMLElement {
    try XMLReader.read(Array(text.utf8))
  }

  @Test func readsElementsAttributesAndText() throws {
    let root = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- an answer --><ns:A xmlns:ns="urn:x" b = 'c &lt; d'>
        <ns:B>one</ns:B><B/><C>x<!-- inside -->y<?pi?>z</C>
      </ns:A>
      <!-- the end -->
      """)
    #expect(root.name == "A")
    #expect(root.attributes == [.init("xmlns:ns", "urn:x"), .init("b", "c < d")])
    #expect(root.children.map(\.name) == ["B", "B", "C"])
    #expect(root.all("B").map(\.text) == ["one", ""])
    #expect(root["C"]?.text == "xyz")
  }

  @Test(arguments: [
    ("<a>&lt;&gt;&amp;&quot;&apos;</a>", "<>&\"'"), ("<a>&#233;&#xe9;&#x1F600;</a>", "éé😀"),
    ("<a><![CDATA[<b>&amp;]]]]><![CDATA[></b>]]></a>", "<b>&amp;]]></b>"),
    ("<a> x\r\ny\rz </a>", " x\ny\nz "), ("<a>é</a>", "é"), ("\u{FEFF}<a>b</a>", "b"),
  ])
  func readsText(_ document: String, _ text: String) throws {
    #expect(try read(document).text == text)
  }

  @Test func tagsWithoutEndOfAttributesAreRefused() {
    let many = (0..<100_000).map { " a\($0)='1'" }.joined()
    #expect(throws: XMLFault.self) { try read("<a\(many)/>") }
  }

  @Test(arguments: [
    "", "  ", "text", "<a>", "</a>", "<a></b>", "<a", "<a b></a>", "<a b=c></a>",
    "<a b='1' b='2'/>",
    "<a b='<'/>", "<a>&nbsp;</a>", "<a>& </a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
    "<a>&#x110000;</a>",
    "<a/><b/>", "<a/>text", "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
    "<a><![CDATA[x</a>", "<a><!-- x</a>", "<a b='1'c='2'/>", "<1a/>", "< a/>", "<a></a ",
    "<?xml version='1.0' encoding='UTF-16'?><a/>",
    "<html><body><p>Log in<br></body></html>",
  ])
  func refusesWhatIsNoDocument(_ text: String) {
    #expect(throws: XMLFault.self) { try read(text) }
  }

  @Test func saysWhere() {
    #expect(throws: XMLFault(offset: 7, line: 2, message: "`b` ends as `c`")) {
      try read("<a>\n<b></c></a>")
    }
    #expect(throws: XMLFault(offset: 3, line: 1, message: "this is not UTF-8")) {
      try XMLReader.read([0x3C, 0x61, 0x3E, 0xFF])
    }
  }

  @Test func depthAndSizeAreBounded() throws {
    let deep = String(repeating: "<a>", count: 101) + String(repeating: "</a>", count: 101)
    #expect(throws: XMLFault.self) { try read(deep) }
    _ = try XMLReader.read(Array(deep.utf8), limits: .init(depth: 101))
    #expect(throws: XMLFault.self) {
      try XMLReader.read(Array("<a></a>".utf8), limits: .init(size: 6))
    }
    #expect(throws: XMLFault.self) { try read(String(repeating: "<a>", count: 100_000)) }
  }

  @Test func everyBeginningOfADocumentIsRefused() throws {
    let document = Array("<?xml version='1.0'?><a b='&amp;'>x<c/><![CDATA[y]]><!-- z --></a>".utf8)
    _ = try XMLReader.read(document)
    for length in 0..<document.count {
      #expect(throws: XMLFault.self) { try XMLReader.read(Array(document[..<length])) }
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    let element = XMLElement(
      "A", attributes: [.init("b", "\"<&>'\n\r\t")], text: "a\rb\u{1}<>&é",
      children: [XMLElement("C", text: " d "), XMLElement("E")])
    var writer = XMLWriter()
    writer.element(element)
    #expect(try XMLReader.read(writer.bytes) == element)
  }

  @Test func writesListsAndNamespaces() {
    var writer = XMLWriter()
    writer.element("R", namespace: "urn:x") {
      $0.list("L", ["a", "b<"]) { $0.text($1) }
      $0.element("O", optional: nil)
      $0.element("P", optional: "p")
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "<R xmlns=\"urn:x\"><L><member>a</member><member>b&lt;</member></L><P>p</P></R>")
  }
}

/// Answers that real services gave.
@Suite(.enabled(if: IndependentData.isHere)) struct RecordedXMLTests {
  @Test func everyRecordedAnswerIsRead() throws {
    let folder = "protocols/botocore/response_parsing/xml"
    let files = try IndependentFiles.files(in: folder, ending: ".xml")
    #expect(files.count == 216)
    // A bucket's policy is JSON, whatever the file is called.
    for file in files where !file.hasSuffix("/s3-get-bucket-policy.xml") {
      let bytes = try IndependentData.bytes(file)
      #expect(throws: Never.self, "\(file)") { try XMLReader.read(bytes) }
    }
  }
}
