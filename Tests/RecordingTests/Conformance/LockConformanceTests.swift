import BucketRecords
import FileRecords
import Recording
import Synchronization
import Testing

/// The locks that have to behave alike.
enum LockUnderTest: String, CaseIterable, CustomTestStringConvertible {
  case memory
  case files
  case bucket

  var testDescription: String { rawValue }

  /// Runs the body on two views of the same free locks, as two processes have them where they can.
  func run(
    _ waiting: Waiting = TestClock().waiting,
    _ body: (any RecordLock, any RecordLock) async throws -> Void
  ) async throws {
    switch self {
    case .memory:
      let lock = InMemoryRecordLock(waiting: waiting)
      try await body(lock, lock)
    case .files:
      let folder = try TemporaryFolder()
      try await body(
        FileRecordLock(folder.records, waiting: waiting),
        FileRecordLock(folder.records, waiting: waiting))
      withExtendedLifetime(folder) {}
    case .bucket:
      let bucket = try TestBucket()
      try await body(
        BucketRecordLock(bucket.place(), waiting: waiting),
        BucketRecordLock(bucket.place(), waiting: waiting))
    }
  }
}

/// Counts who is inside at the same time.
private final class Crowd: Sendable {
  private let counts = Mutex((inside: 0, most: 0, visits: 0))

  var most: Int { counts.withLock(\.most) }
  var visits: Int { counts.withLock(\.visits) }

  func enter() {
    counts.withLock { counts in
      counts.inside += 1
      counts.visits += 1
      counts.most = max(counts.most, counts.inside)
    }
  }

  func leave() {
    counts.withLock { $0.inside -= 1 }
  }
}

@Suite("Every lock")
struct LockConformanceTests {
  private let address = Sample.address
  private let one = Sample.owner("one")
  private let two = Sample.owner("two")

