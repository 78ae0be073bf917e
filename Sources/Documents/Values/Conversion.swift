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
  /// The nodes that something has been said about: an alias brings them here again.
  private var reported: Set<Int> = []

  init(target: Value.Target, diagnostics: [Diagnostic]) {
    self.target = target
    self.diagnostics = diagnostics
  }

  mutating func value(of node: Node) -> Value {
    let node = node.resolved
    guard let tag = node.tag else { return untagged(node) }
    if node.dialect.shortTags, let name = ShortTags.name(of: tag) { return longForm(name, node) }
    checkTag(tag, of: node)
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
    guard node.kind == .scalar else {
      report(
        MeaningCode.keyNotText, .error,
        "this key is a \(node.kind == .mapping ? "mapping" : "list"), expected a text", node,
        hint: node.placeholderHint ?? .init("give the entry a name"))
      return nil
    }
    if let tag = node.tag { checkTag(tag, ofKey: node) }
    return node.text
  }

  /// `!Sub text` means `{"Fn::Sub": "text"}`.
  private mutating func longForm(_ name: String, _ node: Node) -> Value {
    let argument: Value
    if name == "Fn::GetAtt", node.kind == .scalar {
      let parts = node.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count < 2 {
        report(
          MeaningCode.shortTag, .error, "`!GetAtt` wants a resource and one of its attributes",
          node, hint: .init("write `!GetAtt Resource.Attribute`"))
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

  // MARK: Tags

  /// Looks at the tag of a value that is no short form. What YAML's own tags say of scalars is
  /// looked at where these are typed.
  private mutating func checkTag(_ tag: String, of node: Node) {
    switch Tags.wanted(by: tag) {
    case .any: break
    case .unknown: reportUnknownTag(node, tag)
    case .kind(let kind): if node.kind != kind { reportTagMismatch(node, tag) }
    }
  }

  private mutating func checkTag(_ tag: String, ofKey node: Node) {
    if node.dialect.shortTags, ShortTags.name(of: tag) != nil {
      report(
        MeaningCode.shortTag, .error,
        "the short tag `\(tag)` stands before a key, which is a text and no function", node,
        at: node.tagPlace, hint: .init("remove the tag, or quote the key if the tag belongs to it"))
      return
    }
    checkTag(tag, of: node)
    let fits = node.withTextBytes {
      node.dialect.schema.resolve($0, style: node.style, tag: tag) != nil
    }
    if !fits { reportTagMismatch(node, tag) }
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
    report(
      MeaningCode.leadingZero, .warning,
      "`\(node.spelling)` is read as a number, which has no leading zero", node,
      hint: .init(
        "quote it if its digits matter, as in an account id",
        edit: Diagnostic.Edit(node.span, replacement: "\"\(node.spelling)\"")))
  }

  private mutating func reportNotJSON(_ node: Node) {
    report(
      MeaningCode.numberNotJSON, .error,
      "`\(node.spelling)` is a number that JSON cannot write", node,
      hint: .init("quote it if it is meant as a text"))
  }

  private mutating func reportTagMismatch(_ node: Node, _ tag: String) {
    let what =
      switch node.kind {
      case .mapping: "this mapping"
      case .sequence: "this list"
      case .scalar, .alias: "`\(node.text)`"
      }
    report(
      MeaningCode.tagMismatch, .error, "\(what) does not fit the tag `\(Tags.short(tag))`", node,
      hint: .init("remove the tag, or write a value of that type"))
  }

  private mutating func reportUnknownTag(_ node: Node, _ tag: String) {
    let isLocal = ShortTags.name(of: tag) != nil
    report(
      MeaningCode.unknownTag, .warning,
      "the tag `\(Tags.short(tag))` has no meaning here, and is left out", node,
      at: node.tagPlace,
      hint: .init(
        isLocal
          ? "`--cloudformation` reads CloudFormation's short tags; other tags are best removed"
          : "remove the tag if the value is meant as it is written"))
  }

  /// Adds a diagnostic on a node unless there is one; after many, one that says that there are more.
  private mutating func report(
    _ code: MeaningCode, _ severity: Severity, _ message: String, _ node: Node,
    at place: Place? = nil, hint: Diagnostic.Hint
  ) {
    guard reported.insert(node.index).inserted else { return }
    let place = place ?? node.place
    if diagnostics.last?.code == ReadingCode.tooManyMistakes.code {
      if severity == .error { diagnostics[diagnostics.count - 1].severity = .error }
    } else if diagnostics.count < ReadingLimits.diagnostics - 1 {
      diagnostics.append(Diagnostic(code, severity, message, at: place, hint: hint))
    } else {
      diagnostics.append(ReadingDiagnostics.tooMany(place, severity))
    }
  }
}

/// YAML's own tags, as far as values have a use for them.
private enum Tags {
  static let prefix = "tag:yaml.org,2002:"

  enum Wanted {
    case any
    case kind(NodeKind)
    /// The tag says something that no value can.
    case unknown
  }

  /// What may carry a tag.
  static func wanted(by tag: String) -> Wanted {
    if tag == "!" { return .any }
    guard tag.hasPrefix(prefix) else { return .unknown }
    switch tag.dropFirst(prefix.count) {
    case "str", "null", "bool", "int", "float": return .kind(.scalar)
    case "seq": return .kind(.sequence)
    case "map": return .kind(.mapping)
    default: return .unknown
    }
  }

  /// `!!int`, for people.
  static func short(_ tag: String) -> String {
    tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
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
