/// Where a run writes down what it is about to do, before it does it.
///
/// When `append` has returned, the entry outlives the process and the machine. Only the holder of
/// a stack's lock appends to its journal.
package protocol Journal: Sendable {
  func append(_ entry: JournalEntry) async throws

  /// The entries of a stack, in the order they were made: all that tell of what is under way. Where
  /// nothing is, it is emptied (`JournalRule`).
  func entries(of address: StackAddress) async throws -> [JournalEntry]

  /// The names of the environment's stacks that have a journal, sorted; all in it may have ended.
  func stacks(in environment: String) async throws -> [String]
}

extension Journal {
  /// The runs of a stack that began and did not end: what may still be going on in AWS.
  package func underWay(_ address: StackAddress) async throws -> [Undertaking] {
    Undertaking.underWay(in: try await entries(of: address))
  }

  /// The names of the environment's stacks with runs that began and did not end. A journal that
  /// cannot be read may tell of some: whoever works on its stack is told why.
  package func stacksUnderWay(in environment: String) async throws -> [String] {
    var names: [String] = []
    for name in try await stacks(in: environment) {
      let works = try? await underWay(StackAddress(environment: environment, stack: name))
      if works?.isEmpty != true { names.append(name) }
    }
    return names
  }
}
