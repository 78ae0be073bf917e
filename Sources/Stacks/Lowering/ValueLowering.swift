internal import CloudFormation
internal import Diagnostics
internal import Documents

extension StackLowering {
  /// The meaning of a node in the template: references resolved, keys in one order.
  mutating func value(of node: Node) -> Value {
    let node = node.resolved
    if let tag = node.tag, node.dialect.shortTags, let name = ShortTags.name(of: tag) {
      return call(name, node, isTag: true)
    }
    return untagged(node)
  }

  /// The meaning of a node without regard to CloudFormation's short tags. Behind one, a scalar is
  /// a text whatever it looks like.
  mutating func untagged(_ node: Node, behindTag: Bool = false) -> Value {
    switch node.kind {
    case .scalar: return scalar(node, behindTag: behindTag)
    case .sequence:
      return .array(
        node.elements.enumerated().map { index, element in
          below(String(index)) { $0.value(of: element) }
        })
    case .mapping:
      if let call = node.soleCall { return self.call(call.name, call.argument, isTag: false) }
      return secret(node) ?? mapping(node)
    case .alias: return .null
    }
  }

  private mutating func scalar(_ node: Node, behindTag: Bool) -> Value {
    if node.isNull, !behindTag {
      let key = node.key
      diagnostics.append(
        Diagnostic(
          StackCode.nullValue, .error,
          (key.map { "`\($0.text)` has no value" } ?? "this is nothing")
            + "; CloudFormation takes no empty values",
          at: node.style == .absent ? key?.place ?? node.place : node.place,
          hint: .init("write the value, remove the line, or write `!Ref AWS::NoValue`")))
      return .null
    }
    let isText = behindTag || [nil, "!", "tag:yaml.org,2002:str"].contains(node.tag)
    if isText {
      let text = node.text
      if ReferenceText.isNeeded(for: text) { return self.text(text, node) }
      if behindTag { return .string(text) }
    }
    return typed(node) ?? node.value(&diagnostics, for: .json).withCanonicalNumber
  }

  /// The meaning of a mapping that is neither a function nor a secret.
  mutating func mapping(_ node: Node) -> Value {
    var members: [Value.Object.Member] = []
    var hasFilledKeys = false
    let fields = node.fields
    members.reserveCapacity(fields.count)
    for field in fields {
      guard let key = key(field.key, &hasFilledKeys) else { continue }
      let isFunction = key == "Ref" || key.hasPrefix("Fn::")
      if isFunction {
        diagnostics.append(
          Diagnostic(
            StackCode.malformedIntrinsic, .error,
            "`\(key)` has to stand alone in its mapping; this one has other keys too",
            at: field.key.place,
            hint: .init("give the function a mapping of its own, as the value of a key")))
      }
      members.append(Value.Object.Member(key, below(key) { $0.value(of: field.value) }))
    }
    if hasFilledKeys { reportDuplicates(members.map(\.key), fields) }
    return .object(Value.Object(members.sorted { $0.key.precedes($1.key) }))
  }

  /// Two keys may become one only once their references are filled in.
  private mutating func reportDuplicates(_ keys: [String], _ fields: [Node.Entry]) {
    guard keys.count == fields.count else { return }
    var places: [String: Place] = [:]
    for (key, field) in zip(keys, fields) {
      if let other = places[key] {
        diagnostics.append(
          Diagnostic(
            StackCode.duplicateKey, .error,
            "with its reference filled in, this key is `\(key)`, which stands here twice",
            at: field.key.place, notes: [.init("it stands here before", at: other)],
            hint: .init("remove one of them, or give one another name")))
      }
      places[key] = field.key.place
    }
  }

  private mutating func key(_ node: Node, _ isFilled: inout Bool) -> String? {
    guard node.kind == .scalar, ReferenceText.isNeeded(for: node.text) else {
      if node.kind == .scalar { return node.text }
      _ = node.value(&diagnostics, for: .json)
      var reader = FieldReader()
      reader.reportType(node, "a key has to be a text", example: "name: …")
      diagnostics += reader.diagnostics
      return nil
    }
    isFilled = true
    return fixedText(node, "a key")
  }
}

extension Node {
  /// The call that a mapping is: one entry, whose key names a function.
  var longForm: (name: String, argument: Node)? { tag == nil ? soleCall : nil }

  /// The same without regard to its tag: behind `!Base64`, a mapping may be a call itself.
  var soleCall: (name: String, argument: Node)? {
    guard kind == .mapping, entries.count == 1 else { return nil }
    for entry in fields where entry.key.kind == .scalar {
      let name = entry.key.text
      if name == "Ref" || name.hasPrefix("Fn::") { return (name, entry.value) }
    }
    return nil
  }
}
