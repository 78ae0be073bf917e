/// CloudFormation, as far as it is needed to change stacks and to look at them.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/>
package struct CloudFormationClient: Sendable {
  /// The service as `QueryClient` needs it.
  package static let service = QueryClient.Service(
    name: "CloudFormation", signingName: "cloudformation", version: "2010-05-15")

  private let client: QueryClient

  /// A client that calls through another, made for `service`.
  package init(_ client: QueryClient) {
    self.client = client
  }

  // MARK: - Change sets

  /// Has a change set made; it is there when its status says so. Repeated only with a client token.
  package func createChangeSet(
    _ request: ChangeSetRequest
  ) async throws(AWSFault) -> CreatedChangeSet {
    let result = try await client.call(
      "CreateChangeSet", request.members, request.clientToken == nil ? .unsafe : .safe)
    return CreatedChangeSet(
      id: try result.required("Id"), stackID: try result.required("StackId"))
  }

  /// A change set with the changes of all its pages.
  package func describeChangeSet(
    _ name: String, stack: String? = nil, withPropertyValues: Bool = false
  ) async throws(AWSFault) -> ChangeSetDescription {
    var input = QueryMembers()
    input.add("ChangeSetName", name)
    input.add("StackName", stack)
    input.add("IncludePropertyValues", withPropertyValues ? true : nil)
    var whole: ChangeSetDescription?
    try await pages("DescribeChangeSet", input) { (result) throws(AWSFault) in
      if whole == nil {
        whole = try result.changeSet()
      } else {
        whole?.changes += try result.changes()
      }
    }
    guard let whole else { preconditionFailure("there is always a first page") }
    return whole
  }

  /// Begins to carry a change set out. Repeated only with a token.
  package func executeChangeSet(
    _ name: String, stack: String? = nil, clientRequestToken: String? = nil
  ) async throws(AWSFault) {
    var input = QueryMembers()
    input.add("ChangeSetName", name)
    input.add("StackName", stack)
    input.add("ClientRequestToken", clientRequestToken)
    _ = try await client.call(
      "ExecuteChangeSet", input, clientRequestToken == nil ? .unsafe : .safe)
  }

  /// Deletes a change set; one that is not there any more is no error.
  package func deleteChangeSet(_ name: String, stack: String? = nil) async throws(AWSFault) {
    var input = QueryMembers()
    input.add("ChangeSetName", name)
    input.add("StackName", stack)
    _ = try await client.call("DeleteChangeSet", input)
  }

  // MARK: - Stacks

  /// Begins to delete a stack. A stack that is not there any more is no error; a second call for a
  /// stack that is being deleted changes nothing.
  package func deleteStack(
    _ stack: String, retaining logicalIDs: [String] = [], roleARN: String? = nil,
    clientRequestToken: String? = nil
  ) async throws(AWSFault) {
    var input = QueryMembers()
    input.add("StackName", stack)
    input.add("RetainResources", logicalIDs)
    input.add("RoleARN", roleARN)
    input.add("ClientRequestToken", clientRequestToken)
    _ = try await client.call("DeleteStack", input)
  }

  /// A stack by its name or ARN; none where there is no such stack. By its ARN, a stack is found
  /// for some time after it was deleted.
  package func describeStack(_ stack: String) async throws(AWSFault) -> StackDescription? {
    var input = QueryMembers()
    input.add("StackName", stack)
    do throws(AWSFault) {
      let result = try await client.call("DescribeStacks", input)
      // Only CloudFormation's own word for it means that there is none.
      guard let element = result.element.members("Stacks").first else {
        throw result.missing("Stacks")
      }
      return try result.stack(element)
    } catch {
      if error.saysThatStackIsMissing { return nil }
      throw error
    }
  }

  /// All stacks of the account and region.
  package func describeStacks() async throws(AWSFault) -> [StackDescription] {
    var stacks: [StackDescription] = []
    try await pages("DescribeStacks", QueryMembers()) { (result) throws(AWSFault) in
      for element in result.element.members("Stacks") { stacks.append(try result.stack(element)) }
    }
    return stacks
  }

  /// Protects a stack from deletion, or ceases to.
  package func updateTerminationProtection(
    of stack: String, isProtected: Bool
  ) async throws(AWSFault) {
    var input = QueryMembers()
    input.add("StackName", stack)
    input.add("EnableTerminationProtection", isProtected)
    _ = try await client.call("UpdateTerminationProtection", input)
  }

  // MARK: - Events and resources

  /// One page of a stack's events, the newest first.
  package func describeStackEvents(
    of stack: String, after token: String? = nil
  ) async throws(AWSFault) -> StackEventPage {
    var input = QueryMembers()
    input.add("StackName", stack)
    input.add("NextToken", token)
    let result = try await client.call("DescribeStackEvents", input)
    var events: [StackEvent] = []
    for element in result.element.members("StackEvents") {
      events.append(try result.event(element))
    }
    return StackEventPage(events: events, nextToken: result.element.filledText("NextToken"))
  }

  /// The events of a stack that came after a known one, the newest first; all where none is known.
  package func stackEvents(
    of stack: String, since knownID: String? = nil
  ) async throws(AWSFault) -> [StackEvent] {
    var events: [StackEvent] = []
    var token: String?
    repeat {
      let page = try await describeStackEvents(of: stack, after: token)
      for event in page.events {
        if event.id == knownID { return events }
        events.append(event)
      }
      // A token that leads to itself would never end.
      token = page.nextToken == token ? nil : page.nextToken
    } while token != nil
    return events
  }

  /// The first hundred resources of a stack, or one of them.
  package func describeStackResources(
    of stack: String, logicalID: String? = nil
  ) async throws(AWSFault) -> [StackResource] {
    var input = QueryMembers()
    input.add("StackName", stack)
    input.add("LogicalResourceId", logicalID)
    let result = try await client.call("DescribeStackResources", input)
    var resources: [StackResource] = []
    for element in result.element.members("StackResources") {
      resources.append(try result.resource(element, time: "Timestamp"))
    }
    return resources
  }

  /// All resources of a stack.
  package func listStackResources(of stack: String) async throws(AWSFault) -> [StackResource] {
    var input = QueryMembers()
    input.add("StackName", stack)
    var resources: [StackResource] = []
    try await pages("ListStackResources", input) { (result) throws(AWSFault) in
      for element in result.element.members("StackResourceSummaries") {
        resources.append(try result.resource(element, time: "LastUpdatedTimestamp"))
      }
    }
    return resources
  }

  // MARK: - Templates

  /// The template of a stack or of a change set, as it was handed in unless the processed one is
  /// asked for.
  package func getTemplate(
    of stack: String?, changeSet: String? = nil, isProcessed: Bool = false
  ) async throws(AWSFault) -> StackTemplate {
    var input = QueryMembers()
    input.add("StackName", stack)
    input.add("ChangeSetName", changeSet)
    input.add("TemplateStage", isProcessed ? "Processed" : "Original")
    let result = try await client.call("GetTemplate", input)
    return StackTemplate(
      body: try result.required("TemplateBody"), stages: result.element.texts("StagesAvailable"))
  }

  /// What CloudFormation makes of a template.
  package func validateTemplate(_ body: String) async throws(AWSFault) -> TemplateSummary {
    var input = QueryMembers()
    input.add("TemplateBody", body)
    let result = try await client.call("ValidateTemplate", input)
    var parameters: [TemplateSummary.Parameter] = []
    for element in result.element.members("Parameters") {
      parameters.append(
        TemplateSummary.Parameter(
          key: try result.required("ParameterKey", in: element),
          defaultValue: element.text("DefaultValue"), isHidden: element.flag("NoEcho"),
          description: element.text("Description")))
    }
    return TemplateSummary(
      description: result.element.text("Description"), parameters: parameters,
      capabilities: result.element.texts("Capabilities"),
      capabilitiesReason: result.element.filledText("CapabilitiesReason"),
      transforms: result.element.texts("DeclaredTransforms"))
  }

  // MARK: - Pages

  /// Calls an operation until there are no more pages.
  private func pages(
    _ action: String, _ input: QueryMembers, _ take: (QueryResult) throws(AWSFault) -> Void
  ) async throws(AWSFault) {
    var token: String?
    repeat {
      var input = input
      input.add("NextToken", token)
      let result = try await client.call(action, input)
      try take(result)
      let next = result.element.filledText("NextToken")
      // A token that leads to itself would never end.
      token = next == token ? nil : next
    } while token != nil
  }
}

