import CloudFormation
import Diagnostics
import Documents
import TestSupport
import Testing

/// What real AWS answered, from the independent data.
struct Recordings {
  /// The runs by id.
  let runs: [String: Value]

  init() throws {
    var runs: [String: Value] = [:]
    for family in ["api", "asserted", "change-sets", "intrinsics", "resource-types", "stacks"] {
      for run in try Self.rows("recordings/localstack/\(family).json") {
        if let id = run["id"]?.text { runs[id] = run }
      }
    }
    self.runs = runs
  }

  /// The rows of a file that is one list.
  static func rows(_ path: String) throws -> [Value] {
    let source = Source(name: path, bytes: try IndependentData.bytes(path))
    let reading = read(source, as: .json)
    var diagnostics = reading.diagnostics
    let value = try #require(reading.documents.first).value(&diagnostics)
    guard case .array(let rows) = value else { return [] }
    return rows
  }

  /// A template of a run, read as CloudFormation reads it; nil if it is no YAML.
  func template(_ name: String, of run: Value) -> Template? {
    let entry = run["templates"]?.elements.first { $0["name"]?.text == name }
    guard let body = entry?["body"]?.text else { return nil }
    let isJSON = body.drop { $0.isWhitespace }.first == "{"
    let reading = read(
      Source(name: name, text: body), as: isJSON ? .cloudFormationJSON : .cloudFormation)
    guard !reading.failed, let root = reading.documents.first else { return nil }
    var diagnostics: [Diagnostic] = []
    return Template(value: root.value(&diagnostics))
  }
}

extension Value {
  subscript(key: String) -> Value? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  var elements: [Value] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The members' texts by key.
  var texts: [String: String] {
    guard case .object(let object) = self else { return [:] }
    return Dictionary(
      object.members.compactMap { member in member.value.text.map { (member.key, $0) } },
      uniquingKeysWith: { $1 })
  }
}
