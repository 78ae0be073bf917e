internal import AWS
internal import Documents

/// One call of S3, as far as the embedded cloud has it: buckets with their settings, and objects
/// with conditional writes. Versions and uploads in parts are not kept.
struct ObjectCall {
  var shelf: Shelf
  let request: HTTPRequest
  /// The region that was signed for.
  let region: String
  let account: String
  let requestID: String
  let now: Timestamp

  /// Documents that say how a bucket is kept, by the parameter that names them, and the error of
  /// asking for one that nobody set; none where the answer is an empty document then.
  private static let settings = [
    "encryption": "ServerSideEncryptionConfigurationNotFoundError",
    "publicAccessBlock": "NoSuchPublicAccessBlockConfiguration",
    "policy": "NoSuchBucketPolicy", "tagging": "NoSuchTagSet",
    "lifecycle": "NoSuchLifecycleConfiguration", "versioning": "",
  ]

  /// The answer.
  mutating func answer() -> HTTPResponse {
    do throws(Refusal) {
      return try result()
    } catch {
      return failure(error)
    }
  }

  private mutating func result() throws(Refusal) -> HTTPResponse {
    let (bucket, key) = place()
    if let owner = request.headers["x-amz-expected-bucket-owner"], owner != account {
      throw Refusal("AccessDenied", "Access Denied", status: 403)
    }
    guard !bucket.isEmpty else {
      guard request.method == "GET", key.isEmpty else { throw Self.notImplemented }
      return buckets()
    }
    if key.isEmpty, request.method == "PUT", query.isEmpty { return try create(bucket) }
    guard let found = shelf[bucket: bucket] else {
      throw Refusal("NoSuchBucket", "The specified bucket does not exist", status: 404)
    }
    guard found.region == region else {
      throw Refusal(
        "PermanentRedirect",
        "The bucket you are attempting to access must be addressed using the specified endpoint.",
        status: 301)
    }
    return key.isEmpty
      ? try ofBucket(found) : try ofObject(Shelf.Place(bucket: bucket, key: key))
  }

  static let notImplemented = Refusal(
    "NotImplemented", "The local cloud of Esteira does not have this part of S3 yet.", status: 501)

  // MARK: - The request

  private var query: [(name: String, value: String)] {
    FormFields.decode(request.url.query ?? "", plusIsSpace: false).map { ($0.name, $0.value) }
      .filter { $0.name != "x-id" && !$0.name.hasPrefix("X-Amz-") }
  }

  func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

  private func place() -> (bucket: String, key: String) {
    let place = Shelf.Place(
      host: request.headers["Host"] ?? request.url.authority, path: request.url.path)
    return (place.bucket, place.key)
  }

  // MARK: - Buckets

  private mutating func create(_ name: String) throws(Refusal) -> HTTPResponse {
    let body = String(decoding: request.body, as: UTF8.self)
    let wanted =
      (try? XMLReader.read(request.body))?["LocationConstraint"]?.text ?? "us-east-1"
    guard body.isEmpty || wanted == region, !body.isEmpty || region == "us-east-1" else {
      throw Refusal(
        "IllegalLocationConstraintException",
        "The \(wanted) location constraint is incompatible for the region specific endpoint "
          + "this request was sent to.", status: 400)
    }
    guard BucketRule.allows(name) else {
      throw Refusal("InvalidBucketName", "The specified bucket is not valid.", status: 400)
    }
    if let found = shelf[bucket: name] {
      // The oldest region says so of a bucket that is there already.
      if found.region == region, region == "us-east-1" {
        return response(200, ["Location": "/\(name)"])
      }
      throw Refusal(
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
        status: 409)
    }
    shelf[bucket: name] = Shelf.Bucket(name: name, region: region)
    return response(200, ["Location": "/\(name)"])
  }

  private mutating func ofBucket(_ bucket: Shelf.Bucket) throws(Refusal) -> HTTPResponse {
    if let setting = Self.settings.first(where: { parameter($0.key) != nil }) {
      return try ofSetting(setting.key, missing: setting.value, bucket)
    }
    switch (request.method, parameter("list-type")) {
    case ("HEAD", nil): return response(200, ["x-amz-bucket-region": bucket.region])
    case ("GET", "2"): return try list(bucket.name)
    case ("GET", nil) where parameter("location") != nil: return location(of: bucket)
    case ("POST", nil) where parameter("delete") != nil: return try deleteMany(in: bucket.name)
    case ("DELETE", nil) where query.isEmpty:
      guard shelf.keys(in: bucket.name, prefix: "").isEmpty else {
        throw Refusal(
          "BucketNotEmpty", "The bucket you tried to delete is not empty", status: 409)
      }
      shelf[bucket: bucket.name] = nil
      return response(204)
    default: throw Self.notImplemented
    }
  }

