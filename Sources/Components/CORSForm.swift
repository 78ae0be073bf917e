internal import Stacks

/// What Amazon S3 takes in rules about pages of other sites
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html).
enum CORSForm {
  static let origin = "^(\\*|[a-z][a-z0-9+.-]*://[^/*\\s]*(\\*[^/*\\s]*)?)$"
  static let header = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
  static let exposed = "^[!#$%&'+.^_`|~0-9A-Za-z-]+$"

  /// A scheme and a host, and nothing behind: what a browser calls an origin. One `*` at most.
  static func isOrigin(_ text: String) -> Bool {
    guard text.utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 1 else { return false }
    if text == "*" { return true }
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      return false
    }
    let scheme = text[..<colon]
    let host = text[colon...].dropFirst(3)
    return scheme.utf8.first?.isLowercase == true && scheme.hasOnlyLowerWords(and: "+.-")
      && !host.isEmpty && !host.contains("/") && !host.contains(where: \.isWhitespace)
  }

  /// The name of a header, with one `*` at most.
  static func isHeader(_ text: String) -> Bool {
    isToken(text, "!#$%&'*+.^_`|~-") && text.utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 1
  }

  static func isExposed(_ text: String) -> Bool { isToken(text, "!#$%&'+.^_`|~-") }

  private static func isToken(_ text: String, _ marks: String) -> Bool {
    !text.isEmpty && text.hasOnlyWords(and: marks)
  }
}
