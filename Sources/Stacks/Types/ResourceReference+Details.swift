internal import CloudFormation
internal import Documents

extension StackLowering {
  /// Notes what the stack file says of a queue or a topic that others have to know.
  func describe(_ reference: inout ResourceReference, _ resource: StackFile.Resource) {
    switch resource.kind {
    case .raw(let type):
      let properties = resource.fields["properties"]
      guard properties?.kind ?? .mapping == .mapping else { return }
      // What they do of which nothing is said.
      if type == "AWS::SQS::Queue" {
        reference.visibility = seconds(properties?["VisibilityTimeout"], otherwise: 30)
      } else if type == "AWS::Lambda::Function" {
        reference.timeout = seconds(properties?["Timeout"], otherwise: 3)
      }
      reference.identity = identity(of: type, properties)
      reference.key = properties?["KmsMasterKeyId"].flatMap(key)
    case .component: reference.key = resource.node["key"].flatMap(key)
    case .faulty: return
    }
  }

  /// What a node means. What is wrong with it is told where its resource is read.
  private func meaning(of node: Node) -> Value {
    var copy = self
    return copy.value(of: node)
  }

  /// A number that is written or left out; nil if a deployment decides.
  private func seconds(_ node: Node?, otherwise: Int) -> Int? {
    guard let node else { return otherwise }
    switch meaning(of: node) {
    case .number(let number): return number.int
    case .string(let text): return Int(text)
    default: return nil
    }
  }

  /// What is written for the properties that only another resource can have otherwise.
  private func identity(of type: String, _ properties: Node?) -> Value? {
    guard let properties, let facts = Facts[type] else { return nil }
    let names = Set(facts.createOnly.compactMap(\.steps.first)).sorted { $0.precedes($1) }
    let members = names.compactMap { name in
      properties[name].map { Value.Object.Member(name, meaning(of: $0)) }
    }
    return members.isEmpty ? nil : .object(Value.Object(members))
  }

  /// The key that a property names: by its ARN, its id or its alias.
  private func key(_ node: Node) -> EncryptionKey? {
    let value = alone(node) ?? meaning(of: node)
    switch value {
    case .string(let text):
      // Keys of AWS let in whoever may use the service.
      if text.isEmpty || text.hasPrefix("alias/aws/") { return nil }
      if text.hasPrefix("alias/") { return .alias(text) }
      if text.hasPrefix("arn:") { return text.contains(":key/") ? .arn(value) : nil }
      let place = [PseudoParameter.partition, .region, .accountId].map { "${\($0.rawValue)}" }
      return .arn(
        ["Fn::Sub": .string("arn:\(place[0]):kms:\(place[1]):\(place[2]):key/\(text)")])
    case .object(let object):
      guard let call = Intrinsic.call(in: object), call.function == .ref,
        case .string(let id) = call.argument
      else { return .arn(value) }
      // The reference of a key is its id; of what else it is one, nobody can say.
      guard let owner = owners[id], case .raw("AWS::KMS::Key")? = resources[owner]?.kind else {
        return parameters[id] == nil ? nil : .arn(value)
      }
      return .arn(Deployed.attribute(of: id, "Arn").value)
    default: return nil
    }
  }

  /// What a reference to a resource alone gives: `${key}` is a key.
  private func alone(_ node: Node) -> Value? {
    guard node.kind == .scalar, !node.isIntrinsic, ReferenceText.isNeeded(for: node.text),
      let alone = ReferenceText(node.text).alone, alone.isClosed,
      let resource = resources[alone.body], case .raw("AWS::KMS::Key") = resource.kind
    else { return nil }
    return ["Ref": .string(resource.logicalID)]
  }
}
