internal import Diagnostics
internal import Documents

/// What one stack of a project does for all of an account in a region.
extension StackLowering {
  /// Reports a resource that does so although another stack does, or a resource of the type itself:
  /// whichever is deployed last would count, and whichever goes first would be missed.
  mutating func checkSole(_ resource: StackFile.Resource, _ component: Component) {
    guard let sole = component.sole, Self.makes(sole, resource) else { return }
    let stacks = project.stacks.sorted { $0.name.precedes($1.name) }
    for other in stacks {
      let file = other.name == stack.name ? stack : project.file(of: other, in: environment).stack
      let rival = file.resources.first { candidate in
        guard other.name != stack.name else { return candidate.isRaw(sole.type) }
        // Of two that choose it, the second is told.
        return candidate.isRaw(sole.type)
          || other.name.precedes(stack.name) && Self.makes(sole, candidate)
      }
      guard let rival else { continue }
      let node = resource.node[sole.field]
      diagnostics.append(
        Diagnostic(
          StackCode.conflictingKeys, .error,
          "\(sole.what) is one for all of an account in a region, and `\(rival.name)` of the stack `\(file.name)` sets it",
          at: node?.place ?? resource.place,
          notes: [.init("it is set here", at: rival.place)],
          hint: .init("let one of them set it: remove `\(sole.field): \(sole.value)` here")))
      return
    }
  }

  /// Whether a resource makes the choice.
  private static func makes(_ sole: Component.Sole, _ resource: StackFile.Resource) -> Bool {
    guard case .component(let component) = resource.kind, component.sole?.type == sole.type else {
      return false
    }
    return resource.node[sole.field]?.resolved.text == sole.value
  }
}

extension StackFile.Resource {
  /// Whether it is a raw resource of a type.
  fileprivate func isRaw(_ type: String) -> Bool {
    if case .raw(type) = kind { true } else { false }
  }
}
