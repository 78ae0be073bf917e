internal import CloudFormation
internal import Documents

/// What `Ref` and `Fn::GetAtt` give where that is a property that the template itself writes.
struct SettledValues {
  private var properties: [String: (facts: TypeFacts, value: Evaluated)] = [:]

  /// Takes note of a resource whose properties are worked out.
  mutating func note(_ id: String, type: String, _ entry: [Evaluated.Member]) {
    guard let facts = Facts[type], let value = entry.first(where: { $0.key == "Properties" })?.value
    else { return }
    properties[id] = (facts, value)
  }

  /// A value with everything put in that is known by now.
  func settled(_ value: Evaluated) -> Evaluated {
    value.isKnown ? value : value.filled { self.value(of: $0.expression) }
  }

  private func value(of expression: Value) -> Value? {
    guard case .object(let object) = expression, let call = Intrinsic.call(in: object) else {
      return nil
    }
    switch (call.function, call.argument) {
    case (.ref, .string(let id)):
      guard let (facts, value) = properties[id], let members = facts.reference?.members,
        !members.isEmpty
      else { return nil }
      let texts = members.map { Self.text(at: $0.steps[...], in: value) }
      guard !texts.contains(nil) else { return nil }
      return .string(texts.compactMap(\.self).joined(separator: "|"))
    case (.getAtt, .array(let parts)):
      guard parts.count == 2, case .string(let id) = parts[0], case .string(let name) = parts[1],
        let (facts, value) = properties[id]
      else { return nil }
      let path = PropertyPath(steps: name.split(separator: ".").map(String.init))
      guard !facts.isReadOnly(path), facts.property(at: path) != nil else { return nil }
      return Self.text(at: path.steps[...], in: value).map(Value.string)
    default: return nil
    }
  }

  /// The text of a scalar that is known.
  private static func text(at steps: ArraySlice<String>, in value: Evaluated) -> String? {
    guard let step = steps.first else {
      guard case .known(let value) = value else { return nil }
      return value.plainText
    }
    switch value {
    case .known(.object(let object)):
      return object[step].flatMap { text(at: steps.dropFirst(), in: .known($0)) }
    case .object(let members):
      return members.first { $0.key == step }
        .flatMap { text(at: steps.dropFirst(), in: $0.value) }
    default: return nil
    }
  }
}
