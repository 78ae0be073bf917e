internal import Documents

extension TemplateChecker {
  /// `Fn::FindInMap`: the mapping, and the two keys of an entry in it.
  mutating func checkLookUp(_ argument: Value, at path: Path, in region: Region) {
    guard let elements = argument.elements else {
      return report(
        .wrongKind, "`Fn::FindInMap` takes a list, and this is \(argument.kindWords)", at: path)
    }
    guard 3...4 ~= elements.count else {
      return report(
        .functionArguments,
        "`Fn::FindInMap` takes a mapping, two keys and perhaps a default, and there are "
          + "\(elements.count) values", at: path,
        hint: "write it like `!FindInMap [Sizes, !Ref AWS::Region, Small]`")
    }
    for (index, element) in elements.prefix(3).enumerated() {
      checkKey(element, at: path.appending(index), in: region)
    }
    if elements.count == 4 { checkFallback(elements[3], at: path.appending(3), in: region) }
    guard elements.count == 3, !scope.hasMacros else { return }
    checkEntry(elements, at: path)
  }

  private mutating func checkKey(_ value: Value, at path: Path, in region: Region) {
    if let call = value.object.flatMap({ Intrinsic.call(in: $0) }), call.function.isGivenLate {
      return report(
        .functionPlace,
        "things are looked up before anything is made, and `\(call.function.rawValue)` gives "
          + "nothing yet", at: path, hint: "refer to a parameter")
    }
    let count = findings.count
    checkArgument(value, .text, "`Fn::FindInMap` looks a text up", at: path, in: region.ofLists)
    guard findings.count == count, !scope.hasLanguageExtensions, !scope.hasMacros,
      let call = value.object.flatMap({ Intrinsic.call(in: $0) })
    else { return }
    switch call.function {
    // CloudFormation takes `Fn::Select` too, although its documentation does not say so: there are
    // templates that were deployed with it.
    case .ref, .findInMap, .select, .transform: break
    default:
      report(
        .missingTransform,
        "`Fn::FindInMap` looks up what is written, or what `Ref` or another `Fn::FindInMap` gives: "
          + "`\(call.function.rawValue)` is worked out for it by the language extensions only",
        at: path, hint: Self.extensionsHint)
    }
  }

  /// The default, which may be anything.
  private mutating func checkFallback(_ value: Value, at path: Path, in region: Region) {
    guard let object = value.object, !value.isExpandedLater else {
      return report(
        .wrongKind,
        "the default of `Fn::FindInMap` is a mapping with `DefaultValue`, and this is "
          + value.kindWords, at: path, hint: "write `DefaultValue:` before the value")
    }
    guard let fallback = object["DefaultValue"] else {
      return report(
        .missingPart, "the default of `Fn::FindInMap` has no `DefaultValue`", at: path,
        hint: "write `DefaultValue:` before the value")
    }
    checkFunctions(in: fallback, at: path.appending("DefaultValue"), in: region)
  }

  // MARK: - What is there

  /// Whether a mapping has the entry, as far as it is certain which one is looked up.
  private mutating func checkEntry(_ keys: [Value], at path: Path) {
    guard let name = keys[0].text, !isLoopName(name) else { return }
    guard let entries = scope.mappings[name] else {
      guard !scope.hasMadeMappings else { return }
      return report(
        .unknownMapping, "there is no mapping `\(name)`", at: path.appending(0),
        hint: Suggestion.hint(
          for: name, among: scope.mappings.members.prefix(TemplateLimits.mappings).map(\.key)))
    }
    // A mapping that is too large is refused as a whole, and not looked through again and again.
    guard var rows = entries.object?.members, rows.count <= TemplateLimits.mappingEntries,
      !rows.contains(where: { isMacro($0.key) })
    else { return }
    if let wanted = certainKeys(keys[1]) {
      let found = rows.filter { wanted.contains($0.key) }
      guard !found.isEmpty else {
        return report(
          missing: wanted, in: "the mapping `\(name)`", among: rows.map(\.key),
          at: path.appending(1))
      }
      rows = found
    }
    guard let wanted = certainKeys(keys[2]) else { return }
    let isThere = rows.contains { row in
      // What is wrong with the mapping is said there.
      guard let cells = row.value.object else { return true }
      return wanted.contains { cells[$0] != nil } || cells.members.contains { isMacro($0.key) }
    }
    guard !isThere else { return }
    let cells = rows.flatMap { $0.value.object?.members.map(\.key) ?? [] }
    let mapping = "the mapping `\(name)`"
    report(
      missing: wanted, in: rows.count == 1 ? "`\(rows[0].key)` of \(mapping)" : mapping,
      among: cells, at: path.appending(2))
  }

  /// The keys of which one is looked up whatever is given; nil if it may be any.
  private func certainKeys(_ value: Value) -> [String]? {
    if let text = value.parameterText { return isLoopName(text) ? nil : [text] }
    guard let call = value.object.flatMap({ Intrinsic.call(in: $0) }), call.function == .ref,
      let parameter = call.argument.text.flatMap({ scope.parameters[$0] }), !parameter.isList,
      !parameter.isStoredElsewhere, let allowed = parameter.allowedValues, !allowed.isEmpty
    else { return nil }
    return allowed
  }

  private mutating func report(
    missing wanted: [String], in what: String, among known: [String], at path: Path
  ) {
    let unique = Set(known).sorted()
    report(
      .unknownMapping,
      wanted.count == 1
        ? "\(what) has no `\(wanted[0])`" : "\(what) has none of \(Self.list(wanted))",
      at: path,
      hint: wanted.lazy.compactMap { Suggestion.hint(for: $0, among: unique) }.first
        ?? (unique.isEmpty || unique.count > 12 ? nil : "it has \(Self.list(unique))"))
  }
}
