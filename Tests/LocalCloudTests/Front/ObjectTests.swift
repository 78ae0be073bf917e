import AWS
import Documents
import Testing

@testable import LocalCloud

/// The embedded cloud's S3, as clients meet it.
@Suite struct ObjectTests {
  private static let now = Timestamp(milliseconds: 1_795_000_000_000)

  private func client(
    _ cloud: LocalCloud, in region: String = "eu-west-1", isPathStyle: Bool = false
  ) -> S3Client {
    var endpoints = Endpoints()
    endpoints.choices.addressing = isPathStyle ? "path" : nil
    return S3Client(
      Services(
        endpoints, in: region, credentials: { () throws(AWSFault) in LocalCloud.credentials },
        transport: cloud.transport(clock: { Self.now }),
        world: CallWorld(
          now: { Self.now }, pause: { (_) throws(CancellationError) in }, random: { 0.5 }),
        userAgent: "esteira/0"))
  }

  private func code(_ body: () async throws(AWSFault) -> Void) async -> String? {
    do throws(AWSFault) {
      try await body()
      return nil
    } catch {
      return error.service?.code
    }
  }

  @Test(arguments: [false, true])
  func objectsComeAndGo(_ isPathStyle: Bool) async throws {
    let s3 = client(try LocalCloud(store: InMemoryStore()), isPathStyle: isPathStyle)
    #expect(try await s3.region(of: "records") == nil)
    try await s3.createBucket("records")
    #expect(try await s3.region(of: "records") == "eu-west-1")
    #expect(try await s3.get("a b/ü+?", in: "records") == nil)
    let written = try await s3.put(
      Array("text".utf8), at: "a b/ü+?", in: "records", type: "text/plain", metadata: ["k": "v"])
    let read = try #require(try await s3.get("a b/ü+?", in: "records"))
    #expect(read.body == Array("text".utf8) && read.metadata == ["k": "v"])
    #expect(read.summary.tag == written.tag && read.summary.modified == Self.now)
    #expect(try await s3.head("a b/ü+?", in: "records")?.size == 4)
    #expect(try await s3.list("records", prefix: "a b/").map(\.key) == ["a b/ü+?"])
    #expect(try await s3.get("a b/ü+?", in: "records", unless: written.tag) == .unchanged)
    try await s3.delete("a b/ü+?", in: "records")
    try await s3.delete("a b/ü+?", in: "records")
    #expect(try await s3.list("records").isEmpty)
    try await s3.deleteBucket("records")
    #expect(try await s3.region(of: "records") == nil)
  }

  /// What CloudFormation takes of a template that lies in S3.
  @Test(
    arguments: [
      ("https://s3.eu-west-1.amazonaws.com/templates/a%20b/t.json", nil),
      ("https://templates.s3.eu-west-1.amazonaws.com/a%20b/t.json", nil),
      ("https://s3.amazonaws.com/templates/a%20b/t.json", nil),
      ("http://127.0.0.1:4566/templates/a%20b/t.json", nil),
      (
        "https://s3.eu-west-1.amazonaws.com/templates/none",
        "S3 error: The specified key does not exist."
      ),
      (
        "https://s3.eu-west-1.amazonaws.com/nobodys/none",
        "S3 error: The specified bucket does not exist"
      ),
      ("http://s3.eu-west-1.amazonaws.com/templates/t", "TemplateURL must be a supported URL."),
      ("https://example.com/templates/t", "TemplateURL must be a supported URL."),
      ("https://s3.amazonaws.com/templates", "TemplateURL must be a supported URL."),
    ] as [(String, String?)])
  func templatesAreReadFromBuckets(_ address: String, _ refusal: String?) async throws {
    let clouds = try TestCloud()
    let s3 = client(clouds.cloud)
    try await s3.createBucket("templates")
    let notes = String(repeating: "a", count: 100_000)
    let body =
      "{\"Metadata\":{\"N\":\"\(notes)\"},\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\"}}}"
    _ = try await s3.put(Array(body.utf8), at: "a b/t.json", in: "templates")
    func calls() throws(Refused) -> String? {
      _ = try clouds.call("CreateStack", ["StackName": "demo", "TemplateURL": address])
      _ = try clouds.call("ValidateTemplate", ["TemplateURL": address])
      return try clouds.call("GetTemplate", ["StackName": "demo"])["TemplateBody"]?.text
    }
    do throws(Refused) {
      let held = try calls()
      #expect(refusal == nil && held == body)
    } catch {
      #expect(error.code == "ValidationError")
      #expect(refusal.map(error.message.hasPrefix) == true, "\(error)")
    }
  }

