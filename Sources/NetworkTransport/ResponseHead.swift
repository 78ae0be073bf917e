internal import AWS

/// Status and headers of an answer, read line by line. What comes before the real answer (1xx) and
/// behind its body is left out.
struct ResponseHead {
  private(set) var status = 0
  private(set) var headers = HTTPHeaders()
  private var isComplete = false

  /// Takes the next line, with its end.
  mutating func read(_ line: some Collection<UInt8>) {
    let line = Array(line.prefix { $0 != 0x0D && $0 != 0x0A })
    if isComplete {
      guard 100..<200 ~= status else { return }
      self = ResponseHead()
    }
    if status == 0 {
      status = Self.status(line)
    } else if line.isEmpty {
      isComplete = true
    } else if let first = line.first, Self.isBlank(first) {
      continueLast(line)
    } else if let colon = line.firstIndex(of: 0x3A) {
      headers.append(Self.text(line[..<colon]), Self.text(line[(colon + 1)...]))
    }
  }

  /// The number behind the version.
  private static func status(_ line: [UInt8]) -> Int {
    let parts = line.split(separator: 0x20, maxSplits: 2)
    return parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
  }

  /// A line that begins with a blank belongs to the one before: RFC 9112, §5.2.
  private mutating func continueLast(_ line: [UInt8]) {
    var fields = headers.fields
    guard let last = fields.popLast() else { return }
    fields.append(HTTPHeaders.Field(last.name, "\(last.value) \(Self.text(line[...]))"))
    headers = HTTPHeaders(fields)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[..<end].drop(while: isBlank), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
