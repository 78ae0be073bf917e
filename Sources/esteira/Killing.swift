internal import AWS
internal import Commands
internal import Glibc
internal import Recording
internal import Synchronization

/// Ends the process as a power cut would, at a chosen instant: the tests' way to prove that
/// nothing is lost. `ESTEIRA_TEST_KILL_AT=7` kills it at the eighth instant; there is one before
/// and one after each call to a cloud, each write of a record and each line of a journal.
enum Killing {
  private static let instants = Atomic<Int>(0)

  /// The instant that was asked for.
  private static var chosen: Int? {
    getenv("ESTEIRA_TEST_KILL_AT").flatMap { Int(String(cString: $0)) }
  }

  /// The transport with its instants; the very same one when nobody asked for an end.
  static func around(_ transport: @escaping Transport) -> Transport {
    guard let chosen else { return transport }
    return { (request) async throws(TransportFault) in
      pass(chosen)
      let response = try await transport(request)
      pass(chosen)
      return response
    }
  }

  /// The records with their instants.
  static func around(_ keeping: RecordKeeping) -> RecordKeeping {
    guard let chosen else { return keeping }
    var keeping = keeping
    keeping.store = Store(store: keeping.store, chosen: chosen)
    keeping.journal = Lines(journal: keeping.journal, chosen: chosen)
    return keeping
  }

  private static func pass(_ chosen: Int) {
    let instant = instants.add(1, ordering: .relaxed).oldValue
    if instant == chosen { kill(getpid(), SIGKILL) }
  }

  private struct Store: RecordStore {
    let store: any RecordStore
    let chosen: Int

    func record(of address: StackAddress) async throws -> Record? {
      try await store.record(of: address)
    }

    func write(_ record: Record, replacing version: RecordVersion?) async throws {
      pass(chosen)
      try await store.write(record, replacing: version)
      pass(chosen)
    }

    func stacks(in environment: String) async throws -> [String] {
      try await store.stacks(in: environment)
    }

    func revisions(of address: StackAddress) async throws -> [Int] {
      try await store.revisions(of: address)
    }

    func record(of address: StackAddress, revision: Int) async throws -> Record? {
      try await store.record(of: address, revision: revision)
    }
  }

  private struct Lines: Journal {
    let journal: any Journal
    let chosen: Int

    func append(_ entry: JournalEntry) async throws {
      pass(chosen)
      try await journal.append(entry)
      pass(chosen)
    }

    func entries(of address: StackAddress) async throws -> [JournalEntry] {
      try await journal.entries(of: address)
    }

    func stacks(in environment: String) async throws -> [String] {
      try await journal.stacks(in: environment)
    }
  }
}
