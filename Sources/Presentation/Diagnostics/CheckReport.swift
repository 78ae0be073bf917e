package import Diagnostics
package import Documents

/// A diagnostic about a document, and the way to what it is about.
package struct Located: Sendable {
  package var diagnostic: Diagnostic
  /// From the document's root; none for what is wrong with the text itself.
  package var path: Path?

  package init(_ diagnostic: Diagnostic, at path: Path? = nil) {
    self.diagnostic = diagnostic
    self.path = path
  }
}

/// What a check found, for programs.
package enum CheckReport {
  /// `{"version": 1, "diagnostics": […]}`: as `DiagnosticReport`, each with its `path`.
  package static func value(of found: [Located]) -> Value {
    let report = DiagnosticReport.value(of: found.map(\.diagnostic))
    guard case .object(var object) = report, case .array(let diagnostics)? = object["diagnostics"]
    else { return report }
    let located = zip(diagnostics, found).map { value, located in
      guard case .object(var object) = value, let path = located.path else { return value }
      object["path"] = .array(path.steps.map(\.value))
      return Value.object(object)
    }
    object["diagnostics"] = .array(located)
    return .object(object)
  }

  /// The same as SARIF 2.1.0, which code hosts and editors read.
  ///
  /// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
  package static func sarif(of found: [Located], version: String) -> Value {
    var tables = LineTables()
    var rules: [String] = []
    for located in found {
      let code = located.diagnostic.code.description
      if !rules.contains(code) { rules.append(code) }
    }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "esteira", "version": .string(version),
              "rules": .array(rules.map { ["id": .string($0)] }),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .array(found.map { result($0, &tables) }),
        ]
      ],
    ]
  }

  private static func result(_ located: Located, _ tables: inout LineTables) -> Value {
    let diagnostic = located.diagnostic
    var text = diagnostic.message
    if let hint = diagnostic.hint { text += ". " + hint.message }
    var object: Value.Object = [
      "ruleId": .string(diagnostic.code.description),
      "level": .string(diagnostic.severity.rawValue),
      "message": ["text": .string(text)],
    ]
    guard let place = diagnostic.place else { return .object(object) }
    let start = tables[place.source].position(of: place.span.start)
    let end = tables[place.source].position(of: place.span.end)
    var location: Value.Object = [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(uri(place.source.name))],
        "region": [
          "startLine": .number(Number(start.line)), "startColumn": .number(Number(start.column)),
          "endLine": .number(Number(end.line)), "endColumn": .number(Number(end.column)),
        ],
      ]
    ]
    if let path = located.path {
      location["logicalLocations"] = [["fullyQualifiedName": .string(path.description)]]
    }
    object["locations"] = [.object(location)]
    return .object(object)
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

  /// A line for each in GitHub's notation of workflow commands.
  ///
  /// <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>
  package static func annotations(of found: [Located]) -> String {
    var tables = LineTables()
    var text = ""
    for located in found {
      let diagnostic = located.diagnostic
      var properties: [(String, String)] = []
      if let place = diagnostic.place {
        let start = tables[place.source].position(of: place.span.start)
        let end = tables[place.source].position(of: place.span.end)
        properties = [
          ("file", place.source.name), ("line", "\(start.line)"), ("endLine", "\(end.line)"),
        ]
        // Columns mean something within one line only.
        if start.line == end.line {
          properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")]
        }
      }
      properties.append(("title", diagnostic.code.description))
      var message = diagnostic.message
      if let hint = diagnostic.hint { message += "\n" + hint.message }
      let list = properties.map { "\($0.0)=\(escaped($0.1, [":", ","]))" }.joined(separator: ",")
      text += "::\(diagnostic.severity.rawValue) \(list)::\(escaped(message, []))\n"
    }
    return text
  }

  private static func escaped(_ text: String, _ more: Set<Character>) -> String {
    text.map { character in
      switch character {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case "\r\n": "%0D%0A"
      case ":" where more.contains(":"): "%3A"
      case "," where more.contains(","): "%2C"
      default: String(character)
      }
    }.joined()
  }
}

extension Path.Step {
  fileprivate var value: Value {
    switch self {
    case .key(let key): .string(key)
    case .index(let index): .number(Number(index))
    }
  }
}
