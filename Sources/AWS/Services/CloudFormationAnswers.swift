internal import Documents

/// Reads CloudFormation's outputs.
extension QueryResult {
  func stack(_ element: XMLElement) throws(AWSFault) -> StackDescription {
    StackDescription(
      id: element.text("StackId") ?? "", name: try required("StackName", in: element),
      status: StackStatus(rawValue: try required("StackStatus", in: element)),
      statusReason: element.filledText("StackStatusReason"),
      description: element.text("Description"), parameters: element.parameters,
      outputs: try outputs(element), tags: element.tags,
      capabilities: element.texts("Capabilities"),
      created: try requiredTime("CreationTime", in: element),
      updated: element.time("LastUpdatedTime"), deleted: element.time("DeletionTime"),
      changeSetID: element.filledText("ChangeSetId"), roleARN: element.filledText("RoleARN"),
      parentID: element.filledText("ParentId"), rootID: element.filledText("RootId"),
      isTerminationProtected: element.flag("EnableTerminationProtection"),
      isRollbackDisabled: element.flag("DisableRollback"))
  }

  private func outputs(_ element: XMLElement) throws(AWSFault) -> [StackOutput] {
    var outputs: [StackOutput] = []
    for output in element.members("Outputs") {
      outputs.append(
        StackOutput(
          key: try required("OutputKey", in: output), value: output.text("OutputValue") ?? "",
          description: output.text("Description"), exportName: output.filledText("ExportName")))
    }
    return outputs
  }

  func event(_ element: XMLElement) throws(AWSFault) -> StackEvent {
    StackEvent(
      id: try required("EventId", in: element), stackID: try required("StackId", in: element),
      stackName: try required("StackName", in: element),
      logicalID: element.filledText("LogicalResourceId"),
      physicalID: element.filledText("PhysicalResourceId"),
      resourceType: element.filledText("ResourceType"),
      time: try requiredTime("Timestamp", in: element),
      status: element.filledText("ResourceStatus"),
      reason: element.filledText("ResourceStatusReason"),
      properties: element.filledText("ResourceProperties"),
      clientRequestToken: element.filledText("ClientRequestToken"))
  }

  /// - Parameter time: what the operation calls the time of the last change.
  func resource(_ element: XMLElement, time: String) throws(AWSFault) -> StackResource {
    StackResource(
      logicalID: try required("LogicalResourceId", in: element),
      physicalID: element.filledText("PhysicalResourceId"),
      type: try required("ResourceType", in: element),
      status: try required("ResourceStatus", in: element),
      reason: element.filledText("ResourceStatusReason"),
      updated: try requiredTime(time, in: element))
  }

  func changeSet() throws(AWSFault) -> ChangeSetDescription {
    ChangeSetDescription(
      id: try required("ChangeSetId"), name: try required("ChangeSetName"),
      stackID: try required("StackId"), stackName: try required("StackName"),
      status: try required("Status"), statusReason: element.filledText("StatusReason"),
      executionStatus: element.filledText("ExecutionStatus"),
      description: element.text("Description"), created: element.time("CreationTime"),
      parameters: element.parameters, capabilities: element.texts("Capabilities"),
      tags: element.tags, changes: try changes())
  }

  func changes() throws(AWSFault) -> [ResourceChange] {
    var changes: [ResourceChange] = []
    for member in element.members("Changes") {
      guard let change = member["ResourceChange"] else { continue }
      changes.append(
        ResourceChange(
          action: try required("Action", in: change),
          logicalID: try required("LogicalResourceId", in: change),
          physicalID: change.filledText("PhysicalResourceId"),
          type: try required("ResourceType", in: change),
          replacement: change.filledText("Replacement"),
          policyAction: change.filledText("PolicyAction"), scope: change.texts("Scope"),
          details: change.members("Details").map(\.changeDetail),
          before: change.filledText("BeforeContext"), after: change.filledText("AfterContext")))
    }
    return changes
  }
}

extension XMLElement {
  fileprivate var parameters: [StackParameter] {
    members("Parameters").compactMap { parameter in
      parameter.text("ParameterKey").map {
        StackParameter(
          key: $0, value: parameter.text("ParameterValue"),
          usesPreviousValue: parameter.flag("UsePreviousValue"),
          resolvedValue: parameter.text("ResolvedValue"))
      }
    }
  }

  fileprivate var tags: [StackTag] {
    members("Tags").compactMap { tag in
      tag.text("Key").map { StackTag(key: $0, value: tag.text("Value") ?? "") }
    }
  }

  fileprivate var changeDetail: ResourceChange.Detail {
    let target = self["Target"]
    return ResourceChange.Detail(
      attribute: target?.filledText("Attribute"), name: target?.filledText("Name"),
      path: target?.filledText("Path"),
      requiresRecreation: target?.filledText("RequiresRecreation"),
      changeType: target?.filledText("AttributeChangeType"),
      before: target?.text("BeforeValue"), after: target?.text("AfterValue"),
      evaluation: filledText("Evaluation"), source: filledText("ChangeSource"),
      cause: filledText("CausingEntity"))
  }
}
