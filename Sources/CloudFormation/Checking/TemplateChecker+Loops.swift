internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// The template with its loops unrolled by the defaults of its parameters, to be checked too; nil
  /// if it has none that could be. Says what is wrong with the loops themselves.
  mutating func unrolled() -> Expansion? {
    guard scope.hasLanguageExtensions, Self.hasLoops(template.value) else { return nil }
    let known = ParameterValues(for: template, given: [:]).values
    let expansion = Expansion(of: template, known: Surroundings(parameters: known))
    for mistake in expansion.mistakes {
      report(
        Self.code(of: mistake.kind), mistake.message, at: mistake.path,
        isAboutKey: mistake.isAboutKey, hint: mistake.hint)
    }
    // What malformed loops would have made, would be missed everywhere.
    return expansion.mistakes.isEmpty ? expansion : nil
  }

  /// Takes what is wrong with the unrolled template over, once for each place in the one that is
  /// written. What it is said to lack may be used up by the loops themselves.
  mutating func add(_ findings: [Finding], of expansion: Expansion) {
    var seen = Set(self.findings.map { Place($0) })
    for finding in findings {
      var finding = finding
      finding.path = expansion.origin(of: finding.path)
      finding.notes = finding.notes.map { .init($0.message, at: expansion.origin(of: $0.path)) }
      let isMade = finding.path.steps.contains { step in
        if case .key(let key) = step { Intrinsic.isLoop(key) } else { false }
      }
      guard isMade || finding.severity == .error, seen.insert(Place(finding)).inserted else {
        continue
      }
      report(finding)
    }
  }

  /// What makes findings the same whatever a round of a loop puts into their words.
  private struct Place: Hashable {
    var code: CheckCode
    var path: Path

    init(_ finding: Finding) {
      (code, path) = (finding.code, finding.path)
    }
  }

  private static func hasLoops(_ value: Value) -> Bool {
    switch value {
    case .null, .bool, .number, .string: false
    case .array(let elements): elements.contains(where: hasLoops)
    case .object(let object):
      object.members.contains { Intrinsic.isLoop($0.key) || hasLoops($0.value) }
    }
  }

  private static func code(of kind: Expansion.Mistake.Kind) -> CheckCode {
    switch kind {
    case .place: .functionPlace
    case .name: .badName
    case .takenName, .takenIdentifier, .madeTwice: .sharedName
    case .parts, .identifier, .collection, .fragment, .key: .functionArguments
    case .size: .exceedsLimit
    }
  }
}

extension Expansion.Mistake {
  /// Whether it is a key that is wrong, and not what stands under it.
  var isAboutKey: Bool {
    switch kind {
    case .place, .name, .takenName, .key, .madeTwice, .size: true
    case .parts, .identifier, .takenIdentifier, .collection, .fragment: false
    }
  }
}
