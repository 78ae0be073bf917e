internal import Documents

/// Values as elements of XML and back, by their shapes.
struct XMLShapes {
  let model: ServiceModel

  // MARK: - Writing

  /// A value as an element of a name.
  func write(
    _ value: WireValue, _ reference: ShapeReference, as name: String
  ) -> XMLElement {
    let (shape, traits) = model.resolve(reference)
    var element = XMLElement(name, attributes: attributes(traits))
    switch shape.kind {
    case .structure(let members): fill(&element, value, members)
    case .list(let item):
      let itemName = item.traits.name ?? "member"
      element.children = value.elements.map { write($0, item, as: itemName) }
    case .map(let key, let item):
      element.children = value.fields.map { entry(of: $0, key, item, as: "entry") }
    default: element.text = WireText.write(value, .iso8601, traits) ?? ""
    }
    return element
  }

  /// Puts the members that have a value into the element of their structure.
  func fill(_ element: inout XMLElement, _ value: WireValue, _ members: [Shape.Member]) {
    for member in members {
      guard let given = value[member.name] else { continue }
      let (shape, traits) = model.resolve(member.reference)
      let name = member.wireName
      if traits.isAttribute {
        element.attributes.append(
          XMLElement.Attribute(name, WireText.write(given, .iso8601, traits) ?? ""))
        continue
      }
      guard traits.isFlat == true else {
        element.children.append(write(given, member.reference, as: name))
        continue
      }
      switch shape.kind {
      case .list(let item): element.children += given.elements.map { write($0, item, as: name) }
      case .map(let key, let item):
        element.children += given.fields.map { entry(of: $0, key, item, as: name, traits) }
      default: element.children.append(write(given, member.reference, as: name))
      }
    }
  }

  private func entry(
    of field: WireValue.Field, _ key: ShapeReference, _ item: ShapeReference, as name: String,
    _ traits: ShapeTraits? = nil
  ) -> XMLElement {
    XMLElement(
      name, attributes: traits.map(attributes) ?? [],
      children: [
        write(.text(field.name), key, as: key.traits.name ?? "key"),
        write(field.value, item, as: item.traits.name ?? "value"),
      ])
  }

  private func attributes(_ traits: ShapeTraits) -> [XMLElement.Attribute] {
    guard let namespace = traits.namespace else { return [] }
    let name = namespace.prefix.map { "xmlns:\($0)" } ?? "xmlns"
    return [XMLElement.Attribute(name, namespace.uri)]
  }

  // MARK: - Reading

  /// What an element means; nil where it is not what the shape says.
  func read(_ element: XMLElement, _ reference: ShapeReference) -> WireValue? {
    let (shape, _) = model.resolve(reference)
    switch shape.kind {
    case .structure(let members): return read(element, members)
    case .list(let item): return .list(element.children.compactMap { read($0, item) })
    case .map(let key, let item): return map(element.children, key, item)
    default: return WireText.read(element.text, as: shape.kind)
    }
  }

  /// Those members of a structure that are there.
  func read(_ element: XMLElement, _ members: [Shape.Member]) -> WireValue {
    .record(
      members.compactMap { member in
        read(member, in: element).map { WireValue.Field(member.name, $0) }
      })
  }

  private func read(_ member: Shape.Member, in element: XMLElement) -> WireValue? {
    let (shape, traits) = model.resolve(member.reference)
    let name = member.wireName
    if traits.isAttribute {
      return element.attributes.first { $0.name == name }
        .flatMap { WireText.read($0.value, as: shape.kind) }
    }
    // Names are compared as they are read: without prefix.
    let colon = name.utf8.lastIndex(of: UInt8(ascii: ":"))
    let local = colon.map { String(name[name.utf8.index(after: $0)...]) } ?? name
    if traits.isFlat == true {
      switch shape.kind {
      case .list(let item):
        // Some services name the items as in a list that is not flat.
        let own = element.all(local)
        let found = own.isEmpty ? item.traits.name.map(element.all) ?? [] : own
        return found.isEmpty ? nil : .list(found.compactMap { read($0, item) })
      case .map(let key, let item):
        let found = element.all(local)
        return found.isEmpty ? nil : map(found, key, item)
      default: break
      }
    }
    return element[local].flatMap { read($0, member.reference) }
  }

  private func map(
    _ entries: [XMLElement], _ key: ShapeReference, _ item: ShapeReference
  ) -> WireValue {
    .record(
      entries.compactMap { entry in
        guard let name = entry[key.traits.name ?? "key"],
          let value = entry[item.traits.name ?? "value"]
        else { return nil }
        return WireValue.Field(name.text, read(value, item) ?? .null)
      })
  }
}
