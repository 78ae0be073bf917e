package import Diagnostics

extension Value {
  /// What a value is made for, which decides what it may hold.
  package enum Target: Sendable {
    /// JSON has no `.inf` and no `.nan`.
    case json
    case yaml
  }
}

extension Node {
  /// The meaning of a node: aliases followed, merge keys merged, tags applied, CloudFormation's
  /// short tags in their long form. What has no meaning is reported and stands as null.
  package func value(
    _ diagnostics: inout [Diagnostic], for target: Value.Target = .yaml
  ) -> Value {
    var conversion = Conversion(target: target, diagnostics: diagnostics)
    let value = conversion.value(of: self)
    diagnostics = conversion.diagnostics
    return value
  }
}

private struct Conversion {
  let target: Value.Target
  var diagnostics: [Diagnostic]

  mutating func value(of node: Node) -> Value {
    let node = node.resolved
    if let tag = node.tag, node.dialect.shortTags, let name = ShortTags.name(of: tag) {
      return longForm(name, node)
    }
    return untagged(node)
  }

  private mutating func untagged(_ node: Node) -> Value {
    switch node.kind {
    case .scalar: return scalar(node)
    case .sequence:
      var elements: [Value] = []
      elements.reserveCapacity(node.elements.count)
      for element in node.elements { elements.append(value(of: element)) }
      return .array(elements)
    case .mapping:
      var members: [Value.Object.Member] = []
      for field in node.fields {
        guard let key = key(field.key) else { continue }
        members.append(Value.Object.Member(key, value(of: field.value)))
      }
      return .object(Value.Object(members))
    case .alias: return .null
    }
  }

  private mutating func scalar(_ node: Node) -> Value {
    let tag = node.tag
    let resolved = node.withTextBytes {
      node.dialect.schema.resolve($0, style: node.style, tag: tag)
    }
    switch resolved {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .string(let text): return .string(text)
    case .number(let number):
      checkLeadingZero(node)
      if target == .json, !number.isFinite { reportNotJSON(node) }
      return .number(number)
    case nil:
      reportTagMismatch(node, tag ?? "")
      return .null
    }
  }

  private mutating func key(_ node: Node) -> String? {
    if node.kind == .scalar { return node.text }
    diagnostics.append(
      Diagnostic(
        MeaningCode.keyNotText, .error,
        "this key is a \(node.kind == .mapping ? "mapping" : "list"), expected a text",
        at: node.place, hint: .init("give the entry a name")))
    return nil
  }

  /// `!Sub text` means `{"Fn::Sub": "text"}`.
  private mutating func longForm(_ name: String, _ node: Node) -> Value {
    let argument: Value
    if name == "Fn::GetAtt", node.kind == .scalar {
      let parts = node.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count < 2 {
        diagnostics.append(
          Diagnostic(
            MeaningCode.shortTag, .error,
            "`!GetAtt` wants a resource and one of its attributes", at: node.place,
            hint: .init("write `!GetAtt Resource.Attribute`")))
      }
      argument = .array(parts.map { .string(String($0)) })
    } else if node.kind == .scalar {
      // Behind a short tag a scalar is a text, whatever it looks like.
      argument = .string(node.text)
    } else {
      argument = untagged(node)
    }
    return .object([name: argument])
  }

  // MARK: Reports

  private mutating func checkLeadingZero(_ node: Node) {
    guard node.dialect.schema == .core, node.style == .plain else { return }
    let digits = node.withTextBytes { text in
      let unsigned = text.first == ascii("-") || text.first == ascii("+") ? text.dropFirst() : text
      return unsigned.count > 1 && unsigned.first == ascii("0")
        && unsigned.allSatisfy { (ascii("0")...ascii("9")).contains($0) }
    }
    guard digits else { return }
    diagnostics.append(
      Diagnostic(
        MeaningCode.leadingZero, .warning,
        "`\(node.spelling)` is read as a number, which has no leading zero", at: node.place,
        hint: .init(
          "quote it if its digits matter, as in an account id",
          edit: Diagnostic.Edit(node.span, replacement: "\"\(node.spelling)\""))))
  }

  private mutating func reportNotJSON(_ node: Node) {
    diagnostics.append(
      Diagnostic(
        MeaningCode.numberNotJSON, .error,
        "`\(node.spelling)` is a number that JSON cannot write", at: node.place,
        hint: .init("quote it if it is meant as a text")))
  }

  private mutating func reportTagMismatch(_ node: Node, _ tag: String) {
    let short = tag.hasPrefix("tag:yaml.org,2002:") ? "!!" + tag.dropFirst(18) : tag
    diagnostics.append(
      Diagnostic(
        MeaningCode.tagMismatch, .error, "`\(node.text)` does not fit the tag `\(short)`",
        at: node.place, hint: .init("remove the tag, or write a value of that type")))
  }
}

/// CloudFormation's short tags: `!Ref`, `!Condition`, and `!Name` for `Fn::Name`.
package enum ShortTags {
  /// The long form's key for a tag in full, or nil for a tag that is no short form.
  package static func name(of tag: String) -> String? {
    guard tag.hasPrefix("!"), tag.utf8.count > 1 else { return nil }
    let name = tag.dropFirst()
    return name == "Ref" || name == "Condition" ? String(name) : "Fn::" + name
  }
}
