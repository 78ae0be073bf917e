internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// `CreationPolicy` and `UpdatePolicy`: only some types take them, each its own members.
  mutating func checkLifecyclePolicy(
    _ attribute: Template.ResourceAttribute, _ value: Value, of type: String, at path: Path
  ) {
    let name = attribute.rawValue
    if let call = value.object.flatMap({ Intrinsic.call(in: $0) }), call.function != .if {
      return report(
        .functionPlace, "`\(call.function.rawValue)` cannot stand for a whole `\(name)`", at: path)
    }
    guard members(of: value, at: path, what: "`\(name)`") != nil else { return }
    checkFunctions(in: value, at: path, in: .resources)
    // Of types that are not AWS's, or not known, nobody can say it; a macro makes another of it.
    guard Facts[type] != nil, type != "AWS::CloudFormation::CustomResource" else { return }
    let form = attribute == .creationPolicy ? PolicyForm.creation(of: type) : .update(of: type)
    guard let form else {
      guard !value.isAlwaysNoValue else { return }
      return report(
        .unknownPart, "`\(type)` takes no `\(name)`", at: path, isAboutKey: true,
        hint: "take it away")
    }
    check(value, form, name, at: path)
  }

  private mutating func check(_ value: Value, _ form: PolicyForm, _ name: String, at path: Path) {
    for (path, value) in Self.alternatives(of: value, at: path) where !value.isNoValue {
      let isCall = value.object.map { Intrinsic.call(in: $0) != nil } == true
      if isCall || value.isExpandedLater || value == .null { continue }
      switch form {
      case .object(let known, let required):
        check(value, known, required, name, at: path)
      case .list(let form):
        guard let elements = value.elements else {
          report(.wrongKind, "`\(name)` is a list, and this is \(value.kindWords)", at: path)
          continue
        }
        for (index, element) in elements.enumerated() {
          check(element, form, name, at: path.appending(index))
        }
      case .number, .boolean, .text, .duration, .word: checkScalar(value, form, name, at: path)
      case .anything: break
      }
    }
  }

  private mutating func check(
    _ value: Value, _ known: [String: PolicyForm], _ required: [String], _ name: String,
    at path: Path
  ) {
    guard let object = members(of: value, at: path, what: "`\(name)`") else { return }
    checkKeys(
      of: object, among: known.keys.sorted(), at: path, what: "`\(name)`", orMacro: true)
    for wanted in required
    where object[wanted] == nil && !Suggestion.hasSlip(of: wanted, in: object) {
      report(.missingPart, "`\(name)` needs `\(wanted)`", at: path)
    }
    for member in object.members {
      guard let form = known[member.key] else { continue }
      check(member.value, form, member.key, at: path.appending(member.key))
    }
  }

  private mutating func checkScalar(
    _ value: Value, _ form: PolicyForm, _ name: String, at path: Path
  ) {
    guard let text = value.parameterText else {
      return report(
        .wrongKind, "`\(name)` is a single value, and this is \(value.kindWords)", at: path,
        hint: "write the value itself")
    }
    if DynamicReference.isBegun(in: text) { return }
    switch form {
    case .number(let range):
      guard let number = Double(text), number == number.rounded() else {
        return report(
          .wrongKind, "`\(name)` is a whole number, and this is `\(text)`", at: path,
          hint: "write a whole number")
      }
      guard number < Double(range.lowerBound) || number > Double(range.upperBound) else { return }
      let limits =
        range.upperBound == Int.max
        ? "from \(range.lowerBound) on" : "from \(range.lowerBound) to \(range.upperBound)"
      report(
        .outOfRange, "`\(name)` is \(limits), and this is \(text)", at: path,
        hint: "write a whole number \(limits)")
    case .boolean:
      guard !["true", "false"].contains(text.lowercased()) else { return }
      report(
        .wrongKind, "`\(name)` is `true` or `false`, and this is `\(text)`", at: path,
        hint: "write `true` or `false`")
    case .duration:
      guard !PolicyForm.isDuration(text) else { return }
      report(
        .notAllowed, "`\(name)` is a duration, and this is `\(text)`", at: path,
        hint: "write it as `PT1H30M`, `PT15M` or `PT45S`")
    case .word(let words):
      guard !words.contains(text) else { return }
      report(
        .notAllowed, "`\(text)` is none of \(Self.list(words))", at: path,
        hint: Suggestion.hint(for: text, among: words))
    case .text, .anything, .list, .object: break
    }
  }
}