  private mutating func ofSetting(
    _ name: String, missing: String, _ bucket: Shelf.Bucket
  ) throws(Refusal) -> HTTPResponse {
    switch request.method {
    case "PUT":
      shelf[bucket: bucket.name]?.settings[name] = request.body
      return response(name == "policy" ? 204 : 200)
    case "DELETE":
      shelf[bucket: bucket.name]?.settings[name] = nil
      return response(204)
    case "GET":
      if let set = bucket.settings[name] { return response(200, body: set) }
      guard missing.isEmpty else { throw Refusal(missing, "It is not set.", status: 404) }
      return response(200, body: Array("<VersioningConfiguration/>".utf8))
    default: throw Self.notImplemented
    }
  }

  // MARK: - Objects

  private mutating func ofObject(_ place: Shelf.Place) throws(Refusal) -> HTTPResponse {
    guard query.isEmpty else { throw Self.notImplemented }
    let found = shelf[place]
    switch request.method {
    case "PUT":
      guard request.headers["x-amz-copy-source"] == nil else { throw Self.notImplemented }
      try checkConditions(of: found, writing: true)
      try checkDigests()
      let object = Shelf.Object(
        body: request.body,
        type: request.headers["Content-Type"] ?? "binary/octet-stream",
        metadata: metadata(), modified: now)
      shelf[place] = object
      return response(200, ["ETag": object.tag])
    case "GET", "HEAD":
      guard let found else {
        throw Refusal("NoSuchKey", "The specified key does not exist.", status: 404)
      }
      if request.headers["If-None-Match"] == found.tag {
        return response(304, ["ETag": found.tag])
      }
      try checkConditions(of: found, writing: false)
      return try read(found)
    case "DELETE":
      if let tag = request.headers["If-Match"], found?.tag != tag { throw Self.conditionFailed }
      if found != nil { shelf[place] = nil }
      return response(204)
    default: throw Self.notImplemented
    }
  }

  static let conditionFailed = Refusal(
    "PreconditionFailed", "At least one of the pre-conditions you specified did not hold",
    status: 412)

  private func checkConditions(of found: Shelf.Object?, writing: Bool) throws(Refusal) {
    if let tag = request.headers["If-Match"] {
      guard let found else {
        throw Refusal("NoSuchKey", "The specified key does not exist.", status: 404)
      }
      guard tag == "*" || tag == found.tag else { throw Self.conditionFailed }
    }
    if writing, let tag = request.headers["If-None-Match"] {
      guard tag == "*" else { throw Self.notImplemented }
      guard found == nil else { throw Self.conditionFailed }
    }
  }

  private func read(_ object: Shelf.Object) throws(Refusal) -> HTTPResponse {
    var headers: HTTPHeaders = [
      "ETag": object.tag, "Content-Type": object.type, "Last-Modified": object.modified.httpDate,
      "Accept-Ranges": "bytes",
    ]
    for entry in object.metadata.sorted(by: { $0.key < $1.key }) {
      headers["x-amz-meta-\(entry.key)"] = entry.value
    }
    var status = 200
    var body = object.body[...]
    if let text = request.headers["Range"] {
      guard let range = ByteRange.range(text, of: object.body.count) else {
        throw Refusal("InvalidRange", "The requested range is not satisfiable", status: 416)
      }
      body = object.body[range]
      status = 206
      headers["Content-Range"] =
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(object.body.count)"
    }
    headers["Content-Length"] = String(body.count)
    return response(status, headers, body: request.method == "HEAD" ? [] : Array(body))
  }

  private func metadata() -> [String: String] {
    var metadata: [String: String] = [:]
    for field in request.headers.fields where field.name.lowercased().hasPrefix("x-amz-meta-") {
      metadata[String(field.name.dropFirst("x-amz-meta-".count)).lowercased()] = field.value
    }
    return metadata
  }

  // MARK: - Answers

  static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

  func response(
    _ status: Int, _ headers: HTTPHeaders = [:], body: [UInt8] = []
  ) -> HTTPResponse {
    var headers = headers
    headers["x-amz-request-id"] = requestID
    headers["Date"] = now.httpDate
    if !body.isEmpty, headers["Content-Type"] == nil { headers["Content-Type"] = "application/xml" }
    return HTTPResponse(status: status, headers: headers, body: body)
  }

  private func failure(_ error: Refusal) -> HTTPResponse {
    var writer = XMLWriter()
    writer.element("Error") { writer in
      writer.element("Code", error.code)
      writer.element("Message", error.message)
      writer.element("RequestId", requestID)
    }
    var headers: HTTPHeaders = [:]
    if error.status == 301, let bucket = shelf[bucket: place().bucket] {
      headers["x-amz-bucket-region"] = bucket.region
    }
    return response(error.status, headers, body: request.method == "HEAD" ? [] : writer.bytes)
  }
}
