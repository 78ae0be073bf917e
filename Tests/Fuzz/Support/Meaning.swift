internal import Diagnostics
package import Documents

/// What the documents of a text mean; none where the text has errors, or a document has something
/// in it that no value can hold.
package func meaning(of text: String, as dialect: Dialect) -> [Value]? {
  meaning(of: read(Source(name: "<written>", text: text), as: dialect))
}

/// What the documents of a reading mean; whatever is said of them can be shown.
package func meaning(of reading: Reading, for target: Value.Target = .yaml) -> [Value]? {
  guard !reading.failed else { return nil }
  var diagnostics: [Diagnostic] = []
  let values = reading.documents.map { $0.value(&diagnostics, for: target) }
  if let root = reading.documents.first { requirePlaces(of: diagnostics, in: root.source) }
  requireShown(diagnostics)
  guard !diagnostics.hasErrors else { return nil }
  require(target == .yaml || values.allSatisfy(\.isJSON), "what is converted to JSON is JSON")
  return values
}

/// Checks that writing a value and reading it again gives it back, by every writer.
package func requireRoundTrips(of value: Value) {
  // With its aliases followed, a value may be a thousand times as large as its text.
  guard isSmall(value) else { return }
  for dialect in [Dialect.yaml, .stackFile, .cloudFormation] {
    require(meaning(of: value.yaml, as: dialect) == [value], "YAML is read as it was written")
  }
  guard value.isJSON else { return }
  let canonical = value.canonicalJSON
  let pretty = value.prettyJSON
  guard let again = meaning(of: canonical, as: .json), again == [value] else {
    return require(false, "canonical JSON is read as it was written")
  }
  require(meaning(of: pretty, as: .json) == [value], "pretty JSON is read as it was written")
  require(again[0].canonicalJSON == canonical, "a value has one canonical spelling")
}

private func isSmall(_ value: Value) -> Bool {
  var open = [value]
  var count = 0
  while let next = open.popLast() {
    count += 1
    guard count + open.count < 10_000 else { return false }
    switch next {
    case .array(let elements): open += elements
    case .object(let object): open += object.members.map(\.value)
    default: break
    }
  }
  return true
}
