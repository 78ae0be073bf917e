import AWS
import Documents
import Foundation
import TestSupport
import Testing

/// The signatures that others computed: every case has a canonical request, a string to sign and a
/// signature.
@Suite(.enabled(if: IndependentData.isHere))
struct SignerVectorTests {
  // MARK: - aws-c-auth

  @Test func awsCommonRuntimeCases() throws {
    let folder = "sigv4/aws-c-auth/v4"
    let names = try IndependentFiles.folders(in: folder)
    #expect(names.count == 38)
    for name in names {
      let context = try CommonRuntimeContext.read("\(folder)/\(name)/context.json")
      func text(_ file: String) throws -> String {
        try IndependentFiles.text("\(folder)/\(name)/\(file)")
          .trimmingCharacters(in: .newlines)
      }
      let request = RawRequest.parse(try IndependentFiles.text("\(folder)/\(name)/request.txt"))
      let signer = context.signer
      let steps = signer.steps(of: request, at: context.date)
      #expect(steps.canonicalRequest == (try text("header-canonical-request.txt")), "\(name)")
      #expect(steps.stringToSign == (try text("header-string-to-sign.txt")), "\(name)")
      #expect(steps.signature == (try text("header-signature.txt")), "\(name)")
      let query = signer.presignSteps(
        of: request, at: context.date, expiresIn: context.expirationInSeconds)
      #expect(query.canonicalRequest == (try text("query-canonical-request.txt")), "\(name)")
      #expect(query.stringToSign == (try text("query-string-to-sign.txt")), "\(name)")
      #expect(query.signature == (try text("query-signature.txt")), "\(name)")
      let signed = RawRequest.parse(
        try IndependentFiles.text("\(folder)/\(name)/header-signed-request.txt"))
      let ours = signer.sign(request, at: context.date)
      #expect(Set(ours.headers.lines) == Set(signed.headers.lines), "\(name)")
      let signedQuery = RawRequest.parse(
        try IndependentFiles.text("\(folder)/\(name)/query-signed-request.txt"))
      let presigned = signer.presign(
        request, at: context.date, expiresIn: context.expirationInSeconds)
      #expect(presigned.url.path == signedQuery.url.path, "\(name)")
      #expect(presigned.parameters == signedQuery.parameters, "\(name)")
    }
    print("signing, aws-c-auth: \(names.count) of \(names.count) cases")
  }

  // MARK: - botocore's suite

  @Test func botocoreSuite() throws {
    let root = "sigv4/botocore/aws4_testsuite"
    let requests = try IndependentFiles.files(in: root, ending: ".req")
    #expect(requests.count == 34)
    for path in requests {
      let base = String(path.dropLast(4))
      let name = base.split(separator: "/").last.map(String.init) ?? base
      func text(_ ending: String) throws -> String { try IndependentFiles.text(base + ending) }
      var request = RawRequest.parse(try text(".req"))
      // The suite gives the token in one request only, and otherwise in what has to come out.
      let token = try text(".creq").split(separator: "\n")
        .first { $0.hasPrefix("x-amz-security-token:") }
        .map { Secret(String($0.dropFirst("x-amz-security-token:".count))) }
      let signer = Signer(
        credentials: Credentials(
          accessKeyID: "AKIDEXAMPLE",
          secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), sessionToken: token),
        region: "us-east-1", service: "service",
        rules: SigningRules(sendsPayloadDigest: false))
      request.headers["X-Amz-Date"] = nil
      let date = try #require(Timestamp(basic: "20150830T123600Z"))
      let steps = signer.steps(of: request, at: date)
      #expect(steps.canonicalRequest == (try text(".creq")), "\(name)")
      #expect(steps.stringToSign == (try text(".sts")), "\(name)")
      #expect(steps.authorization == (try text(".authz")), "\(name)")
    }
    print("signing, botocore: \(requests.count) of \(requests.count) cases")
  }

  // MARK: - Requests as botocore signs them

  @Test func realisticRequests() throws {
    let file = try JSONDecoder().decode(
      GeneratedRequests.self, from: Data(IndependentData.bytes("sigv4/generated-botocore.json")))
    #expect(file.cases.count == 26)
    for sample in file.cases {
      let url = try #require(HTTPURL(sample.request.url))
      let request = HTTPRequest(
        method: sample.request.method, url: url,
        headers: HTTPHeaders(
          sample.request.headers.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }),
        body: Array(sample.request.body.utf8))
      let date = try #require(Timestamp(basic: sample.time))
      var rules = SigningRules.of(service: sample.service)
      rules.sendsPayloadDigest = sample.canonicalRequest.contains("x-amz-content-sha256")
      let signer = Signer(
        credentials: Credentials(
          accessKeyID: sample.accessKeyId, secretAccessKey: Secret(sample.secretAccessKey),
          sessionToken: sample.sessionToken.map(Secret.init)),
        region: sample.region, service: sample.service, rules: rules)
      if let expires = sample.expires {
        let steps = signer.presignSteps(of: request, at: date, expiresIn: expires)
        #expect(steps.canonicalRequest == sample.canonicalRequest, "\(sample.name)")
        #expect(steps.stringToSign == sample.stringToSign, "\(sample.name)")
        let presigned = signer.presign(request, at: date, expiresIn: expires)
        #expect(presigned.url.text == sample.signedURL, "\(sample.name)")
      } else {
        let steps = signer.steps(of: request, at: date)
        #expect(steps.canonicalRequest == sample.canonicalRequest, "\(sample.name)")
        #expect(steps.stringToSign == sample.stringToSign, "\(sample.name)")
        let signed = signer.sign(request, at: date)
        #expect(signed.headers["Authorization"] == sample.authorization, "\(sample.name)")
        for (name, value) in try #require(sample.signedHeaders) {
          #expect(signed.headers[name] == value, "\(sample.name): \(name)")
        }
      }
    }
    print("signing, realistic requests: \(file.cases.count) of \(file.cases.count) cases")
  }
}

private struct CommonRuntimeContext: Decodable {
  struct Pair: Decodable {
    var accessKeyId: String
    var secretAccessKey: String
    var token: String?
  }

  var credentials: Pair
  var expirationInSeconds: Int
  var normalize: Bool
  var omitSessionToken: Bool?
  var region: String
  var service: String
  var signBody: Bool
  var timestamp: String

  static func read(_ path: String) throws -> CommonRuntimeContext {
    try JSONDecoder.snakeCase.decode(
      CommonRuntimeContext.self, from: Data(IndependentData.bytes(path)))
  }

  var date: Timestamp { Timestamp(iso8601: timestamp) ?? Timestamp(milliseconds: 0) }

  var signer: Signer {
    Signer(
      credentials: Credentials(
        accessKeyID: credentials.accessKeyId,
        secretAccessKey: Secret(credentials.secretAccessKey),
        sessionToken: credentials.token.map(Secret.init)),
      region: region, service: service,
      rules: SigningRules(
        path: normalize ? .normalized : .encoded, sendsPayloadDigest: signBody,
        signsSessionToken: !(omitSessionToken ?? false)))
  }
}
