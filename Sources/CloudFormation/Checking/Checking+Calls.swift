internal import Documents

extension TemplateChecker {
  mutating func checkSubstitution(_ argument: Value, at path: Path, in region: Region) {
    var own: Value.Object = [:]
    let text: String
    switch argument {
    case .string(let written): text = written
    case .array(let elements):
      guard elements.count == 2, let written = elements[0].text, let values = elements[1].object
      else {
        return report(
          .functionArguments, "`Fn::Sub` takes a text, or a list of a text and a mapping of values",
          at: path, hint: "write it like `!Sub [\"${Name}-jobs\", {Name: …}]`")
      }
      text = written
      own = values
      for value in values.members {
        checkArgument(
          value.value, .text, "`Fn::Sub` puts texts in",
          at: path.appending(1).appending(value.key), in: region)
      }
    default:
      return report(
        .wrongKind, "`Fn::Sub` takes a text or a list, and this is \(argument.kindWords)", at: path,
        hint: "write the text, with `${Name}` where something is put in")
    }
    var seen = Set(own.members.map(\.key))
    for variable in SubText(text).variables where seen.insert(variable).inserted {
      // Its first brace ends the identifier of a loop, which is put in before.
      if isLoopName(variable + "}") { continue }
      let count = findings.count
      defer { for index in findings.indices[count...] { findings[index].variable = variable } }
      let isList: Bool
      switch SubText.target(of: variable) {
      case .ref(let name):
        checkReference(name, at: path, in: region)
        isList = results.types(of: .ref, .string(name)) == .array
      case .attribute(let resource, let attribute):
        checkAttribute(attribute, of: resource, at: path, attributeAt: path, in: region)
        isList = results.types(ofAttribute: .string(variable)) == .array
      default: isList = false
      }
      if isList, findings.count == count {
        report(
          .wrongKind, "`Fn::Sub` puts texts in, and `\(variable)` is a list", at: path,
          hint: "give it a value of its own with `Fn::Join` or `Fn::Select`")
      }
    }
  }

  /// `Fn::If`; with what both of its values have to be, if that is known.
  mutating func checkChoice(
    _ argument: Value, _ kind: ArgumentKind? = nil, _ rule: String = "", at path: Path,
    in region: Region
  ) {
    guard let elements = argument.elements, elements.count == 3 else {
      return report(
        .functionArguments, "`Fn::If` takes the name of a condition and two values", at: path,
        hint: "write `!Ref AWS::NoValue` for a value that is to be left out")
    }
    if let name = elements[0].text {
      checkConditionName(name, at: path.appending(0))
    } else {
      report(
        .wrongKind, "`Fn::If` takes the name of a condition, and this is \(elements[0].kindWords)",
        at: path.appending(0),
        hint: "write the name of an entry of `Conditions`: no function can give it")
    }
    for index in 1...2 {
      if let kind {
        checkArgument(elements[index], kind, rule, at: path.appending(index), in: region)
      } else {
        checkFunctions(in: elements[index], at: path.appending(index), in: region)
      }
    }
  }

  mutating func checkJoin(_ argument: Value, at path: Path, in region: Region) {
    guard let parts = arguments(argument, of: .join, 2...2, at: path, in: region) else { return }
    checkLiteral(parts[0], "`Fn::Join` puts a text between the others", at: path.appending(0))
    let rule = "`Fn::Join` joins a list of texts"
    guard let elements = parts[1].elements else {
      return checkArgument(parts[1], .list, rule, at: path.appending(1), in: region)
    }
    for (index, element) in elements.enumerated() {
      checkArgument(
        element, .text, rule, at: path.appending(1).appending(index), in: region)
    }
  }

  mutating func checkSplit(_ argument: Value, at path: Path, in region: Region) {
    guard let parts = arguments(argument, of: .split, 2...2, at: path, in: region) else { return }
    checkLiteral(parts[0], "`Fn::Split` splits at a text", at: path.appending(0))
    checkArgument(parts[1], .text, "`Fn::Split` splits a text", at: path.appending(1), in: region)
  }

  mutating func checkSelection(_ argument: Value, at path: Path, in region: Region) {
    guard let parts = arguments(argument, of: .select, 2...2, at: path, in: region) else { return }
    let index = checkIndex(parts[0], at: path.appending(0), in: region)
    checkArgument(
      parts[1], .list, "`Fn::Select` chooses from a list", at: path.appending(1), in: region)
    // What a condition takes away makes the list shorter, never longer.
    guard let index, let elements = parts[1].elements, index >= elements.count else { return }
    report(
      .functionArguments,
      "`Fn::Select` counts from 0, and the list has no element \(index): there are \(elements.count)",
      at: path.appending(0),
      hint: elements.isEmpty ? "add elements to the list" : "the last one is \(elements.count - 1)")
  }

  /// The index that an `Fn::Select` has; nil if it is not written.
  private mutating func checkIndex(_ value: Value, at path: Path, in region: Region) -> Int? {
    if value.object.flatMap({ Intrinsic.call(in: $0) }) != nil {
      checkArgument(
        value, .text, "the index of `Fn::Select` is a number", at: path, in: region.ofLists)
      return nil
    }
    let index: Int? =
      switch value {
      case .number(let number): number.int
      case .string(let text): Int(text)
      default: nil
      }
    if let index, index >= 0 { return index }
    let what = value.parameterText.map { "`\($0)`" } ?? value.kindWords
    report(
      .functionArguments, "the index of `Fn::Select` is a number from 0 on, and this is \(what)",
      at: path, hint: "write a number such as 0, or refer to a parameter that holds one")
    return nil
  }

