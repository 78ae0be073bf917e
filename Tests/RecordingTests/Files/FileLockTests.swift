import Documents
import FileRecords
import Foundation
import Recording
import Testing

/// Another program that holds a file's lock, as a process of its own.
private final class Holder {
  static let program = "/usr/bin/flock"
  static var isHere: Bool { FileManager.default.isExecutableFile(atPath: program) }

  private let process = Process()
  private let input = Pipe()

  /// Returns when the lock is held.
  init(_ path: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.program)
    // One process in the end, so that killing it ends all.
    process.arguments = ["--no-fork", "--nonblock", path, "sh", "-c", "echo held; exec cat"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? input.fileHandleForWriting.close()
  }
}

@Suite("Locks in files")
struct FileLockTests {
  private let address = Sample.address

  private func lock(_ folder: TemporaryFolder, _ clock: TestClock = TestClock()) -> FileRecordLock {
    FileRecordLock(folder.records, waiting: clock.waiting)
  }

  @Test("of a dead process are taken over, whatever it has left behind")
  func stale() async throws {
    for left in [try note("dead"), Array("{\"id\": \"de".utf8), []] {
      let folder = try TemporaryFolder()
      try folder.put(left, "records/prod/serving/lock")
      let clock = TestClock()
      let lock = lock(folder, clock)
      #expect(try await lock.holder(of: address) == nil)
      let held = try await lock.acquire(address, as: Sample.owner("next"), timeout: .zero)
      #expect(clock.paused.isEmpty)
      #expect(try await self.lock(folder).holder(of: address) == Sample.owner("next"))
      try await lock.release(held)
    }
  }

  @Test(
    "are kept by a process of its own until it is killed",
    .enabled(if: Holder.isHere, "there is no flock(1) here"))
  func process() async throws {
    let folder = try TemporaryFolder()
    let path = "records/prod/serving/lock"
    try folder.put(try note("other"), path)
    let holder = try Holder(folder.file(path).path)
    let lock = lock(folder)
    #expect(try await lock.holder(of: address) == Sample.owner("other"))
    let acquire = {
      try await lock.acquire(Sample.address, as: Sample.owner("one"), timeout: .seconds(3))
    }
    #expect(await code { _ = try await acquire() } == .locked)
    holder.kill()
    try await lock.release(try await acquire())
  }

  @Test(
    "of a program that has not said who it is are respected, and can be broken",
    .enabled(if: Holder.isHere, "there is no flock(1) here"))
  func unknown() async throws {
    let folder = try TemporaryFolder()
    let path = "records/prod/serving/lock"
    try folder.put(Array("no JSON".utf8), path)
    let holder = try Holder(folder.file(path).path)
    let lock = lock(folder)
    #expect(try await lock.holder(of: address) == .unknown)
    let fault = await #expect(throws: RecordFault.self) {
      _ = try await lock.acquire(address, as: Sample.owner("one"), timeout: .zero)
    }
    #expect(fault?.code == .locked)
    #expect(fault?.message.contains("1970") == false)
    try await lock.breakLock(of: address, heldBy: LockOwner.unknown.id)
    let held = try await lock.acquire(address, as: Sample.owner("one"), timeout: .zero)
    #expect(try await lock.holder(of: address) == Sample.owner("one"))
    try await lock.release(held)
    holder.kill()
  }

  @Test(
    "of the files themselves are not waited for without end",
    .enabled(if: Holder.isHere, "there is no flock(1) here"))
  func gate() async throws {
    let folder = try TemporaryFolder()
    try folder.put([], "records/prod/serving/.gate")
    let holder = try Holder(folder.file("records/prod/serving/.gate").path)
    let clock = TestClock()
    let store = FileRecordStore(folder.records, waiting: clock.waiting)
    #expect(await code { try await store.write(Sample.record("a"), replacing: nil) } == .busy)
    #expect(clock.paused.reduce(.zero, +) == .seconds(30))
    #expect(try await store.record(of: address) == nil, "reading needs no lock")
    holder.kill()
    try await store.write(Sample.record("a"), replacing: nil)
  }

  @Test("are free again when whoever held them is gone without giving them back")
  func forgotten() async throws {
    let folder = try TemporaryFolder()
    var lock: FileRecordLock? = lock(folder)
    _ = try await lock?.acquire(address, as: Sample.owner("one"), timeout: .zero)
    #expect(try await self.lock(folder).holder(of: address) == Sample.owner("one"))
    lock = nil
    #expect(try await self.lock(folder).holder(of: address) == nil)
  }

  private func note(_ id: String) throws -> [UInt8] {
    Sample.owner(id).value.canonicalJSONBytes + [0x0A]
  }
}
