internal import CloudFormation
internal import Documents
package import Planning

/// Draws the plan of a stack for a terminal or a log.
package struct PlanView: Sendable {
  package var style: Style
  package var width: Int

  package init(style: Style, width: Int = 80) {
    self.style = style
    self.width = width
  }

  /// The plan; `names` says what a logical id is called in the stack file, and `outputNames` what
  /// one of an output is, where that is something else.
  package func render(
    _ plan: Plan, names: [String: String] = [:], outputNames: [String: String]? = nil
  ) -> String {
    render(
      plan, names, outputNames ?? names, heading: heading(plan),
      nothing: "Nothing to do: it is as the stack file says.")
  }

  /// What lies between two templates; `names` says what a logical id is called in the stack file.
  package func render(
    difference plan: Plan, between old: String, and new: String, names: [String: String] = [:],
    outputNames: [String: String]? = nil
  ) -> String {
    render(
      plan, names, outputNames ?? names, heading: Visible.line("From \(old) to \(new)"),
      nothing: "Nothing differs but the writing, if anything.")
  }

  private func render(
    _ plan: Plan, _ names: [String: String], _ outputNames: [String: String], heading: String,
    nothing: String
  ) -> String {
    var lines = [style.paint(heading, .strong)]
    if plan.isEmpty {
      lines.append("  " + nothing)
      return lines.map { $0 + "\n" }.joined()
    }
    lines += remains(plan)
    let values = ValueText(names: names)
    let words = UpdateWords(plan, names: names)
    var isShort = false
    for resource in plan.resources where resource.action != .none && !Self.isOfTagsAlone(resource) {
      let block = self.lines(of: resource, words, values)
      // Those of one line stand together.
      if !isShort || block.count > 1 { lines.append("") }
      isShort = block.count == 1
      lines += block
    }
    lines += section("Outputs", plan.outputs.flatMap { self.lines(of: $0, outputNames, values) })
    lines += section("Parameters", plan.parameters.flatMap(self.lines(of:)))
    lines += section("Termination protection", protection(plan))
    lines += section("Tags of the stack", plan.tags.flatMap(self.lines(of:)) + tagged(plan))
    if !plan.capabilities.isEmpty, plan.operation != .delete, !plan.target.environment.isEmpty {
      let named = Capability.allCases.filter(plan.capabilities.contains).map(\.rawValue)
      lines.append("")
      lines += wrapped(
        "Capabilities that CloudFormation is given: " + named.joined(separator: ", "), 2)
    }
    if !plan.resources.isEmpty {
      lines.append("")
      lines += wrapped(String(summary(plan.counts).dropFirst(2)), 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// How many resources are made, changed, removed and left alone.
  package func summary(_ counts: Plan.Counts) -> String {
    let parts = [
      (counts.create, "to create"), (counts.update, "to update"),
      (counts.replace, "to replace"), (counts.mayReplace, "that may be replaced"),
      (counts.delete, "to delete"),
      (counts.keep, "to let go of"), (counts.none, "unchanged"),
    ]
    let said = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "  Resources: " + (said.isEmpty ? "none" : said.joined(separator: ", ")) + "."
  }

  private func heading(_ plan: Plan) -> String {
    let what =
      switch plan.operation {
      case .create: "will be created"
      case .update, .replace, .mayReplace: plan.isEmpty ? "is up to date" : "will be updated"
      case .delete, .keep: "will be deleted"
      case .none: "does not exist"
      }
    return "Stack \(plan.target.stack) \(what) (\(plan.target.stackName))"
  }

  /// How many resources get the tags of the stack: none of them is listed for that.
  private func tagged(_ plan: Plan) -> [String] {
    let count = plan.resources.filter { $0.updates.contains { $0.causes == [.stackTags] } }.count
    guard count > 0 else { return [] }
    return ["      put on \(count) \(count == 1 ? "resource" : "resources") that stay"]
  }

  private static func isOfTagsAlone(_ resource: ResourceChange) -> Bool {
    resource.action == .update && resource.hidden.isEmpty
      && resource.updates.allSatisfy { $0.causes == [.stackTags] }
  }

  private func protection(_ plan: Plan) -> [String] {
    guard let protection = plan.protection else { return [] }
    let change = protection ? "off → on" : "on → off"
    return ["    \(mark(.update)) \(plan.operation == .create ? "on" : change)"]
  }

  private func remains(_ plan: Plan) -> [String] {
    guard let remains = plan.remains else { return [] }
    let what =
      plan.operation == .create
      ? "Its creation failed. What that left is removed first, unless it holds something."
      : "Its creation failed. What that left is removed."
    return wrapped(what, 2)
      + (remains.reason.map { wrapped("The reason was: " + Visible.line($0), 2) } ?? [])
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", "  \(title):"] + lines
  }

  // MARK: - Parts

  private func lines(
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
  private func lines(
    ofUpdates resource: ResourceChange, _ words: UpdateWords, _ values: ValueText
  ) -> [String] {
    resource.shownUpdates.filter { $0.causes != [.stackTags] }
      .flatMap { lines(of: $0, words, values) } + lines(ofHidden: resource)
  }

  /// One property, with before and after, and what it does.
  private func lines(
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
  private func lines(ofOpenCondition resource: ResourceChange) -> [String] {
    guard let condition = resource.openCondition else { return [] }
    let name = Visible.line(condition)
    guard resource.mayGo else { return lines(ofComing: name) }
    let isKept = resource.action == .keep
    return wrapped(
      "MAY \(isKept ? "LEAVE THE STACK" : "BE GONE"): its condition `\(name)` hangs on what is not "
        + "known yet" + (isKept ? "" : "; what it holds is at risk"), 6)
  }

  private func lines(ofComing condition: String) -> [String] {
    wrapped("only if its condition `\(condition)` holds, which is not known yet", 6)
  }

  /// The properties and attributes of a resource that is new, one to a line.
  private func members(of entry: Value?, _ values: ValueText) -> [String] {
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
  private static func isOwn(_ member: Value.Object.Member) -> Bool {
    guard member.key == "Metadata", case .object(let metadata) = member.value else { return false }
    return metadata.count == 1 && metadata["Esteira"] != nil
  }

  private func lines(
    of output: OutputChange, _ names: [String: String], _ values: ValueText
  ) -> [String] {
    guard output.action != .none else { return [] }
    let name = names[output.id] ?? output.id
    let before = text(ofOutput: output.before, values)
    let after = text(ofOutput: output.after, values)
    if let condition = output.openCondition {
      let condition = Visible.line(condition)
      guard output.mayGo else {
        return lines(name, nil, after, indent: 4) + lines(ofComing: condition)
      }
      return lines(name, before, nil, indent: 4)
        + wrapped("MAY BE GONE: its condition `\(condition)` hangs on what is not known yet", 6)
        + (before == after ? [] : lines(name, before, after, indent: 6))
    }
    guard before == after, case .object(let old)? = output.before,
      case .object(let new)? = output.after
    else { return lines(name, before, after, indent: 4) }
    // The value stays, and something beside it changes.
    return ["Description", "Export", "Condition"].flatMap { key -> [String] in
      let (before, after) = (old[key].map(values.text), new[key].map(values.text))
      return old[key] == new[key] ? [] : lines("\(name) \(key)", before, after, indent: 4)
    }
  }

  private func text(ofOutput entry: Value?, _ values: ValueText) -> String? {
    guard case .object(let object)? = entry else { return entry.map(values.text) }
    return object["Value"].map(values.text)
  }

  private func lines(of change: ParameterChange) -> [String] {
    let after = change.after.map { setting in
      guard case .hidden(let value) = setting, change.before != nil else {
        return text(of: setting)
      }
      return Self.hidden(value)
    }
    return lines(change.name, change.before.map(text(of:)), after, indent: 4)
  }

  /// What a hidden value is beside the recorded one.
  private static func hidden(_ value: HiddenValue) -> String {
    switch value {
    case .recorded: "(hidden)"
    case .other: "(hidden, another value)"
    case .unknown: "(hidden, cannot tell whether it changed)"
    }
  }

  /// What hangs on hidden values alone; of all else the changes tell.
  private func lines(ofHidden resource: ResourceChange) -> [String] {
    let told = resource.updates.map(\.path)
    return resource.hidden.filter { !told.contains($0.path) }.flatMap { change in
      lines(
        Self.name(of: change.path), Self.hidden(.recorded),
        Self.hidden(change.isCertain ? .other : .unknown), indent: 6)
        + UpdateWords(names: [:]).words(change.effect, change.ground, isCertain: change.isCertain)
        .flatMap { wrapped($0, 10) }
    }
  }

  /// A property, or an attribute, as it is called in a plan.
  private static func name(of path: Path) -> String {
    let text = path.description
    return text.hasPrefix("Properties.") ? String(text.dropFirst("Properties.".count)) : text
  }

  private func text(of setting: ParameterSetting) -> String {
    switch setting {
    case .text(let text): ValueText.quoted(text)
    case .hidden: Self.hidden(.recorded)
    case .later(let outputs): "(known after \(Self.listed(outputs)) applied)"
    case .awaiting(let asset): "(known once \(Visible.line(asset)) is in place)"
    }
  }

  /// The stacks that outputs are of: "`platform` is", "`a` and `b` are".
  private static func listed(_ outputs: [String]) -> String {
    var names: [String] = []
    for output in outputs {
      let name = "`\(Visible.line(String(output.prefix { $0 != "." })))`"
      if !names.contains(name) { names.append(name) }
    }
    guard let last = names.last, names.count > 1 else { return (names.first ?? "") + " is" }
    return names.dropLast().joined(separator: ", ") + " and \(last) are"
  }

  private func lines(of change: TagChange) -> [String] {
    lines(
      change.key, change.before.map(ValueText.quoted), change.after.map(ValueText.quoted),
      indent: 4)
  }

  /// One change: on a line where it fits, else before and after below each other.
  private func lines(
    _ name: String, _ before: String?, _ after: String?, indent: Int
  ) -> [String] {
    let space = String(repeating: " ", count: indent)
    let name = Visible.line(name)
    switch (before, after) {
    case (nil, nil): return []
    case (nil, let after?): return marked(.create, "\(name): \(after)", indent)
    case (let before?, nil): return marked(.delete, "\(name): \(before)", indent)
    case (let before?, let after?):
      let line = "\(name): \(before) → \(after)"
      if DisplayWidth.of(line[...]) + indent + 2 <= width {
        return marked(.update, line, indent)
      }
      return ["\(space)\(mark(.update)) \(name):"]
        + wrapped(before, indent + 6, first: "- ") + wrapped(after, indent + 6, first: "+ ")
    }
  }

  private func marked(_ action: Action, _ text: String, _ indent: Int) -> [String] {
    var lines = broken(Wrapping.lines(of: text, width: width - indent - 2), width - indent - 2)
    let space = String(repeating: " ", count: indent)
    lines = lines.map { "\(space)  \($0)" }
    if let first = lines.first {
      lines[0] = "\(space)\(mark(action)) \(first.dropFirst(indent + 2))"
    }
    return lines
  }

  private func wrapped(_ text: String, _ indent: Int, first: String = "") -> [String] {
    let space = String(repeating: " ", count: indent)
    return broken(Wrapping.lines(of: first + text, width: width - indent), width - indent)
      .map { space + $0 }
  }

  /// Lines in which even a word that is too long is broken. A sign that stands alone before one
  /// stays with it.
  private func broken(_ lines: [String], _ width: Int) -> [String] {
    var result: [String] = []
    for line in lines {
      var rest = line[...]
      if let last = result.last, last == "-" || last == "+" {
        rest = "\(last) \(line)"[...]
        result.removeLast()
      }
      while DisplayWidth.of(rest) > width {
        var piece = rest.prefix(width)
        while DisplayWidth.of(piece) > width { piece = piece.dropLast() }
        result.append(String(piece))
        rest = rest.dropFirst(piece.count)
      }
      result.append(String(rest))
    }
    return result
  }

  private func mark(_ action: Action) -> String {
    switch action {
    case .create: style.paint("+", .added)
    case .update: style.paint("~", .changed)
    case .replace: style.paint("±", .removed)
    case .mayReplace: style.paint("?", .removed)
    case .delete: style.paint("-", .removed)
    case .keep: style.paint("=", .note)
    case .none: " "
    }
  }
}
