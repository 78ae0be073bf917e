package import Diagnostics

enum StandinCode: Int, DiagnosticCode {
  case bad = 1999
  var story: Story {
    Story(title: "Bad", meaning: "Bad.", example: Example(command: []), remedy: "")
  }
}

/// Reads flat mappings of plain scalars, `a: 1` by line or `{"a": 1}`.
package func read(_ source: Source, as dialect: Dialect) -> Reading {
  var builder = TreeBuilder()
  let bytes = source.bytes
  func trim(_ start: Int, _ end: Int) -> Span {
    var (start, end) = (start, end)
    while start < end, [0x20, 0x22, 0x0A].contains(bytes[start]) { start += 1 }
    while start < end, [0x20, 0x22, 0x0A].contains(bytes[end - 1]) { end -= 1 }
    return Span(start: start, end: end)
  }
  func record(_ span: Span, _ index: Int, key: Bool) -> Record {
    Record(
      start: UInt32(span.start), end: UInt32(span.end), content: UInt32(span.start),
      length: UInt32(span.end - span.start), parent: 0, next: UInt32(index + 1), kind: .scalar,
      style: .plain, flags: key ? Record.isKey : 0, depth: 1)
  }
  builder.records.append(record(Span(start: 0, end: bytes.count), 0, key: false))
  builder.records[0].kind = .mapping
  builder.records[0].parent = Record.noParent
  var diagnostics: [Diagnostic] = []
  let isJSON = dialect.isJSON
  for line in bytes.split(whereSeparator: { [0x0A, 0x2C, 0x7B, 0x7D].contains($0) }) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      if isJSON, line.allSatisfy({ $0 == 0x20 }) { continue }
      diagnostics.append(
        Diagnostic(
          StandinCode.bad, .error, "no colon",
          at: Place(source, Span(start: line.startIndex, end: line.endIndex))))
      continue
    }
    let key = trim(line.startIndex, colon)
    let value = trim(colon + 1, line.endIndex)
    if value.start < bytes.count, bytes[value.start] == UInt8(ascii: "[") {
      diagnostics.append(Diagnostic(StandinCode.bad, .error, "unclosed", at: Place(source, value)))
    }
    builder.records.append(record(key, builder.records.count, key: true))
    builder.records.append(record(value, builder.records.count, key: false))
  }
  builder.records[0].content = UInt32(builder.records.count - 1)
  builder.records[0].next = UInt32(builder.records.count)
  builder.documents = [DocumentRecord(root: 0, span: Span(start: 0, end: bytes.count))]
  let tree = Tree(builder, source: source, dialect: dialect)
  return Reading(documents: [Node(tree: tree, index: 0)], diagnostics: diagnostics)
}

extension Value {
  package enum Target: Sendable {
    case json
    case yaml
  }

  package var yaml: String {
    guard case .object(let object) = self else { return prettyJSON + "\n" }
    return object.members.map { "\($0.key): \($0.value.prettyJSON)\n" }.joined()
  }
}

extension Node {
  package func value(_ diagnostics: inout [Diagnostic], for target: Value.Target) -> Value {
    var object = Value.Object()
    for entry in entries {
      let text = entry.value.text
      object[entry.key.text] = Int(text).map { Value.number(Number($0)) } ?? .string(text)
    }
    return .object(object)
  }
}

/// What formatting gave.
package struct Formatted: Sendable {
  package var text: String?
  package var diagnostics: [Diagnostic]

  package init(text: String?, diagnostics: [Diagnostic]) {
    self.text = text
    self.diagnostics = diagnostics
  }
}

package enum Formatting {
  package static func format(_ source: Source) -> Formatted {
    let reading = read(source, as: .stackFile)
    guard !reading.failed, let root = reading.documents.first else {
      return Formatted(text: nil, diagnostics: reading.diagnostics)
    }
    let text = root.entries.map { "\($0.key.text): \($0.value.text)\n" }.joined()
    return Formatted(text: text, diagnostics: reading.diagnostics)
  }
}
