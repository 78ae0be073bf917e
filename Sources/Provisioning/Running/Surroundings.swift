package import AWS
package import Documents
package import Recording

extension StackRun {
  /// Everything a run touches.
  package struct Surroundings: Sendable {
    package var client: CloudFormationClient
    package var records: any RecordStore
    package var lock: any RecordLock
    package var journal: any Journal
    /// Who takes the lock; id, time and operation are filled in when it is taken.
    package var owner: @Sendable () -> LockOwner
    package var author: @Sendable () -> Revision.Author
    package var lockTimeout: Duration
    package var pacing: Pacing
    package var now: @Sendable () -> Timestamp
    package var pause: @Sendable (Duration) async throws -> Void
    package var random: @Sendable () -> UInt64
    /// Whether the person asked to stop.
    package var isInterrupted: @Sendable () -> Bool
    package var report: @Sendable (Progress) -> Void

    package init(
      client: CloudFormationClient, records: any RecordStore, lock: any RecordLock,
      journal: any Journal, owner: @escaping @Sendable () -> LockOwner,
      author: @escaping @Sendable () -> Revision.Author,
      lockTimeout: Duration = .seconds(10), pacing: Pacing,
      now: @escaping @Sendable () -> Timestamp,
      pause: @escaping @Sendable (Duration) async throws -> Void,
      random: @escaping @Sendable () -> UInt64,
      isInterrupted: @escaping @Sendable () -> Bool = { false },
      report: @escaping @Sendable (Progress) -> Void
    ) {
      self.client = client
      self.records = records
      self.lock = lock
      self.journal = journal
      self.owner = owner
      self.author = author
      self.lockTimeout = lockTimeout
      self.pacing = pacing
      self.now = now
      self.pause = pause
      self.random = random
      self.isInterrupted = isInterrupted
      self.report = report
    }

    /// An id that nobody else has.
    package func token() -> String {
      Self.token(random(), random())
    }

    /// 128 random bits as hexadecimal digits.
    package static func token(_ first: UInt64, _ second: UInt64) -> String {
      [first, second].map { number in
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
  }
}
