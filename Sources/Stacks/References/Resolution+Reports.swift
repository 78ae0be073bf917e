internal import Diagnostics
internal import Documents

/// What there is to say about references.
extension StackLowering {
  mutating func report(
    _ code: StackCode, _ message: String, _ place: ReferencePlace, _ hint: Diagnostic.Hint
  ) {
    diagnostics.append(Diagnostic(code, .error, message, at: place.place, hint: hint))
  }

  mutating func reportCloudFormationName(_ body: String, _ place: ReferencePlace) {
    let ours = ["AWS::Region": "env.region", "AWS::AccountId": "env.account"][body]
    if let ours {
      report(
        .cloudFormationReference, "`${\(body)}` is CloudFormation's way to write it", place,
        .init("write `${\(ours)}`", edit: place.edit(ours)))
    } else if body.hasPrefix("AWS::") {
      report(
        .cloudFormationReference,
        "`${\(body)}` is CloudFormation's way to write it, for which stack files have no name",
        place,
        .init("put `!Sub` before the text; inside it every `${…}` is CloudFormation's"))
    } else {
      report(
        .cloudFormationReference,
        "`${\(body)}` is no reference of a stack file: their names have no `:`", place,
        .init("for a plain `${\(body)}`, write `$${\(body)}`", edit: place.escape))
    }
  }

  mutating func reportMalformed(_ body: String, _ place: ReferencePlace) {
    let bare = body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if bare != body, Self.isReference(parts) {
      report(
        .malformedReference, "a reference has no spaces inside its braces", place,
        .init("write `${\(bare)}`", edit: place.edit(bare)))
      return
    }
    report(
      .malformedReference,
      body.isEmpty
        ? "this reference names nothing" : "`\(body)` cannot be the name of anything", place,
      .init(
        "write `${name}` or `${name.Attribute}`; for a plain `${\(body)}`, write `$${\(body)}`",
        edit: place.escape))
  }

  mutating func reportUnknown(_ body: String, _ place: ReferencePlace) {
    let first = String(body.prefix { $0 != "." })
    let rest = body.dropFirst(first.count)
    if let owner = owners[first], let own = resources[owner], own.logicalID == first {
      report(
        .unknownReference, "`\(first)` is CloudFormation's name for `\(own.name)`", place,
        .init("write `${\(own.name)\(rest)}`", edit: place.edit(own.name + rest)))
      return
    }
    if let base = project.stack(named: stack.name), let over = base.overrides[environment.name],
      base.declared.resources.contains(first)
    {
      let name = environment.name
      diagnostics.append(
        Diagnostic(
          StackCode.unknownReference, .error,
          "the environment `\(name)` removes the resource `\(first)`, which is named here",
          at: place.place,
          notes: [
            .init(
              "it is removed here", at: over["resources"]?.key(named: first)?.place ?? over.place)
          ],
          hint: .init("let `\(name)` keep the resource, or take away what names it there too")))
      return
    }
    let variables = stack.variables.map(\.name)
    if variables.contains(body) {
      report(
        .unknownReference, "`\(body)` is a variable, not a resource", place,
        .init("write `${var.\(body)}`", edit: place.edit("var.\(body)")))
      return
    }
    let fixed = ["env.name", "env.region", "env.account", "project", "git.commit"]
    let others = fixed + variables.map { "var.\($0)" }
    let nearResources = nearest(to: first, among: stack.resources.map(\.name))
    let nearOthers = nearest(to: body, among: others)
    let nearStacks = nearest(
      to: first, among: project.stacks.map(\.name).filter { $0 != stack.name && !rest.isEmpty })
    let candidates = nearest(
      to: body, among: (nearResources + nearStacks).map { $0 + rest } + nearOthers)
    let message =
      ReservedNames.all.contains(first)
      ? "there is no `${\(body)}`" : "the stack has no resource `\(first)`"
    report(
      .unknownReference, message, place,
      candidates.count == 1
        ? .init("did you mean `${\(candidates[0])}`?", edit: place.edit(candidates[0]))
        : .init(
          ReservedNames.all.contains(first)
            ? "there are \(fixed.map { "${\($0)}" }.listed)"
            : "for a plain `${\(body)}`, write `$${\(body)}`"))
  }
}

extension Node {
  /// The key of a mapping that is written so.
  fileprivate func key(named name: String) -> Node? {
    fields.first { $0.key.kind == .scalar && $0.key.text == name }?.key
  }
}
