package import CloudFormation
internal import Documents

/// Shows what is known of a resource type or of one of its properties.
package struct FactsView: Sendable {
  package var width: Int
  private static let label = 14

  package init(width: Int = 80) {
    self.width = width
  }

  /// A type: what holds for it as a whole, then its properties.
  package func render(_ facts: TypeFacts) -> String {
    var lines = title(facts.name)
    if let reference = facts.reference {
      let members = reference.members.map(\.description).joined(separator: " | ")
      lines += row(
        "Ref", members.isEmpty ? reference.kind.rawValue : members + ", \(reference.kind)")
    }
    lines += row("GetAtt", facts.attributes.joined(separator: ", "))
    lines += row("found by", facts.primaryIdentifier.map(\.description).joined(separator: " | "))
    for other in facts.additionalIdentifiers {
      lines += row("also found by", other.map(\.description).joined(separator: " | "))
    }
    lines += row("updates", FactsWords.updates(of: facts))
    for (name, paths) in FactsWords.lists(of: facts) {
      lines += row(name, paths.map(\.description).joined(separator: ", "))
    }
    lines += row("holds data", facts.data ?? "no")
    if let tagging = facts.tagging { lines += row("tags", FactsWords.tagging(tagging)) }
    if let lifecycle = facts.lifecycle {
      let date = lifecycle.date.map { " from \($0) on" } ?? ""
      lines += row("lifecycle", lifecycle.status + date)
    }
    if let regions = facts.regions { lines += row("regions", FactsWords.regions(regions)) }
    for handler in facts.handlers ?? [] {
      let minutes = handler.timeoutMinutes.map { "up to \($0) min; " } ?? ""
      let needs = handler.permissions.joined(separator: ", ")
      lines += row("\(handler.operation)", minutes + (needs.isEmpty ? "needs nothing" : needs))
    }
    lines += rules(facts.root)
    lines += properties(of: facts, in: facts.root, at: PropertyPath(steps: []))
    return lines.joined(separator: "\n") + "\n"
  }

  /// A property: what its values are like, what changing it does, and the properties in it.
  package func render(_ property: PropertyFacts, of facts: TypeFacts) -> String {
    let schema = property.schema
    var lines = title("\(facts.name) \(property.path)")
    lines += row("type", FactsWords.type(of: schema))
    lines += row("is", FactsWords.marks(of: property, in: facts).joined(separator: ", "))
    if !facts.isReadOnly(property.path) {
      lines += row("update", FactsWords.update(facts.update(of: property.path)))
    }
    lines += rules(schema)
    lines += ends(of: facts, at: property.path)
    if let items = schema.items, items.types.intersection([.object, .array]).isEmpty {
      lines += ["", "Each item:", ""] + row("type", FactsWords.type(of: items)) + rules(items)
    }
    lines += properties(of: facts, in: schema, at: property.path)
    return lines.joined(separator: "\n") + "\n"
  }

  /// When the values of a property end.
  private func ends(of facts: TypeFacts, at path: PropertyPath) -> [String] {
    let ends = facts.valueEnds.filter { $0.property == path }
    guard !ends.isEmpty else { return [] }
    let rows = ends.flatMap { row($0.value, FactsWords.end($0), label: 16) }
    return ["", "Values that come to their ends:", ""] + rows
  }

  private func title(_ subject: String) -> [String] {
    let text = "\(subject) (facts of \(Facts.date))"
    return Wrapping.lines(of: text, width: width).flatMap { cut($0, to: width) } + [""]
  }

  private func rules(_ schema: SchemaFacts) -> [String] {
    FactsWords.rules(of: schema).flatMap { row($0.name, $0.text) }
  }

  private func properties(
    of facts: TypeFacts, in schema: SchemaFacts, at path: PropertyPath
  ) -> [String] {
    let members = schema.reachableProperties
    guard !members.isEmpty else { return [] }
    let longest = min(members.map(\.name.count).max() ?? 0, 36)
    var lines = ["", "Properties:", ""]
    for member in members {
      let place = PropertyPath(steps: path.steps + [member.name])
      guard let property = facts.property(at: place) else { continue }
      let marks = FactsWords.marks(of: property, in: facts, withUpdate: true)
      let text = ([FactsWords.type(of: member.schema)] + marks).joined(separator: ", ")
      lines += row(member.name, text, label: longest + 2)
    }
    return lines
  }

  /// A label and a text that is wrapped beside it; a label that is too long stands above.
  private func row(_ name: String, _ text: String, label: Int = Self.label) -> [String] {
    guard !text.isEmpty else { return [] }
    let margin = String(repeating: " ", count: label + 2)
    let room = width - label - 2
    let wrapped = Wrapping.lines(of: Visible.line(text), width: room).flatMap { cut($0, to: room) }
    let padding = label - name.count
    if padding < 1 { return ["  " + name] + wrapped.map { margin + $0 } }
    let first = "  " + name + String(repeating: " ", count: padding) + wrapped[0]
    return [first] + wrapped.dropFirst().map { margin + $0 }
  }

  /// Patterns are single words, and may be long.
  private func cut(_ line: String, to room: Int) -> [String] {
    var rest = Substring(line)
    var pieces: [String] = []
    repeat {
      pieces.append(String(rest.prefix(room)))
      rest = rest.dropFirst(room)
    } while !rest.isEmpty
    return pieces
  }
}
