internal import CloudFormation
internal import Diagnostics
internal import Documents

extension StackLowering {
  /// What a reference stands for; what stands for nothing is reported.
  mutating func resolve(_ reference: ReferenceText.Reference, in node: Node) -> Resolved {
    let body = reference.body
    let place = ReferencePlace(reference, in: node)
    if !reference.isClosed {
      report(
        .malformedReference, "This reference has no closing brace.", place,
        .init("Write `${name}`; or `$${` for a plain `${`.", edit: place.escape))
      return .faulty
    }
    if body.utf8.contains(UInt8(ascii: ":")), !Self.isShell(body) {
      reportCloudFormationName(body, place)
      return .faulty
    }
    let parts = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard Self.isReference(parts) else {
      reportMalformed(body, place)
      return .faulty
    }
    switch parts[0] {
    case "var": return variable(parts, body, place)
    case "env": return environmentField(parts, body, place)
    case "project" where parts.count == 1: return .fixed(.string(project.name))
    case "git" where body == "git.commit":
      reportLater("`${git.commit}`", place, "Write a variable, and give it with `--var`.")
      return .faulty
    default: return resource(parts, body, place)
    }
  }

  private mutating func variable(
    _ parts: [String], _ body: String, _ place: ReferencePlace
  ) -> Resolved {
    guard parts.count == 2 else {
      reportUnknown(body, place)
      return .faulty
    }
    if let value = variables[parts[1]] { return .fixed(value) }
    if stack.declared.variables.contains(parts[1]) { return .faulty }
    let names = stack.variables.map(\.name)
    let near = Spelling.nearest(to: parts[1], among: names)
    report(
      .unknownReference, "The stack has no variable `\(parts[1])`.", place,
      near.count == 1
        ? .init("Did you mean `${var.\(near[0])}`?", edit: place.edit("var.\(near[0])"))
        : .init(
          names.isEmpty
            ? "Declare it under `variables:`." : "Its variables are \(names.listed)."))
    return .faulty
  }

  private mutating func environmentField(
    _ parts: [String], _ body: String, _ place: ReferencePlace
  ) -> Resolved {
    switch body {
    case "env.name": return .fixed(.string(environment.name))
    case "env.region": return .deployed(.ref(PseudoParameter.region.rawValue))
    case "env.account": return .deployed(.ref(PseudoParameter.accountId.rawValue))
    default:
      reportUnknown(body, place)
      return .faulty
    }
  }

  private mutating func resource(
    _ parts: [String], _ body: String, _ place: ReferencePlace
  ) -> Resolved {
    guard let resource = resources[parts[0]] else {
      if stack.declared.resources.contains(parts[0]) { return .faulty }
      if project.stack(named: parts[0]) != nil {
        reportLater(
          "references to other stacks' outputs, such as `${\(body)}`", place,
          "Write a variable, and give it the output's value with `--var`.")
        return .faulty
      }
      reportUnknown(body, place)
      return .faulty
    }
    need(resource.logicalID, at: place.place)
    guard parts.count > 1 else { return .deployed(.ref(resource.logicalID)) }
    let attribute = parts.dropFirst().joined(separator: ".")
    return .deployed(.attribute(of: resource.logicalID, attribute))
  }

  // MARK: Reports

  mutating func report(
    _ code: StackCode, _ message: String, _ place: ReferencePlace, _ hint: Diagnostic.Hint
  ) {
    diagnostics.append(Diagnostic(code, .error, message, at: place.place, hint: hint))
  }

  private mutating func reportLater(_ what: String, _ place: ReferencePlace, _ hint: String) {
    report(.notInThisVersion, "This version of Esteira has no \(what) yet.", place, .init(hint))
  }

  private mutating func reportCloudFormationName(_ body: String, _ place: ReferencePlace) {
    let ours = ["AWS::Region": "env.region", "AWS::AccountId": "env.account"][body]
    if let ours {
      report(
        .cloudFormationReference, "`${\(body)}` is CloudFormation's way to write it.", place,
        .init("Write `${\(ours)}`.", edit: place.edit(ours)))
    } else if body.hasPrefix("AWS::") {
      report(
        .cloudFormationReference,
        "`${\(body)}` is CloudFormation's way to write it, for which stack files have no name.",
        place,
        .init("Put `!Sub` before the text; inside it every `${…}` is CloudFormation's."))
    } else {
      report(
        .cloudFormationReference,
        "`${\(body)}` is no reference of a stack file: their names have no `:`.", place,
        .init("For a plain `${\(body)}`, write `$${\(body)}`.", edit: place.escape))
    }
  }

  private mutating func reportMalformed(_ body: String, _ place: ReferencePlace) {
    let bare = body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if bare != body, Self.isReference(parts) {
      report(
        .malformedReference, "A reference has no spaces inside its braces.", place,
        .init("Write `${\(bare)}`.", edit: place.edit(bare)))
      return
    }
    report(
      .malformedReference,
      body.isEmpty
        ? "This reference names nothing." : "`\(body)` cannot be the name of anything.", place,
      .init(
        "Write `${name}` or `${name.Attribute}`; for a plain `${\(body)}`, write `$${\(body)}`.",
        edit: place.escape))
  }

  private mutating func reportUnknown(_ body: String, _ place: ReferencePlace) {
    let first = String(body.prefix { $0 != "." })
    let rest = body.dropFirst(first.count)
    if let own = stack.resources.first(where: { $0.logicalID == first }) {
      report(
        .unknownReference, "`\(first)` is CloudFormation's name for `\(own.name)`.", place,
        .init("Write `${\(own.name)\(rest)}`.", edit: place.edit(own.name + rest)))
      return
    }
    let variables = stack.variables.map(\.name)
    if variables.contains(body) {
      report(
        .unknownReference, "`\(body)` is a variable, not a resource.", place,
        .init("Write `${var.\(body)}`.", edit: place.edit("var.\(body)")))
      return
    }
    let fixed = ["env.name", "env.region", "env.account", "project"]
    let others = fixed + variables.map { "var.\($0)" }
    let nearResources = Spelling.nearest(to: first, among: stack.resources.map(\.name))
    let nearOthers = Spelling.nearest(to: body, among: others)
    let candidates = Spelling.nearest(
      to: body, among: nearResources.map { $0 + rest } + nearOthers)
    let message =
      ReservedNames.all.contains(first)
      ? "There is no `${\(body)}`." : "The stack has no resource `\(first)`."
    report(
      .unknownReference, message, place,
      candidates.count == 1
        ? .init("Did you mean `${\(candidates[0])}`?", edit: place.edit(candidates[0]))
        : .init(
          ReservedNames.all.contains(first)
            ? "There are \(fixed.map { "${\($0)}" }.listed)."
            : "For a plain `${\(body)}`, write `$${\(body)}`."))
  }

  // MARK: Grammar

  /// Whether the parts are a name, and the name of an attribute behind it.
  private static func isReference(_ parts: [String]) -> Bool {
    func isWord(_ part: String, _ marks: String.UTF8View) -> Bool {
      !part.isEmpty
        && part.utf8.allSatisfy {
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || marks.contains($0)
        }
    }
    return isWord(parts[0], "-_".utf8) && parts.dropFirst().allSatisfy { isWord($0, "-_".utf8) }
  }

  /// Whether it is how a shell writes a default: `NAME:-x`.
  private static func isShell(_ body: String) -> Bool {
    let behind = body.drop { $0 != ":" }.dropFirst().first
    return behind.map { "-=+?".contains($0) } ?? false
  }
}
