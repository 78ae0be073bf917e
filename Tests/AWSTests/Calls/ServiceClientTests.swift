import Documents
import Testing

@testable import AWS

@Suite struct ServiceClientTests {
  @Test func everyInterfaceIsReadable() {
    #expect(ServiceModels.services.count == 20)
    for service in ServiceModels.services {
      let model = ServiceModels.model(of: service)
      #expect(!model.operations.isEmpty && !model.name.isEmpty && !model.signingName.isEmpty)
      for operation in model.operations.values {
        // Every shape that can be reached is there: writing and reading look them all up.
        var seen: Set<String> = []
        var open = [operation.input, operation.output].compactMap { $0 }
        while let reference = open.popLast() {
          guard seen.insert(reference.shape).inserted else { continue }
          switch model.resolve(reference).shape.kind {
          case .structure(let members): open += members.map(\.reference)
          case .list(let item): open.append(item)
          case .map(let key, let value): open += [key, value]
          default: break
          }
        }
      }
    }
  }

  @Test func pagesFollowTheirTokens() async throws {
    let script = ScriptedTransport([
      .xml(#"{"taskArns":["a","b"],"nextToken":"t"}"#), .xml(#"{"taskArns":["c"]}"#),
    ])
    let all = try await script.services().client("ecs").all(
      "ListTasks", ["cluster": "c"], in: "taskArns")
    #expect(all == ["a", "b", "c"])
    #expect(script.body(0) == #"{"cluster":"c"}"#)
    #expect(script.body(1) == #"{"cluster":"c","nextToken":"t"}"#)
  }

  @Test func aTokenThatComesTwiceIsAFault() async {
    let page = ScriptedTransport.Step.xml(#"{"taskArns":["a"],"nextToken":"t"}"#)
    let script = ScriptedTransport([page, page, page])
    await #expect(throws: AWSFault.self) {
      try await script.services().client("ecs").all("ListTasks", in: "taskArns")
    }
    #expect(script.requests.count == 2)
  }

  @Test func waitingEndsAsTheModelSays() async throws {
    let script = ScriptedTransport([
      .xml(#"{"EndpointStatus":"Creating"}"#), .xml(#"{"EndpointStatus":"InService"}"#),
      .xml(#"{"EndpointStatus":"Failed"}"#), .xml(#"{"EndpointStatus":"Creating"}"#),
    ])
    let client = script.services().client("sagemaker")
    let input: WireValue = ["EndpointName": "e"]
    guard case .reached = try await client.wait(for: "EndpointInService", input) else {
      Issue.record("not reached")
      return
    }
    #expect(script.pauses == [30_000])
    guard case .failed = try await client.wait(for: "EndpointInService", input) else {
      Issue.record("not failed")
      return
    }
    let end = try await client.wait(for: "EndpointInService", input, attempts: 1)
    guard case .outOfPatience = end else {
      Issue.record("patient")
      return
    }
  }

  @Test func waitingMayEndWithAnError() async throws {
    let script = ScriptedTransport([
      .xml(
        #"{"__type":"ValidationException","message":"Could not find endpoint"}"#, status: 400)
    ])
    let end = try await script.services().client("sagemaker").wait(
      for: "EndpointDeleted", ["EndpointName": "e"])
    guard case .reached(nil) = end else {
      Issue.record("not reached")
      return
    }
  }

  @Test func tokensAreMadeUpOnceForAllTries() async throws {
    let script = ScriptedTransport([
      .xml("{}", status: 500), .xml(#"{"tasks":[]}"#),
    ])
    _ = try await script.services().client("ecs").call("RunTask", ["taskDefinition": "t"])
    #expect(script.requests.count == 2)
    #expect(script.body(0) == script.body(1))
    #expect(script.body(0).contains(#""clientToken":"88888888-8888-4888-a888-888888888888""#))
  }

  @Test(arguments: [
    (#"{"__type":"com.amazon.coral#AccessDeniedException:http://x","Message":"no"}"#, "no"),
    (#"{"code":"AccessDeniedException","message":"never"}"#, "never"),
    (
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>x</Message></Error></ErrorResponse>",
      "x"
    ),
  ])
  func errorsOfJSONServicesAreFaults(_ body: String, _ message: String) async throws {
    let script = ScriptedTransport([.xml(body, status: 403)])
    let fault = await #expect(throws: AWSFault.self) {
      try await script.services().client("ecs").call("ListTasks")
    }
    #expect(fault?.code == .accessDenied)
    #expect(fault?.service?.message == message)
  }

  @Test(arguments: ["<html><body>Log in</body></html>", "nothing", #"["a list"]"#])
  func pagesOfOthersAreNamed(_ body: String) async throws {
    let script = ScriptedTransport([.xml(body)])
    let fault = await #expect(throws: AWSFault.self) {
      try await script.services().client("ecs").call("ListTasks")
    }
    #expect(fault?.code == .unreadableAnswer)
    #expect(fault?.message.contains(body) == true)
  }
}
