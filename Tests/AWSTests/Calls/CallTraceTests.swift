import Documents
import Synchronization
import Testing

@testable import AWS

@Suite struct CallTraceTests {
  private static let secrets = ["secret", "TOKEN", "sig", "hidden", "Credential"]

  @Test(arguments: [
    ("AssumeRoleWithWebIdentity", "sts"), ("DescribeStacks", "cloudformation"),
  ])
  func linesTellTheCallAndNoSecret(_ action: String, _ service: String) async throws {
    let lines = Mutex<[String]>([])
    let script = ScriptedTransport([
      .fault(.connectionLost),
      .xml(
        "<\(action)Response><Token>hidden</Token></\(action)Response>",
        headers: ["x-amzn-RequestId": "id-7"]),
    ])
    let transport = CallTrace.transport(script.transport, world: script.world) { line in
      lines.withLock { $0.append(line) }
    }
    var form = QueryMembers()
    form.add("WebIdentityToken", "TOKEN")
    let client = QueryClient(
      QueryClient.Service(name: "X", signingName: service, version: "1"),
      at: Endpoint(
        url: HTTPURL(host: "x.amazonaws.com", query: "X-Amz-Signature=sig"),
        signingRegion: "us-east-1"),
      credentials: { () throws(AWSFault) in
        Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
      },
      transport: transport, world: script.world, userAgent: "esteira/0")
    _ = try await client.call(action, form)
    let said = lines.withLock { $0 }
    #expect(said.count == 4)
    #expect(said[0].hasPrefix("→ POST https://x.amazonaws.com/?X-Amz-Signature \(action), "))
    #expect(said[1] == "← connectionLost, 0 ms")
    #expect(said[3].hasPrefix("← 200, ") && said[3].contains("request id-7"))
    for secret in Self.secrets {
      #expect(!said.joined().contains(secret))
    }
  }

  @Test func operationsOfJSONServicesAreNamed() {
    let request = HTTPRequest(
      method: "POST", url: HTTPURL(host: "ecs.us-east-1.amazonaws.com"),
      headers: ["X-Amz-Target": "AmazonEC2ContainerServiceV20141113.ListTasks\u{1B}[2J"],
      body: Array("{}".utf8))
    #expect(
      CallTrace.line(request)
        == "POST https://ecs.us-east-1.amazonaws.com/ "
        + "AmazonEC2ContainerServiceV20141113.ListTasks[2J, 2 bytes")
  }
}
