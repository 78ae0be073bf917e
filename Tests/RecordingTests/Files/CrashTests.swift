import FileRecords
import Glibc
import Recording
import TestSupport
import Testing

/// What a store is doing when it is struck.
enum Undertaken: String, CaseIterable, CustomTestStringConvertible {
  case firstWrite
  case laterWrite
  case correction

  var testDescription: String { rawValue }

  var before: Record? { self == .firstWrite ? nil : Sample.record("before") }

  var after: Record {
    switch self {
    case .firstWrite: return Sample.record("after")
    case .laterWrite: return Sample.record("before").followed(noting: "after")
    case .correction:
      var record = Sample.record("before").noting("after")
      record.serial += 1
      return record
    }
  }

  func prepare(_ store: FileRecordStore) async throws {
    if let before { try await store.write(before, replacing: nil) }
  }

  func run(_ store: FileRecordStore) async throws {
    try await store.write(after, replacing: before?.version)
  }

  /// Looks as the next process does, and goes on from there. Returns whether the new one is there.
  func check(
    _ store: FileRecordStore, _ what: Comment, location: SourceLocation = #_sourceLocation
  ) async throws -> Bool {
    let found = try await store.record(of: Sample.address)
    #expect(found == before || found == after, what, sourceLocation: location)
    for number in try await store.revisions(of: Sample.address) {
      let revision = try await store.record(of: Sample.address, revision: number)
      #expect(
        revision?.revision.number == number && number <= (found?.revision.number ?? 0), what,
        sourceLocation: location)
    }
    let next = found?.followed(noting: "next") ?? Sample.record("next")
    try await store.write(next, replacing: found?.version)
    #expect(try await store.record(of: Sample.address) == next, what, sourceLocation: location)
    #expect(
      try await store.revisions(of: Sample.address).last == next.revision.number, what,
      sourceLocation: location)
    return found == after
  }
}

@Suite("After a death at any point")
struct CrashTests {
  private func store(_ system: FileSystem, _ root: FilePath) -> FileRecordStore {
    FileRecordStore(root, waiting: .patient, system: system)
  }

  @Test("the old record or the new one is there", arguments: Undertaken.allCases)
  func killed(undertaken: Undertaken) async throws {
    var outcomes: [Bool] = []
    for turn in 1... {
      let folder = try TemporaryFolder()
      let healthy = store(.real, folder.records)
      try await undertaken.prepare(healthy)
      let saboteur = Saboteur(at: turn)
      let code = await code { try await undertaken.run(store(saboteur.system, folder.records)) }
      guard saboteur.hasStruck else {
        #expect(code == nil)
        break
      }
      #expect(code != nil, "call \(turn) died, and the write was acknowledged")
      outcomes.append(try await undertaken.check(healthy, "killed in call \(turn)"))
    }
    // First the old one, then the new one, and never back.
    #expect(outcomes.contains(true) && outcomes.contains(false))
    #expect(outcomes == outcomes.sorted { !$0 && $1 })
    #expect(outcomes.count > 20)
  }

  @Test("of the machine, too, and what was acknowledged stays", arguments: Undertaken.allCases)
  func powerCut(undertaken: Undertaken) async throws {
    var random = SeededGenerator(seed: 7)
    let root = FilePath("/project/.esteira/records")
    for turn in 1... {
      let disk = VolatileDisk(folder: "project")
      try await undertaken.prepare(store(disk.system, root))
      let saboteur = Saboteur(disk.system, at: turn)
      _ = await code { try await undertaken.run(store(saboteur.system, root)) }
      for _ in 0..<6 {
        let after = store(disk.afterPowerCut(&random).system, root)
        let isNew = try await undertaken.check(after, "power cut in call \(turn)")
        #expect(isNew || saboteur.hasStruck, "an acknowledged write was lost")
      }
      // The process alone died; what the next one acknowledges survives a power cut after that.
      let healthy = store(disk.system, root)
      if try await healthy.record(of: Sample.address) != undertaken.after {
        try await undertaken.run(healthy)
        let after = store(disk.afterPowerCut(&random).system, root)
        #expect(try await after.record(of: Sample.address) == undertaken.after, "call \(turn)")
      }
      if !saboteur.hasStruck { break }
    }
  }

