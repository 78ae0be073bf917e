internal import Documents

extension TemplateChecker {
  /// What an argument of a function, or another value that functions may give, comes to.
  enum ArgumentKind {
    case text
    case list
    /// A list or a mapping.
    case structure

    var types: ValueTypes {
      switch self {
      case .text: [.string, .number, .integer, .boolean]
      case .list: .array
      case .structure: [.array, .object]
      }
    }
  }

  /// The functions in a value, and whether it is of the kind that is wanted.
  ///
  /// - Parameter rule: What is wanted, as the beginning of a message: "`Fn::Base64` takes a text".
  mutating func checkArgument(
    _ value: Value, _ kind: ArgumentKind, _ rule: String, at path: Path, in region: Region
  ) {
    let region = kind == .text ? region : region.ofLists
    if let call = value.object.flatMap({ Intrinsic.call(in: $0) }) {
      let callPath = path.appending(call.function.rawValue)
      if call.function == .if {
        return checkChoice(call.argument, kind, rule, at: callPath, in: region)
      }
      let count = findings.count
      check(call.function, call.argument, at: callPath, in: region)
      guard findings.count == count else { return }
      return checkResult(
        of: call.function, call.argument, kind, rule, at: path, in: region)
    }
    checkFunctions(in: value, at: path, in: region)
    let fits =
      switch value {
      case .null: true
      case .bool, .number, .string: kind == .text
      case .array: kind != .text
      case .object: kind == .structure || value.isExpandedLater
      }
    guard !fits else { return }
    report(
      .wrongKind, "\(rule), and this is \(value.kindWords)", at: path,
      hint: value.object == nil || kind != .text
        ? Self.remedy(for: kind) : "write a text, or a function that gives one")
  }

  /// Whether what a function gives is of the kind that is wanted.
  private mutating func checkResult(
    of function: Intrinsic, _ argument: Value, _ kind: ArgumentKind, _ rule: String,
    at path: Path, in region: Region
  ) {
    if function.isForConditions {
      return report(
        .functionPlace, "\(rule), and `\(function.rawValue)` decides a condition", at: path,
        hint: "name the condition in `Fn::If`")
    }
    if function == .getAtt {
      // What outputs take is said where their attributes are looked up.
      guard region != .outputs, let given = results.types(ofAttribute: argument),
        given.isDisjoint(with: kind.types)
      else { return }
      return report(
        .wrongKind, "\(rule), and the attribute is \(SchemaCheck.words(given))",
        at: path.appending(function.rawValue), hint: Self.remedy(for: kind))
    }
    if case .ref = function, let name = argument.text, isLoopName(name) {
      guard kind != .text else { return }
      return report(
        .wrongKind, "\(rule), and `\(name)` is a text", at: path, hint: Self.remedy(for: kind))
    }
    guard let given = results.types(of: function, argument), given.isDisjoint(with: kind.types)
    else { return }
    report(
      .wrongKind,
      "\(rule), and `\(function.rawValue)` gives \(given == .array ? "a list" : "a single value")",
      at: path, hint: Self.remedy(for: kind))
  }

  private static func remedy(for kind: ArgumentKind) -> String {
    switch kind {
    case .text: "choose one element with `Fn::Select`, or make one text of all with `Fn::Join`"
    case .list:
      "write a list, make one of a text with `Fn::Split`, or refer to a parameter that holds one"
    case .structure: "write a mapping or a list"
    }
  }

  /// A text that no function may give.
  mutating func checkLiteral(
    _ value: Value, _ rule: String, at path: Path
  ) {
    if value.parameterText != nil || value == .null || value.isExpandedLater { return }
    let what =
      value.object.flatMap { Intrinsic.call(in: $0) }.map { "`\($0.function.rawValue)`" }
      ?? value.kindWords
    report(
      .wrongKind, "\(rule), and this is \(what)", at: path,
      hint: "write the text itself: it is needed before functions are worked out")
  }
}

extension Intrinsic {
  /// Whether it decides a condition, and so gives nothing that could be the value of anything.
  var isForConditions: Bool {
    switch self {
    case .condition, .equals, .and, .or, .not, .contains, .eachMemberEquals, .eachMemberIn: true
    default: false
    }
  }

  /// Whether what it gives is not known before something is made.
  var isGivenLate: Bool {
    switch self {
    case .getAtt, .importValue, .getStackOutput: true
    default: false
    }
  }

  /// Whether only rules know it.
  var isForRules: Bool {
    switch self {
    case .contains, .eachMemberEquals, .eachMemberIn, .refAll, .valueOf, .valueOfAll: true
    default: false
    }
  }
}
