package import AWS
internal import Documents
package import Recording

/// One stack in one environment, and the ways to bring it where it should be.
///
/// It performs what the machines decide on; everything it touches is in its surroundings.
package struct StackRun: Sendable {
  package let address: StackAddress
  package let target: Record.Target
  /// The id of this run: names and tokens begin with it.
  package let id: String
  let surroundings: Surroundings

  package init(
    _ address: StackAddress, on target: Record.Target, id: String, in surroundings: Surroundings
  ) {
    self.address = address
    self.target = target
    self.id = id
    self.surroundings = surroundings
  }

  /// The record as it is now.
  package func record() async throws -> Record? {
    try await surroundings.records.record(of: address)
  }

  /// Whether a run was cut short. Throws where that was in another account or region, of which
  /// nothing can be seen from here, or in a project of another name.
  package func isUnderWay() async throws -> Bool {
    try await !underWay().isEmpty
  }

  private func underWay() async throws -> [Undertaking] {
    let works = try await surroundings.journal.underWay(address)
    // Before AWS was asked for anything, nothing can have come of it anywhere.
    for work in works where work.effect != nil {
      let place = (work.facts.account ?? target.account, work.facts.region ?? target.region)
      guard place == (target.account, target.region) else {
        throw ProvisioningFault.elsewhere(work, account: target.account, region: target.region)
      }
      if let name = work.facts.stackName, name != target.stackName {
        throw ProvisioningFault.renamed(address, from: name, to: target.stackName)
      }
    }
    return works
  }

  /// Who is changing the stack now.
  package func holder() async throws -> LockOwner? {
    try await surroundings.lock.holder(of: address)
  }

  /// What stands in the way of a creation: nothing, or the remains of one that failed, which can
  /// be removed. Anything else is refused: creating over a stack is never planned.
  package func remains(_ record: Record?) async throws -> StackDescription? {
    guard let found = try await surroundings.client.describeStack(target.stackName),
      found.status != .deleteComplete
    else { return nil }
    guard let record, record.mayStand, found.id == record.target.stackID else {
      throw found.status == .reviewInProgress
        ? ProvisioningFault.review(target.stackName)
        : .unrecorded(target.stackName, found.status)
    }
    if found.status.isInProgress { throw ProvisioningFault.inProgress(found.name, found.status) }
    guard found.status == .rollbackComplete else { throw ProvisioningFault.stuck(found) }
    return found
  }

  /// Makes sure that a stack whose last change failed is whole, so that its record is the truth and
  /// it takes another change.
  package func checkWhole(_ record: Record) async throws {
    guard let id = record.target.stackID,
      let found = try await surroundings.client.describeStack(id), found.status != .deleteComplete
    else { throw ProvisioningFault.gone(record.target.stackName) }
    if found.status.isInProgress { throw ProvisioningFault.inProgress(found.name, found.status) }
    guard found.status.isUpdatable else { throw ProvisioningFault.stuck(found) }
  }

  /// Picks up what earlier runs left under way. Without any, asks nobody anything.
  package func settle() async throws {
    guard try await isUnderWay() else { return }
    try await locked("settle") {
      for work in try await underWay() {
        let record = try await record()
        var performer = Performer(self, record: record, order: nil, journalRun: work.run)
        let machine = SettleMachine(
          work, stackName: target.stackName, run: id, record: record)
        _ = try await performer.run(machine)
      }
    }
  }

  /// Makes the stack what an order says, provided that the record is still the one that was
  /// planned with.
  package func apply(_ order: ApplyOrder, planned: RecordVersion?) async throws -> Success {
    try await locked("apply") {
      let record = try await record()
      guard record?.version == planned else { throw ProvisioningFault.outdated(address.stack) }
      var performer = Performer(self, record: record, order: order, journalRun: id)
      return try await performer.run(
        ApplyMachine(
          stackName: target.stackName, run: id, record: record, protection: order.protection))
    }
  }

  /// Deletes the stack, provided that the record is still the one that was planned with.
  package func destroy(
    planned: RecordVersion?, liftingProtection: Bool
  ) async throws -> Success {
    try await locked("destroy") {
      let record = try await record()
      guard record?.version == planned else { throw ProvisioningFault.outdated(address.stack) }
      var performer = Performer(self, record: record, order: nil, journalRun: id)
      return try await performer.run(
        DestroyMachine(
          stackName: target.stackName, run: id, record: record,
          liftsProtection: liftingProtection))
    }
  }

  private func locked<Result>(
    _ operation: String, _ body: () async throws -> Result
  ) async throws -> Result {
    var owner = surroundings.owner()
    owner.id = surroundings.token()
    owner.when = surroundings.now()
    owner.operation = operation
    return try await surroundings.lock.withLock(
      address, as: owner, timeout: surroundings.lockTimeout, body)
  }
}
