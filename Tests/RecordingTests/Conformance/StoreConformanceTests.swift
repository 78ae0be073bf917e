import BucketRecords
import Documents
import FileRecords
import Recording
import Testing

/// The stores that have to behave alike.
enum StoreUnderTest: String, CaseIterable, CustomTestStringConvertible {
  case memory
  case files
  case bucket

  var testDescription: String { rawValue }

  /// How many try to write at a time. All but one of them are sent away, so that it takes as many
  /// turns as their square.
  var writers: Int { self == .bucket ? 12 : 100 }

  /// Runs the body on an empty store.
  func run(_ body: (any RecordStore) async throws -> Void) async throws {
    switch self {
    case .memory: try await body(InMemoryRecordStore())
    case .files:
      let folder = try TemporaryFolder()
      try await body(FileRecordStore(folder.records, waiting: .patient))
      withExtendedLifetime(folder) {}
    case .bucket: try await body(BucketRecordStore(TestBucket().place()))
    }
  }
}

@Suite("Every store of records")
struct StoreConformanceTests {
  private let first = Sample.record("first")

  @Test("has nothing at first", arguments: StoreUnderTest.allCases)
  func empty(store: StoreUnderTest) async throws {
    try await store.run { store async throws in
      #expect(try await store.record(of: Sample.address) == nil)
      #expect(try await store.record(of: Sample.address, revision: 1) == nil)
      #expect(try await store.revisions(of: Sample.address) == [])
      #expect(try await store.stacks(in: "prod") == [])
    }
  }

  @Test("gives back what was written", arguments: StoreUnderTest.allCases)
  func writes(store: StoreUnderTest) async throws {
    try await store.run { store in
      try await store.write(Sample.record, replacing: nil)
      #expect(try await store.record(of: Sample.address) == Sample.record)
      let second = Sample.record.followed(noting: "second")
      try await store.write(second, replacing: Sample.record.version)
      #expect(try await store.record(of: Sample.address) == second)
    }
  }

  @Test("keeps every revision, whatever its outcome", arguments: StoreUnderTest.allCases)
  func history(store: StoreUnderTest) async throws {
    try await store.run { store in
      var record = first
      try await store.write(record, replacing: nil)
      var written = [record]
      for outcome in [Revision.Outcome.failed, .succeeded, .destroyed] {
        var revision = record.revision
        revision.outcome = outcome
        revision.attempted = outcome == .failed ? Configuration(template: ["A": 1]) : nil
        revision.kept = outcome == .destroyed ? record.deployment?.resources ?? [:] : [:]
        var target = record.target
        target.stackID = nil
        let next = record.followed(
          by: revision, deployment: outcome == .destroyed ? nil : record.deployment,
          target: target)
        try await store.write(next, replacing: record.version)
        record = next
        written.append(next)
      }
      #expect(try await store.revisions(of: Sample.address) == [1, 2, 3, 4])
      for (index, record) in written.enumerated() {
        #expect(try await store.record(of: Sample.address, revision: index + 1) == record)
      }
      #expect(try await store.record(of: Sample.address, revision: 5) == nil)
    }
  }

  @Test("leaves the history alone where no revision was made", arguments: StoreUnderTest.allCases)
  func correction(store: StoreUnderTest) async throws {
    try await store.run { store in
      try await store.write(first, replacing: nil)
      var corrected = first.noting("corrected")
      corrected.serial += 1
      try await store.write(corrected, replacing: first.version)
      #expect(try await store.record(of: Sample.address) == corrected)
      #expect(try await store.revisions(of: Sample.address) == [1])
      #expect(try await store.record(of: Sample.address, revision: 1) == first)
    }
  }

  @Test("takes a record that has a past elsewhere", arguments: StoreUnderTest.allCases)
  func imported(store: StoreUnderTest) async throws {
    try await store.run { store in
      var record = first
      record.serial = 40
      record.revision.number = 12
      try await store.write(record, replacing: nil)
      #expect(try await store.record(of: Sample.address) == record)
      #expect(try await store.revisions(of: Sample.address) == [12])
    }
  }

  @Test("refuses a write over what its author has not seen", arguments: StoreUnderTest.allCases)
  func conditional(store: StoreUnderTest) async throws {
    try await store.run { store in
      let next = first.followed(noting: "next")
      #expect(
        await code { try await store.write(next, replacing: first.version) } == .moved)
      try await store.write(first, replacing: nil)
      #expect(await code { try await store.write(next, replacing: nil) } == .moved)
      try await store.write(next, replacing: first.version)
      let late = first.followed(noting: "late")
      #expect(
        await code { try await store.write(late, replacing: first.version) } == .moved)
      #expect(try await store.record(of: Sample.address) == next)
      #expect(try await store.revisions(of: Sample.address) == [1, 2])
    }
  }

  @Test("refuses a record of another lineage", arguments: StoreUnderTest.allCases)
  func lineage(store: StoreUnderTest) async throws {
    try await store.run { store in
      try await store.write(first, replacing: nil)
      var foreign = first.followed(noting: "foreign")
      foreign.lineage = Lineage("other")
      #expect(
        await code { try await store.write(foreign, replacing: first.version) } == .otherLineage)
      #expect(await code { try await store.write(foreign, replacing: nil) } == .otherLineage)
      #expect(try await store.record(of: Sample.address) == first)
    }
  }

  @Test("keeps stacks and environments apart", arguments: StoreUnderTest.allCases)
  func addresses(store: StoreUnderTest) async throws {
    try await store.run { store in
      for (environment, stack) in [("prod", "b"), ("prod", "a"), ("dev", "c")] {
        let address = StackAddress(environment: environment, stack: stack)
        try await store.write(Sample.record(stack, at: address), replacing: nil)
      }
      #expect(try await store.stacks(in: "prod") == ["a", "b"])
      #expect(try await store.stacks(in: "dev") == ["c"])
      #expect(try await store.stacks(in: "test") == [])
      let address = StackAddress(environment: "prod", stack: "b")
      #expect(try await store.record(of: address)?.notes.contains("b") == true)
    }
  }

  @Test("lets one writer win each time and loses no update", arguments: StoreUnderTest.allCases)
  func concurrent(store: StoreUnderTest) async throws {
    let writers = store.writers
    try await store.run { store in
      try await store.write(first, replacing: nil)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<writers {
          group.addTask {
            while true {
              let current = try #require(try await store.record(of: Sample.address))
              let next = current.followed(noting: "writer \(writer)")
              do {
                try await store.write(next, replacing: current.version)
                return
              } catch let fault as RecordFault where fault.code == .moved {
                continue
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let last = try #require(try await store.record(of: Sample.address))
      #expect(last.serial == writers + 1)
      #expect(last.notes == Set((0..<writers).map { "writer \($0)" } + first.notes))
      #expect(try await store.revisions(of: Sample.address) == Array(1...(writers + 1)))
      // Each revision adds one note to those before: nobody overwrote anything unseen.
      for revision in 1...writers {
        let record = try await store.record(of: Sample.address, revision: revision)
        #expect(record?.notes.count == first.notes.count + revision - 1)
      }
    }
  }
}
