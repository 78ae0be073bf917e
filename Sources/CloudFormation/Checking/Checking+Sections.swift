internal import Diagnostics
internal import Documents

extension TemplateChecker {
  mutating func checkSections() {
    let known = Template.Section.allCases.map(\.rawValue)
    for member in template.body.members {
      let path = Path([.key(member.key)])
      guard let section = Template.Section(rawValue: member.key) else {
        report(
          .unknownSection, "a template has no section `\(member.key)`", at: path,
          isAboutKey: true, hint: Suggestion.hint(for: member.key, among: known))
        continue
      }
      check(member.value, of: section, at: path)
    }
    if template.body["Resources"] == nil, !Suggestion.hasSlip(of: "Resources", in: template.body) {
      report(.missingPart, "a template needs `Resources`", at: Path())
    }
    checkLimits()
  }

  private mutating func check(_ value: Value, of section: Template.Section, at path: Path) {
    switch section {
    case .formatVersion:
      guard value.text != "2010-09-09" else { return }
      report(
        .formatVersion, "there is one version of the format: 2010-09-09", at: path,
        hint: "write `AWSTemplateFormatVersion: \"2010-09-09\"`")
    case .description:
      guard let text = value.text else {
        return report(
          .wrongKind, "a description is a text, and this is \(value.kindWords)", at: path)
      }
      if text.utf8.count > TemplateLimits.descriptionBytes {
        report(
          .exceedsLimit,
          "a description has at most \(TemplateLimits.descriptionBytes) bytes, and this one has "
            + "\(text.utf8.count)", at: path)
      }
    case .transform:
      checkTransform(value, at: path)
      guard scope.hasServerlessTransform else { break }
      report(
        Finding(
          .serverless,
          "this is a template of the Serverless Application Model: what its resources become is "
            + "not checked",
          at: path, hint: "check what `sam` or CloudFormation makes of it too", severity: .note))
    case .resources where value.object?.isEmpty == true:
      report(
        Finding(
          .missingPart, "CloudFormation takes no template without a resource", at: path,
          severity: .warning))
    case .parameters where value == .null: break
    case .metadata, .parameters, .rules, .mappings, .conditions, .resources, .outputs, .globals,
      .hooks:
      _ = members(of: value, at: path, what: "`\(section.rawValue)`")
    }
  }

  private mutating func checkTransform(_ value: Value, at path: Path) {
    switch value {
    case .string: break
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        checkTransform(element, at: path.appending(index))
      }
    case .object(let object):
      if object["Name"] == nil {
        report(.missingPart, "a transform with parameters needs a `Name`", at: path)
      } else if object["Name"]?.text == nil {
        report(.wrongKind, "the name of a transform is a text", at: path.appending("Name"))
      }
      checkKeys(of: object, among: ["Name", "Parameters"], at: path, what: "a transform")
    case .null, .bool, .number:
      report(
        .wrongKind, "a transform is a text or a list, and this is \(value.kindWords)", at: path)
    }
  }

  private mutating func checkLimits() {
    let limits: [(Template.Section, Int)] = [
      (.resources, TemplateLimits.resources), (.parameters, TemplateLimits.parameters),
      (.outputs, TemplateLimits.outputs), (.mappings, TemplateLimits.mappings),
    ]
    for (section, limit) in limits {
      let count = template.section(section).count
      guard count > limit else { continue }
      report(
        .exceedsLimit,
        "a template has at most \(limit) \(section.rawValue.lowercased()), and this one has "
          + "\(count)", at: Path([.key(section.rawValue)]), isAboutKey: true,
        hint: "split the stack")
    }
  }

  // MARK: - Mappings

  mutating func checkMappings() {
    for mapping in template.mappings.members {
      let path = Path([.key("Mappings"), .key(mapping.key)])
      if isMacro(mapping.key) { continue }
      checkName(mapping.key, of: "a mapping", at: path)
      guard let rows = members(of: mapping.value, at: path, what: "a mapping") else { continue }
      checkCount(of: rows, at: path)
      for row in rows.members where !isMacro(row.key) {
        let path = path.appending(row.key)
        checkName(row.key, of: "a mapping's entry", orOneOf: ".-", at: path)
        guard let cells = members(of: row.value, at: path, what: "a mapping's entry") else {
          continue
        }
        checkCount(of: cells, at: path)
        for cell in cells.members where !isMacro(cell.key) {
          checkName(cell.key, of: "a mapping's value", at: path.appending(cell.key))
          checkCell(cell.value, at: path.appending(cell.key))
        }
      }
    }
  }

  private mutating func checkCount(of entries: Value.Object, at path: Path) {
    if entries.isEmpty {
      report(
        .missingPart, "a mapping has an entry, and each entry a value", at: path,
        hint: "take it away, or write what is to be looked up")
    } else if entries.count > TemplateLimits.mappingEntries {
      report(
        .exceedsLimit,
        "a mapping has at most \(TemplateLimits.mappingEntries) keys on each level, and here are "
          + "\(entries.count)", at: path, isAboutKey: true, hint: "split the mapping")
    }
  }

  private mutating func checkCell(_ value: Value, at path: Path) {
    switch value {
    case .string, .number, .bool: break
    case .array(let elements):
      for (index, element) in elements.enumerated() where element.parameterText == nil {
        guard element != .null else { continue }
        report(
          .wrongKind, "a list in a mapping has texts, and this is \(element.kindWords)",
          at: path.appending(index), hint: "write one list for each key")
      }
    case .null, .object:
      report(
        .wrongKind,
        "a mapping holds texts, numbers, booleans and lists of them, and this is "
          + value.kindWords, at: path)
    }
  }

  // MARK: - Names

  /// Whether a key is no name but a call of a macro or a loop.
  func isMacro(_ key: String) -> Bool { key == "Fn::Transform" || Intrinsic.isLoop(key) }

  mutating func checkName(
    _ name: String, of what: String, orOneOf others: String = "", at path: Path
  ) {
    let plain = others.isEmpty ? name : name.filter { !others.contains($0) }
    let isTooLong = name.utf8.count > 255
    guard !LogicalID.isValid(plain) && !(plain.isEmpty && !name.isEmpty) || isTooLong else {
      return
    }
    let besides = others.map { ", `\($0)`" }.joined()
    report(
      .badName,
      "the name of \(what) is made of ASCII letters and digits\(besides), at most 255: `\(name)`",
      at: path, isAboutKey: true, hint: "leave other characters out")
  }
}
