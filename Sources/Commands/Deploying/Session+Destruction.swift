internal import Diagnostics
internal import Provisioning
internal import Recording
internal import Stacks

extension Session {
  /// The stacks that read another one's outputs, by the other one's name.
  var readers: [String: [String]] {
    let project = loaded.project
    var readers: [String: [String]] = [:]
    for stack in project.stacks {
      for name in project.names(readBy: stack) { readers[name, default: []].append(stack.name) }
    }
    return readers
  }

  /// Refuses to destroy what a stack reads that stands and stays.
  func checkReaders(of standing: [PlannedStack]) async throws {
    let going = Set(standing.map(\.run.address.stack))
    let readers = readers
    var diagnostics: [Diagnostic] = []
    for stack in standing.map(\.run.address.stack) {
      var staying: [String] = []
      for reader in readers[stack] ?? [] where !going.contains(reader) {
        if try await record(of: reader).get()?.mayStand == true { staying.append(reader) }
      }
      if !staying.isEmpty { diagnostics.append(ProjectCode.readByOthers(stack, staying.sorted())) }
    }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
  }

  /// Refuses to destroy in a protected environment, unless its name is given.
  func checkProtection(given: Argument?) throws(Refused) {
    if let given, given.text != environment.name {
      throw Refused(diagnostics: [ProjectCode.protected(environment.name, given: given)])
    }
    if environment.isProtected, given == nil {
      throw Refused(diagnostics: [ProjectCode.protected(environment.name, given: nil)])
    }
  }

  /// The stacks with files, those with records and those that a run was cut short on; in the
  /// reverse order of applying.
  func namesToDestroy() async throws -> [String] {
    let known = try await knownStacks()
    try checkNames(among: known.sorted())
    let wanted = Set(invocation.arguments.map(\.text))
    let order = loaded.project.order.stacks.map(\.name)
    let rest = known.subtracting(order).sorted()
    return (rest + order).filter {
      known.contains($0) && (wanted.isEmpty || wanted.contains($0))
    }.reversed()
  }
}
