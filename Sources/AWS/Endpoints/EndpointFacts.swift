internal import CEndpoints
internal import Documents
internal import Synchronization

/// The endpoint rules that AWS publishes, part of the program. A service's are read when it is
/// first asked for.
package enum EndpointFacts {
  private static let books = Mutex<[String: EndpointRules]>([:])

  /// The rules of a service, named as in AWS's command line.
  package static func rules(of service: String) -> EndpointRules? {
    books.withLock { books in
      if let rules = books[service] { return rules }
      guard let value = value(of: service) else { return nil }
      guard let rules = EndpointRules(value) else {
        preconditionFailure("the endpoint rules of \(service) are damaged")
      }
      books[service] = rules
      return rules
    }
  }

  /// The names of the services with rules.
  package static var services: [String] {
    lines.map { String(decoding: $0.prefix { $0 != 0x20 }, as: UTF8.self) }
      .filter { $0 != "partitions" }
  }

  /// What stands behind a name.
  static func value(of name: String) -> Value? {
    let start = Array("\(name) ".utf8)
    return lines.first { $0.starts(with: start) }.flatMap { line in
      JSONText.value(Array(line.dropFirst(start.count)))
    }
  }

  private static var lines: [UnsafeRawBufferPointer.SubSequence] {
    UnsafeRawBufferPointer(start: esteira_endpoints_bytes(), count: esteira_endpoints_count())
      .split(separator: 0x0A)
  }
}
