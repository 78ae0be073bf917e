internal import Documents

extension SchemaCheck {
  /// What holds of a value besides: everything, one or some of several schemas, or what follows from
  /// something else.
  mutating func checkCombinations(_ value: Value, _ schema: SchemaFacts, _ path: Path) {
    for part in schema.allOf { check(value, against: part, at: path) }
    checkForms(value, schema.anyOf, isOne: false, path)
    checkForms(value, schema.oneOf, isOne: true, path)
    if let condition = schema.ifSchema {
      var trial = trial()
      trial.check(value, against: condition, at: path)
      if trial.findings.isEmpty {
        if let then = schema.thenSchema { check(value, against: then, at: path) }
      } else if let other = schema.elseSchema {
        check(value, against: other, at: path)
      }
    }
    guard let object = value.object else { return }
    for dependent in schema.dependentSchemas where object[dependent.name] != nil {
      check(value, against: dependent.schema, at: path)
    }
  }

  /// Whether a value has at least one of several forms, or exactly one. Where a function stands in
  /// it nobody knows which it has.
  private mutating func checkForms(
    _ value: Value, _ forms: [SchemaFacts], isOne: Bool, _ path: Path
  ) {
    guard !forms.isEmpty else { return }
    var count = 0
    var canBeOpen = false
    var closest: SchemaCheck?
    for form in forms {
      var trial = trial()
      trial.check(value, against: form, at: path)
      if trial.isOpen {
        canBeOpen = true
      } else if trial.findings.isEmpty {
        count += 1
        if !isOne { return }
      } else if closest.map({
        Self.distance(trial.findings, path) < Self.distance($0.findings, path)
      }) ?? true {
        closest = trial
      }
    }
    if canBeOpen { isOpen = true }
    guard count > 1 || count == 0 && !canBeOpen else { return }
    if count > 1 {
      return report(
        .notAlternative, "this has several of the forms of which only one is allowed here", at: path
      )
    }
    let slip = closest?.slip
    report(
      Finding(
        .notAlternative, "this fits none of the forms that are allowed here",
        at: slip?.path ?? path,
        notes: (closest?.findings ?? []).prefix(3).map {
          .init("in the closest form: \($0.message)", at: $0.path)
        },
        hint: slip.map { "write `\($0.name)` in the place of `\($0.key)`" }))
  }

  /// The first member that is only misspelt: the object that it is in, what is written, what is meant.
  private var slip: (path: Path, key: String, name: String)? {
    for finding in findings {
      let path = finding.path
      switch (finding.code, path.steps.last) {
      case (.unknownProperty, .key(let key)?):
        let object = Path(Array(path.steps.dropLast()))
        let names = (meant[object] ?? [:]).filter { $0.value == key }.keys
        if let name = names.min() { return (object, key, name) }
      case (.missingProperty, _):
        let found = (meant[path] ?? supposed[path] ?? [:]).filter {
          finding.message.contains("`\($0.key)`")
        }
        if let (name, key) = found.min(by: { $0.key < $1.key }) { return (path, key, name) }
      default: break
      }
    }
    return nil
  }

  /// How far a value is from a form: what is wrong right here says that another form is meant, more
  /// than what is wrong deep inside.
  private static func distance(_ findings: [Finding], _ path: Path) -> Int {
    findings.reduce(0) { sum, finding in
      let depth = finding.path.steps.count - path.steps.count
      switch finding.code {
      // What an object is called decides what it is.
      case .notAllowed where depth <= 1: return sum + 100
      case .wrongType where depth == 0: return sum + 100
      default: return sum + max(1, 10 - depth)
      }
    }
  }
}

extension Value {
  /// `{"Ref": "AWS::NoValue"}`: as if it were not written.
  var isNoValue: Bool {
    guard let object, let call = Intrinsic.call(in: object) else { return false }
    return call.function == .ref && call.argument.text == PseudoParameter.noValue.rawValue
  }

  /// Whether it is not there, whatever conditions decide.
  var isAlwaysNoValue: Bool {
    guard let object, let call = Intrinsic.call(in: object), call.function == .if else {
      return isNoValue
    }
    guard let parts = call.argument.elements, parts.count == 3 else { return false }
    return parts.dropFirst().allSatisfy(\.isAlwaysNoValue)
  }

  /// Whether a condition may take it away.
  var mayBeNoValue: Bool {
    guard let object, let call = Intrinsic.call(in: object), call.function == .if else {
      return isNoValue
    }
    return call.argument.elements?.dropFirst().contains { $0.mayBeNoValue } ?? false
  }

  /// The decision of a condition that takes it away, if the others are decided as given.
  func vanishing(_ assumed: [String: Bool]) -> (condition: String, isTrue: Bool)? {
    guard let object, let call = Intrinsic.call(in: object), call.function == .if,
      let branches = call.argument.elements, branches.count == 3, let condition = branches[0].text
    else { return nil }
    for (index, isTrue) in [(1, true), (2, false)] where assumed[condition] ?? isTrue == isTrue {
      if branches[index].isNoValue { return (condition, isTrue) }
      let within = assumed.merging([condition: isTrue]) { first, _ in first }
      if let found = branches[index].vanishing(within) { return found }
    }
    return nil
  }

  /// Whether a macro or a loop makes something else of it.
  var isExpandedLater: Bool {
    guard let object else { return false }
    return object.members.contains { $0.key == "Fn::Transform" || Intrinsic.isLoop($0.key) }
  }
}
