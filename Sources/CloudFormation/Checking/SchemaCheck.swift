internal import Documents

/// Holds a resource's properties to its schema.
///
/// What a function gives is not known before deployment: it passes everywhere. Texts pass for
/// numbers and booleans where they read as such, since CloudFormation takes them.
struct SchemaCheck {
  let type: String
  /// What functions give in this template.
  let results: FunctionResults
  let patterns: PatternBook
  /// Properties that are written somewhere else, and are not missing.
  var given: Set<String> = []
  /// What a member of an object is called.
  var noun = "property"
  /// Whether a name in another case is a slip, and nothing else is missing for it.
  var isAnyCaseSlip = false
  /// Whether a condition decides about the whole, so that nobody knows what else is decided.
  var isConditional = false
  /// How the conditions are decided where the walk is.
  var assumed: [String: Bool] = [:]
  var findings: [Finding] = []
  /// Whether a function decides what is right.
  var isOpen = false
  /// Whether nobody is told what is found.
  private var isTrial = false
  /// Definitions can contain themselves; templates end somewhere, and a limit ends the rest.
  private(set) var depth = 0
  /// What may be meant where something is misspelt, and how it is written.
  var meant: [Path: [String: String]] = [:]
  /// The same where nobody is told of it, since anything may be written there.
  var supposed: [Path: [String: String]] = [:]

  static let deepest = 100

  init(type: String, results: FunctionResults, patterns: PatternBook) {
    self.type = type
    self.results = results
    self.patterns = patterns
  }

  /// A check of a part on its own, for which nobody is told.
  func trial() -> SchemaCheck {
    var trial = self
    trial.findings = []
    trial.isOpen = false
    trial.isTrial = true
    return trial
  }

  /// Reports what is wrong.
  mutating func report(_ finding: Finding) { findings.append(finding) }

  mutating func report(
    _ code: CheckCode, _ message: String, at path: Path, isAboutKey: Bool = false,
    hint: String? = nil
  ) {
    findings.append(Finding(code, message, at: path, isAboutKey: isAboutKey, hint: hint))
  }

  /// Checks a value; a choice is checked on both sides.
  mutating func check(_ value: Value, against schema: SchemaFacts, at path: Path) {
    guard depth < Self.deepest else { return }
    depth += 1
    let before = findings.count
    defer {
      depth -= 1
      if !isTrial { addHints(from: before, value, schema, path) }
    }
    if let call = value.object.flatMap({ Intrinsic.call(in: $0) }) {
      guard call.function == .if else {
        // A text in which nothing is put in is known, such as one in which a loop has put its item.
        if call.function == .sub,
          schema.types.isEmpty
            || !schema.types.isDisjoint(with: TemplateChecker.ArgumentKind.text.types),
          let known = call.argument.text.flatMap({ SubText($0).literal })
        {
          return check(.string(known), against: schema, at: path.appending(call.function.rawValue))
        }
        isOpen = true
        return checkResult(of: call.function, call.argument, schema, path)
      }
      guard let branches = call.argument.elements, branches.count == 3 else { return }
      let before = assumed
      for index in 1...2 where !branches[index].isNoValue {
        if let name = branches[0].text { assumed[name] = index == 1 }
        check(branches[index], against: schema, at: path.appending("Fn::If").appending(index))
        assumed = before
      }
      return
    }
    if value.isExpandedLater {
      isOpen = true
      return
    }
    checkKind(value, schema, path)
    switch value {
    case .object(let object): checkObject(object, schema, path)
    case .array(let elements): checkArray(elements, schema, path)
    case .string, .number, .bool: checkScalar(value, schema, path)
    case .null: break
    }
    checkCombinations(value, schema, path)
  }

  // MARK: - Kinds

