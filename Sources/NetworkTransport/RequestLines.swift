internal import AWS

/// The headers of a request in the form in which libcurl wants them.
enum RequestLines {
  /// What libcurl adds by itself unless it is told not to.
  private static let unasked = ["Accept", "Expect"]

  /// The lines in the caller's order, and `Host` if it was not set; none where method or headers
  /// could not be told from the rest of a message.
  static func lines(of request: HTTPRequest) -> [String]? {
    let headers = request.headers
    guard isToken(request.method),
      headers.fields.allSatisfy({ isToken($0.name) && isText($0.value) })
    else { return nil }
    var lines = headers.fields.map(line)
    if headers["Host"] == nil { lines.append("Host: \(request.url.authority)") }
    // A name with a colon and nothing else takes a header away.
    lines += unasked.filter { headers[$0] == nil }.map { "\($0):" }
    return lines
  }

  /// A header that is to be sent without a value ends with a semicolon.
  private static func line(_ field: HTTPHeaders.Field) -> String {
    let isEmpty = field.value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
  }

  /// RFC 9110, §5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  /// RFC 9110, §5.5.
  private static func isText(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
  }
}
