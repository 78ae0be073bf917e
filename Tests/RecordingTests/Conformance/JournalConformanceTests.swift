import BucketRecords
import FileRecords
import Recording
import Testing

/// The journals that have to behave alike.
enum JournalUnderTest: String, CaseIterable, CustomTestStringConvertible {
  case memory
  case files
  case bucket

  var testDescription: String { rawValue }

  /// Runs the body on an empty journal.
  func run(_ body: (any Journal) async throws -> Void) async throws {
    switch self {
    case .memory: try await body(InMemoryJournal())
    case .files:
      let folder = try TemporaryFolder()
      try await body(FileJournal(folder.records, waiting: .patient))
      withExtendedLifetime(folder) {}
    case .bucket: try await body(BucketJournal(TestBucket().place()))
    }
  }
}

@Suite("Every journal")
struct JournalConformanceTests {
  private func entry(
    _ run: String, _ step: JournalEntry.Step, at address: StackAddress = Sample.address
  ) -> JournalEntry {
    var entry = JournalTests.entry(run, step)
    entry.address = address
    return entry
  }

  @Test("has nothing at first", arguments: JournalUnderTest.allCases)
  func empty(journal: JournalUnderTest) async throws {
    try await journal.run { journal async throws in
      #expect(try await journal.entries(of: Sample.address) == [])
      #expect(try await journal.stacks(in: "prod") == [])
      #expect(try await journal.stacksUnderWay(in: "prod") == [])
    }
  }

  @Test("gives back what was appended, in its order", arguments: JournalUnderTest.allCases)
  func appends(journal: JournalUnderTest) async throws {
    try await journal.run { journal async throws in
      for entry in JournalTests.all { try await journal.append(entry) }
      #expect(try await journal.entries(of: Sample.address) == JournalTests.all)
    }
  }

  @Test("keeps stacks and environments apart, and lists them", arguments: JournalUnderTest.allCases)
  func lists(journal: JournalUnderTest) async throws {
    try await journal.run { journal async throws in
      let places = [("prod", "b"), ("prod", "a"), ("dev", "c"), ("prod", "ended")]
      let addresses = places.map { StackAddress(environment: $0, stack: $1) }
      for address in addresses {
        try await journal.append(entry("r", .started(.apply), at: address))
      }
      try await journal.append(entry("r", .ended(.failed), at: addresses[3]))
      #expect(try await journal.stacks(in: "prod") == ["a", "b", "ended"])
      #expect(try await journal.stacksUnderWay(in: "prod") == ["a", "b"])
      #expect(try await journal.stacksUnderWay(in: "dev") == ["c"])
      #expect(try await journal.stacksUnderWay(in: "test") == [])
    }
  }

  @Test("does not grow without end, and forgets nothing open", arguments: JournalUnderTest.allCases)
  func forgets(journal: JournalUnderTest) async throws {
    let rounds = journal == .bucket ? 20 : 100
    try await journal.run { journal async throws in
      func apply(_ run: String) async throws -> Int {
        try await journal.append(entry(run, .started(.apply)))
        try await journal.append(entry(run, .intends(.executeChangeSet)))
        try await journal.append(entry(run, .ended(.succeeded)))
        return try await journal.entries(of: Sample.address).count
      }
      var counts: [Int] = []
      for run in 0..<rounds { counts.append(try await apply("run \(run)")) }
      // Nothing is under way, and there is nothing to be read.
      #expect(counts.allSatisfy { $0 == 0 })

      try await journal.append(entry("open", .started(.destroy)))
      for run in 0..<rounds { counts.append(try await apply("later \(run)")) }
      #expect(counts.last.map { $0 > 3 * rounds } == true)
      #expect(try await journal.underWay(Sample.address).map(\.run) == ["open"])
      #expect(try await journal.stacksUnderWay(in: "prod") == ["serving"])
      try await journal.append(entry("open", .ended(.succeeded)))
      #expect(try await journal.entries(of: Sample.address) == [])
      #expect(try await journal.stacksUnderWay(in: "prod") == [])
    }
  }
}
