package import AWS
package import Recording

extension ProvisioningFault {
  /// A stack is there that no record tells of.
  package static func unrecorded(_ name: String, _ status: StackStatus) -> Self {
    Self(
      .unrecordedStack,
      "the stack `\(name)` already exists (\(status.rawValue)), and there is no record of it",
      hint: "Esteira does not touch what it did not make, and cannot adopt stacks yet: put its "
        + "record back, give the stack another name, or delete it yourself")
  }

  static func another(_ name: String, recorded: String, found: String) -> Self {
    Self(
      .anotherStack, "the stack `\(name)` is not the one that the record tells of",
      notes: ["the record tells of `\(recorded)`", "there is now `\(found)`"],
      hint: "someone deleted the stack and made another one of its name: move the record away or "
        + "delete the new stack")
  }

  static func gone(_ name: String) -> Self {
    Self(
      .stackGone, "the stack `\(name)` is gone: someone deleted it outside of Esteira",
      hint: "run `esteira destroy` to record that, then apply again")
  }

  static func inProgress(_ name: String, _ status: StackStatus) -> Self {
    Self(
      .operationInProgress,
      "someone else is changing the stack `\(name)`: it is in \(status.rawValue)",
      hint: "nothing was changed; wait until that has ended, then run this again")
  }

  static func review(_ name: String) -> Self {
    Self(
      .reviewInProgress,
      "the stack `\(name)` is in REVIEW_IN_PROGRESS: someone made a change set for it and did not "
        + "execute it",
      hint: "execute that change set or delete the stack; it holds nothing yet")
  }

  static func stuck(_ stack: StackDescription) -> Self {
    Self(
      .stuck, "the stack `\(stack.name)` is in \(stack.status.rawValue) and takes no update",
      notes: stack.statusReason.map { [$0] } ?? [], hint: remedy(stack))
  }

  static func changeSet(_ name: String, _ reason: String?) -> Self {
    Self(
      .changeSetFailed,
      "CloudFormation cannot do this to the stack `\(name)`: \(reason ?? "it gives no reason")",
      hint: "nothing was changed; mend what the reason names and apply again")
  }

  /// An operation that ended otherwise than it should.
  static func failed(_ stack: StackDescription, _ events: [StackEvent]) -> Self {
    let causes = events.causes
    let first = causes.first.map(sentence)
    let rest = causes.dropFirst().map { "also: " + sentence($0) }
    let code: ProvisioningCode = stack.status == .deleteFailed ? .deletionFailed : .operationFailed
    let isKept = events.contains { $0.status == "DELETE_SKIPPED" }
    return Self(
      code,
      "the stack `\(stack.name)` ended in \(stack.status.rawValue): "
        + (first ?? stack.statusReason ?? "CloudFormation gives no reason"),
      notes: Array(rest), hint: remedy(stack, isKept: isKept))
  }

  private static func sentence(_ event: StackEvent) -> String {
    let name = "`\(event.logicalID ?? "?")` (\(event.resourceType ?? "?"))"
    return "\(name): \(event.reason ?? event.status ?? "it gives no reason")"
  }

  /// What leads out of a status.
  private static func remedy(_ stack: StackDescription, isKept: Bool = false) -> String {
    switch stack.status {
    case .rollbackComplete where isKept:
      "mend the cause; what deletion policies kept is still there and in the way of another try: "
        + "run `esteira destroy`, and delete it by hand or let the template do without it"
    case .rollbackComplete:
      "everything that was made is gone again; mend the cause and apply: the remains of the stack "
        + "are removed first"
    case .updateRollbackComplete:
      "the stack is as it was before; mend the cause and apply again"
    case .updateRollbackFailed:
      "mend the cause, then `aws cloudformation continue-update-rollback --stack-name "
        + "\(stack.name)`, and apply again"
    case .updateFailed:
      "mend the cause, then `aws cloudformation rollback-stack --stack-name \(stack.name)`, and "
        + "apply again"
    case .deleteFailed:
      "what is named still exists; remove what blocks it and run `esteira destroy` again"
    case .createFailed, .rollbackFailed:
      "it was never whole: mend the cause, run `esteira destroy`, then apply again"
    default:
      "look at the stack in AWS: nothing that Esteira could do leads out of that safely"
    }
  }

