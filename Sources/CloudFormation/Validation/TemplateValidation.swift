internal import Documents

/// What CloudFormation's API itself checks before it touches anything.
package struct TemplateValidation {
  let template: Template
  /// In the order in which CloudFormation, which stops at the first, would find them.
  package private(set) var violations: [Violation] = []

  /// Checks a template.
  ///
  /// - Parameter knowsType: Whether CloudFormation has a resource type.
  package init(of template: Template, knowsType: (String) -> Bool = { _ in true }) {
    self.template = template
    checkNulls(template.value, Path())
    checkSections()
    checkCounts()
    checkParameters()
    checkMappings()
    checkResources(knowsType)
    checkOutputs()
    // What a macro makes of the template, nobody can say before it has run.
    guard !isExpandedLater else { return }
    checkReferences()
    checkFunctions()
    checkCycles()
  }

  /// What is wrong with the references of a template once its conditions are decided: what exists
  /// may not refer to what doesn't.
  package static func violations(ofDecided template: Template, from whole: Template) -> [Violation]
  {
    let left = Set(template.resources.map(\.id))
    let gone = Set(whole.resources.map(\.id)).subtracting(left)
    guard !gone.isEmpty else { return [] }
    var violations: [Violation] = []
    let inResources = missing(template.resources.flatMap(References.of), among: gone)
    if !inResources.isEmpty {
      violations.append(
        Violation(
          "Template format error: Unresolved resource dependencies [\(inResources)] in the Resources block of the template",
          .reference, at: Path([.key("Resources")])))
    }
    let inOutputs = missing(template.outputs.flatMap(References.of), among: gone)
    if !inOutputs.isEmpty {
      violations.append(
        Violation(
          "Unresolved resource dependencies [\(inOutputs)] in the Outputs block of the template",
          .reference, at: Path([.key("Outputs")])))
    }
    return violations
  }

  private static func missing(_ references: [Reference], among gone: Set<String>) -> String {
    var names: [String] = []
    for name in references.compactMap(\.name) where gone.contains(name) && !names.contains(name) {
      names.append(name)
    }
    return names.joined(separator: ", ")
  }

  /// Whether macros make another template of this one first.
  var isExpandedLater: Bool { template.body["Transform"] != nil }

  mutating func report(_ message: String, _ kind: Violation.Kind, at path: Path = Path()) {
    violations.append(Violation(message, kind, at: path))
  }

  private mutating func checkNulls(_ value: Value, _ path: Path) {
    switch value {
    case .null where !path.steps.isEmpty:
      let pointer = path.steps.map { step in
        switch step {
        case .key(let key): "/" + key
        case .index(let index): "/\(index)"
        }
      }
      report(
        "[\(pointer.joined())] 'null' values are not allowed in templates", .structure, at: path)
    case .array(let elements):
      for (index, element) in elements.enumerated() where !element.isFilledScalar {
        checkNulls(element, path.appending(index))
      }
    case .object(let object):
      for member in object.members where !member.value.isFilledScalar {
        checkNulls(member.value, path.appending(member.key))
      }
    case .null, .bool, .number, .string: break
    }
  }

  private mutating func checkSections() {
    let known = Set(Template.Section.allCases.map(\.rawValue))
    let unknown = template.body.members.map(\.key).filter { !known.contains($0) }
    if !unknown.isEmpty {
      report(
        "Invalid template property or properties [\(unknown.joined(separator: ", "))]",
        .structure, at: Path([.key(unknown[0])]))
    }
    if let version = template.body["AWSTemplateFormatVersion"], version.text != "2010-09-09" {
      report(
        "Template format error: \(version.parameterText ?? version.canonicalJSON) is not a supported value for AWSTemplateFormatVersion.",
        .structure, at: Path([.key("AWSTemplateFormatVersion")]))
    }
    if let description = template.body["Description"] {
      let path = Path([.key("Description")])
      if let text = description.text {
        if text.utf8.count > TemplateLimits.descriptionBytes {
          report(
            "Template format error: Description length is greater than maximum allowed, \(TemplateLimits.descriptionBytes)",
            .limit, at: path)
        }
      } else {
        report("Template format error: Description is not a string.", .structure, at: path)
      }
    }
    for section in [Template.Section.parameters, .mappings, .conditions, .outputs] {
      if let value = template.body[section.rawValue], value.object == nil, value != .null {
        report(
          "Template format error: \(section.rawValue) must be a map", .structure,
          at: Path([.key(section.rawValue)]))
      }
    }
    if template.resources.isEmpty {
      report(
        "Template format error: At least one Resources member must be defined.", .structure)
    }
  }

  private mutating func checkCounts() {
    let counts: [(Template.Section, Int, Int)] = [
      (.resources, template.resources.count, TemplateLimits.resources),
      (.parameters, template.parameters.count, TemplateLimits.parameters),
      (.outputs, template.outputs.count, TemplateLimits.outputs),
      (.mappings, template.mappings.count, TemplateLimits.mappings),
    ]
    for (section, count, most) in counts where count > most {
      report(
        "Template format error: Number of \(section.rawValue.lowercased()), \(count), is greater than maximum allowed, \(most)",
        .limit, at: Path([.key(section.rawValue)]))
    }
  }

  /// Says of each name that is not made of letters and digits.
  private mutating func checkNames(_ names: [String], _ section: Template.Section, _ what: String) {
    for name in names where !LogicalID.isValid(name) && !Intrinsic.isLoop(name) {
      let path = Path([.key(section.rawValue), .key(name)])
      if name.utf8.count > LogicalID.longest {
        report(
          "Template format error: \(what) name length is greater than maximum allowed, \(LogicalID.longest)",
          .limit, at: path)
      } else {
        report(
          "Template format error: \(what) name \(name) is non alphanumeric.", .structure, at: path)
      }
    }
  }

  private mutating func checkParameters() {
    checkNames(template.parameters.map(\.name), .parameters, "Parameter")
    let known = Set(Template.Parameter.Member.allCases.map(\.rawValue))
    for parameter in template.parameters {
      let path = Path([.key("Parameters"), .key(parameter.name)])
      for member in (parameter.entry.object ?? [:]).members where !known.contains(member.key) {
        report(
          "Invalid template parameter property '\(member.key)'", .structure,
          at: path.appending(member.key))
      }
      if parameter[.type] == nil {
        report(
          "Template format error: Every Parameters object must contain a Type member.",
          .structure, at: path)
      } else if !ParameterTypes.isKnown(parameter.type) {
        report(
          "Template format error: Unrecognized parameter type: \(parameter.type)", .structure,
          at: path.appending("Type"))
      }
      if let value = parameter[.defaultValue], value.parameterText == nil {
        report(
          "Template format error: Every Default member must be a string.", .structure,
          at: path.appending("Default"))
      }
      if let value = parameter[.allowedValues], value.elements == nil {
        report(
          "Template format error: Every AllowedValues member must be a list.", .structure,
          at: path.appending("AllowedValues"))
      }
    }
  }

  private mutating func checkMappings() {
    checkNames(template.mappings.members.map(\.key), .mappings, "Mappings")
    for mapping in template.mappings.members {
      let path = Path([.key("Mappings"), .key(mapping.key)])
      guard let rows = mapping.value.object else {
        report("Template format error: Every Mappings member must be a map", .structure, at: path)
        continue
      }
      for row in rows.members {
        guard let columns = row.value.object else {
          report(
            "Template format error: Every Mappings attribute must be a map", .structure,
            at: path.appending(row.key))
          continue
        }
        for column in columns.members where column.value.object != nil {
          report(
            "Template format error: Every Mappings attribute must be a String or a List.",
            .structure, at: path.appending(row.key).appending(column.key))
        }
      }
    }
  }

  private mutating func checkOutputs() {
    checkNames(template.outputs.map(\.id), .outputs, "Output")
    let known: Set = ["Value", "Description", "Export", "Condition"]
    for output in template.outputs where !Intrinsic.isLoop(output.id) {
      let path = Path([.key("Outputs"), .key(output.id)])
      for member in (output.entry.object ?? [:]).members where !known.contains(member.key) {
        report(
          "Invalid template output property '\(member.key)'", .structure,
          at: path.appending(member.key))
      }
      guard let value = output.value else {
        report(
          "Template format error: Every Outputs member must contain a Value object", .structure,
          at: path)
        continue
      }
      if value.parameterText == nil, value != .null,
        value.object.flatMap({ Intrinsic.call(in: $0) }) == nil
      {
        report(
          "Template format error: Every Value member must be a string.", .structure,
          at: path.appending("Value"))
      }
    }
  }

  private mutating func checkResources(_ knowsType: (String) -> Bool) {
    checkNames(template.resources.map(\.id), .resources, "Resource")
    var unknownTypes: [String] = []
    for resource in template.resources {
      check(resource)
      let type = resource.type
      let isCustom = type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource"
      if !type.isEmpty, !isCustom, !type.hasSuffix("::MODULE"), !knowsType(type),
        !unknownTypes.contains(type)
      {
        unknownTypes.append(type)
      }
    }
    if !unknownTypes.isEmpty {
      report(
        "Template format error: Unrecognized resource types: [\(unknownTypes.joined(separator: ", "))]",
        .structure, at: Path([.key("Resources")]))
    }
  }
}
