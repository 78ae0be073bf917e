internal import Stacks

/// The stacks that a command line means: those it names, or all, in the order of applying.
struct StackSelection {
  let stacks: [StackFile]

  init(_ invocation: Invocation, _ project: Project) throws(Refused) {
    let names = project.stacks.map(\.name)
    guard !names.isEmpty else {
      throw Refused(diagnostics: [ProjectCode.noStacks(project.name)])
    }
    let unknown = invocation.arguments.filter { !names.contains($0.text) }
    guard unknown.isEmpty else {
      throw Refused(
        diagnostics: unknown.map { ProjectCode.unknownStack($0, among: names.sorted()) })
    }
    let wanted = Set(invocation.arguments.map(\.text))
    let (ordered, rings) = project.order
    guard rings.isEmpty else { throw Refused(diagnostics: rings) }
    stacks = ordered.filter { wanted.isEmpty || wanted.contains($0.name) }
  }
}