  /// Whether what a function gives can stand here at all.
  private mutating func checkResult(
    of function: Intrinsic, _ argument: Value, _ schema: SchemaFacts, _ path: Path
  ) {
    let wanted = schema.types
    guard !wanted.isEmpty else { return }
    if function.isForConditions || function.isForRules {
      return report(
        .functionPlace,
        "\(Self.words(wanted)) is wanted, and `\(function.rawValue)` works among "
          + "\(function.isForRules ? "rules" : "conditions") alone", at: path,
        hint: "give the condition a name, and name it in `Fn::If`")
    }
    if function == .getAtt {
      // Texts read as booleans and whole numbers where those are wanted.
      guard let given = results.types(ofAttribute: argument),
        wanted.isDisjoint(with: [.boolean, .integer]), wanted.isDisjoint(with: given)
      else { return }
      return report(
        .wrongType, "\(Self.words(wanted)) is wanted, and the attribute is \(Self.words(given))",
        at: path.appending(function.rawValue))
    }
    guard let given = results.types(of: function, argument), wanted.isDisjoint(with: given) else {
      return
    }
    let what = given == .array ? "a list" : "a single value"
    report(
      .wrongType, "\(Self.words(wanted)) is wanted, and `\(function.rawValue)` gives \(what)",
      at: path)
  }

  static func words(_ types: ValueTypes) -> String {
    types.names.map { "`\($0)`" }.joined(separator: " or ")
  }

  private mutating func checkKind(_ value: Value, _ schema: SchemaFacts, _ path: Path) {
    let types = schema.types
    guard !types.isEmpty, !Self.fits(value, types), value != .null else { return }
    // A folder that `aws cloudformation package` uploads stands in the place of an address.
    if case .string = value, case .key(let key)? = path.steps.last, Self.packaged.contains(key) {
      return
    }
    report(
      .wrongType, "\(Self.words(types)) is wanted, and this is \(value.kindWords)", at: path)
  }

  private static func fits(_ value: Value, _ types: ValueTypes) -> Bool {
    switch value {
    case .null: return types.contains(.null)
    case .array: return types.contains(.array)
    case .object:
      // CloudFormation turns documents into text where a service wants that.
      return types.contains(.object)
    case .bool: return types.contains(.boolean) || types.contains(.string)
    case .number(let number):
      return types.contains(.number) || types.contains(.string)
        || (types.contains(.integer) && Double(number.spelling).map { $0 == $0.rounded() } == true)
    case .string(let text):
      if types.contains(.string) { return true }
      if types.contains(.boolean), ["true", "false"].contains(text.lowercased()) { return true }
      // What another system puts in later: a dynamic reference.
      if text.hasPrefix("{{resolve:") { return true }
      if types.contains(.number) { return Double(text) != nil }
      return types.contains(.integer) && Double(text).map { $0 == $0.rounded() } == true
    }
  }

  private static let packaged: Set = [
    "BodyS3Location", "Code", "Content", "DefinitionS3Location", "Location", "Schema",
  ]

  // MARK: - Lists

  private mutating func checkArray(
    _ elements: [Value], _ schema: SchemaFacts, _ path: Path
  ) {
    let prefix = schema.prefixItems
    for (index, element) in elements.enumerated() where !element.isNoValue {
      if index < prefix.count {
        check(element, against: prefix[index], at: path.appending(index))
      } else if let items = schema.items {
        check(element, against: items, at: path.appending(index))
      }
    }
    // A function among the elements may stand for none or many.
    guard !elements.contains(where: { $0.object.flatMap { Intrinsic.call(in: $0) } != nil })
    else { return }
    if let least = schema.minItems, elements.count < least {
      report(
        .wrongSize, "at least \(least) entries are wanted, and there are \(elements.count)",
        at: path)
    }
    if let most = schema.maxItems, elements.count > most {
      report(
        .wrongSize, "at most \(most) entries are wanted, and there are \(elements.count)", at: path)
    }
    if schema.hasUniqueItems, Set(elements).count != elements.count {
      report(.notUnique, "each entry is wanted once", at: path)
    }
    let keys = schema.uniqueKeys
    if !keys.isEmpty {
      let values = elements.compactMap(\.object).map { object in keys.map { object[$0] } }
        .filter { !$0.contains(nil) }
      if Set(values).count != values.count {
        report(
          .notUnique, "no two entries have the same \(TemplateChecker.list(keys))", at: path)
      }
    }
  }
}
