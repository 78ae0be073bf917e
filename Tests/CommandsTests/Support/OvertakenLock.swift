import Recording
import Synchronization

/// A lock that someone else is quicker to take, once.
final class OvertakenLock: RecordLock {
  private let lock: any RecordLock
  private let overtaking: @Sendable () async -> Void
  private let isOver = Mutex(false)

  init(_ lock: any RecordLock, by overtaking: @escaping @Sendable () async -> Void) {
    self.lock = lock
    self.overtaking = overtaking
  }

  func acquire(
    _ address: StackAddress, as owner: LockOwner, timeout: Duration
  ) async throws -> HeldLock {
    let isFirst = isOver.withLock { isOver in
      defer { isOver = true }
      return !isOver
    }
    if isFirst { await overtaking() }
    return try await lock.acquire(address, as: owner, timeout: timeout)
  }

  func release(_ lock: HeldLock) async throws { try await self.lock.release(lock) }

  func holder(of address: StackAddress) async throws -> LockOwner? {
    try await lock.holder(of: address)
  }

  func breakLock(of address: StackAddress, heldBy id: String) async throws {
    try await lock.breakLock(of: address, heldBy: id)
  }
}
