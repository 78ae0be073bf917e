import AWS
import Documents
import LocalCloud
import Testing

/// Whom the cloud listens to.
struct SignatureTests {
  @Test func aWrongSecretIsRefused() throws {
    let wrong = Credentials(
      accessKeyID: LocalCloud.credentials.accessKeyID, secretAccessKey: Secret("wrong"))
    let cloud = try TestCloud(credentials: wrong)
    let refusal = #expect(throws: Refused.self) { try cloud.call("DescribeStacks") }
    #expect(refusal?.status == 403)
    #expect(refusal?.code == "SignatureDoesNotMatch")
  }

  @Test func aStrangerIsRefused() throws {
    let stranger = Credentials(accessKeyID: "AKIASTRANGER", secretAccessKey: Secret("any"))
    let refusal = #expect(throws: Refused.self) {
      try TestCloud(credentials: stranger).call("DescribeStacks")
    }
    #expect(refusal?.code == "InvalidClientTokenId")
  }

  @Test func aChangedBodyIsRefused() throws {
    let cloud = try TestCloud()
    var request = cloud.request("DeleteStack", ["StackName": "demo"])
    request.body += Array("x".utf8)
    let response = cloud.cloud.respond(to: request, at: cloud.now)
    #expect(response.status == 403)
  }

  @Test func anUnsignedRequestIsRefused() throws {
    let cloud = try TestCloud()
    let response = cloud.cloud.respond(
      to: HTTPRequest(url: HTTPURL(scheme: .http, host: "127.0.0.1")), at: cloud.now)
    #expect(response.status == 403)
    #expect(String(decoding: response.body, as: UTF8.self).contains("MissingAuthenticationToken"))
  }

  @Test(arguments: ["us-east-1", "sa-east-1", "cn-north-1"])
  func anyRegionIsThereAndApart(_ region: String) throws {
    let cloud = try TestCloud(region: region)
    let arn = try cloud.create(template(["Topic": ["Type": "AWS::SNS::Topic"]]))
    let partition = region == "cn-north-1" ? "aws-cn" : "aws"
    #expect(arn.hasPrefix("arn:\(partition):cloudformation:\(region):000000000000:stack/demo/"))
    let other = try TestCloud(store: cloud.store, region: "eu-west-1", at: cloud.now)
    #expect(throws: Refused.self) { try other.describe(arn) }
  }

  @Test func theTypedClientsSpeakToIt() async throws {
    let cloud = try TestCloud()
    let world = CallWorld(now: { cloud.now }, pause: { _ in cloud.wait(10) }, random: { 0 })
    let endpoint = Endpoint(
      url: HTTPURL(scheme: .http, host: "127.0.0.1", port: 4566), signingRegion: "us-east-1")
    let sts = STSClient(
      QueryClient(
        STSClient.service, at: endpoint,
        credentials: { () throws(AWSFault) in LocalCloud.credentials },
        transport: cloud.cloud.transport { cloud.now }, world: world, userAgent: "test"))
    let identity = try await sts.getCallerIdentity()
    #expect(identity.account == LocalCloud.account)
    let client = CloudFormationClient(
      QueryClient(
        CloudFormationClient.service, at: endpoint,
        credentials: { () throws(AWSFault) in LocalCloud.credentials },
        transport: cloud.cloud.transport { cloud.now }, world: world, userAgent: "test"))
    let body: Value = template(["Topic": ["Type": "AWS::SNS::Topic"]])
    let made = try await client.createChangeSet(
      ChangeSetRequest(
        stack: "demo", name: "first", kind: .create, template: .body(body.canonicalJSON)))
    cloud.wait(100)
    let described = try await client.describeChangeSet(made.id)
    #expect(described.changes.map(\.logicalID) == ["Topic"])
    try await client.executeChangeSet(made.id)
    cloud.wait(1000)
    #expect(try await client.describeStack("demo")?.status.rawValue == "CREATE_COMPLETE")
    #expect(try await client.describeStack("none") == nil)
  }
}
