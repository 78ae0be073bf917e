import AWS
import BucketRecords
import LocalCloud
import Recording
import Synchronization
import TestSupport
import Testing

@Suite struct BucketRecordTests {
  private let first = Sample.record("first")

  @Test func keysSayWhatTheyAre() async throws {
    let bucket = try TestBucket()
    let store = BucketRecordStore(bucket.place())
    try await store.write(first, replacing: nil)
    let second = first.followed(noting: "second")
    try await store.write(second, replacing: first.version)
    try await BucketJournal(bucket.place()).append(JournalTests.all[0])
    _ = try await BucketRecordLock(bucket.place(), waiting: .patient).acquire(
      Sample.address, as: Sample.owner("one"), timeout: .zero)
    let keys = try await bucket.client.list(TestBucket.name).map(\.key)
    #expect(
      keys
        == [
          "journal.jsonl", "lock.json", "record.json", "revisions/000001.json",
        ].map { "team/fraud/prod/serving/\($0)" })
  }

  @Test func aRecordIsReadByOneCall() async throws {
    let bucket = try TestBucket()
    try await BucketRecordStore(bucket.place("")).write(first, replacing: nil)
    let before = bucket.calls.count
    #expect(try await BucketRecordStore(bucket.place("")).record(of: Sample.address) == first)
    #expect(bucket.calls.dropFirst(before) == ["GET prod/serving/record.json"])
  }

  @Test func whereThereIsNoBucketNothingIsRecorded() async throws {
    let place = try TestBucket(isThere: false).place()
    let store = BucketRecordStore(place)
    #expect(try await store.record(of: Sample.address) == nil)
    #expect(try await store.stacks(in: "prod") == [])
    #expect(try await BucketJournal(place).entries(of: Sample.address) == [])
    #expect(
      try await BucketRecordLock(place, waiting: .patient).holder(of: Sample.address) == nil)
    let fault = await #expect(throws: AWSFault.self) {
      try await store.write(first, replacing: nil)
    }
    #expect(fault?.service?.code == "NoSuchBucket")
  }

  @Test(arguments: ["", ".", "..", "a/b", "a\u{0}b"])
  func namesThatLeadElsewhereAreRefused(_ name: String) async throws {
    let bucket = try TestBucket()
    let before = bucket.calls.count
    let address = StackAddress(environment: "prod", stack: name)
    #expect(
      await code { _ = try await BucketRecordStore(bucket.place()).record(of: address) }
        == .unusableName)
    #expect(bucket.calls.count == before)
  }

  @Test func aBucketOfSomebodyElseIsRefused() async throws {
    let bucket = try TestBucket()
    let fault = await #expect(throws: AWSFault.self) {
      let other = S3Client(bucket.services, owner: "999999999999")
      _ = try await BucketRecordStore(
        BucketPlace(other, bucket: TestBucket.name, prefix: "")
      ).record(of: Sample.address)
    }
    #expect(fault?.code == .accessDenied)
  }

  @Test func whatIsNoRecordIsNamed() async throws {
    let bucket = try TestBucket()
    _ = try await bucket.client.put(
      Array("{}".utf8), at: "team/fraud/prod/serving/record.json", in: TestBucket.name)
    await #expect {
      _ = try await BucketRecordStore(bucket.place()).record(of: Sample.address)
    } throws: { error in
      let fault = error as? RecordFault
      return fault?.code == .notARecord
        && fault?.message.contains("s3://records/team/fraud/prod/serving/record.json") == true
    }
  }

  @Test func theLockSaysHowToFreeIt() async throws {
    let bucket = try TestBucket()
    let lock = BucketRecordLock(bucket.place(), waiting: .patient)
    _ = try await lock.acquire(Sample.address, as: Sample.owner("one"), timeout: .zero)
    await #expect {
      _ = try await lock.acquire(Sample.address, as: Sample.owner("two"), timeout: .zero)
    } throws: { error in
      (error as? RecordFault)?.hint.contains(
        "`esteira state unlock serving --env prod`") == true
    }
  }

  // MARK: - Races and lost answers

  @Test func ofManyWritersOneWinsEachTime() async throws {
    let bucket = try TestBucket()
    let wins = await withTaskGroup(of: [Int].self) { group in
      for writer in 0..<100 {
        group.addTask {
          let store = BucketRecordStore(bucket.place())
          var won: [Int] = []
          do {
            let found = try await store.record(of: Sample.address)
            let next = found?.followed(noting: "w\(writer)") ?? Sample.record("w\(writer)")
            try await store.write(next, replacing: found?.version)
            won.append(next.serial)
          } catch let fault as RecordFault {
            #expect(fault.code == .moved, "\(fault)")
          } catch {
            Issue.record(error)
          }
          return won
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    let store = BucketRecordStore(bucket.place())
    let last = try #require(try await store.record(of: Sample.address))
    #expect(wins.sorted() == Array(1...last.serial))
    #expect(try await store.revisions(of: Sample.address) == Array(1...last.revision.number))
    for number in 1...last.revision.number {
      let old = try await store.record(of: Sample.address, revision: number)
      #expect(old?.revision.number == number)
    }
  }

  @Test(arguments: [
    TestBucket.Mishap.lostBefore, .lostAfter, .conflict, .failure, .landsLate(after: 1),
    .landsLate(after: 2), .landsLate(after: 3),
  ])
  func aWriteWhoseAnswerIsLostIsFoundOut(_ mishap: TestBucket.Mishap) async throws {
    let struck = Mutex<Set<String>>([])
    let bucket = try TestBucket { method, key, _ in
      guard method == "PUT" || method == "DELETE" else { return nil }
      return struck.withLock { $0.insert(method + key).inserted } ? mishap : nil
    }
    let store = BucketRecordStore(bucket.place())
    try await store.write(first, replacing: nil)
    let second = first.followed(noting: "second")
    try await store.write(second, replacing: first.version)
    #expect(try await store.record(of: Sample.address) == second)
    #expect(try await store.record(of: Sample.address, revision: 1) == first)
    let journal = BucketJournal(bucket.place())
    for entry in JournalTests.all { try await journal.append(entry) }
    #expect(try await journal.entries(of: Sample.address) == JournalTests.all)
    let lock = BucketRecordLock(bucket.place(), waiting: .patient)
    let held = try await lock.acquire(Sample.address, as: Sample.owner("one"), timeout: .zero)
    #expect(try await lock.holder(of: Sample.address) == Sample.owner("one"))
    try await lock.release(held)
    #expect(try await lock.holder(of: Sample.address) == nil)
  }

  @Test(arguments: [2, 3, 4, 5])
  func aLockThatIsMadeAfterItWasGivenBackIsFoundOut(_ calls: Int) async throws {
    let isFirst = Mutex(true)
    let bucket = try TestBucket { method, _, _ in
      let strikes =
        method == "PUT"
        && isFirst.withLock { first in
          defer { first = false }
          return first
        }
      return strikes ? .landsLate(after: calls) : nil
    }
    let lock = BucketRecordLock(bucket.place(), waiting: .patient)
    try await lock.withLock(Sample.address, as: Sample.owner("one"), timeout: .zero) {}
    #expect(try await lock.holder(of: Sample.address) == nil)
  }

  @Test func aLockThatCannotBeHadIsNotTakenLater() async throws {
    let bucket = try TestBucket { method, _, number in
      guard method == "PUT" else { return nil }
      return number == 1 ? .landsLate(after: 16) : .lostBefore
    }
    let lock = BucketRecordLock(bucket.place(), waiting: .patient)
    await #expect(throws: AWSFault.self) {
      _ = try await lock.acquire(Sample.address, as: Sample.owner("one"), timeout: .zero)
    }
    #expect(bucket.pauses.count == 7)
    #expect(bucket.pauses.allSatisfy { $0 > 0 })
    #expect(bucket.pauses == bucket.pauses.sorted())
    #expect(try await lock.holder(of: Sample.address) == nil)
  }

  @Test func aLockThatCannotBeGivenBackIsTold() async throws {
    struct Failure: Error {}
    let bucket = try TestBucket { method, _, _ in method == "DELETE" ? .failure : nil }
    let lock = BucketRecordLock(bucket.place(), waiting: .patient)
    await #expect {
      try await lock.withLock(Sample.address, as: Sample.owner("one"), timeout: .zero) {
        throw Failure()
      }
    } throws: { error in
      let both = error as? UnreleasedLock
      let notes = (both?.release as? AWSFault)?.notes ?? []
      return both?.fault is Failure && notes.joined().contains("esteira state unlock serving")
    }
    #expect(bucket.pauses.count == 7)
  }

  @Test func whatLiesInTheBucketOutlivesTheCloud() async throws {
    let files = InMemoryStore()
    let before = try TestBucket(store: files)
    try await BucketRecordStore(before.place()).write(first, replacing: nil)
    let after = try TestBucket(isThere: false, store: files)
    #expect(try await BucketRecordStore(after.place()).record(of: Sample.address) == first)
  }
}
