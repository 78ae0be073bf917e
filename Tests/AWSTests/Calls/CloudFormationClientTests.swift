import AWS
import Documents
import Testing

@Suite struct CloudFormationClientTests {
  private func client(_ script: ScriptedTransport) -> CloudFormationClient {
    CloudFormationClient(script.client(CloudFormationClient.service))
  }

  private func answer(_ action: String, _ result: String) -> ScriptedTransport.Step {
    .xml(
      "<\(action)Response><\(action)Result>\(result)</\(action)Result><ResponseMetadata>"
        + "<RequestId>r</RequestId></ResponseMetadata></\(action)Response>")
  }

  // MARK: - Change sets

  @Test func aChangeSetIsAskedFor() async throws {
    let script = ScriptedTransport([
      answer("CreateChangeSet", "<Id>arn:cs</Id><StackId>arn:stack</StackId>")
    ])
    var request = ChangeSetRequest(
      stack: "fraud-dev-serving", name: "esteira-1", kind: .create, template: .body("{\"é\": 1}"))
    request.parameters = [
      StackParameter(key: "A", value: "a b+c"), StackParameter(key: "B", usesPreviousValue: true),
    ]
    request.capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
    request.tags = [StackTag(key: "team", value: "risk")]
    request.clientToken = "token-1"
    let created = try await client(script).createChangeSet(request)
    #expect(created == CreatedChangeSet(id: "arn:cs", stackID: "arn:stack"))
    #expect(
      script.form(0) == [
        "Action": "CreateChangeSet", "Version": "2010-05-15", "StackName": "fraud-dev-serving",
        "ChangeSetName": "esteira-1", "ChangeSetType": "CREATE", "TemplateBody": "{\"é\": 1}",
        "Parameters.member.1.ParameterKey": "A", "Parameters.member.1.ParameterValue": "a b+c",
        "Parameters.member.2.ParameterKey": "B", "Parameters.member.2.UsePreviousValue": "true",
        "Capabilities.member.1": "CAPABILITY_IAM",
        "Capabilities.member.2": "CAPABILITY_AUTO_EXPAND", "Tags.member.1.Key": "team",
        "Tags.member.1.Value": "risk", "ClientToken": "token-1",
      ])
  }

  @Test func withoutATokenADoubtfulCallIsNotRepeated() async {
    for token in [nil, "t"] {
      let script = ScriptedTransport(Array(repeating: .fault(.timedOut), count: 3))
      let fault = await #expect(throws: AWSFault.self) {
        try await client(script).executeChangeSet("c", clientRequestToken: token)
      }
      #expect(script.requests.count == (token == nil ? 1 : 3))
      #expect(fault?.message.contains("may have been carried out") == (token == nil))
    }
  }

  @Test func allPagesOfAChangeSetAreRead() async throws {
    func page(_ logical: String, _ token: String) -> ScriptedTransport.Step {
      answer(
        "DescribeChangeSet",
        """
        <ChangeSetName>c</ChangeSetName><ChangeSetId>arn:c</ChangeSetId><StackId>arn:s</StackId>\
        <StackName>s</StackName><Status>CREATE_COMPLETE</Status>\
        <ExecutionStatus>AVAILABLE</ExecutionStatus><CreationTime>2026-11-20T17:00:00.123Z\
        </CreationTime><Capabilities/><Tags><member><Key>k</Key><Value>v</Value></member></Tags>\
        <Changes><member><Type>Resource</Type><ResourceChange><Action>Modify</Action>\
        <LogicalResourceId>\(logical)</LogicalResourceId><PhysicalResourceId>p\
        </PhysicalResourceId><ResourceType>AWS::SNS::Topic</ResourceType>\
        <Replacement>Conditional</Replacement><Scope><member>Properties</member></Scope><Details>\
        <member><Target><Attribute>Properties</Attribute><Name>TopicName</Name>\
        <Path>/Properties/TopicName</Path><RequiresRecreation>Always</RequiresRecreation>\
        <BeforeValue>a</BeforeValue><AfterValue></AfterValue></Target><Evaluation>Static\
        </Evaluation><ChangeSource>DirectModification</ChangeSource></member></Details>\
        </ResourceChange></member></Changes>\(token)
        """)
    }
    let script = ScriptedTransport([page("A", "<NextToken>t2</NextToken>"), page("B", "")])
    let described = try await client(script).describeChangeSet(
      "arn:c", withPropertyValues: true)
    #expect(described.changes.map(\.logicalID) == ["A", "B"])
    #expect(script.form(0)["NextToken"] == nil)
    #expect(script.form(0)["IncludePropertyValues"] == "true")
    #expect(script.form(1)["NextToken"] == "t2")
    #expect(described.status == "CREATE_COMPLETE")
    #expect(described.created == Timestamp(milliseconds: 1_795_194_000_123))
    #expect(described.tags == [StackTag(key: "k", value: "v")])
    let change = try #require(described.changes.first)
    #expect(change.replacement == "Conditional")
    #expect(change.scope == ["Properties"])
    let detail = try #require(change.details.first)
    #expect(detail.name == "TopicName")
    #expect(detail.requiresRecreation == "Always")
    #expect(detail.before == "a")
    #expect(detail.after == "")
    #expect(detail.source == "DirectModification")
  }

  @Test func aTokenThatLeadsToItselfEnds() async throws {
    let page = answer(
      "ListStackResources", "<StackResourceSummaries/><NextToken>same</NextToken>")
    let script = ScriptedTransport(Array(repeating: page, count: 9))
    #expect(try await client(script).listStackResources(of: "s").isEmpty)
    #expect(script.requests.count == 2)
  }

  // MARK: - Stacks

  private static let stack = """
    <Stacks><member><StackId>arn:s</StackId><StackName>s</StackName>\
    <CreationTime>2026-11-20T17:00:00Z</CreationTime>\
    <StackStatus>UPDATE_COMPLETE_CLEANUP_IN_PROGRESS</StackStatus><Outputs><member>\
    <OutputKey>Url</OutputKey><OutputValue>https://x</OutputValue><ExportName/></member></Outputs>\
    <Parameters><member><ParameterKey>P</ParameterKey><ParameterValue>****</ParameterValue>\
    </member></Parameters><Capabilities><member>CAPABILITY_IAM</member></Capabilities>\
    <EnableTerminationProtection>true</EnableTerminationProtection>\
    <DisableRollback>false</DisableRollback></member></Stacks>
    """

  @Test func aStackIsDescribed() async throws {
    let script = ScriptedTransport([answer("DescribeStacks", Self.stack)])
    let stack = try #require(try await client(script).describeStack("s"))
    #expect(stack.id == "arn:s")
    #expect(stack.status == .updateCleanup)
    #expect(stack.status.isInProgress)
    #expect(!stack.status.isSuccess)
    #expect(stack.outputs == [StackOutput(key: "Url", value: "https://x")])
    #expect(stack.parameters == [StackParameter(key: "P", value: "****")])
    #expect(stack.capabilities == ["CAPABILITY_IAM"])
    #expect(stack.isTerminationProtected == true)
    #expect(stack.isRollbackDisabled == false)
    #expect(stack.updated == nil)
    #expect(script.form(0)["StackName"] == "s")
  }

  @Test func aMissingStackIsNone() async throws {
    let script = ScriptedTransport([.error("ValidationError", "Stack with id s does not exist")])
    #expect(try await client(script).describeStack("s") == nil)
    let other = ScriptedTransport([.error("ValidationError", "1 validation error detected")])
    await #expect(throws: AWSFault.self) { try await client(other).describeStack("s") }
  }

  @Test func allStacksAreListed() async throws {
    let script = ScriptedTransport([
      answer("DescribeStacks", Self.stack + "<NextToken>2</NextToken>"),
      answer("DescribeStacks", Self.stack),
    ])
    #expect(try await client(script).describeStacks().count == 2)
  }

  @Test func callsWithoutResultSucceed() async throws {
    let script = ScriptedTransport([
      .xml("<DeleteStackResponse><ResponseMetadata/></DeleteStackResponse>"),
      answer("DeleteChangeSet", ""), answer("ExecuteChangeSet", ""),
      answer("UpdateTerminationProtection", "<StackId>arn:s</StackId>"),
    ])
    let client = client(script)
    try await client.deleteStack("s", retaining: ["A", "B"], clientRequestToken: "t")
    try await client.deleteChangeSet("c", stack: "s")
    try await client.executeChangeSet("c", stack: "s", clientRequestToken: "t")
    try await client.updateTerminationProtection(of: "s", isProtected: false)
    #expect(script.form(0)["RetainResources.member.2"] == "B")
    #expect(script.form(0)["ClientRequestToken"] == "t")
    #expect(script.form(3)["EnableTerminationProtection"] == "false")
  }

  // MARK: - Events, resources and templates

  private func event(_ id: String) -> String {
    """
    <member><EventId>\(id)</EventId><StackId>arn:s</StackId><StackName>s</StackName>\
    <LogicalResourceId>s</LogicalResourceId><PhysicalResourceId>arn:s</PhysicalResourceId>\
    <ResourceType>AWS::CloudFormation::Stack</ResourceType>\
    <Timestamp>2026-11-20T17:00:00.5Z</Timestamp><ResourceStatus>CREATE_COMPLETE</ResourceStatus>\
    </member>
    """
  }

  @Test func eventsAreReadUpToTheKnownOne() async throws {
    let pages: [ScriptedTransport.Step] = [
      answer(
        "DescribeStackEvents",
        "<StackEvents>\(event("4"))\(event("3"))</StackEvents><NextToken>n</NextToken>"),
      answer(
        "DescribeStackEvents",
        "<StackEvents>\(event("2"))\(event("1"))</StackEvents><NextToken>m</NextToken>"),
    ]
    let script = ScriptedTransport(pages)
    let events = try await client(script).stackEvents(of: "arn:s", since: "2")
    #expect(events.map(\.id) == ["4", "3"])
    #expect(script.requests.count == 2)
    #expect(events.map(\.isAboutStack) == [true, true])
    let near = ScriptedTransport(pages)
    #expect(try await client(near).stackEvents(of: "arn:s", since: "3").map(\.id) == ["4"])
    #expect(near.requests.count == 1)
  }

  @Test func resourcesAreRead() async throws {
    let member = """
      <LogicalResourceId>T</LogicalResourceId><PhysicalResourceId/>\
      <ResourceType>AWS::SNS::Topic</ResourceType><ResourceStatus>CREATE_FAILED</ResourceStatus>\
      <ResourceStatusReason>no</ResourceStatusReason>
      """
    let time = "2026-11-20T17:00:00Z"
    let script = ScriptedTransport([
      answer(
        "DescribeStackResources",
        "<StackResources><member>\(member)<Timestamp>\(time)</Timestamp></member></StackResources>"),
      answer(
        "ListStackResources",
        "<StackResourceSummaries><member>\(member)<LastUpdatedTimestamp>\(time)"
          + "</LastUpdatedTimestamp></member></StackResourceSummaries>"),
    ])
    let client = client(script)
    let described = try await client.describeStackResources(of: "s")
    let listed = try await client.listStackResources(of: "s")
    #expect(described == listed)
    #expect(described.first?.physicalID == nil)
    #expect(described.first?.reason == "no")
  }

  @Test func templatesAreRead() async throws {
    let script = ScriptedTransport([
      answer(
        "GetTemplate",
        "<TemplateBody>{\"a\": \"&lt;\"}\n</TemplateBody><StagesAvailable><member>Original"
          + "</member></StagesAvailable>"),
      answer(
        "ValidateTemplate",
        "<Description>d</Description><Parameters><member><ParameterKey>P</ParameterKey>"
          + "<DefaultValue/><NoEcho>true</NoEcho></member></Parameters><Capabilities><member>"
          + "CAPABILITY_IAM</member></Capabilities><CapabilitiesReason>r</CapabilitiesReason>"),
    ])
    let client = client(script)
    let template = try await client.getTemplate(of: "s")
    #expect(template == StackTemplate(body: "{\"a\": \"<\"}\n", stages: ["Original"]))
    let summary = try await client.validateTemplate("{}")
    #expect(summary.parameters == [.init(key: "P", defaultValue: "", isHidden: true)])
    #expect(summary.capabilities == ["CAPABILITY_IAM"])
  }
}
