/// What Esteira knows of one stack in one environment: what stands, and how it came about.
///
/// It is a record, never the only truth: CloudFormation has the same, only slower.
package struct Record: Hashable, Sendable {
  package var lineage: Lineage
  /// Grows with every write.
  package var serial: Int
  package var address: StackAddress
  package var target: Target
  /// What stands; nothing before the first success and after a destroy. A failed update that
  /// rolled back leaves here what stood before.
  package var deployment: Deployment?
  /// The latest revision; older ones are in the history.
  package var revision: Revision

  package init(
    lineage: Lineage, serial: Int = 1, address: StackAddress, target: Target,
    deployment: Deployment?, revision: Revision
  ) {
    self.lineage = lineage
    self.serial = serial
    self.address = address
    self.target = target
    self.deployment = deployment
    self.revision = revision
  }

  /// Whether something may stand where the record says: the stack, or what its failed creation
  /// left.
  package var mayStand: Bool {
    deployment != nil || (target.stackID != nil && revision.outcome != .destroyed)
  }

  package var version: RecordVersion { RecordVersion(lineage: lineage, serial: serial) }

  /// The record that follows this one after another apply or destroy.
  package func followed(
    by revision: Revision, deployment: Deployment?, target: Target
  ) -> Record {
    var next = self
    next.serial += 1
    next.revision = revision
    next.revision.number = self.revision.number + 1
    next.deployment = deployment
    next.target = target
    return next
  }

  /// Where CloudFormation has the stack.
  package struct Target: Hashable, Sendable {
    package var account: String
    package var region: String
    /// CloudFormation's name for the stack.
    package var stackName: String
    /// The stack's ARN. A stack that is gone is known by nothing else.
    package var stackID: String?

    package init(account: String, region: String, stackName: String, stackID: String? = nil) {
      self.account = account
      self.region = region
      self.stackName = stackName
      self.stackID = stackID
    }
  }
}
