internal import AWS
internal import Documents

/// One call: an action with its fields, and the cloud it works on.
struct Call {
  /// What an action writes into its answer.
  typealias Result = (inout XMLWriter) -> Void

  var engine: CloudEngine
  let region: String
  let now: Timestamp
  let input: QueryInput
  /// Where templates may lie that calls refer to.
  let shelf: Shelf

  /// Carries the action out. Nil where AWS sends an answer without a result.
  mutating func result(of service: Answer.Service) throws(Refusal) -> Result? {
    guard !input.action.isEmpty else {
      throw Refusal("MissingAction", "Missing Action")
    }
    switch (service, input.action) {
    case (.sts, "GetCallerIdentity"): return callerIdentity()
    case (.cloudformation, "CreateStack"): return try createStack()
    case (.cloudformation, "UpdateStack"): return try updateStack()
    case (.cloudformation, "DeleteStack"): return try deleteStack()
    case (.cloudformation, "DescribeStacks"): return try describeStacks()
    case (.cloudformation, "ListStacks"): return try listStacks()
    case (.cloudformation, "UpdateTerminationProtection"): return try updateTerminationProtection()
    case (.cloudformation, "ContinueUpdateRollback"): return try continueUpdateRollback()
    case (.cloudformation, "CreateChangeSet"): return try createChangeSet()
    case (.cloudformation, "DescribeChangeSet"): return try describeChangeSet()
    case (.cloudformation, "ExecuteChangeSet"): return try executeChangeSet()
    case (.cloudformation, "DeleteChangeSet"): return try deleteChangeSet()
    case (.cloudformation, "ListChangeSets"): return try listChangeSets()
    case (.cloudformation, "DescribeStackEvents"): return try describeStackEvents()
    case (.cloudformation, "DescribeStackResources"): return try describeStackResources()
    case (.cloudformation, "DescribeStackResource"): return try describeStackResource()
    case (.cloudformation, "ListStackResources"): return try listStackResources()
    case (.cloudformation, "ListExports"): return try listExports()
    case (.cloudformation, "GetTemplate"): return try getTemplate()
    case (.cloudformation, "GetTemplateSummary"): return try getTemplateSummary()
    case (.cloudformation, "ValidateTemplate"): return try validateTemplate()
    default:
      throw Refusal(
        "InvalidAction",
        "Could not find operation \(input.action) for version \(service.version)")
    }
  }

  private func callerIdentity() -> Result {
    let account = engine.settings.account
    let partition = Partition(of: region).name
    return { writer in
      writer.element("Arn", "arn:\(partition):iam::\(account):user/local")
      writer.element("UserId", "AIDAESTEIRALOCALONLY")
      writer.element("Account", account)
    }
  }

  /// What calls that make or change a stack have in common.
  func submission(named name: String, token: String?) throws(Refusal) -> Submission {
    Submission(
      stackName: name, templateBody: try templateText(),
      usesPreviousTemplate: input.flag("UsePreviousTemplate") ?? false,
      parameters: (input.structures("Parameters") ?? []).map { parameter in
        Submission.Parameter(
          key: parameter["ParameterKey"] ?? "", value: parameter["ParameterValue"],
          usesPrevious: parameter.flag("UsePreviousValue") ?? false)
      },
      tags: input.structures("Tags").map { tags in
        tags.map { Deployment.Tag(key: $0["Key"] ?? "", value: $0["Value"] ?? "") }
      }, capabilities: input.texts("Capabilities") ?? [],
      notificationARNs: input.texts("NotificationARNs"), roleARN: input["RoleARN"], token: token)
  }

  /// The text of the template that a call holds or refers to; nil if it does neither.
  func templateText() throws(Refusal) -> String? {
    if let body = input["TemplateBody"] { return body }
    guard let address = input["TemplateURL"] else { return nil }
    guard let place = Shelf.Place(address: address) else {
      throw .validation("TemplateURL must be a supported URL.")
    }
    func missing(_ message: String) -> Refusal {
      .validation(
        "S3 error: \(message)\nFor more information check "
          + "http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html")
    }
    guard shelf[bucket: place.bucket] != nil else {
      throw missing("The specified bucket does not exist")
    }
    guard let object = shelf[place] else { throw missing("The specified key does not exist.") }
    return String(decoding: object.body, as: UTF8.self)
  }
}
