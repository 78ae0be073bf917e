import CloudFormation
import Components
import Diagnostics
import Documents
import Stacks
import Testing

/// An example of a component, as a stack file of a project with an unprotected and a protected
/// environment.
struct ExampleStack: Sendable, CustomTestStringConvertible {
  var component: String
  /// A name for files, made of the title.
  var slug: String
  var text: String

  var testDescription: String { "\(component)/\(slug)" }

  static let project = """
    project: fraud
    environments:
      prod: {account: "111111111111", region: us-east-1, protect: true}

    """

  static let all = Components.catalogue.components.flatMap { component in
    component.examples.map { example in
      ExampleStack(
        component: component.name,
        slug: example.title.lowercased().split { !$0.isLetter && !$0.isNumber }
          .joined(separator: "-"),
        text: example.text)
    }
  }

  /// What it becomes in an environment; it has no mistakes.
  func lowered(in environment: String) throws -> LoweredStack {
    let outcome = try Lowered(text, in: environment)
    #expect(
      outcome.diagnostics.allSatisfy { $0.severity == .note },
      "\(outcome.diagnostics.map(\.message)) in \(text)")
    return try #require(outcome.stack)
  }
}

/// What a stack file becomes.
struct Lowered {
  var stack: LoweredStack?
  var diagnostics: [Diagnostic]

  init(_ text: String, in environment: String = "local") throws {
    let files = ProjectFiles(
      project: Source(name: "esteira.yaml", text: ExampleStack.project),
      others: [Source(name: "example.yaml", text: text)])
    let reading = Project.read(files, with: Components.catalogue)
    diagnostics = reading.diagnostics
    let project = try #require(reading.project)
    let environment = try #require(project.environment(named: environment))
    guard let stack = project.stacks.first else { return }
    let lowering = project.lower(stack, in: environment, with: VariableValues())
    diagnostics += lowering.diagnostics
    self.stack = lowering.stack
  }
}

extension LoweredStack {
  /// The template as it is emitted.
  var json: String { template.value.prettyJSON + "\n" }
}
