package import Documents

/// Finds what values refer to.
package enum References {
  /// Every reference within a value, in the order of the text.
  ///
  /// - Parameter amongConditions: Whether the value is a condition's expression, where
  ///   `{"Condition": name}` is a reference.
  package static func within(
    _ value: Value, at path: Path = Path(), amongConditions: Bool = false
  ) -> [Reference] {
    var walk = ReferenceWalk()
    walk.visit(value, path, amongConditions)
    return walk.found
  }

  /// What a value names, and whether that is all: names may be made by functions, and what a macro
  /// or an unrolled loop puts there is not known.
  package static func reading(
    _ value: Value, amongConditions: Bool = false
  ) -> (found: [Reference], isAll: Bool) {
    var walk = ReferenceWalk()
    walk.visit(value, Path(), amongConditions)
    return (walk.found, walk.isAll)
  }

  /// Every reference of a resource's entry: its properties, policies and metadata, `DependsOn` and
  /// `Condition`. Paths begin at the entry.
  package static func of(_ resource: Template.Resource) -> [Reference] {
    var found: [Reference] = []
    for member in resource.body.members {
      let path = Path([.key(member.key)])
      switch Template.ResourceAttribute(rawValue: member.key) {
      case .dependsOn?:
        switch member.value {
        case .array(let elements):
          for (index, element) in elements.enumerated() {
            if let id = element.text {
              found.append(Reference(.dependsOn(id), at: path.appending(index)))
            }
          }
        default:
          if let id = member.value.text { found.append(Reference(.dependsOn(id), at: path)) }
        }
      case .condition?:
        if let name = member.value.text { found.append(Reference(.condition(name), at: path)) }
      case .type?: break
      default: found += within(member.value, at: path)
      }
    }
    return found
  }

  /// Every reference of an output's entry. Paths begin at the entry.
  package static func of(_ output: Template.Output) -> [Reference] {
    var found: [Reference] = []
    for member in (output.entry.object ?? [:]).members {
      let path = Path([.key(member.key)])
      if member.key == "Condition" {
        if let name = member.value.text { found.append(Reference(.condition(name), at: path)) }
      } else {
        found += within(member.value, at: path)
      }
    }
    return found
  }
}

/// A walk through a value that collects references.
private struct ReferenceWalk {
  var found: [Reference] = []
  /// Whether nothing was met that may name more.
  var isAll = true

  mutating func visit(_ value: Value, _ path: Path, _ amongConditions: Bool) {
    switch value {
    case .array(let elements):
      for (index, element) in elements.enumerated() where !element.isFilledScalar {
        visit(element, path.appending(index), amongConditions)
      }
    case .object(let object):
      if let call = Intrinsic.call(in: object, amongConditions: amongConditions) {
        self.call(call.function, call.argument, path.appending(call.function.rawValue))
      } else {
        for member in object.members {
          // Beside others, or unknown: no function, and still written like one.
          if member.key.hasPrefix("Fn::") || member.key == "Ref" { isAll = false }
          guard !member.value.isFilledScalar else { continue }
          visit(member.value, path.appending(member.key), false)
        }
      }
    case .null, .bool, .number, .string: break
    }
  }

  private mutating func call(_ function: Intrinsic, _ argument: Value, _ path: Path) {
    switch function {
    case .ref:
      if let name = argument.text { add(.ref(name), path) } else { isAll = false }
    case .condition:
      if let name = argument.text { add(.condition(name), path) }
    case .getAtt: attribute(argument, path)
    case .sub: substitution(argument, path)
    case .if:
      if let name = argument.elements?.first?.text { add(.condition(name), path.appending(0)) }
    case .findInMap:
      if let name = argument.elements?.first?.text {
        add(.mapping(name), path.appending(0))
      } else {
        isAll = false
      }
    case .importValue:
      if let name = argument.text { add(.export(name), path) }
    case .transform: isAll = false
    default: break
    }
    visit(argument, path, function.composesConditions)
  }

  private mutating func attribute(_ argument: Value, _ path: Path) {
    switch argument {
    case .string(let text):
      if case .attribute(let resource, let attribute) = SubText.target(of: text) {
        add(.attribute(resource: resource, attribute: attribute), path)
      } else {
        isAll = false
      }
    case .array(let elements):
      guard let resource = elements.first?.text else {
        isAll = false
        return
      }
      let names = elements.dropFirst().map(\.text)
      let attribute = names.contains(nil) ? nil : names.compactMap(\.self).joined(separator: ".")
      add(.attribute(resource: resource, attribute: attribute), path)
    default: isAll = false
    }
  }

  private mutating func substitution(_ argument: Value, _ path: Path) {
    switch argument {
    case .string(let text):
      for variable in SubText(text).variables { add(SubText.target(of: variable), path) }
    case .array(let elements):
      guard let text = elements.first?.text else {
        isAll = false
        return
      }
      let own = elements.count > 1 ? elements[1].object ?? [:] : [:]
      for variable in SubText(text).variables where own[variable] == nil {
        add(SubText.target(of: variable), path.appending(0))
      }
    default: isAll = false
    }
  }

  private mutating func add(_ target: Reference.Target, _ path: Path) {
    found.append(Reference(target, at: path))
  }
}
