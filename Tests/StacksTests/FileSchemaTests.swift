import CloudFormation
import Diagnostics
import Documents
import TestSupport
import Testing

@testable import Stacks

struct FileSchemaTests {
  static let catalogue = Catalogue([SampleComponent.component])
  static let schemas = FileSchemas(catalogue)

  @Test func ofProjectFiles() {
    expectGolden(Self.schemas.project.prettyJSON + "\n", "project.schema.json")
  }

  /// All of it but the names of AWS's types, which are the facts'.
  @Test func ofStackFiles() throws {
    guard case .object(var schema) = Self.schemas.stack,
      case .object(var definitions)? = schema["$defs"]
    else { throw Unreadable() }
    let types: Value = .array(Facts.typeNames.map(Value.string))
    #expect(definitions["aws-type"] == ["enum": types])
    definitions["aws-type"] = nil
    schema["$defs"] = .object(definitions)
    expectGolden(Value.object(schema).prettyJSON + "\n", "stack.schema.json")
  }

  @Test func ofBothHoldsBoth() {
    let all = Self.schemas.all
    for (name, whole) in [("stack", Self.schemas.stack), ("project", Self.schemas.project)] {
      guard case .object(let inner)? = all["$defs", name], case .object(let whole) = whole else {
        Issue.record("there is no schema of a \(name)")
        continue
      }
      let expected = whole.members.filter { $0.key != "$schema" && $0.key != "$defs" }
      #expect(inner.members == expected)
    }
    #expect(all["if", "required"] == ["project"])
    #expect(all["else", "$ref"] == "#/$defs/stack")
  }

  /// Every definition that is referred to is there, and every one that is there is referred to.
  @Test func referencesLeadSomewhere() throws {
    for schema in [Self.schemas.stack, Self.schemas.all] {
      guard case .object(let definitions)? = schema["$defs"] else { throw Unreadable() }
      let names = Set(definitions.members.map { "#/$defs/\($0.key)" })
      #expect(schema.references == names)
    }
    #expect(Self.schemas.project.references.isEmpty)
  }

  // MARK: The reader and the schema know the same keys

  /// A file with a key that nothing has, in a mapping whose schema is at a place.
  struct Sample: Sendable, CustomTestStringConvertible {
    var text: String
    var place: [String]
    var isProject = false
    var testDescription: String { place.joined(separator: "/") }
  }

  static let samples = [
    Sample(text: "stack: a\nzzzzzzzz: 1\n", place: []),
    Sample(
      text: "stack: a\nvariables: {a: {type: string, zzzzzzzz: 1}}\n",
      place: ["properties", "variables", "additionalProperties"]),
    Sample(
      text: "stack: a\noutputs: {a: {value: a, zzzzzzzz: 1}}\n",
      place: ["properties", "outputs", "additionalProperties", "anyOf", "2"]),
    Sample(
      text: "stack: a\nenvironments: {local: {zzzzzzzz: 1}}\n",
      place: ["properties", "environments", "additionalProperties"]),
    Sample(
      text: "stack: a\nresources: {a: {type: AWS::SNS::Topic, zzzzzzzz: 1}}\n",
      place: ["$defs", "raw-resource"]),
    Sample(
      text: "stack: a\nresources: {a: {type: sample-service, mode: fast, zzzzzzzz: 1}}\n",
      place: ["$defs", "component-sample-service"]),
    Sample(text: "project: a\nzzzzzzzz: 1\n", place: [], isProject: true),
    Sample(
      text: "project: a\nenvironments: {prod: {zzzzzzzz: 1}}\n",
      place: ["properties", "environments", "additionalProperties"], isProject: true),
    Sample(
      text: "project: a\nenvironments: {local: {zzzzzzzz: 1}}\n",
      place: ["properties", "environments", "properties", "local"], isProject: true),
  ]

  @Test(arguments: samples)
  func theReaderKnowsTheSameKeys(sample: Sample) throws {
    let schema = sample.isProject ? Self.schemas.project : Self.schemas.stack
    guard case .object(let properties)? = schema[path: sample.place + ["properties"]] else {
      throw Unreadable()
    }
    let files = ProjectFiles(
      project: Source(name: "esteira.yaml", text: sample.isProject ? sample.text : "project: p\n"),
      others: sample.isProject ? [] : [Source(name: "a.yaml", text: sample.text)])
    let reading = Project.read(files, with: Self.catalogue)
    var diagnostics = reading.diagnostics
    if let project = reading.project, let stack = project.stacks.first {
      diagnostics += project.lower(stack, in: .local, with: VariableValues()).diagnostics
    }
    let unknown = diagnostics.filter { $0.code == StackCode.unknownKey.code }
    let hint = try #require(unknown.first?.hint?.message)
    let keys = hint.matches(of: /`([a-z-]+)`/).map { String($0.output.1) }
    #expect(Set(keys).subtracting(["local"]) == Set(properties.members.map(\.key)))
  }

  /// The patterns of the schema agree with what the readers take and refuse.
  @Test(arguments: NameRuleSample.all)
  func patternsOfNamesAgree(sample: NameRuleSample) throws {
    let regex = try Regex(sample.rule.pattern)
    #expect(sample.rule.allows(sample.name) == sample.name.contains(regex))
  }

  struct NameRuleSample: Sendable {
    var rule: NameRule
    var name: String

    static let all = [NameRule.stackPart, .words].flatMap { rule in
      [
        "", "a", "A", "7", "-", "a-", "-a", "a-b", "a--b", "a7", "7a", "a_b", "a b", "aB", "é",
        "a\n",
      ].map { NameRuleSample(rule: rule, name: $0) }
    }
  }

  private struct Unreadable: Error {}
}

extension Value {
  subscript(keys: String...) -> Value? { self[path: keys] }

  subscript(path keys: [String]) -> Value? {
    keys.reduce(self as Value?) { value, key in
      switch value {
      case .object(let object)?: object[key]
      case .array(let elements)?: Int(key).map { elements[$0] }
      default: nil
      }
    }
  }

  /// Everything that `$ref` names, anywhere in it.
  fileprivate var references: Set<String> {
    switch self {
    case .array(let elements):
      elements.reduce(into: []) { $0.formUnion($1.references) }
    case .object(let object):
      object.members.reduce(into: []) { found, member in
        if member.key == "$ref", case .string(let name) = member.value {
          found.insert(name)
        } else {
          found.formUnion(member.value.references)
        }
      }
    case .null, .bool, .number, .string: []
    }
  }
}
