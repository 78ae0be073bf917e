package import Documents

/// A CloudFormation template, exactly as it is written: what no accessor knows is kept too.
///
/// Accessors read leniently, so that a template with mistakes can still be walked; `violations`
/// says what is wrong with it.
package struct Template: Hashable, Sendable {
  /// The whole template.
  package var body: Value.Object

  package init(_ body: Value.Object = [:]) {
    self.body = body
  }

  /// Takes a document's value; nil if it is no object.
  package init?(value: Value) {
    guard case .object(let body) = value else { return nil }
    self.body = body
  }

  /// The template as one value.
  package var value: Value { .object(body) }

  /// What stands under `Description`, if it is a text.
  package var description: String? { body["Description"]?.text }

  /// The resources in their order.
  package var resources: [Resource] { entries(of: .resources).map(Resource.init) }
  /// The parameters in their order.
  package var parameters: [Parameter] { entries(of: .parameters).map(Parameter.init) }
  /// The outputs in their order.
  package var outputs: [Output] { entries(of: .outputs).map(Output.init) }
  /// The rules that parameters have to keep, in their order.
  package var rules: [Rule] { entries(of: .rules).map(Rule.init) }
  /// What stands under `Metadata`.
  package var metadata: Value? { body["Metadata"] }
  /// The conditions' expressions by name.
  package var conditions: Value.Object { section(.conditions) }
  /// The mappings by name.
  package var mappings: Value.Object { section(.mappings) }

  /// The names of the template's own macros, whether one is written or a list; a macro with
  /// parameters counts by its name.
  package var transforms: [String] {
    switch body["Transform"] {
    case .array(let elements)?: elements.compactMap(Self.transformName)
    case let value?: Self.transformName(value).map { [$0] } ?? []
    case nil: []
    }
  }

  /// The resource of a logical id.
  package func resource(_ id: String) -> Resource? {
    section(.resources)[id].map { Resource(id: id, $0) }
  }

  /// The parameter of a name.
  package func parameter(_ name: String) -> Parameter? {
    section(.parameters)[name].map { Parameter(name: name, $0) }
  }

  /// The output of a logical id.
  package func output(_ id: String) -> Output? {
    section(.outputs)[id].map { Output(id: id, $0) }
  }

  /// A section's entries; none if it is missing or no object.
  package func section(_ section: Section) -> Value.Object {
    body[section.rawValue]?.object ?? [:]
  }

  /// The template with another resource in the place of the one of its id, or at the end.
  package func setting(_ resource: Resource) -> Template {
    var copy = self
    var resources = section(.resources)
    resources[resource.id] = resource.value
    copy.body[Section.resources.rawValue] = .object(resources)
    return copy
  }

  /// The sections a template can have.
  package enum Section: String, CaseIterable, Sendable {
    case formatVersion = "AWSTemplateFormatVersion"
    case description = "Description"
    case metadata = "Metadata"
    case parameters = "Parameters"
    case rules = "Rules"
    case mappings = "Mappings"
    case conditions = "Conditions"
    case transform = "Transform"
    case hooks = "Hooks"
    case globals = "Globals"
    case resources = "Resources"
    case outputs = "Outputs"
  }

  private func entries(of section: Section) -> [(String, Value)] {
    self.section(section).members.map { ($0.key, $0.value) }
  }

  private static func transformName(_ value: Value) -> String? {
    value.text ?? value.object?["Name"]?.text
  }
}
