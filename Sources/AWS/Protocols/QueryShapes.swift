/// Inputs of the query protocol, by their shapes.
struct QueryShapes {
  let model: ServiceModel

  /// The members of an input that have a value.
  func write(_ value: WireValue, _ members: [Shape.Member]) -> QueryMembers {
    var output = QueryMembers()
    for member in members {
      guard let given = value[member.name] else { continue }
      output.add(name(member), write(given, member.reference))
    }
    return output
  }

  /// The items of a flat list are called as their shape says, instead of as the list is, unless the
  /// list was renamed.
  private func name(_ member: Shape.Member) -> String {
    let (shape, traits) = model.resolve(member.reference)
    guard traits.isFlat == true, member.reference.traits.name == nil,
      case .list(let item) = shape.kind
    else { return member.wireName }
    return item.traits.name ?? member.name
  }

  private func write(_ value: WireValue, _ reference: ShapeReference) -> QueryValue? {
    let (shape, traits) = model.resolve(reference)
    let isFlat = traits.isFlat == true
    switch shape.kind {
    case .structure(let members): return .structure(write(value, members))
    case .list(let item):
      return .list(
        value.elements.compactMap { write($0, item) },
        isFlat ? .flattened : QueryValue.Naming(member: item.traits.name ?? "member"))
    case .map(let key, let item):
      return .map(
        value.fields.compactMap { field in
          write(field.value, item).map { (key: field.name, value: $0) }
        },
        QueryValue.MapNaming(
          entry: isFlat ? nil : "entry", key: key.traits.name ?? "key",
          value: item.traits.name ?? "value"))
    default: return WireText.write(value, .iso8601, traits).map(QueryValue.text)
    }
  }
}
