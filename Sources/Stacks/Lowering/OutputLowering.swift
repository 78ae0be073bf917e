internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Outputs and the stack's tags.
extension StackLowering {
  mutating func output(_ output: StackFile.Output) -> Value {
    var body: Value.Object = [:]
    if let node = output.description, let text = label({ $0.fixedText(node, "`description`") }) {
      body["Description"] = .string(text)
    }
    let value = wanting(.text) { $0.value(of: output.value) }
    switch value {
    case .array, .object:
      let isCall =
        if case .object(let object) = value { Intrinsic.call(in: object) != nil } else { false }
      if isCall {
        body["Value"] = value
      } else {
        var reader = FieldReader()
        reader.reportType(output.value, "an output has to be one text", example: "url: ${api.url}")
        diagnostics += reader.diagnostics
      }
    case .null: break
    case .bool, .number, .string: body["Value"] = .string(value.asText)
    }
    return .object(body)
  }

  /// The most tags that CloudFormation takes.
  private static let mostTags = 50

  mutating func tags() -> [Tag] {
    var values = Dictionary(
      environment.tags.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    var reader = FieldReader()
    for entry in stack.tags {
      guard let text = label({ $0.fixedText(entry.value, "a tag's value") }),
        let tag = reader.tag(entry, text)
      else { continue }
      values[tag.key] = tag.value
    }
    diagnostics += reader.diagnostics
    if values.count > Self.mostTags, let place = stack.tags.first?.key.place ?? environment.place {
      diagnostics.append(
        Diagnostic(
          StackCode.invalidTag, .error,
          "a stack has at most \(Self.mostTags) tags; with the environment's these are \(values.count)",
          at: place, hint: .init("remove some")))
    }
    return values.map { Tag($0.key, $0.value) }.sorted { $0.key.precedes($1.key) }
  }
}