  @Test("an entry of the journal is there whole or not at all", arguments: [0, 1, 2])
  func journal(before count: Int) async throws {
    var random = SeededGenerator(seed: 8)
    let root = FilePath("/project/.esteira/records")
    let before = Array(JournalTests.all.prefix(count))
    let (entry, next) = (JournalTests.all[5], JournalTests.all[6])
    for turn in 1... {
      let disk = VolatileDisk(folder: "project")
      for entry in before {
        try await FileJournal(root, waiting: .patient, system: disk.system).append(entry)
      }
      let saboteur = Saboteur(disk.system, at: turn)
      _ = await code {
        try await FileJournal(root, waiting: .patient, system: saboteur.system).append(entry)
      }
      // The disk itself, as a death of the process leaves it, comes last: it is written to.
      for isCut in [Bool](repeating: true, count: 10) + [false] {
        let found = isCut ? disk.afterPowerCut(&random) : disk
        let journal = FileJournal(root, waiting: .patient, system: found.system)
        let entries = try await journal.entries(of: Sample.address)
        #expect(
          entries == before + [entry] || (saboteur.hasStruck && entries == before),
          "call \(turn)")
        try await journal.append(next)
        let again = FileJournal(
          root, waiting: .patient, system: found.afterPowerCut(&random).system)
        #expect(try await again.entries(of: Sample.address) == entries + [next])
      }
      if !saboteur.hasStruck {
        #expect(turn > 10)
        break
      }
    }
  }

  @Test("the lock can be had")
  func lock() async throws {
    for turn in 1... {
      let folder = try TemporaryFolder()
      let saboteur = Saboteur(at: turn)
      let dying = FileRecordLock(folder.records, waiting: .patient, system: saboteur.system)
      _ = await code {
        let held = try await dying.acquire(
          Sample.address, as: Sample.owner("dead"), timeout: .zero)
        try await dying.release(held)
      }
      let healthy = FileRecordLock(folder.records, waiting: .patient)
      #expect(try await healthy.holder(of: Sample.address) == nil, "call \(turn)")
      let held = try await healthy.acquire(
        Sample.address, as: Sample.owner("next"), timeout: .zero)
      #expect(try await healthy.holder(of: Sample.address) == Sample.owner("next"))
      try await healthy.release(held)
      if !saboteur.hasStruck {
        #expect(turn > 10)
        break
      }
    }
  }
}

@Suite("When a call to the system fails")
struct SystemFaultTests {
  @Test(
    "the fault has a code and the record is what it was, whichever call it is",
    arguments: Undertaken.allCases,
    [
      (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EROFS, .readOnly), (EACCES, .noPermission),
      (EIO, .notWritten),
    ] as [(Int32, RecordCode)])
  func failed(undertaken: Undertaken, fault: (number: Int32, code: RecordCode)) async throws {
    var codes: Set<RecordCode> = []
    for turn in 1... {
      let folder = try TemporaryFolder()
      let healthy = FileRecordStore(folder.records, waiting: .patient)
      try await undertaken.prepare(healthy)
      let saboteur = Saboteur(at: turn, .fail(fault.number))
      let failing = FileRecordStore(
        folder.records, waiting: .patient, system: saboteur.system)
      let code = await code { try await undertaken.run(failing) }
      guard saboteur.hasStruck else { break }
      if let code {
        codes.insert(code)
      } else {
        Issue.record("call \(turn), `\(saboteur.calls[turn - 1])`, failed without a fault")
      }
      #expect(!folder.files.contains { $0.hasSuffix(".new") }, "call \(turn) left a file behind")
      let isNew = try await undertaken.check(healthy, "call \(turn)")
      #expect(!isNew || code == .notDurable)
    }
    #expect(codes.isSubset(of: [fault.code, .notDurable, .unreadable]))
    #expect(codes.isSuperset(of: [fault.code, .notDurable]))
  }

  @Test("an entry that was refused is not read, and the journal goes on")
  func journal() async throws {
    let entries = JournalTests.all
    for turn in 1... {
      let folder = try TemporaryFolder()
      let healthy = FileJournal(folder.records, waiting: .patient)
      try await healthy.append(entries[0])
      let saboteur = Saboteur(at: turn, .fail(ENOSPC))
      let failing = FileJournal(folder.records, waiting: .patient, system: saboteur.system)
      let code = await code { try await failing.append(entries[1]) }
      guard saboteur.hasStruck else { break }
      #expect(code == .diskFull || code == .notDurable)
      #expect(try await healthy.entries(of: Sample.address) == [entries[0]])
      try await healthy.append(entries[2])
      #expect(try await healthy.entries(of: Sample.address) == [entries[0], entries[2]])
    }
  }

  @Test("a lock that was refused is not held")
  func lock() async throws {
    for turn in 1... {
      let folder = try TemporaryFolder()
      let saboteur = Saboteur(at: turn, .fail(ENOSPC))
      let failing = FileRecordLock(folder.records, waiting: .patient, system: saboteur.system)
      let code = await code {
        _ = try await failing.acquire(Sample.address, as: Sample.owner("one"), timeout: .zero)
      }
      guard saboteur.hasStruck else { break }
      #expect(code == .diskFull || code == .notDurable)
      let healthy = FileRecordLock(folder.records, waiting: .patient)
      #expect(try await healthy.holder(of: Sample.address) == nil, "call \(turn)")
    }
  }
}