  mutating func checkBlocks(_ argument: Value, at path: Path, in region: Region) {
    guard let parts = arguments(argument, of: .cidr, 2...3, at: path, in: region) else { return }
    let names = ["a block of addresses", "a number of blocks", "a number of bits"]
    for (index, part) in parts.enumerated() {
      checkArgument(
        part, .text, "`Fn::Cidr` takes \(names[index])", at: path.appending(index), in: region)
    }
    if let text = knownText(parts[0]), AddressBlock(text) == nil {
      report(
        .functionArguments, "`Fn::Cidr` takes \(names[0]), and this is `\(text)`",
        at: path.appending(0), hint: Self.form(of: .cidr))
    }
    for (index, range) in [(1, 1...256), (2, 1...128)] where index < parts.count {
      guard let text = knownText(parts[index]) else { continue }
      if Int(text).map(range.contains) != true {
        report(
          .functionArguments,
          "`Fn::Cidr` takes \(names[index]) from \(range.lowerBound) to \(range.upperBound), and "
            + "this is `\(text)`", at: path.appending(index), hint: Self.form(of: .cidr))
      }
    }
  }

  /// What is written, unless another text takes its place later.
  private func knownText(_ value: Value) -> String? {
    guard let text = value.parameterText, !isLoopName(text), !DynamicReference.isBegun(in: text)
    else {
      return nil
    }
    return text
  }

  mutating func checkZones(_ argument: Value, at path: Path, in region: Region) {
    checkArgument(argument, .text, "`Fn::GetAZs` takes a text", at: path, in: region)
    guard let name = knownText(argument), !name.isEmpty, !CheckRules.canBeRegion(name) else {
      return
    }
    report(
      .functionArguments, "`Fn::GetAZs` takes a region, and `\(name)` cannot be one",
      at: path,
      hint: Suggestion.hint(for: name, among: CheckRules.knownRegions)
        ?? "write `!GetAZs \"\"` for the zones of the region that the stack is in")
  }

  /// `Fn::Length` and `Fn::ToJsonString`, which the language extensions bring.
  mutating func checkExtended(
    _ function: Intrinsic, _ argument: Value, at path: Path, in region: Region
  ) {
    guard scope.hasLanguageExtensions || scope.hasMacros else {
      return report(
        .missingTransform, "`\(function.rawValue)` is known to the language extensions only",
        at: Path(Array(path.steps.dropLast())), hint: Self.extensionsHint)
    }
    if function == .length, let call = argument.object.flatMap({ Intrinsic.call(in: $0) }),
      call.function.isGivenLate || call.function == .cidr
    {
      return report(
        .functionPlace,
        "`Fn::Length` counts before anything is made, and `\(call.function.rawValue)` gives "
          + "nothing yet", at: path, hint: "count a list that is written or given by a parameter")
    }
    let rule =
      function == .length
      ? "`Fn::Length` counts the elements of a list"
      : "`Fn::ToJsonString` makes a text of a mapping or a list"
    checkArgument(
      argument, function == .length ? .list : .structure, rule, at: path, in: region)
  }

  static let extensionsHint = "add `Transform: AWS::LanguageExtensions`"

  /// What a call looks like.
  private static func form(of function: Intrinsic) -> String? {
    switch function {
    case .join: "write it like `!Join [\"-\", [a, b]]`"
    case .split: "write it like `!Split [\",\", !Ref Names]`"
    case .select: "write it like `!Select [0, !Ref Names]`"
    case .cidr: "write it like `!Cidr [10.0.0.0/16, 4, 8]`"
    case .contains: "write it like `Fn::Contains: [[a, b], !Ref Name]`"
    case .eachMemberEquals: "write it like `Fn::EachMemberEquals: [!Ref Names, a]`"
    case .eachMemberIn: "write it like `Fn::EachMemberIn: [!Ref Names, [a, b]]`"
    case .valueOf: "write it like `Fn::ValueOf: [Name, VpcId]`"
    case .valueOfAll: "write it like `Fn::ValueOfAll: [\"AWS::EC2::Subnet::Id\", VpcId]`"
    default: nil
    }
  }

  /// The arguments of a function that takes a list of them; nil if there are not as many.
  mutating func arguments(
    _ argument: Value, of function: Intrinsic, _ count: ClosedRange<Int>, at path: Path,
    in region: Region
  ) -> [Value]? {
    guard let elements = argument.elements else {
      report(
        .wrongKind, "`\(function.rawValue)` takes a list, and this is \(argument.kindWords)",
        at: path, hint: "write its arguments in brackets")
      return nil
    }
    guard count.contains(elements.count) else {
      report(
        .functionArguments,
        "`\(function.rawValue)` takes \(count.upperBound) values, and there are \(elements.count)",
        at: path, hint: Self.form(of: function))
      for (index, element) in elements.enumerated() {
        checkFunctions(in: element, at: path.appending(index), in: region)
      }
      return nil
    }
    return elements
  }
}
