import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// A type of fields, with right and wrong values as they are written in a stack file.
struct TypeSample: Sendable, CustomTestStringConvertible {
  var name: String
  var catalogue: Catalogue
  /// What the field is written as, and what comes of it.
  var right: [(written: String, result: String)]
  var wrong: [String]

  var testDescription: String { name }

  init<Output: Sendable>(
    _ name: String, _ type: FieldType<Output>, right: [(String, String)], wrong: [String],
    _ describe: @escaping @Sendable (Output) -> Value
  ) {
    self.name = name
    self.right = right.map { (written: $0.0, result: $0.1) }
    self.wrong = wrong
    let field = Field(required: "value", type, "A value.")
    let main = Component.Part("", "AWS::SSM::Parameter")
    catalogue = Catalogue([
      Component("probe", "A probe.", fields: [field], parts: [main], examples: []) { it in
        it.add(main, [("Value", describe(it[field]))])
      }
    ])
  }

  /// What lowering says of a written value, and what became of it.
  func read(_ written: String) throws -> (diagnostics: [Diagnostic], result: Value?, source: Source)
  {
    let source = Source(
      name: "serving.yaml",
      text: """
        stack: serving
        variables:
          five: {type: number, default: 5}
          word: {type: string, default: word}
        resources:
          artifacts: {type: AWS::S3::Bucket}
          news: {type: AWS::SNS::Topic}
          own: {type: AWS::KMS::Key}
          probe:
            type: probe
            value: \(written)

        """)
    let files = ProjectFiles(
      project: Source(name: "esteira.yaml", text: "project: fraud\n"), others: [source])
    let reading = Project.read(files, with: catalogue)
    var diagnostics = reading.diagnostics.filter { $0.code != StackCode.unusedVariable.code }
    let project = try #require(reading.project)
    guard !diagnostics.hasErrors, let stack = project.stacks.first else {
      return (diagnostics, nil, source)
    }
    let lowering = project.lower(stack, in: .local, with: VariableValues())
    diagnostics += lowering.diagnostics
    let resources = lowering.stack?.template.resources ?? []
    let probe = resources.first { $0.id == "Probe" }
    return (diagnostics, probe?.value.object?["Properties"]?.object?["Value"], source)
  }
}

extension Value {
  /// The members, if it is an object.
  fileprivate var object: Value.Object? {
    if case .object(let object) = self { object } else { nil }
  }
}
