internal import Diagnostics
internal import Documents

extension CheckReport {
  /// What was found as SARIF 2.1.0, which code hosts and editors read.
  ///
  /// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
  ///
  /// - Parameter story: What a code means.
  static func sarif(
    of found: [Located], version: String, story: (Code) -> Story?
  ) -> Value {
    var writer = SARIFWriter()
    let results = found.map { writer.result($0) }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "esteira", "version": .string(version),
              "rules": .array(writer.rules.map { SARIFWriter.rule($0, story($0)) }),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .array(results),
        ]
      ],
    ]
  }
}

/// Writes results, and knows the rules that they are of.
private struct SARIFWriter {
  private(set) var rules: [Code] = []
  private var indexes: [Code: Int] = [:]
  private var tables = LineTables()

  static func rule(_ code: Code, _ story: Story?) -> Value {
    var object: Value.Object = ["id": .string(code.description)]
    if let story {
      object["shortDescription"] = ["text": .string(story.title)]
      object["fullDescription"] = ["text": .string(story.meaning)]
      object["help"] = ["text": .string(story.remedy)]
    }
    return .object(object)
  }

  mutating func result(_ located: Located) -> Value {
    let diagnostic = located.diagnostic
    var text = diagnostic.message
    if let hint = diagnostic.hint { text += ". " + hint.message }
    var object: Value.Object = [
      "ruleId": .string(diagnostic.code.description),
      "ruleIndex": .number(Number(index(of: diagnostic.code))),
      "level": .string(diagnostic.severity.rawValue),
      "message": ["text": .string(text)],
    ]
    guard let place = diagnostic.place else { return .object(object) }
    var location: Value.Object = ["physicalLocation": physical(place)]
    if let path = located.path, !path.steps.isEmpty {
      location["logicalLocations"] = [["fullyQualifiedName": .string(path.description)]]
    }
    object["locations"] = [.object(location)]
    let related = diagnostic.notes.compactMap { note -> Value? in
      guard let place = note.place else { return nil }
      return ["physicalLocation": physical(place), "message": ["text": .string(note.message)]]
    }
    if !related.isEmpty { object["relatedLocations"] = .array(related) }
    return .object(object)
  }

  private mutating func index(of code: Code) -> Int {
    if let index = indexes[code] { return index }
    indexes[code] = rules.count
    rules.append(code)
    return rules.count - 1
  }

  private mutating func physical(_ place: Place) -> Value {
    let table = tables[place.source]
    let (line, column) = Self.position(of: place.span.start, in: place.source, table)
    let (endLine, endColumn) = Self.position(of: place.span.end, in: place.source, table)
    return [
      "artifactLocation": Self.location(of: place.source),
      "region": [
        "startLine": .number(Number(line)), "startColumn": .number(Number(column)),
        "endLine": .number(Number(endLine)), "endColumn": .number(Number(endColumn)),
      ],
    ]
  }

  /// A line and a column in code points, both from 1; other reports count what people see.
  private static func position(
    of offset: Int, in source: Source, _ table: LineTable
  ) -> (line: Int, column: Int) {
    let line = table.line(of: offset)
    let start = table.span(ofLine: line).start
    let points = source.bytes[start..<max(start, offset)].count { $0 & 0xC0 != 0x80 }
    return (line, points + 1)
  }

  private static func location(of source: Source) -> Value {
    guard source.name == "<stdin>" else { return ["uri": .string(uri(source.name))] }
    // Standard input has no address.
    return ["uri": "stdin", "description": ["text": "standard input"]]
  }

  /// A path as a relative reference: what is no plain character is percent-encoded.
  private static func uri(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.append(byte)
      default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
