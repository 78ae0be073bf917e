internal import Diagnostics
internal import Documents
package import Recording
internal import Synchronization

/// Locks that processes on one machine keep each other out with: `flock` on a file of the stack.
///
/// The system gives a lock back when its process dies, however that happens, so a lock is never
/// left behind; the note of the dead owner in the file means nothing then.
package final class FileRecordLock: RecordLock {
  private let folder: RecordFolder
  /// The open files of the locks that are held, by the ids of their owners.
  private let held = Mutex<[String: Int32]>([:])

  /// Locks in the folder of a store.
  package init(_ root: FilePath, waiting: Waiting, system: FileSystem = .real) {
    folder = RecordFolder(root: root, files: DurableFiles(system: system), waiting: waiting)
  }

  deinit {
    held.withLock { held in
      for descriptor in held.values { folder.files.system.close(descriptor) }
    }
  }

  package func acquire(
    _ address: StackAddress, as owner: LockOwner, timeout: Duration
  ) async throws -> HeldLock {
    let path = try folder.lock(address)
    let descriptor = try await folder.waiting.attempt(for: timeout) {
      try await folder.withGate(address) { () throws(RecordFault) -> Int32? in
        guard let descriptor = try folder.locked(path) else { return nil }
        try note(owner, in: descriptor, path)
        return descriptor
      }
    }
    guard let descriptor else {
      throw RecordFault.locked(address, by: try await holder(of: address))
    }
    held.withLock { $0[owner.id] = descriptor }
    return HeldLock(address: address, owner: owner)
  }

  package func release(_ lock: HeldLock) async throws {
    let path = try folder.lock(lock.address)
    guard let descriptor = held.withLock({ $0.removeValue(forKey: lock.owner.id) }) else {
      throw RecordFault.lockLost(lock.address)
    }
    defer { folder.files.system.close(descriptor) }
    let isIntact = try system(path) { () throws(SystemFault) in
      let isIntact = try folder.isStill(path, descriptor)
      try folder.files.system.truncate(descriptor, 0)
      return isIntact
    }
    guard isIntact else { throw RecordFault.lockLost(lock.address) }
  }

  package func holder(of address: StackAddress) async throws -> LockOwner? {
    let path = try folder.lock(address)
    // Asking must not leave folders behind.
    guard try folder.files.kindIfAny(of: path) != nil else { return nil }
    return try await folder.withGate(address) { () throws(RecordFault) in
      try holder(at: path)
    }
  }

  package func breakLock(of address: StackAddress, heldBy id: String) async throws {
    let path = try folder.lock(address)
    try await folder.withGate(address) { () throws(RecordFault) in
      let holder = try holder(at: path)
      guard holder?.id == id else { throw RecordFault.notHolding(address, id, holder: holder) }
      // The owner keeps the lock of a file that has no name any more; the next one makes another.
      try system(path) { () throws(SystemFault) in try folder.files.system.unlink(path) }
    }
  }

  /// Who has the lock; to be asked behind the gate, where taking it for a moment disturbs nobody.
  private func holder(at path: FilePath) throws(RecordFault) -> LockOwner? {
    if let descriptor = try folder.locked(path) {
      folder.files.system.close(descriptor)
      return nil
    }
    let text = try folder.files.contents(of: path) ?? []
    let reading = read(Source(name: path.description, bytes: text), as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics, for: .json)
    return value.flatMap(LockOwner.init) ?? .unknown
  }

  private func note(
    _ owner: LockOwner, in descriptor: Int32, _ path: FilePath
  ) throws(RecordFault) {
    do throws(SystemFault) {
      try folder.files.system.truncate(descriptor, 0)
      try folder.files.write(owner.value.canonicalJSONBytes + [0x0A], to: descriptor)
    } catch {
      folder.files.system.close(descriptor)
      throw RecordFault(error, .writing, path)
    }
  }

  private func system<Result>(
    _ path: FilePath, _ body: () throws(SystemFault) -> Result
  ) throws(RecordFault) -> Result {
    do throws(SystemFault) {
      return try body()
    } catch {
      throw RecordFault(error, .writing, path)
    }
  }
}
