package import Documents

/// Keeps all but one away from a stack while it is changed.
package protocol RecordLock: Sendable {
  /// Takes the lock, waiting for it as long as the timeout says.
  func acquire(
    _ address: StackAddress, as owner: LockOwner, timeout: Duration
  ) async throws -> HeldLock

  /// Gives the lock back. Throws `lockLost` when someone broke it in the meantime: what was done
  /// since then was not protected.
  func release(_ lock: HeldLock) async throws

  /// Who has the lock, if anybody.
  func holder(of address: StackAddress) async throws -> LockOwner?

  /// How somebody is told that the lock is taken, and what to do about it.
  func refusal(_ address: StackAddress, by owner: LockOwner?) -> RecordFault

  /// Whether a lock is gone when the process is that took it, so that whoever holds one is at work.
  var goesWithProcess: Bool { get }

  /// Takes the lock away from the owner of this id, and from no other.
  func breakLock(of address: StackAddress, heldBy id: String) async throws
}

extension RecordLock {
  package var goesWithProcess: Bool { true }

  /// That of a lock which goes with its owner's process.
  package func refusal(_ address: StackAddress, by owner: LockOwner?) -> RecordFault {
    .locked(address, by: owner)
  }

  /// Runs the body under the lock, and gives it back whatever comes of it.
  package func withLock<Result>(
    _ address: StackAddress, as owner: LockOwner, timeout: Duration,
    _ body: () async throws -> Result
  ) async throws -> Result {
    let lock = try await acquire(address, as: owner, timeout: timeout)
    let result: Result
    do {
      result = try await body()
    } catch let fault {
      do { try await release(lock) } catch { throw UnreleasedLock(fault: fault, release: error) }
      throw fault
    }
    try await release(lock)
    return result
  }
}

/// What went wrong under a lock, which could not be given back either.
package struct UnreleasedLock: Error {
  package var fault: any Error
  package var release: any Error
}

/// A lock that was taken and not yet given back.
package struct HeldLock: Hashable, Sendable {
  package let address: StackAddress
  package let owner: LockOwner

  /// Locks make these when they are acquired.
  package init(address: StackAddress, owner: LockOwner) {
    self.address = address
    self.owner = owner
  }
}

/// Who holds a lock, for others to read.
package struct LockOwner: Hashable, Sendable {
  /// Drawn for each time a lock is taken: the name by which it can be broken.
  package var id: String
  package var who: String
  package var host: String
  package var process: Int
  package var when: Timestamp
  /// What they are doing: `apply`.
  package var operation: String

  package init(
    id: String, who: String, host: String, process: Int, when: Timestamp, operation: String
  ) {
    self.id = id
    self.who = who
    self.host = host
    self.process = process
    self.when = when
    self.operation = operation
  }
}

extension LockOwner {
  /// Someone who holds a lock and has not said who it is, such as another program.
  package static let unknown = LockOwner(
    id: "unknown", who: "unknown", host: "unknown", process: 0, when: Timestamp(seconds: 0),
    operation: "unknown")

  /// The owner as a document.
  package var value: Value {
    [
      "id": .string(id), "who": .string(who), "host": .string(host),
      "process": .number(Number(process)), "when": .string(when.iso8601),
      "operation": .string(operation),
    ]
  }

  /// Reads an owner; what a later version may have added is passed over.
  package init?(_ value: Value) {
    guard case .object(let object) = value, case .string(let id) = object["id"],
      case .string(let who) = object["who"], case .string(let host) = object["host"],
      case .number(let number) = object["process"], let process = number.int,
      case .string(let written) = object["when"], let when = Timestamp(iso8601: written),
      case .string(let operation) = object["operation"]
    else { return nil }
    self.init(id: id, who: who, host: host, process: process, when: when, operation: operation)
  }
}

extension RecordFault {
  /// Someone else has the lock; an unknown owner is one whose note could not be read.
  ///
  /// - Parameter hint: what to do, where the lock does not go with its owner's process.
  package static func locked(
    _ address: StackAddress, by owner: LockOwner?, hint: String? = nil
  ) -> RecordFault {
    guard let owner, owner != .unknown else {
      return RecordFault(
        .locked, "\(address) is locked by a process that has not said who it is",
        hint: hint ?? "wait for it to end, or look for it with `lsof`")
    }
    return RecordFault(
      .locked,
      "\(address) is locked: `\(owner.operation)` by \(owner.who) on \(owner.host), process "
        + "\(owner.process), since \(owner.when.iso8601)",
      hint: hint ?? "wait for it to end; the lock goes with the process")
  }

  /// The lock was broken while it was held.
  package static func lockLost(_ address: StackAddress) -> RecordFault {
    RecordFault(
      .lockLost, "the lock of \(address) was broken while it was held",
      hint: "someone took it away: run `esteira plan` before going on")
  }

  /// The lock to be broken is not held by the one named.
  package static func notHolding(
    _ address: StackAddress, _ id: String, holder: LockOwner?
  ) -> RecordFault {
    let holding = holder.map { "`\($0.id)` (\($0.who) on \($0.host)) does" } ?? "nobody does"
    return RecordFault(
      .notHolding, "`\(id)` does not hold the lock of \(address): \(holding)",
      hint: holder == nil
        ? "nothing is to be done: it can be taken" : "name the lock that is meant to be broken")
  }
}
