package import Diagnostics
package import Documents

/// Where in a stack file the parts of its template come from.
package struct Origins: Sendable {
  private let resources: [String: StackFile.Resource]
  private let outputs: [String: StackFile.Output]
  private let stack: Place
  /// Where the stack file's own keys stand, by the sections that come from them.
  private let sections: [String: Place]
  /// The template's own text, where the stack is one.
  private let template: Node?

  private static let keys = [
    "Type": "type", "Properties": "properties", "DependsOn": "depends-on",
    "DeletionPolicy": "deletion-policy", "UpdateReplacePolicy": "update-replace-policy",
    "CreationPolicy": "creation-policy", "UpdatePolicy": "update-policy", "Metadata": "metadata",
  ]

  /// `owners` are the names of the resources by the logical ids that they became.
  init(_ stack: StackFile, owners: [String: String]) {
    let named = Dictionary(
      stack.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    resources = owners.compactMapValues { named[$0] }
    outputs = Dictionary(
      stack.outputs.map { ($0.logicalID, $0) }, uniquingKeysWith: { first, _ in first })
    self.stack = stack.place
    var sections: [String: Place] = [:]
    for (section, key) in [
      "Description": "description", "Resources": "resources", "Outputs": "outputs",
    ] {
      sections[section] =
        stack.root.fields.first { $0.key.kind == .scalar && $0.key.text == key }?
        .key.place
    }
    self.sections = sections
    template = nil
  }

  init(template: Node) {
    (resources, outputs) = ([:], [:])
    stack = template.place
    sections = [:]
    self.template = template
  }

  /// The place of what stands at a path of the template, or of the nearest thing around it.
  /// Of a key and its value the one that is meant.
  package func place(of path: Path, isAboutKey: Bool = false) -> Place {
    if let template {
      return Self.place(of: path.steps[...], below: template, at: stack, isAboutKey)
    }
    guard path.steps.count > 1, case .key(let section) = path.steps[0],
      case .key(let id) = path.steps[1]
    else {
      guard case .key(let section)? = path.steps.first else { return stack }
      return sections[section] ?? stack
    }
    let rest = path.steps[2...]
    switch section {
    case "Resources":
      guard let resource = resources[id] else { return stack }
      guard case .key(let attribute)? = rest.first, let key = Self.keys[attribute],
        let node = resource.fields[key], let place = resource.fields.place(of: key)
      else { return resource.place }
      return Self.place(of: rest.dropFirst(), below: node, at: place, isAboutKey)
    case "Outputs":
      guard let output = outputs[id] else { return stack }
      guard case .key("Value")? = rest.first else {
        return rest.isEmpty ? output.place : output.description?.place ?? output.place
      }
      return Self.place(of: rest.dropFirst(), below: output.value, at: output.place, isAboutKey)
    default: return stack
    }
  }

  /// Whether a mistake that is known lies in what a path of the template comes from. Of a mapping
  /// that only lacks a property, `lack` says so in words: its keys count alone, and what is written
  /// is not missing.
  func holdsMistake(_ mistakes: [Span], at path: Path, lack: String?) -> Bool {
    guard path.steps.count > 2, case .key(let id) = path.steps[1],
      case .key(let attribute) = path.steps[2], let resource = resources[id],
      let key = Self.keys[attribute], var node = resource.fields[key]
    else { return true }
    var spans = [node.span]
    for step in path.steps.dropFirst(3) {
      switch step {
      case .key(let key):
        guard
          let entry = node.fields.first(where: { $0.key.kind == .scalar && $0.key.text == key })
        else { return true }
        spans = [entry.key.span, entry.value.span]
        node = entry.value.resolved
      case .index(let index):
        guard let element = Array(node.elements).element(at: index)?.resolved else { return true }
        spans = [element.span]
        node = element
      }
    }
    if let lack {
      let keys = node.fields.map(\.key)
      if keys.contains(where: { lack.contains("`\($0.text)`") }) { return true }
      spans = keys.map(\.span)
    }
    return spans.contains { span in
      mistakes.contains { span.start <= $0.start && $0.end <= span.end }
    }
  }

  /// Follows the steps as far as the file has them: collections are shown by their keys.
  private static func place(
    of steps: ArraySlice<Path.Step>, below node: Node, at place: Place, _ isAboutKey: Bool
  ) -> Place {
    var (node, place) = (node, place)
    var isFound = false
    steps: for (index, step) in steps.enumerated() {
      switch step {
      case .key(let key):
        for entry in node.fields where entry.key.kind == .scalar && entry.key.text == key {
          (node, place) = (entry.value, entry.key.place)
          isFound = index == steps.count - 1
          continue steps
        }
        break steps
      case .index(let index):
        guard let element = Array(node.elements).element(at: index) else { break steps }
        (node, place) = (element.resolved, element.resolved.place)
      }
    }
    if isAboutKey, isFound { return place }
    return node.kind == .scalar && node.style != .absent ? node.place : place
  }
}

extension Array {
  fileprivate func element(at index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
