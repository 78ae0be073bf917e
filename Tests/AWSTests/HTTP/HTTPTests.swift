import AWS
import Testing

@Suite struct HTTPTests {
  @Test(
    arguments: [
      ("https://a.example/", "a.example", nil, "/", nil),
      ("HTTP://A.Example:8080/x%20y?q=%2F&r", "a.example", 8080, "/x%20y", "q=%2F&r"),
      ("https://a:443?x", "a", nil, "/", "x"), ("http://[::1]:80/", "[::1]", nil, "/", nil),
      ("http://127.0.0.1:1", "127.0.0.1", 1, "/", nil),
    ] as [(String, String, Int?, String, String?)])
  func addressesAreRead(
    _ text: String, _ host: String, _ port: Int?, _ path: String, _ query: String?
  ) throws {
    let url = try #require(HTTPURL(text))
    #expect(url.host == host)
    #expect(url.port == port)
    #expect(url.path == path)
    #expect(url.query == query)
    #expect(HTTPURL(url.text) == url)
  }

  @Test(arguments: [
    "", "a.example", "ftp://a/", "http://", "http:///x", "http://a:0/", "http://a:65536/",
    "http://a:x/", "http://a b/", "http://a/\n", "http://u@a/", "http://a/#f", "http://[::1/",
    "http://é/",
  ])
  func whatIsNoAddressIsRefused(_ text: String) {
    #expect(HTTPURL(text) == nil)
  }

  @Test func headersKnowNoCase() {
    var headers: HTTPHeaders = ["A": "1", "b": "2", "a": "3"]
    #expect(headers["a"] == "1")
    #expect(headers.all("A") == ["1", "3"])
    headers["a"] = "4"
    #expect(headers.fields == [.init("A", "4"), .init("b", "2")])
    headers["C"] = "5"
    headers["B"] = nil
    #expect(headers.fields.map(\.name) == ["A", "C"])
  }

  @Test func percentEncodingComesBack() {
    let text = "a b/ü+%~-_.é😀&="
    #expect(
      PercentEncoding.encode(text) == "a%20b%2F%C3%BC%2B%25~-_.%C3%A9%F0%9F%98%80%26%3D")
    #expect(PercentEncoding.encode("/a b/", keepingSlashes: true) == "/a%20b/")
    #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    #expect(PercentEncoding.decode("a+b%2", plusIsSpace: true) == "a b%2")
    #expect(PercentEncoding.decode("%zz%") == "%zz%")
  }

  @Test func formsComeBack() {
    let fields = [
      FormFields.Field("a", "1 2"), FormFields.Field("b", ""), FormFields.Field("ü", "&=+"),
    ]
    let text = String(decoding: FormFields.encode(fields), as: UTF8.self)
    #expect(text == "a=1%202&b=&%C3%BC=%26%3D%2B")
    #expect(FormFields.decode(text) == fields)
    #expect(FormFields.decode("a=1+2&b") == [.init("a", "1 2"), .init("b", "")])
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("\u{FFFF}>?", "77+/Pj8="),
  ])
  func base64(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg", "Zg=", "Zg===", "Zm9v=", "Z=g=", "Zg==Zg==", "Zm9*"])
  func whatIsNoBase64IsRefused(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
