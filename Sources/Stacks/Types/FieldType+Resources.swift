internal import CloudFormation
internal import Diagnostics
package import Documents

/// What a field names that takes a resource: one of the stack, or something elsewhere by its ARN.
package struct ResourceReference: Sendable {
  package let arn: Value
  /// What `Ref` gives for it, if it is a CloudFormation resource of this stack.
  package let ref: Value?
  /// Its name in the stack file, if it is one of this stack.
  package let name: String?
  package let kind: ResourceKind
  /// Whether it surely belongs to another account or region than the environment.
  package var isForeign = false
  /// Whether it keeps an order: a FIFO queue or topic, as far as the file says.
  package var isFIFO = false
  /// For how many seconds a queue of this stack hides a message that it has given, where the file
  /// says or leaves that.
  package var visibility: Int?
  /// For how many seconds a function that is written in CloudFormation's words may run, where the
  /// file says or leaves that.
  package var timeout: Int?
  /// What it is written to be that cannot change while it stands: what says otherwise is another one.
  package var identity: Value?
  /// The key of this account that what it holds is encrypted with, as far as the file says.
  package var key: EncryptionKey?
}

/// A bucket that a field names.
package struct BucketReference: Sendable {
  package let name: Value
  /// The key of this account that its objects are encrypted with, as far as the file says.
  package let key: EncryptionKey?
}

/// A key of KMS that whoever uses a resource has to be allowed to use.
package enum EncryptionKey: Hashable, Sendable {
  case arn(Value)
  case alias(String)
}

/// A kind of resource that a field takes.
package struct ResourceKind: Hashable, Sendable {
  /// What it is, with its article: "a topic".
  var words: String
  var plural: String
  /// The component, whose attribute `arn` counts.
  var component: String?
  var type: String
  /// Types that stand for one too, and whose `Ref` is the ARN.
  var otherTypes: [String] = []
  /// The attribute of the type that is the ARN; none where `Ref` gives it.
  var attribute: String?
  var service: String
  /// What the last part of the ARN begins with.
  var prefix: String
  var example: String

  package static let topic = ResourceKind(
    words: "a topic", plural: "topics", component: "topic", type: "AWS::SNS::Topic",
    attribute: nil, service: "sns", prefix: "", example: "${alerts}")
  package static let queue = ResourceKind(
    words: "a queue", plural: "queues", component: nil, type: "AWS::SQS::Queue",
    attribute: "Arn", service: "sqs", prefix: "", example: "${jobs}")
  package static let function = ResourceKind(
    words: "a function", plural: "functions", component: "lambda-function",
    type: "AWS::Lambda::Function", otherTypes: ["AWS::Lambda::Alias", "AWS::Lambda::Version"],
    attribute: "Arn", service: "lambda", prefix: "function:",
    example: "${pager}")
  package static let key = ResourceKind(
    words: "a KMS key", plural: "keys", component: nil, type: "AWS::KMS::Key", attribute: "Arn",
    service: "kms", prefix: "key/", example: "${key}")
  package static let bucket = ResourceKind(
    words: "a bucket", plural: "buckets", component: "bucket", type: "AWS::S3::Bucket",
    attribute: "Arn", service: "s3", prefix: "", example: "${artifacts}")
  package static let endpoint = ResourceKind(
    words: "an endpoint", plural: "endpoints", component: "sagemaker-endpoint",
    type: "AWS::SageMaker::Endpoint", attribute: nil, service: "sagemaker", prefix: "endpoint/",
    example: "${churn}")
}

extension ResourceKind {
  /// A kind that only resources of a component are: nothing elsewhere stands for it.
  package init(_ words: String, plural: String, component: String, example: String) {
    self.init(
      words: words, plural: plural, component: component, type: "", service: "", prefix: "",
      example: example)
  }
}

