internal import CloudFormation
internal import Diagnostics
internal import Documents

/// References to resources, their attributes, and outputs of other stacks.
extension StackLowering {
  mutating func resource(
    _ parts: [String], _ body: String, _ place: ReferencePlace
  ) -> Resolved {
    guard let resource = resources[parts[0]] else {
      if stack.declared.resources.contains(parts[0]) { return .faulty }
      if let other = project.stack(named: parts[0]) { return output(parts, of: other, body, place) }
      reportUnknown(body, place)
      return .faulty
    }
    need(resource.name, at: place.place)
    let attribute = parts.dropFirst().joined(separator: ".")
    switch resource.kind {
    case .faulty: return .faulty
    case .raw(let type): return self.attribute(attribute, of: resource, type: type, place)
    case .component(let component):
      return self.attribute(attribute, of: resource, component: component, place)
    }
  }

  /// What a reference to a raw resource stands for; an attribute that its type does not have is
  /// reported.
  private mutating func attribute(
    _ attribute: String, of resource: StackFile.Resource, type: String, _ place: ReferencePlace
  ) -> Resolved {
    guard !attribute.isEmpty else { return .deployed(.ref(resource.logicalID)) }
    if let facts = Facts[type], !facts.hasAttribute(attribute) {
      let known = facts.attributes
      let near = Spelling.nearest(to: attribute, among: known)
      report(
        .unknownAttribute, "`\(type)` has no attribute `\(attribute)`", place,
        near.count == 1
          ? .init(
            "did you mean `${\(resource.name).\(near[0])}`?",
            edit: place.edit("\(resource.name).\(near[0])"))
          : .init(
            known.isEmpty
              ? "it has none; `${\(resource.name)}` is what `Ref` gives"
              : "its attributes are \(known.listed)"))
      return .faulty
    }
    return .deployed(.attribute(of: resource.logicalID, attribute))
  }

  private mutating func attribute(
    _ name: String, of resource: StackFile.Resource, component: Component, _ place: ReferencePlace
  ) -> Resolved {
    if name.isEmpty {
      guard let bare = component.bare, let attribute = component.attribute(named: bare) else {
        return .handle(Handle(name: resource.name, component: component))
      }
      return value(of: attribute, of: resource, component, place)
    }
    if let attribute = component.attribute(named: name) {
      return value(of: attribute, of: resource, component, place)
    }
    let known = component.attributes.map(\.name)
    let near =
      known.contains(name.kebab) ? [name.kebab] : Spelling.nearest(to: name, among: known)
    report(
      .unknownAttribute, "`\(resource.name)`, \(component.article), has no attribute `\(name)`",
      place,
      near.count == 1
        ? .init(
          "did you mean `${\(resource.name).\(near[0])}`?",
          edit: place.edit("\(resource.name).\(near[0])"))
        : .init("its attributes are \(known.listed)"))
    return .faulty
  }

  /// What an attribute of a component's resource stands for; one that this resource lacks is
  /// reported.
  private mutating func value(
    of attribute: Component.Attribute, of resource: StackFile.Resource, _ component: Component,
    _ place: ReferencePlace
  ) -> Resolved {
    let pieces = Resolved.deployed(.attribute(attribute, of: resource.name))
    guard let choice = attribute.choice else { return pieces }
    guard let settings = settings(of: resource, component, deciding: attribute) else {
      return .faulty
    }
    switch choice(settings) {
    case .pieces: return pieces
    case .others(let others):
      var other = attribute
      other.pieces = others
      return .deployed(.attribute(other, of: resource.name))
    case .given(let value): return Deployed(value).map(Resolved.deployed) ?? .fixed(value)
    case .none(let why):
      report(
        .unknownAttribute, "`\(resource.name)` has no `\(attribute.name)`: \(why)", place,
        .init("name something that it has, or change `\(resource.name)`"))
      return .faulty
    }
  }

  /// Another stack's output: a parameter of the template, whose value the records know.
  private mutating func output(
    _ parts: [String], of other: StackFile, _ body: String, _ place: ReferencePlace
  ) -> Resolved {
    let outputs = project.outputs(of: other, in: environment)
    let name = parts.dropFirst().joined(separator: ".")
    guard other.name != stack.name else {
      report(
        .unknownReference, "`${\(body)}` names an output of this very stack", place,
        .init("write the reference that the output itself is made of"))
      return .faulty
    }
    guard let outputs else { return .faulty }
    guard let output = outputs.first(where: { $0.name == name }) else {
      let names = outputs.map { "\(other.name).\($0.name)" }
      let near = Spelling.nearest(to: body, among: names)
      report(
        .unknownReference,
        name.isEmpty
          ? "`${\(body)}` is a stack; a reference names one of its outputs"
          : "the stack `\(other.name)` has no output `\(name)`", place,
        near.count == 1
          ? .init("did you mean `${\(near[0])}`?", edit: place.edit(near[0]))
          : .init(
            names.isEmpty
              ? "declare it in `\(other.place.source.name)`, under `outputs:`"
              : "others can read \(names.map { "${\($0)}" }.listed) of it"))
      return .faulty
    }
    return .deployed(.ref(parameter(for: output, place)))
  }
}
