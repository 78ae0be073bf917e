internal import AWS
internal import Documents

extension Call {
  mutating func createChangeSet() throws(Refusal) -> Result? {
    let stackName = try input.required("StackName")
    let type = input["ChangeSetType"] ?? "UPDATE"
    guard type == "CREATE" || type == "UPDATE" else {
      throw .validation("The local cloud makes change sets of the types CREATE and UPDATE.")
    }
    let request = CloudEngine.ChangeSetRequest(
      name: try input.required("ChangeSetName"), creates: type == "CREATE",
      description: input["Description"],
      onStackFailure: input["OnStackFailure"].flatMap(FailureAction.init) ?? .rollback,
      token: input["ClientToken"])
    let arns = try engine.createChangeSet(
      request, try submission(named: stackName, token: nil), in: region, at: now)
    return { writer in
      writer.element("Id", arns.changeSet)
      writer.element("StackId", arns.stack)
    }
  }

  mutating func executeChangeSet() throws(Refusal) -> Result? {
    try engine.executeChangeSet(
      try input.required("ChangeSetName"), stack: input["StackName"],
      disablesRollback: input.flag("DisableRollback") ?? false, token: input["ClientRequestToken"],
      in: region, at: now)
    return { _ in }
  }

  mutating func deleteChangeSet() throws(Refusal) -> Result? {
    try engine.deleteChangeSet(
      try input.required("ChangeSetName"), stack: input["StackName"], in: region)
    return { _ in }
  }

  func listChangeSets() throws(Refusal) -> Result? {
    let name = try input.required("StackName")
    guard let stack = engine.find(name, in: region) else {
      throw .validation("Stack [\(name)] does not exist")
    }
    let page = try Page(
      stack.changeSets.filter { !$0.execution.isPast }, after: input["NextToken"],
      size: engine.settings.pageSize, id: \.arn)
    return { writer in
      writer.list("Summaries", page.items) { Self.head(of: $1, stack, to: &$0) }
      writer.element("NextToken", optional: page.next)
    }
  }

  func describeChangeSet() throws(Refusal) -> Result? {
    let found = try engine.changeSet(
      try input.required("ChangeSetName"), stack: input["StackName"], in: region)
    let (stack, changeSet) = (found.stack, found.stack.changeSets[found.index])
    let showsValues = input.flag("IncludePropertyValues") ?? false
    let page = try Page(
      changeSet.changes.filter { !showsValues || $0.changesValues },
      after: input["NextToken"], size: engine.settings.pageSize, id: \.logicalID)
    return { writer in
      Self.head(of: changeSet, stack, to: &writer)
      Self.parameters(changeSet.deployment, to: &writer)
      writer.list("NotificationARNs", changeSet.deployment.notificationARNs) { $0.text($1) }
      writer.element("RollbackConfiguration", "")
      writer.list("Capabilities", changeSet.deployment.capabilities.sorted()) { $0.text($1) }
      if !changeSet.deployment.tags.isEmpty {
        Self.tags(changeSet.deployment.tags, to: &writer)
      }
      writer.list("Changes", page.items) { writer, change in
        writer.element("Type", "Resource")
        writer.element("ResourceChange") { Self.describe(change, showsValues, to: &$0) }
      }
      writer.element("NextToken", optional: page.next)
    }
  }

  // MARK: - Writing

  /// What lists and descriptions of change sets have in common.
  private static func head(of changeSet: ChangeSet, _ stack: Stack, to writer: inout XMLWriter) {
    writer.element("ChangeSetId", changeSet.arn)
    writer.element("ChangeSetName", changeSet.name)
    writer.element("StackId", stack.arn)
    writer.element("StackName", stack.name)
    writer.element("Description", optional: changeSet.description)
    writer.element("CreationTime", changeSet.created.withMilliseconds)
    writer.element("ExecutionStatus", changeSet.execution.rawValue)
    writer.element("Status", changeSet.status.rawValue)
    writer.element("StatusReason", optional: changeSet.reason)
    writer.element("IncludeNestedStacks", "false")
  }

  private static func describe(
    _ change: PlannedChange, _ showsValues: Bool, to writer: inout XMLWriter
  ) {
    writer.element("Action", change.action.rawValue)
    writer.element("LogicalResourceId", change.logicalID)
    writer.element("PhysicalResourceId", optional: change.physicalID)
    writer.element("ResourceType", change.type)
    writer.element("Replacement", optional: change.replaces.map { $0 ? "True" : "False" })
    writer.element("PolicyAction", optional: change.policyAction)
    writer.list("Scope", change.scope) { $0.text($1) }
    writer.list("Details", change.details) { Self.describe($1, showsValues, to: &$0) }
    guard showsValues else { return }
    writer.element("BeforeContext", optional: context(change.before))
    writer.element("AfterContext", optional: context(change.after))
  }

  private static func describe(
    _ detail: PlannedChange.Detail, _ showsValues: Bool, to writer: inout XMLWriter
  ) {
    writer.element("Target") { writer in
      writer.element("Attribute", detail.attribute)
      writer.element("Name", optional: detail.name)
      writer.element("RequiresRecreation", detail.recreates ? "Always" : "Never")
      guard showsValues, let name = detail.name else { return }
      writer.element("Path", "/\(detail.attribute)/\(name)")
      writer.element("BeforeValue", optional: detail.before.map(text))
      writer.element("AfterValue", optional: detail.after.map(text))
      writer.element(
        "AttributeChangeType",
        detail.before == nil ? "Add" : detail.after == nil ? "Remove" : "Modify")
    }
    writer.element("Evaluation", detail.isStatic ? "Static" : "Dynamic")
    writer.element("ChangeSource", detail.source)
    writer.element("CausingEntity", optional: detail.causingEntity)
  }

  private static func context(_ properties: Value?) -> String? {
    properties.map { (["Properties": $0] as Value).canonicalJSON }
  }

  private static func text(_ value: Value) -> String { value.scalarText ?? value.canonicalJSON }
}
