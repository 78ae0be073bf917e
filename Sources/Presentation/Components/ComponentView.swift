package import Stacks

/// Shows the components of the catalogue, and one's reference page, in the terminal.
package struct ComponentView: Sendable {
  package var width: Int

  package init(width: Int = 80) {
    self.width = width
  }

  /// The names with what each is.
  package func list(_ components: [Component]) -> String {
    let longest = components.map(\.name.count).max() ?? 0
    return text(components.flatMap { row($0.name, [$0.summary], label: longest) })
  }

  /// All that there is to know of a component.
  package func page(_ component: Component) -> String {
    var lines = wrap("\(component.name): \(component.summary)")
    if !component.details.isEmpty { lines += [""] + wrap(component.details) }
    lines += fields(component) + attributes(component) + parts(component)
    for example in component.examples {
      lines += ["", "\(example.title):", ""]
      lines += Visible.lines(example.text).map { $0.isEmpty ? "" : "  " + $0 }
      while lines.last == "" { lines.removeLast() }
    }
    return text(lines)
  }

  private func fields(_ component: Component) -> [String] {
    let places = component.allFields
    guard !places.isEmpty else { return [] }
    let longest = min(places.map(\.path.count).max() ?? 0, 24)
    var lines = ["", "Fields:"]
    for place in places {
      let words = ComponentWords(place.field)
      lines += [""]
      lines += row(place.path, [words.takes, words.summary, words.examples], label: longest)
    }
    return lines
  }

  private func attributes(_ component: Component) -> [String] {
    guard !component.attributes.isEmpty else {
      return ["", "A reference to it is a handle, which only fields take."]
    }
    let longest = component.attributes.map(\.name.count).max() ?? 0
    let bare = component.bareAttribute.map { "`${name}` alone is its `\($0.name)`" }
    let lines = component.attributes.flatMap { row($0.name, [$0.summary], label: longest) }
    return ["", "Attributes, as in `${name.\(component.attributes[0].name)}`:", ""] + lines + [""]
      + wrap((bare ?? "`${name}` alone is a handle, which only fields take") + ".")
  }

  private func parts(_ component: Component) -> [String] {
    let ids = component.parts.map { ($0.logicalID(of: "name"), $0.type) }
    let longest = ids.map(\.0.count).max() ?? 0
    return ["", "A resource called `name` becomes, as far as its fields ask for it:", ""]
      + ids.flatMap { row($0.0, [$0.1], label: longest) }
  }

  private func wrap(_ text: String) -> [String] {
    Wrapping.lines(of: Visible.lines(text).joined(separator: "\n"), width: width)
  }

  /// A label and texts that are wrapped beside it; a label that is too long stands above.
  private func row(_ name: String, _ texts: [String], label: Int) -> [String] {
    let margin = String(repeating: " ", count: label + 4)
    let lines = texts.filter { !$0.isEmpty }
      .flatMap { Wrapping.lines(of: Visible.line($0), width: width - margin.count) }
    if name.count > label { return ["  " + name] + lines.map { margin + $0 } }
    let padding = String(repeating: " ", count: label + 2 - name.count)
    return ["  " + name + padding + (lines.first ?? "")] + lines.dropFirst().map { margin + $0 }
  }

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
