internal import CloudFormation
internal import Diagnostics
internal import Documents

/// CloudFormation's own functions, which raw resources may call by their long form or as tags. The
/// names they take are CloudFormation's.
extension StackLowering {
  /// How many elements the list has that a function takes.
  private static let counts: [Intrinsic: (ClosedRange<Int>, example: String)] = [
    .join: (2...2, "!Join [\"-\", [a, b]]"), .select: (2...2, "!Select [0, !GetAZs \"\"]"),
    .split: (2...2, "!Split [\",\", \"a,b\"]"), .cidr: (2...3, "!Cidr [10.0.0.0/16, 4, 8]"),
  ]

  mutating func call(_ name: String, _ argument: Node, isTag: Bool) -> Value {
    let place = isTag ? argument.tagPlace ?? argument.place : argument.key?.place ?? argument.place
    guard let function = Intrinsic(rawValue: name) else {
      if name.hasPrefix("Fn::ForEach") {
        reportNeedsTemplate(name, at: place)
      } else {
        reportUnknownFunction(name, at: place, isTag: isTag)
      }
      return .null
    }
    return wanting(wanted(by: function, name)) {
      $0.call(function, name, argument, isTag: isTag, at: place)
    }
  }

  /// What the arguments of a function are to be.
  private func wanted(by function: Intrinsic, _ name: String) -> Wanted {
    switch (function, expected) {
    case (.join, .material), (.sub, .material), (.split, .material), (.base64, .material):
      expected
    case (.join, _), (.sub, _): .text
    case (.split, _), (.base64, _): .material(of: name)
    default: .anything
    }
  }

  private mutating func call(
    _ function: Intrinsic, _ name: String, _ argument: Node, isTag: Bool, at place: Place
  ) -> Value {
    switch function {
    case .ref: return reference(argument)
    case .getAtt: return attribute(argument)
    case .sub: return substitution(argument, isTag: isTag)
    case .join, .select, .split, .cidr:
      if let (count, example) = Self.counts[function],
        argument.kind != .sequence || !count.contains(argument.elements.count)
      {
        reportMalformed(
          "`\(name)` takes a list of \(count.count == 1 ? "2" : "2 or 3") elements", argument,
          example)
        return .null
      }
      return .object([name: isTag ? untagged(argument, behindTag: true) : value(of: argument)])
    case .base64, .getAZs, .importValue:
      return .object([name: isTag ? untagged(argument, behindTag: true) : value(of: argument)])
    case .condition, .findInMap, .getStackOutput, .length, .toJSONString, .transform, .if, .equals,
      .and, .or, .not,
      .contains, .eachMemberEquals, .eachMemberIn, .refAll, .valueOf, .valueOfAll:
      reportNeedsTemplate(name, at: place)
      return .null
    }
  }

  private mutating func reference(_ argument: Node) -> Value {
    guard argument.kind == .scalar, !argument.text.isEmpty else {
      reportMalformed("`Ref` takes a logical id", argument, "!Ref Artifacts")
      return .null
    }
    let name = argument.text
    check(name, of: name, span: argument.spanOfText, at: argument.place, isPseudoAllowed: true)
    return ["Ref": .string(name)]
  }

  private mutating func attribute(_ argument: Node) -> Value {
    let example = "!GetAtt Artifacts.Arn"
    switch argument.kind {
    case .scalar:
      let text = argument.text
      guard let dot = text.firstIndex(of: "."), dot != text.startIndex,
        text.index(after: dot) != text.endIndex
      else { break }
      let id = String(text[..<dot])
      let span = argument.spanOfText.map {
        Span(start: $0.start, end: $0.start + id.utf8.count)
      }
      check(id, of: text, span: span, at: argument.place, isPseudoAllowed: false)
      let attribute = String(text[text.index(after: dot)...])
      return ["Fn::GetAtt": [.string(id), .string(attribute)]]
    case .sequence:
      let elements = argument.elements.map(\.resolved)
      guard elements.count >= 2, let first = elements.first, first.kind == .scalar else { break }
      check(
        first.text, of: first.text, span: first.spanOfText, at: first.place,
        isPseudoAllowed: false)
      let names = elements.dropFirst()
      if names.allSatisfy({ $0.kind == .scalar && !$0.isIntrinsic }) {
        let attribute = names.map(\.text).joined(separator: ".")
        return ["Fn::GetAtt": [.string(first.text), .string(attribute)]]
      }
      guard elements.count == 2 else { break }
      return ["Fn::GetAtt": [.string(first.text), value(of: elements[1])]]
    case .mapping, .alias: break
    }
    reportMalformed("`Fn::GetAtt` takes a logical id and an attribute", argument, example)
    return .null
  }

