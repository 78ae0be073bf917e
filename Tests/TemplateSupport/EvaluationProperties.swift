internal import CloudFormation
package import Documents

/// What holds for evaluating every expression.
package enum EvaluationProperties {
  /// Makes an expression and says which properties do not hold for it.
  package static func broken(by choices: inout Choices) -> (expression: Value, broken: [String]) {
    let few = Knowledge(choices.byte(), choices.byte())
    let more = few.joined(with: Knowledge(choices.byte(), choices.byte()))
    let expression = Expressions.any(&choices)
    return (expression, broken(by: expression, knowing: few, then: more))
  }

  /// Which properties do not hold for an expression, whatever is known early and late: so many
  /// times something else.
  package static func broken(by expression: Value, times: Int = 256) -> [String] {
    var choices = Choices(seed: 0, count: 4 * times)
    var broken: [String] = []
    for _ in 0..<times {
      let few = Knowledge(choices.byte(), choices.byte())
      let more = few.joined(with: Knowledge(choices.byte(), choices.byte()))
      for property in self.broken(by: expression, knowing: few, then: more)
      where !broken.contains(property) {
        broken.append(property)
      }
    }
    return broken
  }

  private static func broken(
    by expression: Value, knowing few: Knowledge, then more: Knowledge
  ) -> [String] {
    var broken: [String] = []
    func require(_ holds: Bool, _ property: String) {
      if !holds { broken.append(property) }
    }
    let template = Expressions.template
    let early = Evaluator(template, known: few.surroundings)
    let late = Evaluator(template, known: more.surroundings)
    let all = Evaluator(template, known: Knowledge.all.surroundings)
    let first = early.evaluate(expression)
    let left = first.value.expression

    let again = early.evaluate(left).value
    require(again.expression == left, "what is left to work out is worked out as far as it goes")
    require(again.causes == first.value.causes, "what is left has the same reasons")
    let later = late.evaluate(left).value
    let atOnce = late.evaluate(expression).value
    // A mistake stands for what is written, which may be worked out further or less far.
    let areMistakes = later.causes.contains(.mistake) && atOnce.causes.contains(.mistake)
    require(
      later.expression == atOnce.expression || areMistakes,
      "knowing more later is knowing more at once")
    require(first.value.isKnown == first.value.causes.isEmpty, "what is not known says why")
    require(
      first.value.causes.contains(.mistake) == false || !first.violations.isEmpty,
      "a mistake is reported")
    require(
      first.violations.isEmpty || first.value.causes.contains(.mistake),
      "a mistake in a part is a mistake of the whole")
    let whole = all.evaluate(expression)
    require(
      first.value.causes != [.mistake] || whole.value.causes.contains(.mistake),
      "what is a mistake stays one")
    for cause in whole.value.causes {
      switch cause {
      case .mistake, .macro, .function: break
      case .export(let name): require(name != Knowledge.export, "\(cause)")
      case .zones(let region): require(region != Knowledge.region, "\(cause)")
      default: require(false, "whoever knows everything knows the value: \(cause)")
      }
    }
    if let value = first.value.value, Intrinsics.isFree(value) {
      require(whole.value == first.value, "what is known stays as it is")
    }
    // A template says the same after it was written and read.
    if let copy = Intrinsics.reread(expression) {
      require(early.evaluate(copy).value == first.value, "what was emitted means the same")
    } else {
      require(false, "what was emitted can be read")
    }
    return broken
  }
}

/// What is known of the things that the expressions refer to.
private struct Knowledge {
  private let parameters: UInt8
  private let rest: UInt8

  init(_ parameters: UInt8, _ rest: UInt8) {
    self.parameters = parameters
    self.rest = rest
  }

  static let all = Knowledge(.max, .max)
  static let export = "a"
  static let region = "us-east-1"

  func joined(with other: Knowledge) -> Knowledge {
    Knowledge(parameters | other.parameters, rest | other.rest)
  }

  var surroundings: Surroundings {
    let values: [(String, Value)] = [
      ("Text", "a"), ("Word", "b"), ("Count", "2"), ("List", ["a", "b", "c"]), ("Stored", "x"),
    ]
    var known = Surroundings()
    for (bit, (name, value)) in values.enumerated() where parameters >> UInt8(bit) & 1 == 1 {
      known.parameters[name] = value
    }
    if parameters >> 5 & 1 == 1 { known.pseudoParameters[.region] = .string(Self.region) }
    if parameters >> 6 & 1 == 1 { known.pseudoParameters[.accountId] = "111111111111" }
    if parameters >> 7 & 1 == 1 { known.pseudoParameters[.stackId] = "arn:stack" }
    if rest >> 4 & 1 == 1 { known.exports = [Self.export: "shared"] }
    if rest >> 5 & 1 == 1 { known.zones = [Self.region: ["us-east-1a", "us-east-1b"]] }
    let bits = rest
    known.reference = { id in
      switch id {
      case "One" where bits & 1 == 1: "one"
      case "Two" where bits >> 1 & 1 == 1: "two"
      default: nil
      }
    }
    known.attribute = { id, attribute in
      switch id {
      case "One" where bits >> 2 & 1 == 1: .string("one." + attribute)
      case "Two" where bits >> 3 & 1 == 1: .string("two." + attribute)
      default: nil
      }
    }
    return known
  }
}
