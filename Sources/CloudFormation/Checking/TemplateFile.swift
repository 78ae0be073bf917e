package import Diagnostics
package import Documents

/// A template as it was read from a file: its value, and where its parts are written.
package struct TemplateFile {
  package let value: Value
  let root: Node

  /// Takes the document of a file.
  package init(_ root: Node, _ value: Value) {
    self.root = root
    self.value = value
  }

  /// Whether a text that could not be read whole looks like a template.
  package static func mayBeTemplate(_ root: Node) -> Bool {
    let keys = root.resolved.entries.filter { $0.key.kind == .scalar }.map(\.key.text)
    return keys.contains("AWSTemplateFormatVersion") || keys.contains("Resources")
  }

  /// Whether a file that nobody named is to be taken for a template: it says so, or it has resources
  /// with types.
  package static func isTemplate(_ value: Value) -> Bool {
    guard let body = value.object else { return false }
    if body["AWSTemplateFormatVersion"] != nil { return true }
    guard let resources = body["Resources"]?.object else { return false }
    return resources.members.contains { member in
      member.value.object?["Type"]?.text?.contains("::") ?? false
    }
  }

  /// The place of a finding, or of the nearest thing around it.
  package func place(of finding: Finding) -> Place {
    place(of: finding.path, isAboutKey: finding.isAboutKey)
  }

  /// The place that a path leads to, or of the nearest thing around it.
  package func place(of path: Path, isAboutKey: Bool = false) -> Place {
    var node = root.resolved
    var place = root.place
    steps: for (index, step) in path.steps.enumerated() {
      switch step {
      case .key(let key):
        // A function's short form is a tag on what it takes.
        if let tag = node.tag, Self.name(ofTag: tag) == key {
          place = node.place
          continue
        }
        for entry in node.fields where entry.key.kind == .scalar && entry.key.text == key {
          let isLast = index == path.steps.count - 1
          node = entry.value.resolved
          place = isLast && isAboutKey ? entry.key.place : node.place
          // What is not written has no place of its own.
          if place.span.isEmpty { place = entry.key.place }
          continue steps
        }
        return place
      case .index(let index):
        if node.kind == .mapping, let key = node.entries.first(where: { Int($0.key.text) == index })
        {
          node = key.value.resolved
          place = isAboutKey ? key.key.place : node.place
          continue
        }
        guard node.kind == .sequence else { continue }
        let elements = Array(node.elements)
        guard index < elements.count else { return place }
        node = elements[index].resolved
        place = node.place
      }
    }
    return place
  }

  private static func name(ofTag tag: String) -> String? {
    guard tag.hasPrefix("!") else { return nil }
    let name = String(tag.dropFirst())
    return name == "Ref" || name == "Condition" ? name : "Fn::" + name
  }
}
