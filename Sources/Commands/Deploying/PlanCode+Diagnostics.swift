internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Stacks

extension PlanCode {
  /// A resource that would have to become one of another type.
  static func typeChanged(_ change: ResourceChange, in stack: LoweredStack) -> Diagnostic {
    let name = stack.names[change.id] ?? change.id
    let before = change.before.map { Template.Resource(id: change.id, $0).type } ?? "?"
    return Diagnostic(
      typeChanged, .error,
      "`\(name)` is recorded as \(before), and CloudFormation does not change the type of a resource",
      at: stack.origins.place(of: Path([.key("Resources"), .key(change.id), .key("Type")])),
      hint: Diagnostic.Hint("give the \(change.type) a name of its own"))
  }
}
