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
}

/// A kind of resource that a field takes.
package struct ResourceKind: Hashable, Sendable {
  /// What it is, with its article: "a topic".
  var words: String
  var plural: String
  /// The component, whose attribute `arn` counts.
  var component: String?
  var type: String
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
    type: "AWS::Lambda::Function", attribute: "Arn", service: "lambda", prefix: "function:",
    example: "${pager}")
  package static let endpoint = ResourceKind(
    words: "an endpoint", plural: "endpoints", component: "sagemaker-endpoint",
    type: "AWS::SageMaker::Endpoint", attribute: nil, service: "sagemaker", prefix: "endpoint/",
    example: "${churn}")
}

extension FieldType where Output == ResourceReference {
  /// A resource of the stack, or the ARN of one elsewhere: of one of several kinds.
  package static func resource(_ kinds: ResourceKind...) -> FieldType {
    let words = kinds.map(\.words).joined(separator: " or ")
    let first = kinds[0]
    return FieldType(
      words, example: "\"\(first.example)\"", shape: .text(pattern: nil)
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
      return ResourceReference(arn: text.value, ref: nil, name: nil, kind: kind)
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

  /// The resource that a reference alone names.
  mutating func resource(
    _ kinds: [ResourceKind], _ words: String, _ node: Node
  ) -> NamedResource {
    guard node.kind == .scalar, !node.isIntrinsic, ReferenceText.isNeeded(for: node.text),
      let alone = ReferenceText(node.text).alone, alone.isClosed,
      let resource = resources[String(alone.body)]
    else { return .other }
    let place = ReferencePlace(alone, in: node)
    if case .faulty = resource.kind { return .faulty }
    guard let kind = kinds.first(where: resource.isOne(of:)) else {
      reportOther(resource, kinds, words, node, place)
      return .faulty
    }
    switch resource.kind {
    case .faulty: return .faulty
    case .raw:
      need(resource.name, at: place.place)
      let ref: Value = ["Ref": .string(resource.logicalID)]
      let arn = kind.attribute.map {
        Deployed.attribute(of: resource.logicalID, $0).value
      }
      return .found(ResourceReference(arn: arn ?? ref, ref: ref, name: resource.name, kind: kind))
    case .component(let component):
      need(resource.name, at: place.place)
      guard let attribute = component.attribute(named: "arn") else { return .other }
      let main = component.parts.first { $0.suffix.isEmpty }
      return .found(
        ResourceReference(
          arn: Deployed.attribute(attribute, of: resource.name).value,
          ref: main.map { ["Ref": .string($0.logicalID(of: resource.name))] },
          name: resource.name, kind: kind))
    }
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
      "\(node.what.capitalizedFirst) takes \(words); `\(resource.name)` is \(what).", place,
      names.count == 1
        ? .init(
          "The stack has `\(names[0])`.",
          edit: place.edit(String(names[0].dropFirst(2).dropLast())))
        : .init(
          names.isEmpty
            ? "For example: `\(kinds[0].example)`."
            : "The stack's \(kinds.map(\.plural).joined(separator: " and ")) are \(names.listed)."))
  }
}

extension StackFile.Resource {
  fileprivate var typeWords: String {
    if case .raw(let type) = kind { "a resource of the type `\(type)`" } else { "something else" }
  }

  fileprivate func isOne(of kind: ResourceKind) -> Bool {
    switch self.kind {
    case .raw(let type): type == kind.type
    case .component(let component): component.name == kind.component
    case .faulty: false
    }
  }
}