  @Test("is had by one, who is known to others", arguments: LockUnderTest.allCases)
  func exclusive(lock: LockUnderTest) async throws {
    try await lock.run { mine, yours in
      #expect(try await yours.holder(of: address) == nil)
      let held = try await mine.acquire(address, as: one, timeout: .zero)
      #expect(held == HeldLock(address: address, owner: one))
      #expect(try await mine.holder(of: address) == one)
      #expect(try await yours.holder(of: address) == one)
      let other = StackAddress(environment: "dev", stack: "serving")
      #expect(try await yours.holder(of: other) == nil)
      let fault = await #expect(throws: RecordFault.self) {
        _ = try await yours.acquire(address, as: two, timeout: .zero)
      }
      #expect(fault?.code == .locked)
      for word in ["ana", "laptop", "4711", "apply", "2026-09-21T14:13:20Z"] {
        #expect(fault?.message.contains(word) == true, "\(word)")
      }
      #expect(fault?.hint.contains("wait for it to end") == true)
      try await mine.release(held)
      #expect(try await yours.holder(of: address) == nil)
      let next = try await yours.acquire(address, as: two, timeout: .zero)
      #expect(try await mine.holder(of: address) == two)
      try await yours.release(next)
    }
  }

  @Test("does not keep others from other stacks", arguments: LockUnderTest.allCases)
  func others(lock: LockUnderTest) async throws {
    try await lock.run { mine, yours in
      let held = try await mine.acquire(address, as: one, timeout: .zero)
      let other = StackAddress(environment: "prod", stack: "platform")
      let second = try await yours.acquire(other, as: two, timeout: .zero)
      try await yours.release(second)
      try await mine.release(held)
    }
  }

  @Test("is waited for as long as the timeout says", arguments: LockUnderTest.allCases)
  func timeout(lock: LockUnderTest) async throws {
    let clock = TestClock()
    try await lock.run(clock.waiting) { mine, yours in
      let held = try await mine.acquire(address, as: one, timeout: .zero)
      #expect(clock.paused.isEmpty)
      #expect(
        await code { _ = try await yours.acquire(address, as: two, timeout: .seconds(10)) }
          == .locked)
      #expect(clock.paused.reduce(.zero, +) == .seconds(10))
      #expect(clock.paused.allSatisfy { $0 <= .seconds(1) })
      #expect(clock.paused.count > 10)
      try await mine.release(held)
    }
  }

  @Test("is had when it becomes free in time", arguments: LockUnderTest.allCases)
  func freed(lock: LockUnderTest) async throws {
    let release = Mutex<(@Sendable () async -> Void)?>(nil)
    let clock = TestClock { count in
      if count == 3, let release = release.withLock(\.self) { await release() }
    }
    try await lock.run(clock.waiting) { mine, yours in
      let held = try await mine.acquire(address, as: one, timeout: .zero)
      release.withLock { $0 = { try? await mine.release(held) } }
      let next = try await yours.acquire(address, as: two, timeout: .seconds(10))
      #expect(clock.paused.count == 3)
      #expect(try await mine.holder(of: address) == two)
      try await yours.release(next)
    }
  }

  @Test("is broken by the name of its owner alone", arguments: LockUnderTest.allCases)
  func broken(lock: LockUnderTest) async throws {
    try await lock.run { mine, yours in
      #expect(await code { try await yours.breakLock(of: address, heldBy: "one") } == .notHolding)
      let held = try await mine.acquire(address, as: one, timeout: .zero)
      #expect(await code { try await yours.breakLock(of: address, heldBy: "two") } == .notHolding)
      #expect(try await yours.holder(of: address) == one)
      try await yours.breakLock(of: address, heldBy: "one")
      #expect(try await yours.holder(of: address) == nil)
      let next = try await yours.acquire(address, as: two, timeout: .zero)
      #expect(await code { try await mine.release(held) } == .lockLost)
      #expect(try await mine.holder(of: address) == two, "the next owner keeps it")
      #expect(await code { try await mine.release(held) } == .lockLost)
      try await yours.release(next)
    }
  }

  @Test("is given back whatever the body does", arguments: LockUnderTest.allCases)
  func scoped(lock: LockUnderTest) async throws {
    struct Failure: Error {}
    try await lock.run { mine, yours in
      let result = try await mine.withLock(address, as: one, timeout: .zero) {
        try await yours.holder(of: address)
      }
      #expect(result == one)
      await #expect(throws: Failure.self) {
        try await mine.withLock(address, as: one, timeout: .zero) { throw Failure() }
      }
      #expect(try await yours.holder(of: address) == nil)
      #expect(
        await code {
          try await mine.withLock(address, as: one, timeout: .zero) {
            try await yours.breakLock(of: address, heldBy: "one")
          }
        } == .lockLost)
    }
  }

  @Test("lets in one at a time", arguments: LockUnderTest.allCases)
  func concurrent(lock: LockUnderTest) async throws {
    let crowd = Crowd()
    try await lock.run(.patient) { mine, yours in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<20 {
          let lock = index % 2 == 0 ? mine : yours
          group.addTask {
            let owner = Sample.owner("\(index)")
            try await lock.withLock(Sample.address, as: owner, timeout: .seconds(1)) {
              crowd.enter()
              await Task.yield()
              crowd.leave()
            }
          }
        }
        try await group.waitForAll()
      }
    }
    #expect(crowd.most == 1)
    #expect(crowd.visits == 20)
  }

  @Test("is not waited for by a task that was cancelled", arguments: LockUnderTest.allCases)
  func cancelled(lock: LockUnderTest) async throws {
    try await lock.run { mine, yours in
      let held = try await mine.acquire(address, as: one, timeout: .zero)
      let waiter = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try await yours.acquire(Sample.address, as: Sample.owner("two"), timeout: .seconds(9))
      }
      await #expect(throws: CancellationError.self) { try await waiter.value }
      try await mine.release(held)
    }
  }
}
