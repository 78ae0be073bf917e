package import Documents

/// Looks for mistakes in a template: all of them, each once, each at its place.
package struct TemplateChecker {
  let template: Template
  let scope: TemplateScope
  let rules: CheckRules
  /// The identifiers of the loops around what is looked at.
  var loopIdentifiers: [String] = []
  var findings: [Finding] = []
  /// How many findings there were before the resource that is looked at.
  var resourceStart = 0
  /// What comes of expressions whatever values the parameters get.
  lazy var evaluator = Evaluator(template)
  let patterns: PatternBook

  /// What is wrong with a template.
  ///
  /// - Parameter patterns: What is already known of patterns, and may be asked for again.
  package static func findings(
    in value: Value, _ rules: CheckRules = CheckRules(), _ patterns: PatternBook = PatternBook()
  ) -> [Finding] {
    guard let template = Template(value: value) else {
      return [
        Finding(
          .wrongKind, "a template is a mapping with `Resources`, and this is \(value.kindWords)",
          at: Path())
      ]
    }
    patterns.turnPage()
    var checker = TemplateChecker(template, rules, patterns)
    checker.check()
    if let expansion = checker.unrolled() {
      // The copy keeps on asking for the extensions, which other functions need too.
      var copy = expansion.template
      copy.body["Transform"] = template.body["Transform"]
      var unrolled = TemplateChecker(copy, rules, patterns)
      unrolled.check()
      checker.add(unrolled.findings, of: expansion)
    }
    return checker.findings
  }

  private init(_ template: Template, _ rules: CheckRules, _ patterns: PatternBook) {
    self.template = template
    self.rules = rules
    self.patterns = patterns
    scope = TemplateScope(of: template)
  }

  private mutating func check() {
    checkSections()
    checkParameters()
    checkMappings()
    checkConditions()
    checkRules()
    checkLoopsHaveTransform()
    checkResources()
    noteForeignTypes()
    checkDynamicReferences()
    checkOutputs()
    checkConditionCycles()
    checkCycles()
    checkUse()
    checkNulls()
  }

  mutating func report(_ finding: Finding) {
    findings.append(finding)
  }

  mutating func report(
    _ code: CheckCode, _ message: String, at path: Path, isAboutKey: Bool = false,
    hint: String? = nil
  ) {
    findings.append(Finding(code, message, at: path, isAboutKey: isAboutKey, hint: hint))
  }

  /// The members of what has to be an object; reports what is none.
  mutating func members(of value: Value, at path: Path, what: String) -> Value.Object? {
    if let object = value.object { return object }
    report(.wrongKind, "\(what) is a mapping, and this is \(value.kindWords)", at: path)
    return nil
  }

  /// Reports members that nobody knows, with a guess at what was meant; `orMacro` says that a macro
  /// may stand among them.
  mutating func checkKeys(
    of object: Value.Object, among known: [String], at path: Path, what: String,
    orMacro: Bool = false
  ) {
    for member in object.members where !known.contains(member.key) {
      if orMacro, member.key == "Fn::Transform" { continue }
      // What is wrong with a loop is said where loops are looked for.
      if Intrinsic.isLoop(member.key) { continue }
      report(
        .unknownPart, "\(what) has no `\(member.key)`", at: path.appending(member.key),
        isAboutKey: true, hint: Suggestion.hint(for: member.key, among: known))
    }
  }
}

extension Value {
  /// What a value is, in words of people.
  var kindWords: String {
    switch self {
    case .null: "nothing"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "a mapping"
    }
  }
}
