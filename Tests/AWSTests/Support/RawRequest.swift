import AWS
import Foundation
import TestSupport

/// Reads requests as the signing suites write them: not quite HTTP, with spaces and any bytes in
/// the first line.
enum RawRequest {
  static func parse(_ text: String) -> HTTPRequest {
    var lines = text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
    let first = lines.removeFirst()
    let method = first.prefix { $0 != " " }
    let target = first.dropFirst(method.count + 1).components(separatedBy: " HTTP/1.1")[0]
    var headers = HTTPHeaders()
    var fields: [HTTPHeaders.Field] = []
    while let line = lines.first, !line.isEmpty {
      lines.removeFirst()
      if line.first == " " || line.first == "\t", !fields.isEmpty {
        fields[fields.count - 1].value += "\n" + line
      } else {
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        fields.append(.init(String(line[..<colon]), String(line[colon...].dropFirst())))
      }
    }
    for field in fields { headers.append(field.name, field.value) }
    var url = HTTPURL(host: headers["Host"] ?? "")
    url.setTarget(target)
    return HTTPRequest(
      method: String(method), url: url, headers: headers,
      body: Array(lines.dropFirst().joined(separator: "\n").utf8))
  }
}

extension HTTPHeaders {
  /// The lines without regard to case and white space at their ends.
  var lines: [String] {
    fields.map { "\($0.name.lowercased()):\($0.value.trimmingCharacters(in: .whitespaces))" }
  }
}

extension HTTPRequest {
  /// The parameters of the address, sorted.
  var parameters: [String] {
    (url.query ?? "").split(separator: "&").map {
      let pair = $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return PercentEncoding.decode(String(pair[0])) + "="
        + (pair.count > 1 ? PercentEncoding.decode(String(pair[1])) : "")
    }.sorted()
  }
}

/// Files and folders of the independent data.
enum IndependentFiles {
  static func text(_ path: String) throws -> String {
    String(decoding: try IndependentData.bytes(path), as: UTF8.self)
  }

  /// The names of a folder's folders, sorted.
  static func folders(in path: String) throws -> [String] {
    guard let root = IndependentData.folder else { return [] }
    return try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent(path).path
    )
    .sorted()
  }

  /// The paths of all files below a folder with an ending, sorted.
  static func files(in path: String, ending: String) throws -> [String] {
    guard let root = IndependentData.folder else { return [] }
    let found = FileManager.default.enumerator(atPath: root.appendingPathComponent(path).path)
    return (found?.allObjects ?? []).compactMap { $0 as? String }
      .filter { $0.hasSuffix(ending) }.sorted().map { "\(path)/\($0)" }
  }
}
