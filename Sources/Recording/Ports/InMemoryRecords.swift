internal import Synchronization

/// Keeps records in memory, as the bytes a file would have.
package final class InMemoryRecordStore: RecordStore {
  private struct Entry {
    var head: [UInt8]
    var revisions: [Int: [UInt8]] = [:]
  }

  private let entries = Mutex<[StackAddress: Entry]>([:])
  private let codec: RecordCodec

  /// An empty store.
  package init(codec: RecordCodec = .current) {
    self.codec = codec
  }

  package func record(of address: StackAddress) async throws -> Record? {
    try entries.withLock { try head(of: address, in: $0) }
  }

  package func write(_ record: Record, replacing version: RecordVersion?) async throws {
    let bytes = try codec.encode(record)
    try entries.withLock { entries in
      let current = try head(of: record.address, in: entries)
      try WriteRule.check(record, over: current, replacing: version)
      entries[record.address, default: Entry(head: [])].head = bytes
      if record.revision.number != current?.revision.number {
        entries[record.address]?.revisions[record.revision.number] = bytes
      }
    }
  }

  package func stacks(in environment: String) async throws -> [String] {
    entries.withLock { entries in
      entries.keys.filter { $0.environment == environment }.map(\.stack).sorted()
    }
  }

  package func revisions(of address: StackAddress) async throws -> [Int] {
    entries.withLock { $0[address]?.revisions.keys.sorted() ?? [] }
  }

  package func record(of address: StackAddress, revision: Int) async throws -> Record? {
    let bytes = entries.withLock { $0[address]?.revisions[revision] }
    return try bytes.map { try codec.decode($0, name: "revision \(revision) of \(address)") }
  }

  private func head(
    of address: StackAddress, in entries: [StackAddress: Entry]
  ) throws(RecordFault) -> Record? {
    guard let entry = entries[address] else { return nil }
    return try codec.decode(entry.head, name: "record of \(address)")
  }
}

/// Locks within one process.
package final class InMemoryRecordLock: RecordLock {
  private let owners = Mutex<[StackAddress: LockOwner]>([:])
  private let waiting: Waiting

  /// Locks that nobody has yet.
  package init(waiting: Waiting) {
    self.waiting = waiting
  }

  package func acquire(
    _ address: StackAddress, as owner: LockOwner, timeout: Duration
  ) async throws -> HeldLock {
    let lock = try await waiting.attempt(for: timeout) { () -> HeldLock? in
      owners.withLock { owners in
        guard owners[address] == nil else { return nil }
        owners[address] = owner
        return HeldLock(address: address, owner: owner)
      }
    }
    if let lock { return lock }
    throw RecordFault.locked(address, by: owners.withLock { $0[address] })
  }

  package func release(_ lock: HeldLock) async throws {
    try owners.withLock { owners throws(RecordFault) in
      guard owners[lock.address] == lock.owner else { throw .lockLost(lock.address) }
      owners[lock.address] = nil
    }
  }

  package func holder(of address: StackAddress) async throws -> LockOwner? {
    owners.withLock { $0[address] }
  }

  package func breakLock(of address: StackAddress, heldBy id: String) async throws {
    try owners.withLock { owners throws(RecordFault) in
      guard owners[address]?.id == id else {
        throw .notHolding(address, id, holder: owners[address])
      }
      owners[address] = nil
    }
  }
}

/// Keeps a journal in memory, as the lines a file would have.
package final class InMemoryJournal: Journal {
  private let lines = Mutex<[StackAddress: [UInt8]]>([:])

  /// An empty journal.
  package init() {}

  package func append(_ entry: JournalEntry) async throws {
    lines.withLock { lines in
      let bytes = lines[entry.address, default: []] + JournalCodec.encode(entry)
      let isSpent = entry.isEnding && JournalRule.isSpent(bytes, of: entry.address)
      lines[entry.address] = isSpent ? [] : bytes
    }
  }

  package func entries(of address: StackAddress) async throws -> [JournalEntry] {
    try JournalCodec.decode(
      lines.withLock { $0[address] ?? [] }, of: address, name: "journal of \(address)")
  }

  package func stacks(in environment: String) async throws -> [String] {
    lines.withLock { lines in
      lines.keys.filter { $0.environment == environment }.map(\.stack).sorted()
    }
  }
}