extension FieldType where Output == ResourceReference {
  /// A resource of the stack, or the ARN of one elsewhere: of one of several kinds.
  package static func resource(_ kinds: ResourceKind...) -> FieldType {
    let words = kinds.map(\.words).joined(separator: " or ")
    let first = kinds[0]
    return FieldType(
      words, example: "\"\(first.example)\"", shape: .expression(pattern: nil)
    ) { node, lowering in
      switch lowering.resource(kinds, words, node) {
      case .found(let reference): return reference
      case .faulty: return nil
      case .other: break
      }
      let words = "\(words) of the stack or the ARN of one"
      guard let text = lowering.partlyKnown(node, words, example: first.example) else { return nil }
      let kind = kinds.first { text.text.contains(":\($0.service):") } ?? first
      do throws(FormFault) {
        try ARN.check(text.text, service: kind.service, resource: kind.prefix)
      } catch {
        lowering.report(error, at: node, text.text, words, example: kind.example)
        return nil
      }
      return ResourceReference(
        arn: text.value, ref: nil, name: nil, kind: kind,
        isForeign: ARN.isForeign(text.text, to: lowering.environment),
        isFIFO: text.text.hasSuffix(".fifo"))
    }
  }
}

extension FieldType where Output == Value {
  /// A KMS key, which has its own ARN and no alias.
  package static var key: FieldType<Value> {
    FieldType<ResourceReference>.resource(.key).named(
      "the ARN of a KMS key",
      example:
        "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    ).map(\.arn)
  }

  /// The name of a bucket: one of the stack, in which the flag is set if one is named, or one
  /// elsewhere by its name.
  package static func bucketName(with flag: String? = nil) -> FieldType<Value> {
    FieldType<BucketReference>.bucket(with: flag).map(\.name)
  }
}

extension FieldType where Output == BucketReference {
  /// A bucket of the stack, in which the flag is set if one is named, or one elsewhere by its name.
  package static func bucket(with flag: String? = nil) -> FieldType {
    let words = "a bucket"
    let example = "\"${artifacts}\""
    return FieldType(words, example: example, shape: .expression(pattern: nil)) { node, lowering in
      switch lowering.resource([.bucket], words, node, byRef: true) {
      case .found(let reference):
        guard lowering.isSet(flag, in: reference, node) else { return nil }
        return reference.ref.map { BucketReference(name: $0, key: reference.key) }
      case .faulty: return nil
      case .other: break
      }
      let words = "a bucket of the stack or the name of one"
      guard let text = lowering.partlyKnown(node, words, example: example) else { return nil }
      guard text.text.contains(PartlyKnownText.gap) || BucketName.isValid(text.text) else {
        lowering.reportField(
          node, "\(node.what) takes \(words); `\(text.text)` is none",
          example: example)
        return nil
      }
      return BucketReference(name: text.value, key: nil)
    }
  }
}

extension StackLowering {
  enum NamedResource {
    case found(ResourceReference)
    case faulty
    /// What is written names no resource of the stack by itself.
    case other
  }

  /// The resource that a reference alone names: `${jobs}`, or `${jobs.Arn}`, which is the same. By
  /// the other attributes nothing of a kind is named.
  mutating func resource(
    _ kinds: [ResourceKind], _ words: String, _ node: Node, byRef: Bool = false
  ) -> NamedResource {
    guard node.kind == .scalar, !node.isIntrinsic, ReferenceText.isNeeded(for: node.text),
      let alone = ReferenceText(node.text).alone, alone.isClosed
    else { return .other }
    let parts = alone.body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let resource = resources[String(parts[0])] else { return .other }
    let place = ReferencePlace(alone, in: node)
    if case .faulty = resource.kind { return .faulty }
    guard let kind = kinds.first(where: resource.isOne(of:)) else {
      reportOther(resource, kinds, words, node, place)
      return .faulty
    }
    if parts.count > 1, !resource.names(kind, by: String(parts[1]), isRef: byRef) {
      // An attribute that there is not is told as everywhere else.
      guard case .deployed = resolve(alone, in: node) else { return .faulty }
      report(
        .invalidValue,
        "\(node.what) takes \(words), and `${\(alone.body)}` is something else of one",
        place,
        .init("write `${\(resource.name)}`", edit: place.edit(resource.name)))
      return .faulty
    }
    need(resource.name, at: place.place)
    var reference = reference(to: resource, kind)
    describe(&reference, resource)
    return .found(reference)
  }

