import AWS
import Documents
import Testing

@Suite struct QueryClientTests {
  private static let identity = """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
    <GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/ana</Arn><UserId>AID</UserId>\
    <Account>111111111111</Account></GetCallerIdentityResult><ResponseMetadata>\
    <RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
    """

  private func call(
    _ steps: [ScriptedTransport.Step]
  ) async -> (script: ScriptedTransport, fault: AWSFault?) {
    let script = ScriptedTransport(steps)
    do throws(AWSFault) {
      let identity = try await STSClient(script.client(STSClient.service)).getCallerIdentity()
      #expect(identity.account == "111111111111")
      return (script, nil)
    } catch {
      return (script, error)
    }
  }

  @Test func aCallIsASignedForm() async throws {
    let (script, fault) = await call([.xml(Self.identity)])
    #expect(fault == nil)
    let request = try #require(script.requests.first)
    #expect(request.method == "POST")
    #expect(request.url.text == "https://sts.us-east-1.amazonaws.com/")
    #expect(
      request.headers["content-type"] == "application/x-www-form-urlencoded; charset=utf-8")
    #expect(request.headers["user-agent"] == "esteira/0")
    #expect(script.form(0) == ["Action": "GetCallerIdentity", "Version": "2011-06-15"])
    let verifier = SignatureVerifier { _ in
      Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
    }
    let verified = try verifier.verify(request, at: Timestamp(milliseconds: 1_795_194_000_000))
    #expect(verified.service == "sts")
  }

  @Test(
    arguments: [
      [.error("Throttling")], [.error("InternalFailure", status: 500)], [.fault(.connectionLost)],
      [.fault(.timedOut)], [.fault(.refused)], [.xml("<html>busy</html>", status: 503)],
      [.error("Throttling"), .fault(.connectionLost)],
    ] as [[ScriptedTransport.Step]])
  func whatPassesIsTriedAgain(_ troubles: [ScriptedTransport.Step]) async {
    let (script, fault) = await call(troubles + [.xml(Self.identity)])
    #expect(fault == nil)
    #expect(script.requests.count == troubles.count + 1)
    #expect(script.pauses == Array([500, 1000].prefix(troubles.count)))
  }

  @Test func theServerMayAskForALongerPause() async {
    let (script, _) = await call([
      .error("Throttling", headers: ["Retry-After": "4"]), .xml(Self.identity),
    ])
    #expect(script.pauses == [4000])
  }

  @Test func threeTriesAreTheMost() async {
    let (script, fault) = await call(Array(repeating: .error("Throttling"), count: 9))
    #expect(script.requests.count == 3)
    #expect(fault?.code == .throttled)
    #expect(fault?.attempts == 3)
    #expect(fault?.message.contains("tried 3 times") == true)
  }

  @Test(
    arguments: [
      (.error("AccessDenied", "not allowed", status: 403), AWSCode.accessDenied),
      (.error("InvalidClientTokenId", status: 403), .credentialsRejected),
      (.error("SignatureDoesNotMatch", status: 403), .credentialsRejected),
      (.error("ExpiredToken", status: 403), .credentialsExpired),
      (.error("SignatureDoesNotMatch", "Signature expired: x", status: 403), .clockSkewed),
      (.error("ValidationError", "Stack x does not exist"), .refused),
      (.error("NotImplemented", status: 501), .serviceFailed),
      (.xml("<html>\n<body>Log in</body></html>"), .unreadableAnswer),
      (.xml("<!DOCTYPE html>"), .unreadableAnswer), (.xml("garbage"), .unreadableAnswer),
      (.xml("<ListStacksResponse/>"), .unreadableAnswer),
      (.xml("<GetCallerIdentityResponse/>"), .unreadableAnswer),
      (.xml("", status: 404), .refused), (.fault(.tls), .tlsFailed), (.fault(.proxy), .proxyFailed),
      (.fault(.tooLarge), .unreadableAnswer), (.fault(.other), .transportFailed),
      (.fault(.cancelled), .cancelled),
    ] as [(ScriptedTransport.Step, AWSCode)])
  func whatStaysIsTriedOnceAndNamed(_ step: ScriptedTransport.Step, _ code: AWSCode) async {
    let (script, fault) = await call([step, .xml(Self.identity)])
    #expect(fault?.code == code)
    #expect(script.requests.count == 1)
  }

  @Test(arguments: [
    (TransportFault.Kind.nameNotFound, AWSCode.nameNotFound), (.refused, .connectionRefused),
    (.timedOut, .timedOut), (.connectionLost, .connectionLost),
  ])
  func unreachableServicesAreNamed(_ kind: TransportFault.Kind, _ code: AWSCode) async {
    let (_, fault) = await call(Array(repeating: .fault(kind), count: 3))
    #expect(fault?.code == code)
    #expect(fault?.message.contains("sts.us-east-1.amazonaws.com") == true)
    #expect(fault?.message.contains("as the script says") == true)
    #expect(fault?.hint != nil)
  }

  @Test func theServicesWordsAndNumberAreKept() async {
    let (_, fault) = await call([.error("ValidationError", "1 &lt; 2")])
    #expect(fault?.message == "STS GetCallerIdentity: 1 < 2 (ValidationError)")
    #expect(fault?.requestID == "req-1")
    #expect(fault?.service?.isSenders == true)
  }

  @Test(arguments: [
    "<Response><Errors><Error><Code>AuthFailure</Code></Error></Errors><RequestID>q</RequestID></Response>",
    "<ErrorResponse><Errors><Error><Code>AuthFailure</Code></Error></Errors></ErrorResponse>",
    "<Error><Code>AuthFailure</Code><RequestId>q</RequestId></Error>",
  ])
  func errorsComeInSeveralForms(_ body: String) async {
    let (_, fault) = await call([.xml(body, status: 403)])
    #expect(fault?.code == .credentialsRejected)
    #expect(fault?.service?.code == "AuthFailure")
    #expect(fault?.requestID == (body.contains(">q<") ? "q" : nil))
  }

  @Test func theBeginningOfAStrangeAnswerIsShown() async {
    let (_, fault) = await call([.xml("\r\n\u{1B}[31m<html>\n<body>")])
    #expect(fault?.message.contains("`[31m<html>`") == true)
  }

  private static let skewed = ScriptedTransport.Step.error(
    "RequestExpired", status: 400, headers: ["Date": "Fri, 20 Nov 2026 18:00:00 GMT"])

  @Test func aWrongClockIsPutRight() async {
    let (script, fault) = await call([Self.skewed, .xml(Self.identity)])
    #expect(fault == nil)
    #expect(script.requests[1].headers["X-Amz-Date"] == "20261120T180000Z")
  }

  @Test func aWrongClockThatServersDoNotTellIsAFault() async {
    let (script, fault) = await call([.error("RequestExpired", status: 400)])
    #expect(fault?.code == .clockSkewed)
    #expect(script.requests.count == 1)
  }

  @Test func aWrongClockIsMeasured() async {
    let (script, fault) = await call([Self.skewed, Self.skewed])
    #expect(script.requests.count == 2)
    #expect(fault?.hint == "set the clock of this machine: it is about 60 minutes slow")
  }

  @Test func nothingIsCalledWithoutCredentials() async {
    let script = ScriptedTransport([])
    let client = QueryClient(
      STSClient.service,
      at: Endpoint(url: HTTPURL(host: "x"), signingRegion: "us-east-1"),
      credentials: { () throws(AWSFault) in throw AWSFault(.noCredentials, "none") },
      transport: script.transport, world: script.world, userAgent: "esteira/0")
    let fault = await #expect(throws: AWSFault.self) {
      try await STSClient(client).getCallerIdentity()
    }
    #expect(fault?.code == .noCredentials)
    #expect(script.requests.isEmpty)
  }

  @Test func aCancelledPauseEndsTheCall() async {
    let script = ScriptedTransport([.error("Throttling")])
    var world = script.world
    world.pause = { (_) throws(CancellationError) in throw CancellationError() }
    let client = QueryClient(
      STSClient.service, at: Endpoint(url: HTTPURL(host: "x"), signingRegion: "us-east-1"),
      credentials: { () throws(AWSFault) in
        Credentials(accessKeyID: "AKI", secretAccessKey: Secret("s"))
      },
      transport: script.transport, world: world, userAgent: "esteira/0")
    let fault = await #expect(throws: AWSFault.self) {
      try await STSClient(client).getCallerIdentity()
    }
    #expect(fault?.code == .cancelled)
  }
}
