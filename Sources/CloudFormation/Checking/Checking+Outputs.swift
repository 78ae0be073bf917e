internal import Diagnostics
internal import Documents

extension TemplateChecker {
  mutating func checkOutputs() {
    for output in template.outputs where !isMacro(output.id) {
      let path = Path([.key("Outputs"), .key(output.id)])
      checkName(output.id, of: "an output", at: path)
      guard let body = members(of: output.entry, at: path, what: "an output") else { continue }
      checkKeys(
        of: body, among: ["Value", "Description", "Export", "Condition"], at: path,
        what: "an output")
      if let value = body["Value"], value != .null {
        let path = path.appending("Value")
        checkArgument(value, .text, "an output is a text", at: path, in: .outputs)
        checkLooseVariables(in: value, at: path)
      } else if !Suggestion.hasSlip(of: "Value", in: body) {
        report(.missingPart, "an output needs a `Value`", at: path)
      }
      if let condition = body["Condition"] {
        checkCondition(ofOutput: condition, at: path.appending("Condition"))
      }
      if let description = body["Description"] {
        checkDescription(description, at: path.appending("Description"))
      }
      if let export = body["Export"] { checkExport(export, at: path.appending("Export")) }
    }
    checkExportsDiffer()
  }

  /// The outputs that export one name, as far as later ones are held against them.
  private struct Exporters {
    /// The first one that is always made.
    var certain: String?
    /// The first one that a condition decides on.
    var conditional: String?
    /// The first one of each condition.
    var byCondition: [String: String] = [:]
  }

  /// No two exports may have one name. Of two that never exist together one would do no harm: of
  /// different conditions nothing is said, and it is only an error if both are made in any case.
  private mutating func checkExportsDiffer() {
    var seen: [Value: Exporters] = [:]
    for output in template.outputs where !isMacro(output.id) {
      guard let body = output.entry.object, let name = body["Export"]?.object?["Name"],
        name.parameterText != nil || name.object.flatMap({ Intrinsic.call(in: $0) }) != nil
      else { continue }
      let condition = output.condition
      let holds = condition == nil ? true : evaluator.holds(condition)
      guard holds != false else { continue }
      let key = name.parameterText.map(Value.string) ?? name
      var exporters = seen.removeValue(forKey: key) ?? Exporters()
      let other: String?
      let isCertain = holds == true && exporters.certain != nil
      if let condition, holds == nil {
        other = exporters.certain ?? exporters.byCondition[condition]
        exporters.conditional = exporters.conditional ?? output.id
        exporters.byCondition[condition] = exporters.byCondition[condition] ?? output.id
      } else {
        other = exporters.certain ?? exporters.conditional
        exporters.certain = exporters.certain ?? output.id
      }
      seen[key] = exporters
      guard let other else { continue }
      let end = isCertain ? "" : ", if both are made"
      report(
        Finding(
          .sharedName, "the output `\(other)` is exported by the same name\(end)",
          at: Path([.key("Outputs"), .key(output.id), .key("Export"), .key("Name")]),
          hint: "give it a name of its own", severity: isCertain ? .error : .warning))
    }
  }

  private mutating func checkCondition(ofOutput value: Value, at path: Path) {
    guard value != .null else { return }
    guard let name = value.text else {
      return report(
        .wrongKind, "an output names its condition, and this is \(value.kindWords)", at: path,
        hint: "write the name of an entry of `Conditions`")
    }
    checkConditionName(name, at: path)
  }

  private mutating func checkDescription(_ value: Value, at path: Path) {
    guard value != .null else { return }
    guard let text = value.parameterText else {
      let isCall = value.object.flatMap { Intrinsic.call(in: $0) } != nil
      return report(
        .wrongKind, "the description of an output is a text, and this is \(value.kindWords)",
        at: path,
        hint: isCall ? "write the text itself: functions do not work here" : "write a text")
    }
    guard text.utf8.count > TemplateLimits.descriptionBytes else { return }
    report(
      .exceedsLimit,
      "a description has at most \(TemplateLimits.descriptionBytes) bytes, and this one has "
        + "\(text.utf8.count)", at: path, hint: "shorten it")
  }

  private mutating func checkExport(_ value: Value, at path: Path) {
    guard let body = members(of: value, at: path, what: "an export") else { return }
    checkKeys(of: body, among: ["Name"], at: path, what: "an export")
    guard let name = body["Name"] else {
      return report(.missingPart, "an export needs a `Name`", at: path)
    }
    checkArgument(
      name, .text, "the name of an export is a text", at: path.appending("Name"), in: .exportName)
  }
}
