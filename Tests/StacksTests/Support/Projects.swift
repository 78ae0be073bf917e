import Diagnostics
import Documents
import Stacks
import Testing

/// A project in memory, read and lowered.
struct SampleProject {
  var project = "project: fraud\n"
  var stacks: [(name: String, text: String)] = []
  var environment = "local"
  var values = VariableValues()
  /// Samples declare more variables than they use; what is said about that is left out.
  var tellsOfUnusedVariables = false

  init(_ stack: String = "", project: String = "project: fraud\n") {
    self.project = project
    if !stack.isEmpty { stacks = [("serving.yaml", stack)] }
  }

  /// A stack file of these resources.
  static func resources(_ text: String) -> SampleProject {
    SampleProject("stack: serving\nresources:\n" + text.indented(2))
  }

  /// One resource whose only property has this value.
  static func value(_ text: String, others: String = "") -> SampleProject {
    SampleProject.resources(
      "artifacts:\n  type: AWS::S3::Bucket\nsetting:\n  type: AWS::SSM::Parameter\n  properties:\n    Value: \(text)\n"
        + others)
  }

  var files: ProjectFiles {
    ProjectFiles(
      project: Source(name: "esteira.yaml", text: project),
      others: stacks.map { Source(name: $0.name, text: $0.text) })
  }

  /// All diagnostics of reading and lowering, and what came of it.
  func run() -> (diagnostics: [Diagnostic], stacks: [LoweredStack]) {
    let reading = Project.read(files)
    var diagnostics = reading.diagnostics.filter {
      tellsOfUnusedVariables || $0.code != StackCode.unusedVariable.code
    }
    var lowered: [LoweredStack] = []
    guard let project = reading.project,
      let environment = project.environment(named: environment)
    else { return (diagnostics, []) }
    diagnostics += project.unknownVariables(in: values)
    for stack in project.stacks {
      let lowering = project.lower(stack, in: environment, with: values)
      diagnostics += lowering.diagnostics
      if let stack = lowering.stack { lowered.append(stack) }
    }
    return (diagnostics, lowered)
  }

  /// The only stack, which has no errors.
  func lowered() throws -> LoweredStack {
    let result = run()
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.line))")
    return try #require(result.stacks.first)
  }
}

extension Diagnostic {
  /// The code and the message.
  var line: String { "\(code): \(message)" }
}

extension String {
  func indented(_ count: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : String(repeating: " ", count: count) + $0
    }.joined(separator: "\n")
  }
}
