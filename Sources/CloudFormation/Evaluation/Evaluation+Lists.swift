internal import Documents

extension Evaluation {
  /// `Fn::Select`.
  mutating func select(_ argument: Value, _ path: Path) -> Evaluated {
    let malformed =
      "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
    let expression: Value = ["Fn::Select": argument]
    guard let parts = argument.elements, parts.count == 2 else {
      return mistake(malformed, expression, path)
    }
    let position = evaluate(parts[0], path.appending(0))
    let list = evaluate(parts[1], path.appending(1))
    if !position.isKnown { return waiting(.select, [position, list]) }
    guard let index = position.value.flatMap(Self.integer) else {
      return mistake(malformed, expression, path)
    }
    guard let elements = list.elements else {
      let certain = certainElements(of: list)
      if certain.indices.contains(index) { return .known(.string(certain[index])) }
      return list.isKnown
        ? mistake(malformed, expression, path) : waiting(.select, [position, list])
    }
    if elements.prefix(min(max(index, 0), elements.count) + 1).contains(where: \.mayBeAbsent) {
      return waiting(.select, [position, list])
    }
    guard elements.indices.contains(index) else {
      return mistake(
        "Template error: Fn::Select cannot select nonexistent value at index \(index)", expression,
        path)
    }
    var others = elements
    let chosen = others.remove(at: index)
    return others.contains(where: \.mayBeMistake) ? waiting(.select, [position, list]) : chosen
  }

  /// `Fn::Length`.
  mutating func length(_ argument: Value, _ path: Path) -> Evaluated {
    let list = evaluate(argument, path)
    guard let elements = list.elements else {
      return list.isKnown
        ? mistake(
          "Template error: every Fn::Length object must have a list as its value",
          ["Fn::Length": argument], path)
        : waiting(.length, list)
    }
    if list.mayBeMistake || elements.contains(where: \.mayBeAbsent) {
      return waiting(.length, list)
    }
    return .known(.number(Number(elements.count)))
  }

  /// `Fn::GetAZs`.
  mutating func zones(_ argument: Value, _ path: Path) -> Evaluated {
    var region = evaluate(argument, path)
    if region == .known("") {
      region = reference(to: PseudoParameter.region.rawValue, ["Ref": "AWS::Region"], path)
    }
    guard let name = region.value?.text else {
      return region.isKnown
        ? mistake(
          "Template error: every Fn::GetAZs object must have a String-typed value.",
          ["Fn::GetAZs": argument], path)
        : waiting(.getAZs, region)
    }
    if let zones = known.zones[name] { return .known(.array(zones.map(Value.string))) }
    return .unknown(
      Unknown(["Fn::GetAZs": .string(name)], because: [.zones(region: name)], kind: .scalars))
  }

  /// `Fn::Cidr`.
  mutating func cidr(_ argument: Value, _ path: Path) -> Evaluated {
    let expression: Value = ["Fn::Cidr": argument]
    guard let parts = argument.elements, 2...3 ~= parts.count else {
      return mistake(
        "Template error: Fn::Cidr requires a list argument with three elements: an IP block, a count and a number of CIDR bits",
        expression, path)
    }
    var arguments: [Evaluated] = []
    for (index, part) in parts.enumerated() {
      arguments.append(evaluate(part, path.appending(index)))
    }
    if arguments.contains(where: { !$0.isKnown }) { return waiting(.cidr, arguments) }
    // What the bits are when they are left out is not documented.
    guard arguments.count == 3 else {
      return .unknown(
        Unknown(
          ["Fn::Cidr": .array(arguments.map(\.expression))], because: [.function(.cidr)],
          kind: .scalars))
    }
    guard let block = arguments[0].value?.text.flatMap(AddressBlock.init),
      let count = arguments[1].value.flatMap(Self.integer), 1...256 ~= count,
      let bits = arguments[2].value.flatMap(Self.integer),
      let blocks = block.divided(hostBits: bits, count: count)
    else {
      return mistake(
        "Template error: Fn::Cidr has an IP block, a count or a number of CIDR bits that does not fit the others",
        expression, path)
    }
    return .known(.array(blocks.map { .string($0.description) }))
  }

  private static func integer(_ value: Value) -> Int? {
    switch value {
    case .number(let number): number.int
    case .string(let text): Int(text)
    default: nil
    }
  }
}
