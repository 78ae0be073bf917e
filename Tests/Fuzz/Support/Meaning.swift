internal import Diagnostics
package import Documents

/// What the documents of a text mean; none where the text has errors, or where a document has what
/// no value can hold: aliases, merge keys, tags of one's own, keys that are no scalars.
package func meaning(of text: String, as dialect: Dialect) -> [Value]? {
  meaning(of: read(Source(name: "<fuzz>", text: text), as: dialect))
}

/// What the documents of a reading mean.
package func meaning(of reading: Reading) -> [Value]? {
  guard !reading.failed else { return nil }
  var values: [Value] = []
  for root in reading.documents {
    guard let value = value(of: root) else { return nil }
    values.append(value)
  }
  return values
}

private func value(of node: Node) -> Value? {
  switch node.kind {
  case .alias: return nil
  case .scalar:
    switch node.dialect.schema.resolve(node.text, style: node.style, tag: node.tag) {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .number(let number): return .number(number)
    case .string(let string): return .string(string)
    case nil: return nil
    }
  case .sequence:
    guard node.tag == nil else { return nil }
    var elements: [Value] = []
    for element in node.elements {
      guard let value = value(of: element) else { return nil }
      elements.append(value)
    }
    return .array(elements)
  case .mapping:
    guard node.tag == nil else { return nil }
    var members: [Value.Object.Member] = []
    for entry in node.entries {
      guard entry.key.kind == .scalar, entry.key.tag == nil, entry.key.text != "<<",
        let value = value(of: entry.value)
      else { return nil }
      members.append(Value.Object.Member(entry.key.text, value))
    }
    return .object(Value.Object(members))
  }
}

/// Checks that writing a value and reading it again gives it back, by every writer.
package func requireRoundTrips(of value: Value) {
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
