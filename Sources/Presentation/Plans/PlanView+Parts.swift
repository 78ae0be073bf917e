internal import CloudFormation
internal import Documents
internal import Planning

extension PlanView {
  /// An output, with its value.
  func lines(
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

  func text(ofOutput entry: Value?, _ values: ValueText) -> String? {
    guard case .object(let object)? = entry else { return entry.map(values.text) }
    return object["Value"].map(values.text)
  }

  func lines(of change: ParameterChange) -> [String] {
    let after = change.after.map { setting in
      guard case .hidden(let value) = setting, change.before != nil else {
        return text(of: setting)
      }
      return Self.hidden(value)
    }
    return lines(change.name, change.before.map(text(of:)), after, indent: 4)
  }

  /// What a hidden value is beside the recorded one.
  static func hidden(_ value: HiddenValue) -> String {
    switch value {
    case .recorded: "(hidden)"
    case .other: "(hidden, another value)"
    case .unknown: "(hidden, cannot tell whether it changed)"
    }
  }

  /// What hangs on hidden values alone; of all else the changes tell.
  func lines(ofHidden resource: ResourceChange) -> [String] {
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
  static func name(of path: Path) -> String {
    let text = path.description
    return text.hasPrefix("Properties.") ? String(text.dropFirst("Properties.".count)) : text
  }

  func text(of setting: ParameterSetting) -> String {
    switch setting {
    case .text(let text): ValueText.quoted(text)
    case .hidden: Self.hidden(.recorded)
    case .later(let outputs): "(known after \(Self.listed(outputs)) applied)"
    case .awaiting(let asset): "(known once \(Visible.line(asset)) is in place)"
    }
  }

  /// The stacks that outputs are of: "`platform` is", "`a` and `b` are".
  static func listed(_ outputs: [String]) -> String {
    var names: [String] = []
    for output in outputs {
      let name = "`\(Visible.line(String(output.prefix { $0 != "." })))`"
      if !names.contains(name) { names.append(name) }
    }
    guard let last = names.last, names.count > 1 else { return (names.first ?? "") + " is" }
    return names.dropLast().joined(separator: ", ") + " and \(last) are"
  }

  func lines(of change: TagChange) -> [String] {
    lines(
      change.key, change.before.map(ValueText.quoted), change.after.map(ValueText.quoted),
      indent: 4)
  }

  /// One change: on a line where it fits, else before and after below each other.
  func lines(
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

  func marked(_ action: Action, _ text: String, _ indent: Int) -> [String] {
    var lines = broken(Wrapping.lines(of: text, width: width - indent - 2), width - indent - 2)
    let space = String(repeating: " ", count: indent)
    lines = lines.map { "\(space)  \($0)" }
    if let first = lines.first {
      lines[0] = "\(space)\(mark(action)) \(first.dropFirst(indent + 2))"
    }
    return lines
  }

  func wrapped(_ text: String, _ indent: Int, first: String = "") -> [String] {
    let space = String(repeating: " ", count: indent)
    return broken(Wrapping.lines(of: first + text, width: width - indent), width - indent)
      .map { space + $0 }
  }

  /// Lines in which even a word that is too long is broken. A sign that stands alone before one
  /// stays with it.
  func broken(_ lines: [String], _ width: Int) -> [String] {
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

  func mark(_ action: Action) -> String {
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
