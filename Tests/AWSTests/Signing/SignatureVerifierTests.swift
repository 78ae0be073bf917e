import AWS
import Documents
import Foundation
import TestSupport
import Testing

@Suite struct SignatureVerifierTests {
  private static let now = Timestamp(milliseconds: 1_795_194_000_000)
  private static let credentials = Credentials(
    accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("top/secret"))
  private static let temporary = Credentials(
    accessKeyID: "ASIAEXAMPLE", secretAccessKey: Secret("other"), sessionToken: Secret("token=="))

  private let verifier = SignatureVerifier { id in
    [credentials, temporary].first { $0.accessKeyID == id }
  }

  private static func request(_ body: String = "Action=ListStacks") -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: HTTPURL(host: "cloudformation.us-east-1.amazonaws.com"),
      headers: ["Content-Type": "application/x-www-form-urlencoded"], body: Array(body.utf8))
  }

  private func signer(
    _ credentials: Credentials = credentials, service: String = "cloudformation"
  ) -> Signer {
    Signer(credentials: credentials, region: "us-east-1", service: service)
  }

  private func refusal(
    _ request: HTTPRequest, at now: Timestamp = now
  ) -> SignatureRefusal? {
    do throws(SignatureRefusal) {
      _ = try verifier.verify(request, at: now)
      return nil
    } catch {
      return error
    }
  }

  // MARK: - What is accepted

  @Test(arguments: [credentials, temporary])
  func whatIsSignedIsAccepted(_ credentials: Credentials) throws {
    let signed = signer(credentials).sign(Self.request(), at: Self.now)
    let verified = try verifier.verify(signed, at: Self.now)
    #expect(
      verified
        == VerifiedSignature(
          accessKeyID: credentials.accessKeyID, region: "us-east-1", service: "cloudformation",
          date: Self.now))
  }

  @Test(arguments: ["sts", "s3"])
  func signedAddressesAreAccepted(_ service: String) throws {
    let url = HTTPURL(host: "x.amazonaws.com", path: "/a%20b/c", query: "x-id=1")
    for credentials in [Self.credentials, Self.temporary] {
      let signed = signer(credentials, service: service)
        .presign(HTTPRequest(url: url), at: Self.now, expiresIn: 60)
      let later = Self.now.advanced(byMilliseconds: 59_000)
      #expect(try verifier.verify(signed, at: later).service == service)
      #expect(refusal(signed, at: Self.now.advanced(byMilliseconds: 61_000)) == .urlExpired)
    }
  }

  @Test func s3MayLeaveTheBodyUnsigned() throws {
    let signer = Signer(
      credentials: Self.credentials, region: "us-east-1", service: "s3",
      rules: SigningRules(path: .verbatim, payload: .unsigned))
    var signed = signer.sign(Self.request(), at: Self.now)
    signed.body = Array("another".utf8)
    _ = try verifier.verify(signed, at: Self.now)
  }

  @Test func hostMayStandInAHeader() throws {
    var signed = signer().sign(Self.request(), at: Self.now)
    signed.headers["Host"] = signed.url.authority
    signed.url = HTTPURL(scheme: .http, host: "127.0.0.1", port: 4566)
    _ = try verifier.verify(signed, at: Self.now)
  }

  // MARK: - What is refused

  private static let alterations: [(String, @Sendable (inout HTTPRequest) -> Void)] = [
    ("method", { $0.method = "PUT" }), ("path", { $0.url.path = "/other" }),
    ("query", { $0.url.query = "a=b" }), ("host", { $0.url.host = "evil.example" }),
    ("body", { $0.body.append(0x21) }), ("signed header", { $0.headers["Content-Type"] = "x" }),
    ("date", { $0.headers["X-Amz-Date"] = now.advanced(byMilliseconds: 1000).basic }),
    ("digest", { $0.headers["X-Amz-Content-SHA256"] = String(repeating: "0", count: 64) }),
    (
      "signature",
      { request in
        let value = request.headers["Authorization"] ?? ""
        request.headers["Authorization"] = value.dropLast() + (value.last == "0" ? "1" : "0")
      }
    ),
  ]

  @Test(arguments: alterations.map(\.0))
  func whateverIsAlteredIsRefused(_ what: String) throws {
    var signed = signer().sign(Self.request(), at: Self.now)
    let alteration = try #require(Self.alterations.first { $0.0 == what })
    alteration.1(&signed)
    let refusal = refusal(signed)
    #expect(refusal?.code == "SignatureDoesNotMatch")
    #expect(refusal?.status == 403)
    #expect(refusal?.message.hasPrefix("The request signature we calculated") == true)
  }

  @Test func s3NamesAWrongDigest() {
    var signed = signer(service: "s3").sign(Self.request(), at: Self.now)
    signed.body.append(0x21)
    #expect(refusal(signed) == .payloadMismatch)
  }

  @Test func wrongSecretsAndUnknownKeysAreRefused() {
    let wrong = Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("guess"))
    #expect(
      refusal(signer(wrong).sign(Self.request(), at: Self.now))?.code == "SignatureDoesNotMatch")
    let unknown = Credentials(accessKeyID: "AKIDNOBODY", secretAccessKey: Secret("guess"))
    let refused = refusal(signer(unknown).sign(Self.request(), at: Self.now))
    #expect(refused?.code == "InvalidClientTokenId")
    #expect(refused?.message == "The security token included in the request is invalid.")
    var other = Self.temporary
    other.sessionToken = Secret("stale")
    #expect(refusal(signer(other).sign(Self.request(), at: Self.now)) == .unknownKey)
  }

  @Test(arguments: [(-16, "Signature expired: "), (16, "Signature not yet current: ")])
  func clocksMayDifferAQuarterOfAnHour(_ minutes: Int64, _ words: String) {
    let date = Self.now.advanced(byMilliseconds: minutes * 60_000)
    let refusal = refusal(signer().sign(Self.request(), at: date))
    #expect(refusal?.code == "SignatureDoesNotMatch")
    #expect(refusal?.message.hasPrefix(words) == true)
    let near = Self.now.advanced(byMilliseconds: minutes * 60_000 * 14 / 16)
    #expect(self.refusal(signer().sign(Self.request(), at: near)) == nil)
  }

  @Test func expiryIsWordedLikeAWSDoes() {
    let date = Self.now.advanced(byMilliseconds: -3_600_000)
    let signed = signer().sign(Self.request(), at: date)
    #expect(
      refusal(signed)?.message
        == "Signature expired: 20261120T160000Z is now earlier than 20261120T164500Z "
        + "(20261120T170000Z - 15 min.)")
  }

  @Test func scopeOfAnotherDayIsRefused() {
    var signed = signer().sign(Self.request(), at: Self.now)
    signed.headers["Authorization"] = signed.headers["Authorization"]?
      .replacingOccurrences(of: "/20261120/", with: "/20261119/")
    #expect(refusal(signed) == .scopeDate("20261119", date: "20261120T170000Z"))
  }

  @Test func unsignedHeadersOfAmazonAreRefused() {
    var signed = signer().sign(Self.request(), at: Self.now)
    signed.headers["x-amz-acl"] = "public-read"
    #expect(refusal(signed) == .headerNotSigned("x-amz-acl"))
  }

  @Test func withoutSignatureNothingIsVerified() {
    #expect(refusal(Self.request()) == .missing)
    #expect(refusal(Self.request())?.code == "MissingAuthenticationToken")
  }

  @Test(arguments: [
    ("Basic abc", "Unsupported AWS 'algorithm': 'Basic'."),
    (
      "AWS4-HMAC-SHA256",
      "Authorization header requires 'Credential' parameter. Authorization header requires "
        + "'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. "
        + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
    ),
    (
      "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
    ),
  ])
  func incompleteSignaturesAreNamed(_ authorization: String, _ message: String) {
    var request = Self.request()
    request.headers["Authorization"] = authorization
    #expect(refusal(request) == .incomplete(message))
    #expect(refusal(request)?.code == "IncompleteSignature")
  }

  @Test func malformedCredentialIsNamed() {
    var request = Self.request()
    request.headers["X-Amz-Date"] = Self.now.basic
    request.headers["Authorization"] =
      "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0"
    #expect(refusal(request)?.message.contains("exactly 5 slash-delimited elements") == true)
    request.headers["X-Amz-Date"] = "yesterday"
    #expect(refusal(request)?.message.contains("Got 'yesterday'") == true)
  }

  @Test func hostHasToBeSigned() {
    var request = Self.request()
    request.headers["X-Amz-Date"] = Self.now.basic
    request.headers["Authorization"] =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-east-1/sts/aws4_request, "
      + "SignedHeaders=x-amz-date, Signature=0"
    #expect(refusal(request) == .hostNotSigned)
  }

  @Test func keysAreDerivedOncePerScope() throws {
    let signer = signer()
    let first = signer.sign(Self.request(), at: Self.now).headers["Authorization"]
    let nextDay = signer.sign(Self.request(), at: Self.now.advanced(byMilliseconds: 86_400_000))
    #expect(signer.sign(Self.request(), at: Self.now).headers["Authorization"] == first)
    _ = try verifier.verify(nextDay, at: Self.now.advanced(byMilliseconds: 86_400_000))
  }
}

/// What botocore signed is accepted, in the headers and in the address.
@Suite(.enabled(if: IndependentData.isHere)) struct IndependentVerificationTests {
  @Test func requestsOfBotocoreAreAccepted() throws {
    let file = try JSONDecoder().decode(
      GeneratedRequests.self, from: Data(IndependentData.bytes("sigv4/generated-botocore.json")))
    for sample in file.cases {
      let url = try #require(HTTPURL(sample.signedURL ?? sample.request.url))
      var request = HTTPRequest(
        method: sample.request.method, url: url, body: Array(sample.request.body.utf8))
      let headers = sample.request.headers.merging(sample.signedHeaders ?? [:]) { $1 }
      for (name, value) in headers { request.headers[name] = value }
      let verifier = SignatureVerifier { _ in
        Credentials(
          accessKeyID: sample.accessKeyId, secretAccessKey: Secret(sample.secretAccessKey),
          sessionToken: sample.sessionToken.map(Secret.init))
      }
      let now = try #require(Timestamp(basic: sample.time))
      #expect(throws: Never.self, "\(sample.name)") {
        let verified = try verifier.verify(request, at: now)
        #expect(verified.service == sample.service)
        #expect(verified.region == sample.region)
      }
    }
  }
}