  @Test func writesAreConditional() async throws {
    let s3 = client(try LocalCloud(store: InMemoryStore()))
    try await s3.createBucket("records")
    let missing = await code { () throws(AWSFault) in
      _ = try await s3.put([1], at: "k", in: "records", if: .matches("\"x\""))
    }
    #expect(missing == "NoSuchKey")
    let first = try await s3.put([1], at: "k", in: "records", if: .absent)
    for condition in [S3Client.Condition.absent, .matches("\"x\"")] {
      let failed = await code { () throws(AWSFault) in
        _ = try await s3.put([2], at: "k", in: "records", if: condition)
      }
      #expect(failed == "PreconditionFailed")
    }
    let second = try await s3.put([2], at: "k", in: "records", if: .matches(first.tag))
    let stale = await code { () throws(AWSFault) in
      try await s3.delete("k", in: "records", ifMatches: first.tag)
    }
    #expect(stale == "PreconditionFailed")
    try await s3.delete("k", in: "records", ifMatches: second.tag)
    #expect(try await s3.head("k", in: "records") == nil)
  }

  @Test func bucketsAreProtectedAndInARegion() async throws {
    let cloud = try LocalCloud(store: InMemoryStore())
    let s3 = client(cloud)
    try await s3.createBucket("records")
    #expect(try await s3.versioning(of: "records") == .unset)
    try await s3.protect("records", partition: "aws")
    #expect(try await s3.versioning(of: "records") == .enabled)
    let fault = await #expect(throws: AWSFault.self) {
      try await client(cloud, in: "us-east-1").list("records")
    }
    #expect(fault?.hint == "the bucket lies in `eu-west-1`: use that region")
    #expect(
      await code { () throws(AWSFault) in try await s3.createBucket("records") }
        == "BucketAlreadyOwnedByYou")
    #expect(
      await code { () throws(AWSFault) in _ = try await s3.list("others") } == "NoSuchBucket")
  }

  @Test func listsComeInPagesInTheOrderOfBytes() async throws {
    let s3 = client(try LocalCloud(store: InMemoryStore()))
    try await s3.createBucket("records")
    let keys = ["a", "a/1", "a/10", "a/2", "b", "ü", "ﬀ"]
    for key in keys.reversed() { _ = try await s3.put([], at: key, in: "records") }
    #expect(try await s3.list("records").map(\.key) == keys)
    #expect(try await s3.list("records", prefix: "a/").map(\.key) == ["a/1", "a/10", "a/2"])
  }

  @Test func partsOfObjectsAreRead() async throws {
    let s3 = client(try LocalCloud(store: InMemoryStore()))
    try await s3.createBucket("records")
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    _ = try await s3.upload(BodySource(bytes), to: "k", in: "records")
    let place = Taken()
    _ = try await s3.download(
      "k", in: "records", to: place.sink, rules: LongObjectRules(part: 300))
    #expect(place.bytes == bytes)
  }

  @Test func everythingIsThereAfterARestart() async throws {
    let store = InMemoryStore()
    let before = client(try LocalCloud(store: store))
    try await before.createBucket("records")
    try await before.protect("records", partition: "aws")
    let written = try await before.put([1, 2, 3], at: "k", in: "records", metadata: ["a": "b"])
    _ = try await before.put([1], at: "gone", in: "records")
    try await before.delete("gone", in: "records")
    let after = client(try LocalCloud(store: store))
    #expect(try await after.list("records").map(\.key) == ["k"])
    let read = try await after.get("k", in: "records")
    #expect(read?.body == [1, 2, 3] && read?.metadata == ["a": "b"])
    #expect(read?.summary.tag == written.tag)
    #expect(try await after.versioning(of: "records") == .enabled)
  }

  @Test func damageIsNamed() {
    let file = StoredFile(name: "s3object.00.json", bytes: Array("{".utf8))
    let fault = #expect(throws: LocalCloudFault.self) {
      try LocalCloud(store: InMemoryStore([file]))
    }
    #expect(fault?.code == .damagedData)
  }

  @Test func whatIsNotThereYetSaysSo() async throws {
    let s3 = client(try LocalCloud(store: InMemoryStore()))
    try await s3.createBucket("records")
    #expect(
      await code { () throws(AWSFault) in _ = try await s3.beginParts(of: "k", in: "records") }
        == "NotImplemented")
  }

  // MARK: - What other programs ask

  private func ask(
    _ cloud: LocalCloud, _ method: String, _ target: String, _ headers: HTTPHeaders = [:],
    _ body: String = "", in region: String = "us-east-1"
  ) -> (status: Int, text: String) {
    var url = HTTPURL(host: "s3.\(region).amazonaws.com")
    url.setTarget(target)
    let request = HTTPRequest(method: method, url: url, headers: headers, body: Array(body.utf8))
    let signer = Signer(credentials: LocalCloud.credentials, region: region, service: "s3")
    let answer = cloud.respond(to: signer.sign(request, at: Self.now), at: Self.now)
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }

  private func full() throws -> LocalCloud {
    let cloud = try LocalCloud(store: InMemoryStore())
    #expect(ask(cloud, "PUT", "/records").status == 200)
    for key in ["a/1", "a/2", "b", "c/d/e", "f"] {
      #expect(ask(cloud, "PUT", "/records/\(key)", [:], key).status == 200)
    }
    return cloud
  }

  @Test func whatSharesABeginningIsListedAsOne() throws {
    let cloud = try full()
    var token = ""
    var found: [String] = []
    for _ in 0..<4 {
      let query = token.isEmpty ? "" : "&continuation-token=\(PercentEncoding.encode(token))"
      let page = ask(cloud, "GET", "/records?list-type=2&delimiter=%2F&max-keys=1\(query)").text
      let root = try XMLReader.read(Array(page.utf8))
      found += root.children.filter { $0.name == "Contents" }.compactMap { $0["Key"]?.text }
      found += root.children.filter { $0.name == "CommonPrefixes" }.compactMap {
        $0["Prefix"]?.text
      }
      token = root["NextContinuationToken"]?.text ?? ""
    }
    #expect(found == ["a/", "b", "c/", "f"] && token.isEmpty)
    let below = ask(cloud, "GET", "/records?list-type=2&delimiter=%2F&prefix=c%2F").text
    #expect(below.contains("<CommonPrefixes><Prefix>c/d/</Prefix></CommonPrefixes>"))
  }

  @Test(arguments: [
    ("0", 200, "<KeyCount>0<"), ("-1", 400, "InvalidArgument"), ("x", 400, "Invalid"),
  ])
  func sizesOfPagesAreChecked(_ size: String, _ status: Int, _ part: String) throws {
    let answer = ask(try full(), "GET", "/records?list-type=2&max-keys=\(size)")
    #expect(answer.status == status && answer.text.contains(part), "\(answer)")
  }

  @Test(arguments: [
    ("bytes=-2", 206, "/2"), ("bytes=1-", 206, "/2"), ("bytes=0-0", 206, "a"),
    ("bytes=-9", 206, "a/2"), ("bytes=-0", 416, "InvalidRange"), ("bytes=3-", 416, "InvalidRange"),
    ("bytes=--3", 416, "InvalidRange"), ("bytes=2-1", 416, "InvalidRange"),
  ])
  func partsAreAskedForInAllWays(_ range: String, _ status: Int, _ text: String) throws {
    let answer = ask(try full(), "GET", "/records/a/2", ["Range": range])
    #expect(answer.status == status, "\(answer)")
    #expect(status == 206 ? answer.text == text : answer.text.contains(text), "\(answer)")
  }

  @Test(arguments: [
    ("Content-MD5", "kAFQmDzST7DWlj99KOF/cg==", 200),
    ("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", 400), ("Content-MD5", "x", 400),
    ("x-amz-checksum-crc32", "NSRBwg==", 200), ("x-amz-checksum-crc32", "AAAAAA==", 400),
  ])
  func digestsOfBodiesAreChecked(_ name: String, _ value: String, _ status: Int) throws {
    let answer = ask(try full(), "PUT", "/records/new", [name: value], "abc")
    #expect(answer.status == status, "\(answer)")
    #expect(status == 200 || answer.text.contains("Digest"))
  }

  @Test func bucketsAreListedAndManyObjectsDeleted() throws {
    let cloud = try full()
    #expect(ask(cloud, "GET", "/").text.contains("<Name>records</Name>"))
    #expect(ask(cloud, "GET", "/records?location").text.contains("</LocationConstraint>"))
    let gone = ask(
      cloud, "POST", "/records?delete", [:],
      "<Delete><Object><Key>b</Key></Object><Object><Key>none</Key></Object></Delete>")
    #expect(gone.text.contains("<Deleted><Key>b</Key></Deleted>"), "\(gone)")
    #expect(ask(cloud, "GET", "/records/b").status == 404)
    #expect(ask(cloud, "POST", "/records?delete", [:], "<x/>").text.contains("MalformedXML"))
  }

  @Test(arguments: ["My_Bucket", "ab", "10.0.0.1", "a..b", "-ab"])
  func namesOfBucketsAreChecked(_ name: String) throws {
    let answer = ask(try full(), "PUT", "/\(name)")
    #expect(answer.status == 400 && answer.text.contains("InvalidBucketName"), "\(answer)")
  }

  @Test func theOldestRegionTakesABucketTwice() throws {
    #expect(ask(try full(), "PUT", "/records").status == 200)
  }
}
