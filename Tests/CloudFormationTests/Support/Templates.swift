import CloudFormation
import Diagnostics
import Documents
import Testing

/// The template of a YAML text; what is wrong with the text fails the test.
func template(_ text: String, location: SourceLocation = #_sourceLocation) -> Template {
  Template(yaml(text, location: location)) ?? Template()
}

/// The value of a YAML text as CloudFormation reads it.
func yaml(_ text: String, location: SourceLocation = #_sourceLocation) -> Value {
  let reading = read(Source(name: "test.yaml", text: text), as: .cloudFormation)
  var diagnostics = reading.diagnostics
  let value = reading.documents.first?.value(&diagnostics) ?? .null
  #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))", sourceLocation: location)
  return value
}
