internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Which outputs of a project's stacks show secrets: what a template marks `NoEcho`, and what stack
/// files make of it.
struct HidingStacks {
  private var disclosures: [String: Disclosure] = [:]
  private var settled: [StackOutput: Bool] = [:]

  /// Whether an output shows one, or may. Of what stack files make it is enough that there is a way
  /// from one to the other: what their resources show of it is not looked at.
  mutating func hides(
    _ output: StackOutput, in environment: Environment, of project: Project
  ) -> Bool {
    if let known = settled[output] { return known }
    // What comes round to itself tells nothing that is not found on the way.
    settled[output] = false
    let isHidden = shows(output, in: environment, of: project)
    settled[output] = isHidden
    return isHidden
  }

  private mutating func shows(
    _ output: StackOutput, in environment: Environment, of project: Project
  ) -> Bool {
    guard let stack = project.stack(named: output.stack) else { return false }
    let file = project.file(of: stack, in: environment).stack
    if let template = file.template {
      let name = ProjectFiles.TemplateName(
        stackFile: template.place.source.name, path: template.path)
      guard let named = project.templates[name] else { return false }
      if disclosures[stack.name] == nil {
        disclosures[stack.name] = Disclosure(of: named.template)
      }
      return disclosures[stack.name]?.tells(output: output.logicalID) == true
    }
    guard let value = file.outputs.first(where: { $0.name == output.name })?.value else {
      return false
    }
    var resources: [String: StackFile.Resource] = [:]
    for resource in file.resources {
      for part in resource.possibleParts { resources[part.logicalID] = resource }
    }
    for resource in file.resources { resources[resource.name] = resource }
    var seen: Set<String> = []
    var open = [value]
    while let node = open.popLast() {
      for name in node.named {
        let first = String(name.prefix { $0 != "." })
        if let resource = resources[first] {
          if seen.insert(resource.name).inserted { open.append(resource.node) }
        } else if let other = project.stack(named: first), other.name != stack.name,
          let read = project.outputs(of: other, in: environment)?.first(where: {
            $0.reference == name
          }), hides(read, in: environment, of: project)
        {
          return true
        }
      }
    }
    return false
  }
}

extension Node {
  /// What texts below the node name, in any of the ways there are: a text may be the argument of a
  /// function.
  fileprivate var named: [String] {
    var names: [String] = []
    var open = [self]
    while let node = open.popLast() {
      switch node.kind {
      case .scalar:
        names.append(node.text)
        if ReferenceText.isNeeded(for: node.text) {
          names += ReferenceText(node.text).references.map(\.body)
        }
      case .sequence: open += node.elements
      case .mapping: open += node.entries.map(\.value)
      case .alias: open.append(node.resolved)
      }
    }
    return names
  }
}
