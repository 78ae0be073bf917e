internal import AWS
internal import CloudFormation
internal import Documents

extension Call {
  mutating func createStack() throws(Refusal) -> Result? {
    let name = try input.required("StackName")
    var onFailure = input["OnFailure"].flatMap(FailureAction.init) ?? .rollback
    if input.flag("DisableRollback") == true { onFailure = .doNothing }
    let arn = try engine.createStack(
      try submission(named: name, token: input["ClientRequestToken"]), in: region,
      onFailure: onFailure, isProtected: input.flag("EnableTerminationProtection") ?? false, at: now
    )
    return { $0.element("StackId", arn) }
  }

  mutating func updateStack() throws(Refusal) -> Result? {
    let name = try input.required("StackName")
    let arn = try engine.updateStack(
      try submission(named: name, token: input["ClientRequestToken"]), in: region,
      onFailure: input.flag("DisableRollback").map { $0 ? .doNothing : .rollback }, at: now)
    return { $0.element("StackId", arn) }
  }

  mutating func deleteStack() throws(Refusal) -> Result? {
    try engine.deleteStack(
      try input.required("StackName"), in: region,
      retaining: input.texts("RetainResources") ?? [], token: input["ClientRequestToken"], at: now)
    return nil
  }

  mutating func updateTerminationProtection() throws(Refusal) -> Result? {
    let arn = try engine.protect(
      try input.required("StackName"), input.flag("EnableTerminationProtection") ?? false,
      in: region)
    return { $0.element("StackId", arn) }
  }

  mutating func continueUpdateRollback() throws(Refusal) -> Result? {
    try engine.continueRollback(
      try input.required("StackName"), skipping: input.texts("ResourcesToSkip") ?? [], in: region,
      token: input["ClientRequestToken"], at: now)
    return { _ in }
  }

  func describeStacks() throws(Refusal) -> Result? {
    var stacks: [Stack]
    if let name = input["StackName"] {
      guard let stack = engine.find(name, in: region) else {
        throw .validation("Stack with id \(name) does not exist")
      }
      stacks = [stack]
    } else {
      stacks = engine.all(in: region).reversed().filter(\.isListed)
    }
    let page = try Page(
      stacks, after: input["NextToken"], size: engine.settings.pageSize, id: \.arn)
    return { writer in
      writer.list("Stacks", page.items) { Self.describe($1, to: &$0) }
      writer.element("NextToken", optional: page.next)
    }
  }

  func listStacks() throws(Refusal) -> Result? {
    let wanted = input.texts("StackStatusFilter").map(Set.init)
    let stacks = engine.all(in: region).reversed().filter {
      wanted?.contains($0.status.rawValue) ?? true
    }
    let page = try Page(
      stacks, after: input["NextToken"], size: engine.settings.pageSize, id: \.arn)
    return { writer in
      writer.list("StackSummaries", page.items) { writer, stack in
        writer.element("StackId", stack.arn)
        writer.element("StackName", stack.name)
        writer.element("TemplateDescription", optional: stack.deployment?.template.description)
        writer.element("CreationTime", stack.created.withMilliseconds)
        writer.element("LastUpdatedTime", optional: stack.updated?.withMilliseconds)
        writer.element("DeletionTime", optional: stack.deleted?.withMilliseconds)
        writer.element("StackStatus", stack.status.rawValue)
        writer.element("StackStatusReason", optional: stack.reason)
        Self.undrifted("StackDriftStatus", to: &writer)
      }
      writer.element("NextToken", optional: page.next)
    }
  }

  func listExports() throws(Refusal) -> Result? {
    let exports = engine.all(in: region).flatMap { stack in
      stack.outputs.compactMap { output in
        output.exportName.map { (stack: stack.arn, name: $0, value: output.value) }
      }
    }
    let page = try Page(
      exports, after: input["NextToken"], size: engine.settings.pageSize, id: \.name)
    return { writer in
      writer.list("Exports", page.items) { writer, export in
        writer.element("ExportingStackId", export.stack)
        writer.element("Name", export.name)
        writer.element("Value", export.value)
      }
      writer.element("NextToken", optional: page.next)
    }
  }

  // MARK: - Writing

  /// A stack as `DescribeStacks` shows it. A deleted one no longer tells of its protection nor of
  /// the change set that made it.
  private static func describe(_ stack: Stack, to writer: inout XMLWriter) {
    let deployment = stack.deployment
    let isDeleted = stack.status == .deleteComplete
    writer.element("StackId", stack.arn)
    writer.element("StackName", stack.name)
    if !isDeleted { writer.element("ChangeSetId", optional: stack.changeSetARN) }
    writer.element("Description", optional: deployment?.template.description)
    if let deployment { parameters(deployment, to: &writer) }
    writer.element("CreationTime", stack.created.withMilliseconds)
    writer.element("DeletionTime", optional: stack.deleted?.withMilliseconds)
    writer.element("LastUpdatedTime", optional: stack.updated?.withMilliseconds)
    writer.element("RollbackConfiguration", "")
    writer.element("StackStatus", stack.status.rawValue)
    writer.element("StackStatusReason", optional: stack.reason)
    writer.element("DisableRollback", stack.disablesRollback ? "true" : "false")
    writer.list("NotificationARNs", deployment?.notificationARNs ?? []) { $0.text($1) }
    if let capabilities = deployment?.capabilities, !capabilities.isEmpty {
      writer.list("Capabilities", capabilities.sorted()) { $0.text($1) }
    }
    if !stack.outputs.isEmpty {
      writer.list("Outputs", stack.outputs) { writer, output in
        writer.element("OutputKey", output.key)
        writer.element("OutputValue", output.value)
        writer.element("Description", optional: output.description)
        writer.element("ExportName", optional: output.exportName)
      }
    }
    writer.element("RoleARN", optional: deployment?.roleARN)
    tags(deployment?.tags ?? [], to: &writer)
    if !isDeleted {
      writer.element("EnableTerminationProtection", stack.isProtected ? "true" : "false")
    }
    undrifted("StackDriftStatus", to: &writer)
  }

  static func parameters(_ deployment: Deployment, to writer: inout XMLWriter) {
    let shown = deployment.shownParameters
    guard !shown.isEmpty else { return }
    writer.list("Parameters", shown) { writer, parameter in
      writer.element("ParameterKey", parameter.name)
      writer.element("ParameterValue", parameter.value)
      writer.element("ResolvedValue", optional: parameter.resolved)
    }
  }

  static func tags(_ tags: [Deployment.Tag], to writer: inout XMLWriter) {
    writer.list("Tags", tags) { writer, tag in
      writer.element("Key", tag.key)
      writer.element("Value", tag.value)
    }
  }

  static func undrifted(_ name: String, to writer: inout XMLWriter) {
    writer.element("DriftInformation") { $0.element(name, "NOT_CHECKED") }
  }
}
