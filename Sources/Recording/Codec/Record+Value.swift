internal import Documents

// The present form of a record, member by member. A change here is a new version in
// `RecordCodec.current`, with a migration from the one before.

extension Record {
  /// The record without its frame (version and digest).
  var members: Value.Object {
    .of([
      ("lineage", .string(lineage.text)),
      ("serial", .number(Number(serial))),
      ("environment", .string(address.environment)),
      ("stack", .string(address.stack)),
      ("stack-name", .string(target.stackName)),
      ("account", .string(target.account)),
      ("region", .string(target.region)),
      ("stack-arn", target.stackID.map(Value.string)),
      ("revision", .object(revision.members)),
      ("deployment", deployment.map { .object($0.members) }),
    ])
  }

  init(_ fields: consuming Fields) throws(Malformed) {
    lineage = Lineage(try fields.text("lineage"))
    serial = try fields.count("serial")
    address = StackAddress(
      environment: try fields.text("environment"), stack: try fields.text("stack"))
    target = Target(
      account: try fields.text("account"), region: try fields.text("region"),
      stackName: try fields.text("stack-name"), stackID: try fields.optionalText("stack-arn"))
    revision = try Revision(try fields.fields("revision"))
    deployment = nil
    if let inner = try fields.optionalFields("deployment") { deployment = try Deployment(inner) }
    try fields.end()
  }
}

extension Revision {
  fileprivate var members: Value.Object {
    .of([
      ("number", .number(Number(number))),
      ("outcome", .string(outcome.rawValue)),
      ("who", .string(author.who)),
      ("when", .string(when.iso8601)),
      ("commit", author.commit.map(Value.string)),
      ("reason", reason.map(Value.string)),
      ("kept", kept.isEmpty ? nil : .object(.table(kept) { .object($0.members) })),
      ("attempted", attempted.map { .object(.of($0.members)) }),
    ])
  }

  fileprivate init(_ fields: consuming Fields) throws(Malformed) {
    number = try fields.count("number")
    outcome = try fields.choice("outcome")
    author = Author(who: try fields.text("who"), commit: try fields.optionalText("commit"))
    when = try fields.timestamp("when")
    reason = try fields.optionalText("reason")
    kept = try fields.has("kept") ? DeployedResource.table("kept", in: &fields) : [:]
    attempted = nil
    if var inner = try fields.optionalFields("attempted") {
      attempted = try Configuration(&inner)
      try inner.end()
    }
    try fields.end()
  }
}

extension Deployment {
  fileprivate var members: Value.Object {
    // What is short first: a person who looks wants the outputs before a long template.
    .of(
      [
        ("protected", isProtected ? .bool(true) : nil),
        ("outputs", .object(.table(outputs, Value.string))),
        (
          "hidden-outputs",
          hiddenOutputs.map { .array($0.sorted { $0.isWritten(before: $1) }.map(Value.string)) }
        ),
        ("resources", .object(.table(resources) { .object($0.members) })),
      ] + configuration.members)
  }

  fileprivate init(_ fields: consuming Fields) throws(Malformed) {
    let isProtected = try fields.optionalFlag("protected") ?? false
    let outputs = try fields.textTable("outputs")
    let hidden = fields.has("hidden-outputs") ? Set(try fields.texts("hidden-outputs")) : nil
    let resources = try DeployedResource.table("resources", in: &fields)
    let configuration = try Configuration(&fields)
    try fields.end()
    self.init(
      configuration, outputs: outputs, hiddenOutputs: hidden, resources: resources,
      isProtected: isProtected)
  }
}

extension DeployedResource {
  fileprivate static func table(
    _ key: String, in fields: inout Fields
  ) throws(Malformed) -> [String: DeployedResource] {
    try fields.table(key) { value, path throws(Malformed) in
      guard case .object(let object) = value else { throw Malformed("`\(path)` is not an object") }
      return try DeployedResource(try Fields(object, path: path + "."))
    }
  }

  fileprivate var members: Value.Object {
    .of([
      ("type", .string(type)),
      ("physical-id", physicalID.map(Value.string)),
      ("status", .string(status)),
    ])
  }

  fileprivate init(_ fields: consuming Fields) throws(Malformed) {
    type = try fields.text("type")
    physicalID = try fields.optionalText("physical-id")
    status = try fields.text("status")
    try fields.end()
  }
}

extension Configuration {
  fileprivate var members: [(String, Value?)] {
    [
      ("parameters", .object(.table(parameters, \.value))),
      ("tags", .object(.table(tags, Value.string))),
      ("capabilities", .array(capabilities.sorted { $0.isWritten(before: $1) }.map(Value.string))),
      ("template-digest", .string(templateDigest)),
      ("template", .object(template)),
    ]
  }

  fileprivate init(_ fields: inout Fields) throws(Malformed) {
    let parameters = try fields.table("parameters", ParameterValue.init)
    let tags = try fields.textTable("tags")
    let capabilities = Set(try fields.texts("capabilities"))
    // Not computed again: the digest of the whole record has been checked, and covers both.
    let digest = try fields.text("template-digest")
    self.init(
      template: try fields.object("template"), parameters: parameters, tags: tags,
      capabilities: capabilities, templateDigest: digest)
  }
}

extension ParameterValue {
  fileprivate var value: Value {
    switch self {
    case .text(let text): .string(text)
    case .hidden(nil): ["hidden": true]
    case .hidden(let seal?):
      [
        "hidden": [
          "salt": .string(seal.salt), "rounds": .number(Number(seal.rounds)),
          "digest": .string(seal.digest),
        ]
      ]
    }
  }

  fileprivate init(_ value: Value, path: String) throws(Malformed) {
    switch value {
    case .string(let text): self = .text(text)
    case ["hidden": true]: self = .hidden(nil)
    case .object(let object) where object.count == 1 && object["hidden"] != nil:
      var fields = try Fields(object, path: path + ".")
      self = .hidden(try Seal(try fields.fields("hidden")))
    default: throw Malformed("`\(path)` is neither a text nor hidden")
    }
  }
}

extension Seal {
  fileprivate init(_ fields: consuming Fields) throws(Malformed) {
    let (salt, rounds) = (try fields.text("salt"), try fields.count("rounds"))
    guard rounds <= Self.mostRounds else { throw Malformed("a seal has \(rounds) rounds") }
    self.init(salt: salt, rounds: rounds, digest: try fields.text("digest"))
    try fields.end()
  }
}
