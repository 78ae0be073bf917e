internal import Documents

/// Values as JSON and back, by their shapes.
struct JSONShapes {
  let model: ServiceModel

  // MARK: - Writing

  /// The JSON of a value; nil where it has none.
  func write(_ value: WireValue, _ reference: ShapeReference) -> Value? {
    let (shape, traits) = model.resolve(reference)
    if case .null = value { return .null }
    switch shape.kind {
    case .structure(let members): return write(value, members)
    case .list(let item): return .array(value.elements.map { write($0, item) ?? .null })
    case .map(_, let item):
      return .object(
        Value.Object(
          value.fields.map { Value.Object.Member($0.name, write($0.value, item) ?? .null) }))
    case .document:
      if case .document(let document) = value { return document }
      return value.text.map(Value.string)
    case .text, .integer, .real, .flag, .bytes, .time: return scalar(value, traits)
    }
  }

  /// The JSON of those members of a structure that have a value.
  func write(_ value: WireValue, _ members: [Shape.Member]) -> Value {
    var object = Value.Object()
    for member in members {
      guard let given = value[member.name], let json = write(given, member.reference) else {
        continue
      }
      object[member.wireName] = json
    }
    return .object(object)
  }

  private func scalar(_ value: WireValue, _ traits: ShapeTraits) -> Value? {
    switch value {
    case .number(let number):
      return number.isFinite ? .number(number) : .string(WireText.write(number))
    case .flag(let flag): return .bool(flag)
    case .time(let time):
      let format = traits.timeFormat ?? .unixTimestamp
      return format == .unixTimestamp
        ? .number(WireText.seconds(time)) : .string(WireText.write(time, format))
    default: return WireText.write(value, .unixTimestamp, traits).map(Value.string)
    }
  }

  // MARK: - Reading

  /// What JSON means; nil where it is not what the shape says.
  func read(_ json: Value, _ reference: ShapeReference) -> WireValue? {
    let (shape, _) = model.resolve(reference)
    if case .document = shape.kind { return .document(json) }
    if case .null = json { return .null }
    switch shape.kind {
    case .structure(let members): return json.members.map { _ in read(json, members) }
    case .list(let item): return json.elements.map { .list($0.map { read($0, item) ?? .null }) }
    case .map(_, let item):
      return json.members.map { entries in
        .record(entries.map { WireValue.Field($0.key, read($0.value, item) ?? .null) })
      }
    case .text: return json.text.map(WireValue.text)
    case .flag: return json.flag.map(WireValue.flag)
    case .integer, .real:
      return (json.number ?? json.text.flatMap(WireText.number)).map(WireValue.number)
    case .bytes: return json.text.flatMap(Base64.decode).map(WireValue.bytes)
    case .time:
      return (json.number.flatMap { WireText.time($0) } ?? json.text.flatMap { WireText.time($0) })
        .map(WireValue.time)
    case .document: return .document(json)
    }
  }

  /// Those members of a structure that are there.
  func read(_ json: Value, _ members: [Shape.Member]) -> WireValue {
    .record(
      members.compactMap { member in
        guard let given = json[member.wireName], given != .null,
          let value = read(given, member.reference)
        else { return nil }
        return WireValue.Field(member.name, value)
      })
  }
}
