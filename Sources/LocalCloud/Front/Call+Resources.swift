internal import AWS
internal import CloudFormation
internal import Documents

extension Call {
  func describeStackEvents() throws(Refusal) -> Result? {
    guard let name = input["StackName"] else { throw .validation("Stack name must be specified") }
    guard let stack = engine.find(name, in: region) else {
      throw .validation("Stack [\(name)] does not exist")
    }
    // Two events of one resource can have one id; their places in the history differ.
    let events = Array(stack.events.enumerated().reversed())
    let page = try Page(
      events, after: input["NextToken"], size: engine.settings.pageSize,
      id: { "\($0.offset)/\($0.element.id)" })
    return { writer in
      writer.list("StackEvents", page.items) { writer, item in
        let event = item.element
        writer.element("StackId", stack.arn)
        writer.element("EventId", event.id)
        writer.element("StackName", stack.name)
        writer.element("LogicalResourceId", event.logicalID)
        writer.element("PhysicalResourceId", event.physicalID)
        writer.element("ResourceType", event.type)
        writer.element("Timestamp", event.time.withMilliseconds)
        writer.element("ResourceStatus", event.status)
        writer.element("ResourceStatusReason", optional: event.reason)
        writer.element("ClientRequestToken", optional: event.token)
      }
      writer.element("NextToken", optional: page.next)
    }
  }

  func describeStackResources() throws(Refusal) -> Result? {
    let stack: Stack
    if let name = input["StackName"] {
      stack = try self.stack(name)
    } else if let physicalID = input["PhysicalResourceId"] {
      let owner = engine.all(in: region).first { stack in
        stack.resources.contains { $0.physicalID == physicalID && !$0.status.isGone }
      }
      guard let owner else { throw .validation("Stack for \(physicalID) does not exist") }
      stack = owner
    } else {
      throw .validation("Either a stack name or a physical resource ID must be specified")
    }
    var resources = stack.resources
    if let id = input["LogicalResourceId"] {
      resources = resources.filter { $0.logicalID == id }
      guard !resources.isEmpty else {
        throw .validation("Resource \(id) does not exist for stack \(stack.name)")
      }
    }
    return { writer in
      writer.list("StackResources", resources.prefix(100)) { writer, resource in
        writer.element("StackName", stack.name)
        writer.element("StackId", stack.arn)
        Self.describe(resource, timed: "Timestamp", to: &writer)
      }
    }
  }

  func describeStackResource() throws(Refusal) -> Result? {
    let name = try input.required("StackName")
    let id = try input.required("LogicalResourceId")
    guard let stack = engine.find(name, in: region) else {
      throw .validation("Stack '\(name)' does not exist")
    }
    guard let resource = stack.resource(id), !resource.status.isGone else {
      throw .validation("Resource \(id) does not exist for stack \(stack.name)")
    }
    let metadata = stack.deployment.map { deployment in
      engine.neighbourhood(of: stack.arn, in: region).evaluator(for: deployment, of: stack)
        .evaluate(resource.declaration[.metadata] ?? [:]).value.value ?? [:]
    }
    return { writer in
      writer.element("StackResourceDetail") { writer in
        writer.element("StackName", stack.name)
        writer.element("StackId", stack.arn)
        Self.describe(resource, timed: "LastUpdatedTimestamp", to: &writer)
        writer.element("Metadata", (metadata ?? [:]).canonicalJSON)
      }
    }
  }

  func listStackResources() throws(Refusal) -> Result? {
    let stack = try self.stack(try input.required("StackName"))
    let page = try Page(
      stack.resources, after: input["NextToken"], size: engine.settings.pageSize, id: \.logicalID)
    return { writer in
      writer.list("StackResourceSummaries", page.items) { writer, resource in
        Self.describe(resource, timed: "LastUpdatedTimestamp", to: &writer)
      }
      writer.element("NextToken", optional: page.next)
    }
  }

  /// The stack of a call; AWS's words if there is none.
  func stack(_ reference: String) throws(Refusal) -> Stack {
    guard let stack = engine.find(reference, in: region) else {
      throw .validation("Stack with id \(reference) does not exist")
    }
    return stack
  }

  private static func describe(
    _ resource: ResourceRecord, timed name: String, to writer: inout XMLWriter
  ) {
    writer.element("LogicalResourceId", resource.logicalID)
    writer.element("PhysicalResourceId", optional: resource.physicalID)
    writer.element("ResourceType", resource.type)
    writer.element(name, resource.changed.withMilliseconds)
    writer.element("ResourceStatus", resource.status.rawValue)
    writer.element("ResourceStatusReason", optional: resource.reason)
    undrifted("StackResourceDriftStatus", to: &writer)
  }
}
