/// Where a run writes down what it is about to do, before it does it.
///
/// When `append` has returned, the entry outlives the process and the machine. Only the holder of
/// a stack's lock appends to its journal.
package protocol Journal: Sendable {
  func append(_ entry: JournalEntry) async throws

  /// All entries of a stack, in the order they were made.
  func entries(of address: StackAddress) async throws -> [JournalEntry]
}

extension Journal {
  /// The runs of a stack that began and did not end: what may still be going on in AWS.
  package func underWay(_ address: StackAddress) async throws -> [Undertaking] {
    Undertaking.underWay(in: try await entries(of: address))
  }
}