  private func reference(
    to resource: StackFile.Resource, _ kind: ResourceKind
  ) -> ResourceReference {
    let isFIFO = resource.isFIFO
    if case .component(let component) = resource.kind,
      let attribute = component.attribute(named: "arn")
    {
      let main = component.parts.first { $0.suffix.isEmpty }
      return ResourceReference(
        arn: Deployed.attribute(attribute, of: resource.name).value,
        ref: main.map { ["Ref": .string($0.logicalID(of: resource.name))] },
        name: resource.name, kind: kind, isFIFO: isFIFO)
    }
    let ref: Value = ["Ref": .string(resource.logicalID)]
    let isMain = if case .raw(kind.type) = resource.kind { true } else { false }
    let arn =
      isMain
      ? kind.attribute.map { Deployed.attribute(of: resource.logicalID, $0).value } ?? ref : ref
    return ResourceReference(arn: arn, ref: ref, name: resource.name, kind: kind, isFIFO: isFIFO)
  }

  /// Whether a component's flag is set, where it is one of the stack's that is named; if not, that
  /// is reported.
  fileprivate mutating func isSet(
    _ flag: String?, in reference: ResourceReference, _ node: Node
  ) -> Bool {
    guard let flag, let name = reference.name, let resource = resources[name],
      case .component = resource.kind
    else { return true }
    if let written = resource.node[flag] {
      let before = diagnostics.count
      let value = known(written, "`true` or `false`", example: "true")?.scalar
      // What is wrong with it is told where it is read.
      diagnostics.removeSubrange(before...)
      if value != .bool(false) { return true }
    }
    diagnostics.append(
      Diagnostic(
        StackCode.conflictingKeys, .error,
        "\(node.what) needs `\(flag): true` in the bucket `\(name)`, which has not",
        at: place(of: node), notes: [.init("the bucket is declared here", at: resource.place)],
        hint: .init("add `\(flag): true` to `\(name)`")))
    return false
  }

  /// Reports a resource that is of another kind than what is wanted.
  private mutating func reportOther(
    _ resource: StackFile.Resource, _ kinds: [ResourceKind], _ words: String, _ node: Node,
    _ place: ReferencePlace
  ) {
    let what =
      if case .component(let component) = resource.kind { component.article } else {
        resource.typeWords
      }
    let names = stack.resources.filter { other in
      other.name != current && kinds.contains(where: other.isOne(of:))
    }
    .map { "${\($0.name)}" }
    report(
      .invalidValue,
      "\(node.what) takes \(words); `\(resource.name)` is \(what)", place,
      names.count == 1
        ? .init(
          "the stack has `\(names[0])`",
          edit: place.edit(String(names[0].dropFirst(2).dropLast())))
        : .init(
          names.isEmpty
            ? "for example: `\(kinds[0].example)`"
            : "the stack's \(kinds.map(\.plural).joined(separator: " and ")) are \(names.listed)"))
  }
}

extension StackFile.Resource {
  /// Whether an attribute gives what names one of a kind: its ARN, or what `Ref` gives.
  fileprivate func names(_ kind: ResourceKind, by attribute: String, isRef: Bool) -> Bool {
    if case .component(let component) = self.kind {
      return attribute == (isRef ? component.bare : "arn")
    }
    return !isRef && attribute == kind.attribute
  }

  /// Whether it is a raw resource that says it keeps an order.
  fileprivate var isFIFO: Bool {
    guard case .raw = kind, let properties = fields["properties"], properties.kind == .mapping
    else {
      return false
    }
    return ["FifoQueue", "FifoTopic"].contains { properties[$0]?.text == "true" }
  }

  fileprivate var typeWords: String {
    if case .raw(let type) = kind { "a resource of the type `\(type)`" } else { "something else" }
  }

  fileprivate func isOne(of kind: ResourceKind) -> Bool {
    switch self.kind {
    case .raw(let type): type == kind.type || kind.otherTypes.contains(type)
    case .component(let component): component.name == kind.component
    case .faulty: false
    }
  }
}
