internal import AWS
internal import Diagnostics
internal import Documents
package import Recording

/// Locks that everybody with access to a bucket is kept out with: an object that is only made where
/// there is none.
///
/// It says who holds the lock, and stays when they die: S3 does not know that. Whoever finds it is
/// told how to free it once nobody works there any more.
package struct BucketRecordLock: RecordLock {
  private let place: BucketPlace
  private let waiting: Waiting

  /// The locks beside the records of a bucket.
  package init(_ place: BucketPlace, waiting: Waiting) {
    self.place = place
    self.waiting = waiting
  }

  package func acquire(
    _ address: StackAddress, as owner: LockOwner, timeout: Duration
  ) async throws -> HeldLock {
    let key = try place.lock(address)
    let note = owner.value.canonicalJSONBytes + [0x0A]
    let lock: HeldLock?
    do {
      lock = try await waiting.attempt(for: timeout) { () -> HeldLock? in
        try await place.write(note, at: key, if: .absent)
          ? HeldLock(address: address, owner: owner) : nil
      }
    } catch {
      // A try that nobody knows the end of may have taken it after all.
      _ = try? await remove(address, heldBy: owner.id)
      throw error
    }
    if let lock { return lock }
    throw refusal(address, by: try await holder(of: address))
  }

  package var goesWithProcess: Bool { false }

  package func refusal(_ address: StackAddress, by owner: LockOwner?) -> RecordFault {
    .locked(
      address, by: owner,
      hint: "wait for it to end; if nobody works there any more, free it: "
        + "`esteira state unlock \(address.stack) --env \(address.environment)`")
  }

  package func release(_ lock: HeldLock) async throws {
    let (address, id) = (lock.address, lock.owner.id)
    do {
      guard try await remove(address, heldBy: id) else { throw RecordFault.lockLost(address) }
      // A try to take it whose answer was lost may have been carried out only now.
      if try await holder(of: address)?.id == id { _ = try await remove(address, heldBy: id) }
    } catch var fault as AWSFault {
      fault.notes.append(
        "the lock of \(address) is left behind: free it with `esteira state unlock "
          + "\(address.stack) --env \(address.environment)`")
      throw fault
    }
  }

  package func holder(of address: StackAddress) async throws -> LockOwner? {
    try await place.object(try place.lock(address)).map { Self.owner($0.body) }
  }

  package func breakLock(of address: StackAddress, heldBy id: String) async throws {
    guard try await remove(address, heldBy: id) else {
      throw RecordFault.notHolding(address, id, holder: try await holder(of: address))
    }
  }

  /// Removes the lock of an owner, and of no other; tells whether it was theirs.
  private func remove(_ address: StackAddress, heldBy id: String) async throws -> Bool {
    let key = try place.lock(address)
    var isInDoubt = false
    for tries in 1... {
      guard let object = try await place.object(key), Self.owner(object.body).id == id else {
        // It was theirs a moment ago: what matters is that it is not any more.
        return isInDoubt
      }
      do throws(AWSFault) {
        try await place.client.delete(key, in: place.bucket, ifMatches: object.summary.tag)
        return true
      } catch {
        if error.saysConditionFailed || error.saysMissing { return isInDoubt }
        isInDoubt = isInDoubt || error.isDoubtful
        guard error.saysConflict || error.isDoubtful, tries < BucketPlace.patience else {
          throw error
        }
      }
      try await place.client.backOff(after: tries, of: "DeleteObject")
    }
    return false
  }

  private static func owner(_ bytes: [UInt8]) -> LockOwner {
    let reading = read(Source(name: "lock", bytes: bytes), as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics, for: .json)
    return value.flatMap(LockOwner.init) ?? .unknown
  }
}
