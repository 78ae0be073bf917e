internal import CloudFormation
internal import Documents
internal import Planning

extension PlanView {
  /// A resource, with what changes of it.
  func lines(
    of resource: ResourceChange, _ words: UpdateWords, _ values: ValueText
  ) -> [String] {
    let name = Visible.line(words.names[resource.id] ?? resource.id)
    let type = Visible.line(resource.type)
    let isShort = 6 + DisplayWidth.of(name[...]) + DisplayWidth.of(type[...]) <= width
    var lines = ["  \(mark(resource.action)) \(name)" + (isShort ? "  \(type)" : "")]
    if !isShort { lines.append("      \(type)") }
    lines += self.lines(ofOpenCondition: resource)
    if resource.mayGo { lines += self.lines(ofUpdates: resource, words, values) }
    switch resource.action {
    case .create:
      lines += members(of: resource.shownAfter, values)
    case .update, .replace, .mayReplace:
      if let warning = words.warning(of: resource) { lines += wrapped(warning, 6) }
      lines += self.lines(ofUpdates: resource, words, values)
    case .keep:
      lines += wrapped(
        resource.mayGo
          ? "kept by its deletion policy: if it leaves the stack, it stays in the account"
          : "kept by its deletion policy: it leaves the stack and stays in the account", 6)
    case .delete:
      if !resource.mayGo, let data = resource.dataAtRisk {
        lines += wrapped("LOST with it: \(data)", 6)
      }
    case .none: break
    }
    return lines
  }

  /// The properties and attributes that change.
  func lines(
    ofUpdates resource: ResourceChange, _ words: UpdateWords, _ values: ValueText
  ) -> [String] {
    resource.shownUpdates.filter { $0.causes != [.stackTags] }
      .flatMap { lines(of: $0, words, values) } + lines(ofHidden: resource)
  }

  /// One property, with before and after, and what it does.
  func lines(
    of update: PropertyUpdate, _ words: UpdateWords, _ values: ValueText
  ) -> [String] {
    let name = Self.name(of: update.path)
    var lines: [String]
    if let from = update.change.movedFrom, let value = update.change.after {
      lines = marked(
        .update, "\(Visible.line(name)): \(values.text(value)) moved from place \(from)", 6)
    } else if update.change.before == nil, update.change.after == nil {
      lines = marked(.update, Visible.line(name), 6)
    } else if !update.isKnown, update.change.before == update.change.after {
      lines = marked(
        .update,
        "\(Visible.line(name)): \(update.change.after.map(values.text) ?? "") (known after apply)",
        6)
    } else {
      lines = self.lines(
        name, update.change.before.map(values.text), update.change.after.map(values.text),
        indent: 6)
    }
    for word in words.words(for: update) { lines += wrapped(word, 10) }
    return lines
  }

  /// That only the deployment decides whether it comes or goes.
  func lines(ofOpenCondition resource: ResourceChange) -> [String] {
    guard let condition = resource.openCondition else { return [] }
    let name = Visible.line(condition)
    guard resource.mayGo else { return lines(ofComing: name) }
    let isKept = resource.action == .keep
    return wrapped(
      "MAY \(isKept ? "LEAVE THE STACK" : "BE GONE"): its condition `\(name)` hangs on what is not "
        + "known yet" + (isKept ? "" : "; what it holds is at risk"), 6)
  }

  func lines(ofComing condition: String) -> [String] {
    wrapped("only if its condition `\(condition)` holds, which is not known yet", 6)
  }

  /// The properties and attributes of a resource that is new, one to a line.
  func members(of entry: Value?, _ values: ValueText) -> [String] {
    guard case .object(let entry)? = entry else { return [] }
    var lines: [String] = []
    for member in entry.members where member.key != "Type" && !Self.isOwn(member) {
      if member.key == "Properties", case .object(let properties) = member.value {
        lines += properties.members.flatMap {
          wrapped("\(Visible.line($0.key)): \(values.text($0.value))", 6)
        }
      } else {
        lines += wrapped("\(Visible.line(member.key)): \(values.text(member.value))", 6)
      }
    }
    return lines
  }

  /// Whether it only says which component a resource is a part of, which its name says too.
  static func isOwn(_ member: Value.Object.Member) -> Bool {
    guard member.key == "Metadata", case .object(let metadata) = member.value else { return false }
    return metadata.count == 1 && metadata["Esteira"] != nil
  }
}
