import Documents
import Testing

@testable import AWS

@Suite struct S3ClientTests {
  private let tagged: HTTPHeaders = ["ETag": "\"t\""]

  @Test func writesAreConditional() async throws {
    let script = ScriptedTransport([
      .xml("", headers: tagged), .xml("", headers: tagged),
      .xml("<Error><Code>PreconditionFailed</Code></Error>", status: 412),
    ])
    let s3 = S3Client(script.services())
    let written = try await s3.put([1], at: "a b/ü", in: "records", if: .absent)
    _ = try await s3.put([1], at: "k", in: "records", if: .matches(written.tag))
    let fault = await #expect(throws: AWSFault.self) {
      try await s3.put([1], at: "k", in: "records", if: .absent)
    }
    #expect(fault?.saysConditionFailed == true)
    let requests = script.requests
    #expect(requests[0].url.text == "https://records.s3.eu-west-1.amazonaws.com/a%20b/%C3%BC")
    #expect(requests[0].headers["If-None-Match"] == "*")
    #expect(requests[1].headers["If-Match"] == "\"t\"")
    #expect(requests[1].headers["If-None-Match"] == nil)
  }

  @Test func aConditionalWriteIsNotRepeatedWhenNobodyKnowsWhatItDid() async {
    let script = ScriptedTransport([.fault(.connectionLost), .xml("", headers: tagged)])
    await #expect(throws: AWSFault.self) {
      try await S3Client(script.services()).put([1], at: "k", in: "records", if: .absent)
    }
    #expect(script.requests.count == 1)
  }

  @Test func readsTellWhatIsMissingAndWhatIsUnchanged() async throws {
    let script = ScriptedTransport([
      .xml("", status: 304), .xml("<Error><Code>NoSuchKey</Code></Error>", status: 404),
      .xml("{}", headers: ["ETag": "\"u\"", "Content-Length": "2", "x-amz-meta-Serial": "7"]),
      .xml("", status: 404),
    ])
    let s3 = S3Client(script.services())
    #expect(try await s3.get("k", in: "records", unless: "\"t\"") == .unchanged)
    #expect(try await s3.get("k", in: "records", unless: "\"t\"") == .missing)
    let found = try #require(try await s3.get("k", in: "records"))
    #expect(found.body == Array("{}".utf8))
    #expect(found.summary.tag == "\"u\"" && found.summary.size == 2)
    #expect(found.metadata == ["Serial": "7"])
    #expect(try await s3.head("k", in: "records") == nil)
  }

  @Test func anErrorInsideASuccessIsAnError() async throws {
    let late = ScriptedTransport.Step.xml("<Error><Code>InternalError</Code></Error>")
    let script = ScriptedTransport([late, late, late])
    let fault = await #expect(throws: AWSFault.self) {
      try await S3Client(script.services()).completeParts(
        ["\"a\""], of: "u", at: "k", in: "records")
    }
    #expect(fault?.service?.code == "InternalError")
  }

  @Test(arguments: ["<!DOCTYPE html><html>Log in</html>", "\n<HTML><body>Blocked</body></HTML>"])
  func aPageIsNoSuccess(_ page: String) async throws {
    let script = ScriptedTransport(Array(repeating: .xml(page), count: 3))
    let s3 = S3Client(script.services())
    let unread = await #expect(throws: AWSFault.self) {
      try await s3.protect("records", partition: "aws")
    }
    #expect(unread?.code == .unreadableAnswer)
    let deleted = await #expect(throws: AWSFault.self) { try await s3.delete("k", in: "records") }
    #expect(deleted?.code == .unreadableAnswer)
    let written = await #expect(throws: AWSFault.self) {
      try await s3.put([1], at: "k", in: "records", if: .absent)
    }
    #expect(written?.code == .unreadableAnswer)
  }

  @Test func anErrorInTheAnswerOfWhatHasNoOutputIsOne() async throws {
    let script = ScriptedTransport([
      .xml("<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
    ])
    let fault = await #expect(throws: AWSFault.self) {
      try await S3Client(script.services()).protect("records", partition: "aws")
    }
    #expect(fault?.code == .accessDenied)
  }

  @Test(arguments: [
    (400, AWSCode.refused, "have not expired"), (403, .accessDenied, "ask for the permission"),
    (301, .refused, "check the region"), (307, .refused, "check the region"),
    (302, .unreadableAnswer, "a login page"), (407, .proxyFailed, "`HTTPS_PROXY`"),
  ])
  func anAnswerThatIsNothingButAStatusIsExplained(
    _ status: Int, _ code: AWSCode, _ hint: String
  ) async throws {
    let script = ScriptedTransport([.xml("", status: status)])
    let fault = await #expect(throws: AWSFault.self) {
      try await S3Client(script.services()).region(of: "records")
    }
    #expect(fault?.code == code)
    #expect(fault?.hint?.contains(hint) == true, "\(fault?.hint ?? "")")
    #expect(status == 407 || fault?.message.contains("the bucket `records`") == true)
  }

  @Test func everyCallButTheFirstSaysWhoseTheBucketIs() async throws {
    let script = ScriptedTransport(Array(repeating: .fault(.garbled), count: 30))
    let s3 = S3Client(script.services(), owner: "111122223333")
    func call(_ body: () async throws -> Void) async { try? await body() }
    await call { _ = try await s3.region(of: "b") }
    await call { try await s3.deleteBucket("b") }
    await call { try await s3.protect("b", partition: "aws") }
    await call { try await s3.completeProtection(of: "b", partition: "aws") }
    await call { _ = try await s3.versioning(of: "b") }
    await call { _ = try await s3.put([1], at: "k", in: "b", if: .absent) }
    await call { _ = try await s3.get("k", in: "b") }
    await call { _ = try await s3.get("k", in: "b", unless: "t") }
    await call { _ = try await s3.head("k", in: "b") }
    await call { try await s3.delete("k", in: "b") }
    await call { _ = try await s3.delete([(key: "k", version: nil)], in: "b") }
    await call { _ = try await s3.list("b") }
    await call { _ = try await s3.versions("b") }
    await call { _ = try await s3.beginParts(of: "k", in: "b") }
    await call { _ = try await s3.putPart(1, [1], of: "u", at: "k", in: "b") }
    await call { _ = try await s3.completeParts(["t"], of: "u", at: "k", in: "b") }
    await call { try await s3.abortParts(of: "u", at: "k", in: "b") }
    #expect(script.requests.count == 17)
    for request in script.requests {
      #expect(
        request.headers["x-amz-expected-bucket-owner"] == "111122223333",
        "\(request.method) \(request.url.target)")
    }
  }

  @Test func aBucketOfAnotherRegionIsNamed() async throws {
    let script = ScriptedTransport([
      .xml("", status: 301, headers: ["x-amz-bucket-region": "sa-east-1"])
    ])
    let fault = await #expect(throws: AWSFault.self) {
      try await S3Client(script.services()).head("k", in: "records")
    }
    #expect(fault?.code == .refused)
    #expect(fault?.hint == "the bucket lies in `sa-east-1`: use that region")
  }

  @Test func keysOfListsAreDecodedAndPagesFollow() async throws {
    let script = ScriptedTransport([
      .xml(
        """
        <ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>\
        <NextKeyMarker>a+b%2B</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>\
        <Version><Key>a+b%2B</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest></Version>\
        </ListVersionsResult>
        """),
      .xml(
        """
        <ListVersionsResult><IsTruncated>false</IsTruncated><DeleteMarker><Key>c</Key>\
        <VersionId>v2</VersionId></DeleteMarker></ListVersionsResult>
        """),
    ])
    let versions = try await S3Client(script.services()).versions("records", prefix: "a")
    #expect(versions.map(\.key) == ["a b+", "c"])
    #expect(versions.map(\.isDeletion) == [false, true])
    let query = FormFields.decode(script.requests[1].url.query ?? "", plusIsSpace: false)
    #expect(query.contains(.init("key-marker", "a b+")))
    #expect(query.contains(.init("version-id-marker", "v1")))
  }

  @Test func batchesAreOfAThousandAndCarryTheirDigest() async throws {
    let script = ScriptedTransport([
      .xml("<DeleteResult/>"),
      .xml("<DeleteResult><Error><Key>k1500</Key><Code>AccessDenied</Code></Error></DeleteResult>"),
    ])
    let failures = try await S3Client(script.services()).delete(
      (0..<1501).map { (key: "k\($0)", version: nil) }, in: "records")
    #expect(failures.map(\.key) == ["k1500"])
    #expect(script.requests.count == 2)
    #expect(script.requests[0].headers["x-amz-checksum-crc32"] != nil)
    #expect(script.body(1).contains("<Object><Key>k1000</Key></Object>"))
  }

  @Test(arguments: [("us-east-1", false), ("eu-west-1", true)])
  func theOldestRegionIsNotNamed(_ region: String, _ isNamed: Bool) async throws {
    let script = ScriptedTransport([.xml("")])
    try await S3Client(script.services(in: region)).createBucket("records")
    #expect(script.body(0).contains("<LocationConstraint>\(region)") == isNamed)
  }
}
