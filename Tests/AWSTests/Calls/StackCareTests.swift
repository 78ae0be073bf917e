import Documents
import Testing

@testable import AWS

/// Typed calls of services against scripted answers: what is asked, and what is made of the answer.
@Suite struct StackCareTests {
  private func answer(_ action: String, _ result: String) -> ScriptedTransport.Step {
    .xml(
      "<\(action)Response><\(action)Result>\(result)</\(action)Result></\(action)Response>")
  }

  @Test func eventsOfOperationsTellWhichCheckFailed() async throws {
    let script = ScriptedTransport([
      answer(
        "DescribeEvents",
        """
        <OperationEvents><member><OperationId>o</OperationId><OperationType>CREATE_CHANGESET\
        </OperationType><EventType>VALIDATION_ERROR</EventType><LogicalResourceId>Topic\
        </LogicalResourceId><Timestamp>2026-11-20T17:00:00Z</Timestamp><ValidationName>\
        NAME_CONFLICT_VALIDATION</ValidationName><ValidationStatus>FAILED</ValidationStatus>\
        <ValidationStatusReason>taken</ValidationStatusReason><ValidationPath>/Resources/Topic\
        </ValidationPath></member></OperationEvents><NextToken>n</NextToken>
        """),
      answer(
        "DescribeEvents",
        """
        <OperationEvents><member><OperationId>o</OperationId><EventType>STACK_EVENT</EventType>\
        <ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>no</ResourceStatusReason>\
        </member></OperationEvents>
        """),
    ])
    let events = try await StackCareClient(script.services()).events(
      of: .changeSet("c", stack: "s"), onlyFailures: true)
    #expect(events.map(\.kind) == ["VALIDATION_ERROR", "STACK_EVENT"])
    #expect(events[0].validation?.path == "/Resources/Topic")
    #expect(events[0].when == Timestamp(iso8601: "2026-11-20T17:00:00Z"))
    #expect(events[1].status == "CREATE_FAILED" && events[1].reason == "no")
    #expect(
      script.form(1) == [
        "Action": "DescribeEvents", "Version": "2010-05-15", "ChangeSetName": "c", "StackName": "s",
        "Filters.FailedEvents": "true", "NextToken": "n",
      ])
  }

  @Test func waysOutAreRepeatedOnlyWithAToken() async throws {
    for token in [nil, "t"] {
      let script = ScriptedTransport([
        .fault(.connectionLost), answer("ContinueUpdateRollback", ""),
        answer("CancelUpdateStack", ""), answer("RollbackStack", "<StackId>s</StackId>"),
      ])
      let client = StackCareClient(script.services())
      if token == nil {
        await #expect(throws: AWSFault.self) { try await client.continueRollback(of: "s") }
        continue
      }
      try await client.continueRollback(of: "s", skipping: ["A", "B"], token: token)
      try await client.cancelUpdate(of: "s", token: token)
      try await client.rollBack("s", token: token)
      #expect(script.form(1)["ResourcesToSkip.member.2"] == "B")
      #expect(script.form(2)["ClientRequestToken"] == "t")
      #expect(script.requests.count == 4)
    }
  }

  @Test func driftIsReadPageByPage() async throws {
    func page(_ id: String, _ token: String?) -> ScriptedTransport.Step {
      answer(
        "DescribeStackResourceDrifts",
        """
        <StackResourceDrifts><member><LogicalResourceId>\(id)</LogicalResourceId><ResourceType>\
        AWS::SNS::Topic</ResourceType><StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus>\
        <PropertyDifferences><member><PropertyPath>/DisplayName</PropertyPath><ExpectedValue>a\
        </ExpectedValue><ActualValue>b</ActualValue><DifferenceType>NOT_EQUAL</DifferenceType>\
        </member></PropertyDifferences></member></StackResourceDrifts>\
        \(token.map { "<NextToken>\($0)</NextToken>" } ?? "")
        """)
    }
    let script = ScriptedTransport([
      answer("DetectStackDrift", "<StackDriftDetectionId>d</StackDriftDetectionId>"),
      answer(
        "DescribeStackDriftDetectionStatus",
        """
        <StackId>s</StackId><DetectionStatus>DETECTION_COMPLETE</DetectionStatus>\
        <StackDriftStatus>DRIFTED</StackDriftStatus><DriftedStackResourceCount>2\
        </DriftedStackResourceCount>
        """), page("A", "n"), page("B", nil),
    ])
    let client = StackCareClient(script.services())
    let id = try await client.detectDrift(of: "s")
    let detection = try await client.driftDetection(id)
    #expect(
      detection
        == DriftDetection(
          status: "DETECTION_COMPLETE", drift: "DRIFTED", drifted: 2, reason: nil))
    let drifts = try await client.drifts(of: "s", only: ["MODIFIED"])
    #expect(drifts.map(\.logicalID) == ["A", "B"])
    #expect(drifts[0].differences.first?.actual == "b")
    #expect(script.form(3)["NextToken"] == "n")
  }

  @Test func exportsImportersAndTypes() async throws {
    let script = ScriptedTransport([
      answer(
        "ListExports",
        "<Exports><member><ExportingStackId>s</ExportingStackId><Name>n</Name><Value>v</Value>"
          + "</member></Exports>"),
      answer("ListImports", "<Imports><member>reader</member></Imports>"),
      .error("ValidationError", "Export 'n' is not imported by any stack."),
      .error("ValidationError", "something else"),
      answer(
        "DescribeType",
        "<TypeName>A::B::C</TypeName><Schema>{}</Schema><ProvisioningType>IMMUTABLE"
          + "</ProvisioningType>"),
      .error("TypeNotFoundException", status: 404),
    ])
    let client = StackCareClient(script.services())
    #expect(try await client.exports() == [StackExport(name: "n", value: "v", stack: "s")])
    #expect(try await client.importers(of: "n") == ["reader"])
    #expect(try await client.importers(of: "n") == [])
    await #expect(throws: AWSFault.self) { try await client.importers(of: "n") }
    #expect(try await client.type("A::B::C")?.provisioning == "IMMUTABLE")
    #expect(try await client.type("A::B::D") == nil)
  }

  @Test func pricesAndResourcesAreJSONInTexts() async throws {
    let script = ScriptedTransport([
      .xml(#"{"PriceList":["{\"product\":{\"sku\":\"1\"}}"],"NextToken":"n"}"#),
      .xml(#"{"PriceList":["{\"product\":{\"sku\":\"2\"}}"]}"#),
      .xml(#"{"PriceList":["no JSON"]}"#),
      .xml(
        #"{"ResourceDescription":{"Identifier":"/a","Properties":"{\"LogGroupName\":\"/a\"}"}}"#),
      .xml(#"{"__type":"ResourceNotFoundException"}"#, status: 400),
      .xml(#"{"ResourceDescriptions":[{"Identifier":"x"},{"Identifier":"y"}]}"#),
    ])
    let services = script.services(in: PricingClient.home)
    let prices = PricingClient(services)
    let found = try await prices.products(
      of: "AmazonECS", where: [("regionCode", "sa-east-1")])
    #expect(found.count == 2)
    #expect(script.body(1).contains(#""NextToken":"n""#))
    let fault = await #expect(throws: AWSFault.self) {
      try await prices.products(of: "AmazonECS", where: [])
    }
    #expect(fault?.code == .unreadableAnswer)
    let resources = ResourcesClient(services)
    let type = "AWS::Logs::LogGroup"
    #expect(
      try await resources.properties(of: "/a", type: type) == ["LogGroupName": "/a"])
    #expect(try await resources.properties(of: "/b", type: type) == nil)
    #expect(try await resources.identifiers(ofType: type, below: ["A": "b"]) == ["x", "y"])
    #expect(script.body(5).contains(#"{\"A\":\"b\"}"#))
  }

  @Test func apisOfBothGenerations() async throws {
    let script = ScriptedTransport([
      .xml(#"{"id":"r","name":"churn"}"#), .xml(#"{"message":"no"}"#, status: 404),
      .xml(#"{"item":[{"path":"/p","resourceMethods":{"POST":{},"GET":{}}}]}"#),
      .xml(#"{"item":[{"stageName":"live","deploymentId":"d"}]}"#),
      .xml(#"{"apiId":"w","name":"churn","protocolType":"HTTP","apiEndpoint":"https://w"}"#),
      .xml(#"{"items":[{"routeKey":"POST /p","target":"integrations/i"}]}"#),
      .xml(#"{"items":[{"stageName":"$default","autoDeploy":true}]}"#),
    ])
    let client = GatewayClient(script.services())
    #expect(
      try await client.restAPI("r")
        == GatewayAPI(id: "r", name: "churn", kind: "REST", address: nil))
    #expect(try await client.restAPI("none") == nil)
    #expect(
      try await client.resources(ofRest: "r")
        == [GatewayResource(path: "/p", methods: ["GET", "POST"])])
    #expect(
      try await client.stages(ofRest: "r")
        == [GatewayStage(name: "live", deployment: "d", deploysItself: false)])
    #expect(try await client.webAPI("w")?.address == "https://w")
    #expect(
      try await client.routes(ofWeb: "w")
        == [GatewayRoute(key: "POST /p", target: "integrations/i")])
    #expect(try await client.stages(ofWeb: "w").map(\.deploysItself) == [true])
  }

  @Test func whatExistsIsImported() async throws {
    let script = ScriptedTransport([
      answer("CreateChangeSet", "<Id>c</Id><StackId>s</StackId>")
    ])
    var request = ChangeSetRequest(stack: "s", name: "c", kind: .import, template: .body("{}"))
    request.imports = [
      ResourceImport(
        logicalID: "Logs", type: "AWS::Logs::LogGroup", identifier: ["LogGroupName": "/a"])
    ]
    request.importsExisting = true
    _ = try await CloudFormationClient(script.client(CloudFormationClient.service))
      .createChangeSet(request)
    let form = script.form(0)
    #expect(form["ChangeSetType"] == "IMPORT")
    #expect(form["ImportExistingResources"] == "true")
    let resource = "ResourcesToImport.member.1"
    #expect(form["\(resource).LogicalResourceId"] == "Logs")
    #expect(form["\(resource).ResourceType"] == "AWS::Logs::LogGroup")
    #expect(form["\(resource).ResourceIdentifier.entry.1.key"] == "LogGroupName")
    #expect(form["\(resource).ResourceIdentifier.entry.1.value"] == "/a")
  }
}
