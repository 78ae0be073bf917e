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
        .malformedReference, "this reference has no closing brace", place,
        .init("write `${name}`; or `$${` for a plain `${`", edit: place.escape))
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
    case "git" where body == "git.commit": return commit(node, place)
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
      .unknownReference, "the stack has no variable `\(parts[1])`", place,
      near.count == 1
        ? .init("did you mean `${var.\(near[0])}`?", edit: place.edit("var.\(near[0])"))
        : .init(
          names.isEmpty
            ? "declare it under `variables:`" : "its variables are \(names.listed)"))
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

  /// The commit that the project's files are of.
  private mutating func commit(_ node: Node, _ place: ReferencePlace) -> Resolved {
    guard let commit = values.commit else {
      report(
        .noCommit, "the project's folder is no git repository, or has no commit yet", place,
        .init("commit the files, or write a variable and give it with `--var`"))
      return .faulty
    }
    if !isLabel, !node.isLabel {
      diagnostics.append(
        Diagnostic(
          StackCode.commitInContent, .warning,
          "`${git.commit}` changes with every commit, and so does everything that it stands in",
          at: place.place,
          hint: .init("keep it to tags and descriptions, or name the version by a variable")))
    }
    return .fixed(.string(commit))
  }

  // MARK: Grammar

  /// Whether the parts are a name, and the name of an attribute behind it.
  static func isReference(_ parts: [String]) -> Bool {
    parts.allSatisfy { !$0.isEmpty && $0.hasOnlyWords(and: "-_") }
  }

  /// Whether it is how a shell writes a default: `NAME:-x`.
  private static func isShell(_ body: String) -> Bool {
    let behind = body.drop { $0 != ":" }.dropFirst().first
    return behind.map { "-=+?".contains($0) } ?? false
  }
}

extension Node {
  /// Whether what is written only describes: it stands in tags, or in a description.
  fileprivate var isLabel: Bool {
    var node = self
    while true {
      if let key = node.key?.text.lowercased(),
        key.hasSuffix("description") || key.hasSuffix("tags")
      {
        return true
      }
      guard let parent = node.parent else { return false }
      node = parent
    }
  }
}