  private mutating func substitution(_ argument: Node, isTag: Bool) -> Value {
    if argument.kind == .scalar, !argument.isNull || isTag {
      checkSubstitution(argument, own: [])
      return ["Fn::Sub": .string(argument.text)]
    }
    let elements = argument.elements.map(\.resolved)
    guard elements.count == 2, elements[0].kind == .scalar, elements[1].kind == .mapping,
      elements[1].longForm == nil
    else {
      reportMalformed(
        "`Fn::Sub` takes a text, or a list of a text and a mapping of its names", argument,
        "!Sub \"${Artifacts.Arn}/models\"")
      return .null
    }
    let own = Set(elements[1].fields.filter { $0.key.kind == .scalar }.map(\.key.text))
    checkSubstitution(elements[0], own: own)
    // A name may be `secret` here, and is one like others.
    return ["Fn::Sub": [.string(elements[0].text), mapping(elements[1])]]
  }

  /// Inside `Fn::Sub`, `${…}` is CloudFormation's: the names are logical ids, the text stays.
  private mutating func checkSubstitution(_ node: Node, own: Set<String>) {
    let before = diagnostics.count
    for reference in ReferenceText(node.text, isSub: true).references {
      if diagnostics.count - before >= Self.mostReports { return }
      let body = reference.body
      guard !own.contains(body) else { continue }
      let id = String(body.prefix { $0 != "." })
      let place = ReferencePlace(reference, in: node)
      check(
        id, of: body, span: place.body.map { Span(start: $0.start, end: $0.start + id.utf8.count) },
        at: place.place, isPseudoAllowed: id == body)
    }
  }

  /// Checks that a logical id is one of the stack's, and notes the need.
  private mutating func check(
    _ id: String, of text: String, span: @autoclosure () -> Span?,
    at place: @autoclosure () -> Place, isPseudoAllowed: Bool
  ) {
    if isPseudoAllowed, PseudoParameter(rawValue: id) != nil { return }
    if let owner = owners[id] {
      need(owner, at: place())
      return
    }
    guard !declaredIDs.contains(id) else { return }
    let span = span()
    let place = span.map { Place(stack.place.source, $0) } ?? place()
    let hint: Diagnostic.Hint
    if let own = resources[id] {
      hint = .init(
        "CloudFormation's functions take its own names: write `\(own.logicalID)`",
        edit: span.map { Diagnostic.Edit($0, replacement: own.logicalID) })
    } else if ReservedNames.all.contains(id) {
      hint = .init(
        "inside `Fn::Sub` every `${…}` is CloudFormation's; without it `${\(text)}` is a reference of the stack file"
      )
    } else {
      let ids = logicalIDs
      let pseudo = isPseudoAllowed ? PseudoParameter.allCases.map(\.rawValue) : []
      let near = nearest(to: id, among: ids + pseudo)
      hint =
        near.count == 1
        ? .init(
          "did you mean `\(near[0])`?",
          edit: span.map { Diagnostic.Edit($0, replacement: near[0]) })
        : .init("the stack's logical ids are \(ids.listed)")
    }
    diagnostics.append(
      Diagnostic(
        StackCode.unknownLogicalID, .error,
        "the stack has no resource with the logical id `\(id)`",
        at: place, hint: hint))
  }

  // MARK: Reports

  private mutating func reportMalformed(_ wanted: String, _ node: Node, _ example: String) {
    diagnostics.append(
      Diagnostic(
        StackCode.malformedIntrinsic, .error, "\(wanted); this is \(node.argumentWords)",
        at: node.style == .absent ? node.tagPlace ?? node.key?.place ?? node.place : node.place,
        hint: .init("for example: `\(example)`")))
  }

  private mutating func reportNeedsTemplate(_ name: String, at place: Place) {
    diagnostics.append(
      Diagnostic(
        StackCode.needsTemplateStack, .error,
        "`\(name)` needs conditions, mappings or macros, which stack files do not have",
        at: place,
        hint: .init("use a variable with `per-environment` values instead")))
  }

  private mutating func reportUnknownFunction(_ name: String, at place: Place, isTag: Bool) {
    let known = Intrinsic.allCases.map(\.rawValue)
    let near = Spelling.nearest(to: name, among: known)
    func spelled(_ name: String) -> String {
      guard isTag else { return name }
      return "!" + (name.hasPrefix("Fn::") ? String(name.dropFirst(4)) : name)
    }
    diagnostics.append(
      Diagnostic(
        StackCode.unknownIntrinsic, .error,
        "CloudFormation has no function `\(spelled(name))`", at: place,
        hint: near.count == 1
          ? .init(
            "did you mean `\(spelled(near[0]))`?",
            edit: Diagnostic.Edit(place.span, replacement: spelled(near[0])))
          : .init("common ones are `!Ref`, `!GetAtt`, `!Sub`, `!Join` and `!Select`")))
  }
}

extension Node {
  /// Where a scalar's text stands, if it is written as it is meant.
  fileprivate var spanOfText: Span? {
    switch style {
    case .plain where spelling == text: span
    case .singleQuoted, .doubleQuoted:
      spelling.utf8.count == text.utf8.count + 2
        ? Span(start: span.start + 1, end: span.end - 1) : nil
    default: nil
    }
  }

  /// What the node is, as an argument: its own tag does not count.
  fileprivate var argumentWords: String {
    switch kind {
    case .mapping: "a mapping"
    case .sequence: "a list of \(elements.count)"
    case .scalar: text.isEmpty ? "nothing" : "`\(text)`"
    case .alias: "an alias"
    }
  }
}
