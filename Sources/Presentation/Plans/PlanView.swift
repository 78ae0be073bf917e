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

  func render(
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

  func heading(_ plan: Plan) -> String {
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
  func tagged(_ plan: Plan) -> [String] {
    let count = plan.resources.filter { $0.updates.contains { $0.causes == [.stackTags] } }.count
    guard count > 0 else { return [] }
    return ["      put on \(count) \(count == 1 ? "resource" : "resources") that stay"]
  }

  static func isOfTagsAlone(_ resource: ResourceChange) -> Bool {
    resource.action == .update && resource.hidden.isEmpty
      && resource.updates.allSatisfy { $0.causes == [.stackTags] }
  }

  func protection(_ plan: Plan) -> [String] {
    guard let protection = plan.protection else { return [] }
    let change = protection ? "off → on" : "on → off"
    return ["    \(mark(.update)) \(plan.operation == .create ? "on" : change)"]
  }

  func remains(_ plan: Plan) -> [String] {
    guard let remains = plan.remains else { return [] }
    let what =
      plan.operation == .create
      ? "Its creation failed. What that left is removed first, unless it holds something."
      : "Its creation failed. What that left is removed."
    return wrapped(what, 2)
      + (remains.reason.map { wrapped("The reason was: " + Visible.line($0), 2) } ?? [])
  }

  func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", "  \(title):"] + lines
  }
}
