internal import AWS
internal import Diagnostics
internal import Digests
internal import Documents

/// The buckets of the embedded cloud, with the latest version of every object.
struct Shelf: Sendable {
  /// A bucket, and what was said of it.
  struct Bucket: Sendable, Equatable {
    var name: String
    var region: String
    /// The documents that say how it is kept, such as its policy, as they were sent.
    var settings: [String: [UInt8]] = [:]
  }

  /// Where an object lies.
  struct Place: Hashable, Sendable {
    var bucket: String
    var key: String
  }

  /// An object.
  struct Object: Sendable, Equatable {
    let body: [UInt8]
    var type: String
    var metadata: [String: String]
    var modified: Timestamp
    /// In quotes, as it travels. S3 does not promise what it is made of.
    let tag: String

    init(
      body: [UInt8], type: String, metadata: [String: String] = [:], modified: Timestamp
    ) {
      self.body = body
      self.type = type
      self.metadata = metadata
      self.modified = modified
      tag = "\"\(SHA256.digest(of: body).hex.prefix(32))\""
    }
  }

  private(set) var buckets: [String: Bucket] = [:]
  private(set) var objects: [Place: Object] = [:]
  /// The files that are to be written, or removed where there is nothing for them any more.
  private(set) var touched: Set<String> = []

  subscript(bucket name: String) -> Bucket? {
    get { buckets[name] }
    set {
      buckets[name] = newValue
      touched.insert(Self.file(of: name))
    }
  }

  subscript(place: Place) -> Object? {
    get { objects[place] }
    set {
      objects[place] = newValue
      touched.insert(Self.file(of: place))
    }
  }

  /// The keys of a bucket that begin so, as S3 sorts them.
  func keys(in bucket: String, prefix: String) -> [String] {
    objects.keys.filter { $0.bucket == bucket && $0.key.utf8.starts(with: prefix.utf8) }
      .map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  mutating func markKept() { touched = [] }

  // MARK: - Files

  private static let bucketPrefix = "s3bucket."
  private static let objectPrefix = "s3object."

  private static func file(of bucket: String) -> String { "\(bucketPrefix)\(bucket).json" }

  /// A name that any file system takes: keys may hold anything.
  private static func file(of place: Place) -> String {
    "\(objectPrefix)\(SHA256.digest(of: "\(place.bucket)/\(place.key)".utf8).hex).json"
  }

  /// Whether a file is one of a shelf's.
  static func owns(_ name: String) -> Bool {
    name.hasPrefix(bucketPrefix) || name.hasPrefix(objectPrefix)
  }

  /// What a touched file is to hold; nil where it is to go.
  func contents(of file: String) -> [UInt8]? {
    if file.hasPrefix(Self.bucketPrefix) {
      return buckets.values.first { Self.file(of: $0.name) == file }.map(ShelfCodec.encode)
    }
    return objects.first { Self.file(of: $0.key) == file }.map {
      ShelfCodec.encode($0.value, at: $0.key)
    }
  }

  /// Takes a file up; false where it makes no sense.
  mutating func load(_ file: StoredFile) -> Bool {
    if file.name.hasPrefix(Self.bucketPrefix) {
      guard let bucket = ShelfCodec.bucket(file.bytes) else { return false }
      buckets[bucket.name] = bucket
    } else {
      guard let (place, object) = ShelfCodec.object(file.bytes) else { return false }
      objects[place] = object
    }
    return true
  }
}

/// Writes buckets and objects as JSON and reads them.
private enum ShelfCodec {
  static func encode(_ bucket: Shelf.Bucket) -> [UInt8] {
    let settings = bucket.settings.sorted { $0.key < $1.key }.map {
      Value.Object.Member($0.key, .string(Base64.encode($0.value)))
    }
    return Value.object([
      "name": .string(bucket.name), "region": .string(bucket.region),
      "settings": .object(Value.Object(settings)),
    ]).prettyJSONBytes
  }

  static func bucket(_ bytes: [UInt8]) -> Shelf.Bucket? {
    guard let object = root(bytes)?.object, let name = object["name"]?.text,
      let region = object["region"]?.text, let settings = object["settings"]?.object
    else { return nil }
    var bucket = Shelf.Bucket(name: name, region: region)
    for member in settings.members {
      guard let bytes = member.value.text.flatMap(Base64.decode) else { return nil }
      bucket.settings[member.key] = bytes
    }
    return bucket
  }

  private static func root(_ bytes: [UInt8]) -> Value? {
    let reading = read(Source(name: "shelf", bytes: bytes), as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics, for: .json)
    return diagnostics.hasErrors ? nil : value
  }

  static func encode(_ object: Shelf.Object, at place: Shelf.Place) -> [UInt8] {
    let metadata = object.metadata.sorted { $0.key < $1.key }.map {
      Value.Object.Member($0.key, .string($0.value))
    }
    return Value.object([
      "bucket": .string(place.bucket), "key": .string(place.key), "type": .string(object.type),
      "modified": .string(object.modified.iso8601), "metadata": .object(Value.Object(metadata)),
      "body": .string(Base64.encode(object.body)),
    ]).prettyJSONBytes
  }

  static func object(_ bytes: [UInt8]) -> (Shelf.Place, Shelf.Object)? {
    guard let object = root(bytes)?.object, let bucket = object["bucket"]?.text,
      let key = object["key"]?.text, let type = object["type"]?.text,
      let modified = object["modified"]?.text.flatMap(Timestamp.init(iso8601:)),
      let body = object["body"]?.text.flatMap(Base64.decode),
      let metadata = object["metadata"]?.object
    else { return nil }
    return (
      Shelf.Place(bucket: bucket, key: key),
      Shelf.Object(
        body: body, type: type,
        metadata: Dictionary(
          metadata.members.map { ($0.key, $0.value.text ?? "") }, uniquingKeysWith: { $1 }),
        modified: modified)
    )
  }
}
