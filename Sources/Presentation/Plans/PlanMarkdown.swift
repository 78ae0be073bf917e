package import Planning

/// Draws plans for the comment of a merge request: a table first, each stack's details folded.
package struct PlanMarkdown: Sendable {
  package var heading: String
  /// How many bytes the text has at most: GitHub takes 65,536 characters in a comment.
  package var limit: Int

  package init(heading: String, limit: Int = 60_000) {
    self.heading = heading
    self.limit = limit
  }

  /// The plan of one stack.
  package struct Part: Sendable {
    package var plan: Plan
    package var names: [String: String]
    package var outputNames: [String: String]

    package init(
      plan: Plan, names: [String: String], outputNames: [String: String]? = nil
    ) {
      self.plan = plan
      self.names = names
      self.outputNames = outputNames ?? names
    }
  }

  /// The text; what does not fit is left out from the end, and named.
  package func render(_ parts: [Part], notes: [String] = []) -> String {
    var text = "### Plan\n\n\(Self.escaped(heading))\n\n"
    let changed = parts.filter { !$0.plan.isEmpty }
    if changed.isEmpty {
      text += "Nothing to do.\n"
    } else {
      text += table(changed)
    }
    for line in warnings(changed) + notes { text += "\n- \(line)" }
    if !text.hasSuffix("\n") { text += "\n" }
    var left: [String] = []
    for part in changed {
      let details = self.details(of: part)
      if left.isEmpty, text.utf8.count + details.utf8.count + 400 <= limit {
        text += details
      } else {
        left.append(part.plan.target.stack)
      }
    }
    if !left.isEmpty {
      let names = left.prefix(10).map { "`\(Self.code($0))`" }.joined(separator: ", ")
      let more = left.count > 10 ? " and \(left.count - 10) more" : ""
      text +=
        "\n**Cut:** the details of \(names)\(more) do not fit here; `esteira plan` shows them.\n"
    }
    return text
  }

  private func table(_ parts: [Part]) -> String {
    var text = "| Stack | create | update | replace | may be replaced | delete |\n"
    text += "|---|---:|---:|---:|---:|---:|\n"
    for part in parts {
      let counts = part.plan.counts
      let cells = [
        counts.create, counts.update, counts.replace, counts.mayReplace,
        counts.delete + counts.keep,
      ].map { $0 == 0 ? "" : "\($0)" }
      text += "| `\(Self.code(part.plan.target.stack))` | \(cells.joined(separator: " | ")) |\n"
    }
    return text
  }

  /// What nobody should overlook, whatever is folded or cut; the first of it where there is much.
  private func warnings(_ parts: [Part]) -> [String] {
    let lines = parts.flatMap { part in
      part.plan.resources.compactMap { resource -> String? in
        let name =
          "`\(Self.code(part.plan.target.stack)).\(Self.code(part.names[resource.id] ?? resource.id))`"
        let data = resource.dataAtRisk
        switch resource.action {
        case .replace: return "\(name) is **replaced**" + (data.map { "; lost: \($0)" } ?? "")
        case .mayReplace:
          return "\(name) **may be replaced**" + (data.map { "; lost: \($0)" } ?? "")
        case .delete: return data.map { "\(name) is **deleted**; lost: \($0)" }
        case .create, .update, .keep, .none: return nil
        }
      }
    }
    guard lines.count > 50 else { return lines }
    return lines.prefix(50) + ["… and \(lines.count - 50) more"]
  }

  private func details(of part: Part) -> String {
    let text = PlanView(style: .plain, width: 100).render(
      part.plan, names: part.names, outputNames: part.outputNames)
    // A fence is longer than any run of backticks in what it holds.
    let fence = String(repeating: "`", count: max(3, Self.longestRun(of: "`", in: text) + 1))
    return """

      <details><summary>\(Self.escaped(part.plan.target.stack))</summary>

      \(fence)text
      \(text)\(fence)

      </details>

      """
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for found in text {
      current = found == character ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// A text that Markdown takes as it is.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in Visible.line(text) {
      if "\\`*_{}[]<>#|!&@~".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// A text inside of backticks, in a table.
  private static func code(_ text: String) -> String {
    Visible.line(text).replacing("`", with: "'").replacing("|", with: "\\|")
  }
}
