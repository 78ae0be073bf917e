internal import Documents
internal import Recording
internal import Stacks

/// A stack that may stand or be under way, and that no file of the project tells of.
struct FilelessStack {
  var name: String
  /// Whether a record says that it may stand; else a run began it and was cut short.
  var isRecorded: Bool
}

extension Session {
  /// The stacks with files, those with records and those that a run was cut short on.
  func knownStacks() async throws -> Set<String> {
    let recorded = try await target.keeping.store.stacks(in: environment.name)
    let begun = try await target.keeping.journal.stacksUnderWay(in: environment.name)
    return Set(loaded.project.stacks.map(\.name)).union(recorded).union(begun)
  }

  /// The stacks that applying passes over, since they have no file. None where the command line
  /// names its stacks: nobody asked for the others.
  func withoutFile() async throws -> [FilelessStack] {
    guard invocation.arguments.isEmpty else { return [] }
    let files = Set(loaded.project.stacks.map(\.name))
    let keeping = target.keeping
    let recorded = try await keeping.store.stacks(in: environment.name)
    let journals = try await keeping.journal.stacks(in: environment.name)
    var stacks: [FilelessStack] = []
    for name in Set(recorded + journals).subtracting(files).sorted() {
      let isRecorded = await mayStand(name)
      let address = StackAddress(environment: environment.name, stack: name)
      // A journal that cannot be read may tell of something: whoever destroys the stack is told why.
      let isBegun = (try? await keeping.journal.underWay(address))?.isEmpty != true
      guard isRecorded || isBegun else { continue }
      stacks.append(FilelessStack(name: name, isRecorded: isRecorded))
    }
    return stacks
  }

  /// Whether the record says that something may stand. One that cannot be read may: whoever
  /// destroys the stack is told what is wrong with it.
  private func mayStand(_ stack: String) async -> Bool {
    let address = StackAddress(environment: environment.name, stack: stack)
    do {
      return try await target.keeping.store.record(of: address)?.mayStand ?? false
    } catch {
      return true
    }
  }

  /// What is said of a stack without a file.
  func words(for stack: FilelessStack) -> String {
    "Stack \(stack.name) \(stack.isRecorded ? "is recorded" : "was begun") and has no file: "
      + "`esteira destroy \(stack.name)\(environmentFlag)` deletes it."
  }
}
