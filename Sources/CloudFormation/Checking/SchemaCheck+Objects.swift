internal import Documents

extension SchemaCheck {
  /// The members of an object, and which of them have to be there.
  mutating func checkObject(
    _ object: Value.Object, _ schema: SchemaFacts, _ path: Path
  ) {
    let known = object.members.filter { !$0.value.isNoValue && $0.value != .null }
    for member in known { checkMember(member, schema, path) }
    let slips = meant.isEmpty ? nil : meant[path]
    let given = depth == 1 ? given : []
    func isWritten(_ name: String) -> Bool {
      known.contains { $0.key == name } || given.contains(name)
    }
    for name in schema.required {
      if !isWritten(name) {
        if let slip = slips?[name],
          Suggestion.isSlip(slip, of: name, inAnyCase: isAnyCaseSlip)
        {
          continue
        }
        let slip = slips?[name] ?? slip(of: name, in: known, schema)
        if let slip { supposed[path, default: [:]][name] = slip }
        report(
          .missingProperty, "the \(noun) `\(name)` is missing", at: path,
          hint: slip.map { "`\($0)` may be meant so" })
      } else if !isConditional, let (condition, isTrue) = object[name]?.vanishing(assumed) {
        report(
          .missingProperty,
          "the \(noun) `\(name)` is missing when `\(condition)` is \(isTrue)", at: path)
      }
    }
    // A misspelt name is there as far as others want it beside them.
    func isMeant(_ name: String) -> Bool { isWritten(name) || slips?[name] != nil }
    // What a condition decides may be there or not.
    func isCertain(_ name: String) -> Bool {
      known.contains { $0.key == name && !$0.value.mayBeNoValue }
    }
    let either = schema.requiredOr
    if !either.isEmpty, !either.contains(where: isMeant) {
      report(
        .missingProperty, "one of the properties \(TemplateChecker.list(either)) is needed",
        at: path)
    }
    let one = schema.requiredXor
    let found = one.filter(isMeant)
    if !one.isEmpty, found.isEmpty || one.filter(isCertain).count > 1 {
      report(
        .excludes, "exactly one of \(TemplateChecker.list(one)) is wanted", at: path,
        isAboutKey: false, hint: found.isEmpty ? nil : "keep one of \(TemplateChecker.list(found))")
    }
    for dependency in schema.dependentRequired where isCertain(dependency.name) {
      for other in dependency.others where !isMeant(other) {
        report(.excludes, "`\(dependency.name)` needs `\(other)` beside it", at: path)
      }
    }
    var excluded: Set<Set<String>> = []
    for dependency in schema.dependentExcluded where isCertain(dependency.name) {
      for other in dependency.others where isCertain(other) {
        // Of two that exclude each other one is told.
        guard excluded.insert([dependency.name, other]).inserted else { continue }
        report(
          .excludes, "`\(dependency.name)` and `\(other)` exclude each other",
          at: path.appending(dependency.name), isAboutKey: true)
      }
    }
    if let least = schema.minProperties, known.count < least {
      report(.wrongSize, "at least \(least) entries are wanted", at: path)
    }
    if let most = schema.maxProperties, known.count > most {
      report(.wrongSize, "at most \(most) entries are wanted", at: path)
    }
  }

  /// A member that nobody knows here, and that is spelt much like a name that is wanted.
  private func slip(
    of name: String, in members: [Value.Object.Member], _ schema: SchemaFacts
  ) -> String? {
    guard !schema.isClosed else { return nil }
    return members.lazy.map(\.key).prefix(Self.deepest).first { key in
      schema.property(key) == nil && !Suggestion.nearest(to: key, among: [name]).isEmpty
    }
  }

  private mutating func checkMember(
    _ member: Value.Object.Member, _ schema: SchemaFacts, _ path: Path
  ) {
    let path = path.appending(member.key)
    var isKnown = false
    if let property = schema.property(member.key) {
      check(member.value, against: property, at: path)
      isKnown = true
    }
    for pattern in schema.patternProperties where patterns.matches(member.key, pattern.name) {
      check(member.value, against: pattern.schema, at: path)
      isKnown = true
    }
    guard !isKnown else { return }
    if let additional = schema.additionalProperties {
      check(member.value, against: additional, at: path)
    } else if schema.isClosed {
      let near = Suggestion.nearest(to: member.key, among: schema.properties.map(\.name))
      report(
        .unknownProperty, "there is no \(noun) `\(member.key)`", at: path, isAboutKey: true,
        hint: Suggestion.hint(near))
      for name in near {
        meant[Path(Array(path.steps.dropLast())), default: [:]][name] = member.key
      }
    }
  }
}
