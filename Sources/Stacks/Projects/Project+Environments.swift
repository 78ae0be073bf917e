internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What stacks are in one environment.
extension Project {
  /// A stack's file with the environment's part laid over it; and what is wrong with it only then.
  func file(
    of stack: StackFile, in environment: Environment
  ) -> (stack: StackFile, diagnostics: [Diagnostic]) {
    guard let over = stack.overrides[environment.name] else { return (stack, []) }
    var reader = StackReader(environments: environments.map(\.name), catalogue: catalogue)
    let merged = reader.read(stack.root.overlaid(by: over), isOverlaid: true)
    let new = reader.fields.diagnostics.filter { diagnostic in
      !reported.contains(Report(diagnostic))
    }
    return (merged ?? stack, new)
  }

  /// What a stack shows to others in an environment; nil if its outputs cannot be known.
  package func outputs(of stack: StackFile, in environment: Environment) -> [StackOutput]? {
    let file = self.file(of: stack, in: environment).stack
    if let template = file.template {
      let name = ProjectFiles.TemplateName(
        stackFile: template.place.source.name, path: template.path)
      return templates[name]?.template.outputs.map {
        StackOutput(stack: stack.name, name: $0.id, logicalID: $0.id)
      }
    }
    return file.outputs.map {
      StackOutput(stack: stack.name, name: $0.name, logicalID: $0.logicalID)
    }
  }
}

/// What identifies a diagnostic, so that it is not told twice.
struct Report: Hashable, Sendable {
  private let code: Int
  private let source: String
  private let span: Span?

  init(_ diagnostic: Diagnostic) {
    code = diagnostic.code.number
    source = diagnostic.place?.source.name ?? ""
    span = diagnostic.place?.span
  }
}
