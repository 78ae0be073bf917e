internal import CloudFormation
internal import Documents

/// The queue, topic or bucket of a template that a policy is for, however it is written.
struct PolicySubject {
  /// Its logical id; nil if it is none of the template's, as far as that can be seen.
  let id: String?

  init(_ value: Value, in template: Template) {
    id = Self.id(value, template)
  }

  /// The attributes by which policies name what they are for, or that are a part of its address.
  private static let attributes: Set<String> = ["QueueUrl", "QueueName", "TopicArn", "TopicName"]
  /// The properties that name the resources.
  private static let names = [
    "AWS::SQS::Queue": "QueueName", "AWS::SNS::Topic": "TopicName", "AWS::S3::Bucket": "BucketName",
  ]

  private static func id(_ value: Value, _ template: Template) -> String? {
    switch value {
    case .string(let text): return id(ofAddress: text, template)
    case .object(let object):
      guard let call = Intrinsic.call(in: object) else { return nil }
      var targets: [String] = []
      collect(call.function, call.argument, &targets)
      let own = Set(targets.filter { $0 != "" })
      guard own.count == 1, let id = own.first, !targets.contains("") else { return nil }
      return template.resources.contains { $0.id == id && names[$0.type] != nil } ? id : nil
    default: return nil
    }
  }

  /// What a call names, with empty texts for what says nothing of the subject.
  private static func collect(
    _ function: Intrinsic, _ argument: Value, _ targets: inout [String]
  ) {
    switch (function, argument) {
    case (.ref, .string(let id)): note(.ref(id), &targets)
    case (.getAtt, .array(let parts)):
      guard parts.count == 2, case .string(let id) = parts[0], case .string(let name) = parts[1]
      else { return targets.append("") }
      note(.attribute(resource: id, attribute: name), &targets)
    case (.sub, .string(let text)):
      for variable in SubText(text).variables { note(SubText.target(of: variable), &targets) }
    case (.join, .array(let parts)):
      guard parts.count == 2, case .array(let pieces) = parts[1] else { return targets.append("") }
      for case .object(let object) in pieces {
        guard let call = Intrinsic.call(in: object) else { return targets.append("") }
        collect(call.function, call.argument, &targets)
      }
    default: targets.append("")
    }
  }

  private static func note(_ target: Reference.Target, _ targets: inout [String]) {
    switch target {
    case .ref(let id):
      // Account and region are in every address.
      if PseudoParameter(rawValue: id) == nil { targets.append(id) }
    case .attribute(let id, let name):
      targets.append(name.map(attributes.contains) == true ? id : "")
    default: targets.append("")
    }
  }

  /// The one that has the name at the end of an address: `https://sqs.…/jobs`, `arn:aws:sns:…:jobs`.
  private static func id(ofAddress text: String, _ template: Template) -> String? {
    let name = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init)
    return template.resources.first { resource in
      guard let property = names[resource.type], case .object(let body)? = resource[.properties],
        case .string(let own)? = body[property]
      else { return false }
      return own == name
    }?.id
  }
}