  /// Nothing is to be seen of an operation that CloudFormation has accepted.
  static func outOfSight(_ name: String) -> Self {
    Self(
      .outOfSight, "CloudFormation has accepted the change of `\(name)` and shows nothing of it",
      hint: "look at the stack in AWS; the same command goes on watching")
  }

  /// What goes on could not be watched any longer.
  static func outOfSight(_ stack: String, _ fault: AWSFault) -> Self {
    Self(
      .outOfSight, "lost sight of `\(stack)`: \(fault.message)",
      notes: fault.hint.map { [$0] } ?? [],
      hint: "CloudFormation goes on with it; run the same command again: it picks up what is under "
        + "way")
  }

  static func protected(_ name: String) -> Self {
    Self(
      .terminationProtected, "the stack `\(name)` has termination protection",
      hint: "nothing was deleted; if Esteira switched it on, `esteira apply` without `protect:` "
        + "switches it off; else do that in AWS: `aws cloudformation update-termination-protection "
        + "--no-enable-termination-protection --stack-name \(name)`")
  }

  static func remains(_ name: String, _ resources: [StackResource]) -> Self {
    Self(
      .rollbackHoldsResources,
      "the stack `\(name)` could not be created, and its remains still hold resources",
      notes: resources.map { "`\($0.logicalID)` (\($0.type)): \($0.physicalID ?? "")" },
      hint: "`esteira destroy` gives the stack up; what its deletion policies retain must be "
        + "deleted or imported by hand")
  }

  /// The credentials belong to another account.
  package static func account(expected: String, found: CallerIdentity, environment: String) -> Self
  {
    Self(
      .wrongAccount,
      "the environment `\(environment)` is account \(expected), and the credentials belong to "
        + "account \(found.account)",
      notes: ["they are \(found.arn)"],
      hint: "nothing was done; choose the right profile or environment")
  }

  /// The record is of a stack in another account or region than the environment's.
  package static func elsewhere(_ record: Record, account: String, region: String) -> Self {
    Self(
      .recordElsewhere,
      "the record of \(record.address) is of account \(record.target.account) in "
        + "\(record.target.region), and the environment is account \(account) in \(region)",
      hint: "give the new place an environment of its own; the stack in the old one still exists")
  }

  /// What was cut short went on in another account or region than the environment's.
  static func elsewhere(_ work: Undertaking, account: String, region: String) -> Self {
    Self(
      .recordElsewhere,
      "an earlier `\(work.operation.rawValue)` of \(work.address) was cut short in account "
        + "\(work.facts.account ?? account) in \(work.facts.region ?? region), and the "
        + "environment is account \(account) in \(region)",
      hint: "nothing was done; set the account and region back and run `esteira apply`, which "
        + "picks it up; give the new place an environment of its own")
  }

  /// The record or the journal is of a stack that this project would call otherwise: it is another
  /// project's, or this one has been renamed.
  package static func renamed(
    _ address: StackAddress, from recorded: String, to stackName: String
  ) -> Self {
    Self(
      .recordElsewhere,
      "what is recorded of \(address) belongs to the stack `\(recorded)`, and this project's would "
        + "be `\(stackName)`",
      hint: "nothing was done; if the project was renamed, set its name back: CloudFormation "
        + "cannot rename a stack; if the records are another project's, keep this one's elsewhere")
  }

  /// The record has moved since the plan was made.
  static func outdated(_ stack: String) -> Self {
    Self(
      .planOutdated, "`\(stack)` was changed by someone else after this plan was made",
      hint: "nothing was done; run the command again for a new plan")
  }

  /// The person asked to stop.
  static func interrupted(_ stack: String, isUnderWay: Bool, hasChangeSet: Bool) -> Self {
    if isUnderWay {
      return Self(
        .interrupted, "stopped watching `\(stack)`: CloudFormation goes on with it",
        hint: "run the same command again: it picks up what is under way")
    }
    return hasChangeSet
      ? Self(
        .interrupted, "stopped before `\(stack)` was changed; its change set waits",
        hint: "run the same command again: it removes the change set and makes another")
      : Self(
        .interrupted, "stopped before anything of `\(stack)` was changed",
        hint: "run the same command again")
  }
}
