internal import CloudFormation
package import Diagnostics
internal import Documents

/// A template as far as its stack file could be understood, for what can be checked of it.
struct Draft: Sendable {
  let origins: Origins
  private let template: Template
  /// The logical ids of what could be understood whole.
  private let sound: Set<String>
  private let region: String
  private let isWhole: Bool
  /// Whether the stack is a template with a file of its own.
  private let isNamed: Bool
  /// The logical ids of components' parts, which the file knows by other words.
  private let parts: Set<String>
  /// Where the mistakes are that are known.
  private let mistakes: [Span]

  init(
    _ template: Template, of stack: StackFile, owners: [String: String], faulty: Set<String>,
    _ mistakes: [Span],
    isWhole: Bool, in region: String, _ named: NamedTemplate?
  ) {
    self.mistakes = mistakes
    self.region = region
    self.isWhole = isWhole
    isNamed = named != nil
    if let named {
      origins = Origins(template: named.root)
      (sound, parts) = ([], [])
      self.template = template
      return
    }
    origins = Origins(stack, owners: owners)
    var sound: Set<String> = []
    var parts: Set<String> = []
    var filled = template
    let made = Set(template.resources.map(\.id))
    for resource in stack.resources {
      for part in resource.possibleParts {
        if case .component = resource.kind { parts.insert(part.logicalID) }
        if !faulty.contains(resource.name) {
          sound.insert(part.logicalID)
        } else if !made.contains(part.logicalID) {
          // What others refer to is there, though nothing is known of it.
          filled = filled.setting(Template.Resource(id: part.logicalID, type: part.type))
        }
      }
    }
    self.sound = sound
    self.parts = parts
    self.template = filled
  }

  /// What the facts of the resource types and CloudFormation's rules have against the template, at
  /// the places in the stack file. What holds a mistake is not told of again.
  var findings: [Diagnostic] {
    let isKnown = CheckRules.knownRegions.contains(region)
    let rules = isKnown ? CheckRules(regions: [region]) : CheckRules()
    return TemplateChecker.findings(in: template.value, rules).filter { finding in
      // Rings among the resources of a stack file are told in its own names.
      if finding.code == .cycle, !isNamed { return false }
      guard !isWhole, !isNamed else { return true }
      guard finding.path.steps.count > 1, finding.path.steps[0] == .key("Resources"),
        case .key(let id) = finding.path.steps[1]
      else { return false }
      return sound.contains(id)
        || !parts.contains(id)
          && !origins.holdsMistake(
            mistakes, at: finding.path,
            lack: finding.code == .missingProperty ? finding.message : nil)
    }.filter { finding in
      // That a name stands in the way of other changes is told in the words of properties, which
      // who names a component never wrote.
      guard finding.code == .fixedName, case .key(let id)? = finding.path.steps.dropFirst().first
      else { return true }
      return !parts.contains(id)
    }.map { finding in
      Diagnostic(
        finding.code, finding.severity, finding.message,
        at: origins.place(of: finding.path, isAboutKey: finding.isAboutKey),
        notes: finding.notes.map { .init($0.message, at: origins.place(of: $0.path)) },
        hint: (hint(finding) ?? finding.hint).map { Diagnostic.Hint($0) })
    }
  }

  /// What to do where CloudFormation's functions are asked for an ARN that `Ref` gives.
  private func hint(_ finding: Finding) -> String? {
    guard finding.code == .unknownAttribute, finding.message.hasSuffix("`Arn`"),
      let name = finding.message.split(separator: " ").first.map(String.init),
      Facts[name]?.reference?.kind == .arn
    else { return nil }
    return "`!Ref` gives the ARN: take the `.Arn` away"
  }
}

extension Lowering {
  /// What the facts of the resource types and CloudFormation's rules have against the stack.
  package var findings: [Diagnostic] { draft?.findings ?? [] }
}
