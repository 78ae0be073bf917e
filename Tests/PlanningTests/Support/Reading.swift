import CloudFormation
import Diagnostics
import Documents
import Testing

/// The value of a YAML text as CloudFormation reads it.
func yaml(_ text: String, location: SourceLocation = #_sourceLocation) -> Value {
  let reading = read(Source(name: "test.yaml", text: text), as: .cloudFormation)
  var diagnostics = reading.diagnostics
  let value = reading.documents.first?.value(&diagnostics) ?? .null
  #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))", sourceLocation: location)
  return value
}

/// The template of a YAML text.
func template(_ text: String, location: SourceLocation = #_sourceLocation) -> Template {
  Template(value: yaml(text, location: location)) ?? Template()
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
}
