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

  /// A loop, whose identifier is known in what it repeats.
  mutating func checkLoop(_ value: Value, at path: Path, in region: Region) {
    // What is wrong with the loop itself is said when it is unrolled, or is to be.
    guard let parts = value.elements, parts.count == 3, let identifier = parts[0].text,
      scope.hasLanguageExtensions || scope.hasMacros
    else { return }
    checkFunctions(in: parts[1], at: path.appending(1), in: region.ofLists)
    loopIdentifiers.append(identifier)
    checkFunctions(in: parts[2], at: path.appending(2), in: region)
    loopIdentifiers.removeLast()
  }

  /// What to write in the place of a name with a place for a loop's identifier, which is only filled
  /// in keys, in the names of conditions and by `Fn::Sub`.
  ///
  /// - Parameter name: As it is written.
  /// - Parameter form: The call around it, with `%` for what gives the name.
  func loopHint(for name: String, as form: String = "%") -> String? {
    guard scope.hasLanguageExtensions, LoopText(name).pieces.count > 1 else { return nil }
    guard !name.contains("&{") else {
      return "only keys take `&{…}`: go through names of letters and digits, and write `${…}`"
    }
    let call = form.split(separator: "%", omittingEmptySubsequences: false)
      .joined(separator: "{\"Fn::Sub\": \"\(name)\"}")
    return "write `\(call)`: elsewhere identifiers of loops are not put in"
  }

  /// Whether a name is a loop's identifier or made with one, so that it is another in each round.
  func isLoopName(_ name: String) -> Bool {
    guard !loopIdentifiers.isEmpty else { return false }
    if loopIdentifiers.contains(name) { return true }
    let text = LoopText(name)
    return loopIdentifiers.contains { text.has($0) }
  }

  /// Loops in a template that does not ask for those who carry them out.
  mutating func checkLoopsHaveTransform() {
    guard !scope.hasLanguageExtensions, !scope.hasMacros else { return }
    for member in template.body.members where member.key != "Metadata" {
      checkLoopsHaveTransform(member.value, at: Path([.key(member.key)]))
    }
  }

  private mutating func checkLoopsHaveTransform(_ value: Value, at path: Path) {
    switch value {
    case .null, .bool, .number, .string: break
    case .array(let elements):
      for (index, element) in elements.enumerated() where !element.isFilledScalar {
        checkLoopsHaveTransform(element, at: path.appending(index))
      }
    case .object(let object):
      for member in object.members where !member.value.isFilledScalar {
        let path = path.appending(member.key)
        if Intrinsic.isLoop(member.key) {
          report(
            .missingTransform, "loops are known to the language extensions only", at: path,
            isAboutKey: true, hint: Self.extensionsHint)
        } else {
          checkLoopsHaveTransform(member.value, at: path)
        }
      }
    }
  }

  /// Takes what is wrong with the unrolled template over, once for each place in the one that is
  /// written. What it is said to lack may be used up by the loops themselves.
  mutating func add(_ findings: [Finding], of expansion: Expansion) {
    var seen = Set(self.findings.map { Place($0) })
    dropUses(findings, of: expansion)
    for finding in findings {
      var finding = finding
      finding.path = expansion.origin(of: finding.path)
      finding.notes = finding.notes.map { .init($0.message, at: expansion.origin(of: $0.path)) }
      // What each round names otherwise is one place.
      if let variable = finding.variable, !hasVariable(variable, at: finding.path) {
        finding.variable = nil
      }
      let isMade = finding.path.steps.contains { step in
        if case .key(let key) = step { Intrinsic.isLoop(key) } else { false }
      }
      guard isMade || finding.severity == .error, seen.insert(Place(finding)).inserted else {
        continue
      }
      report(finding)
    }
  }

  /// Whether a variable stands in the text of an `Fn::Sub` as it is written.
  private func hasVariable(_ variable: String, at path: Path) -> Bool {
    var value: Value? = template.value
    for step in path.steps {
      switch step {
      case .key(let key): value = value?.object?[key]
      case .index(let index):
        value = value?.elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      }
    }
    guard let text = value?.text ?? value?.elements?.first?.text else { return true }
    return SubText(text).variables.contains(variable)
  }

  /// What the loops make may use what nothing seemed to use: such as conditions whose names are put
  /// together.
  private mutating func dropUses(_ findings: [Finding], of expansion: Expansion) {
    let unused = Set(findings.map { Place($0) })
    self.findings.removeAll { finding in
      guard finding.code.isAboutUse else { return false }
      return !expansion.open.isEmpty || !unused.contains(Place(finding))
    }
  }

  /// What makes findings the same whatever a round of a loop puts into their words.
  private struct Place: Hashable {
    var code: CheckCode
    var path: Path
    var variable: String?

    init(_ finding: Finding) {
      (code, path, variable) = (finding.code, finding.path, finding.variable)
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

extension CheckCode {
  /// Whether it says that nothing uses something.
  var isAboutUse: Bool {
    switch self {
    case .unusedParameter, .unusedMapping, .unusedCondition: true
    default: false
    }
  }
}