extension AWSFault {
  /// Whether CloudFormation says that it knows no such stack; every call words it differently.
  package var saysThatStackIsMissing: Bool {
    guard let service, service.code == "ValidationError" else { return false }
    return service.message.hasPrefix("Stack") && service.message.hasSuffix("does not exist")
  }
}

extension ChangeSetRequest {
  /// The input of `CreateChangeSet`.
  fileprivate var members: QueryMembers {
    var input = QueryMembers()
    input.add("StackName", stack)
    input.add("ChangeSetName", name)
    input.add("ChangeSetType", kind.rawValue)
    switch template {
    case .body(let text): input.add("TemplateBody", text)
    case .url(let address): input.add("TemplateURL", address)
    case .previous: input.add("UsePreviousTemplate", true)
    }
    if !parameters.isEmpty {
      input.add("Parameters", .list(parameters.map(\.query)))
    }
    input.add("Capabilities", capabilities)
    if !tags.isEmpty || removesTags { input.add("Tags", .list(tags.map(\.query))) }
    input.add("RoleARN", roleARN)
    input.add("NotificationARNs", notificationARNs)
    input.add("Description", description)
    input.add("ClientToken", clientToken)
    input.add("IncludeNestedStacks", includesNestedStacks)
    input.add("OnStackFailure", onStackFailure)
    if !imports.isEmpty { input.add("ResourcesToImport", .list(imports.map(\.query))) }
    input.add("ImportExistingResources", importsExisting)
    return input
  }
}

extension ResourceImport {
  fileprivate var query: QueryValue {
    var members = QueryMembers()
    members.add("ResourceType", type)
    members.add("LogicalResourceId", logicalID)
    members.add(
      "ResourceIdentifier",
      .map(identifier.sorted { $0.key < $1.key }.map { (key: $0.key, value: .text($0.value)) }))
    return .structure(members)
  }
}

extension StackParameter {
  fileprivate var query: QueryValue {
    var members = QueryMembers()
    members.add("ParameterKey", key)
    members.add("ParameterValue", value)
    members.add("UsePreviousValue", usesPreviousValue)
    return .structure(members)
  }
}

extension StackTag {
  fileprivate var query: QueryValue {
    var members = QueryMembers()
    members.add("Key", key)
    members.add("Value", value)
    return .structure(members)
  }
}
