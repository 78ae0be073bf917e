internal import Documents

extension TemplateChecker {
  /// Tags of one resource with one key, of which services take the last one, or which they refuse;
  /// and keys that only AWS may give.
  mutating func checkTags(of properties: Value.Object, _ facts: TypeFacts, at path: Path) {
    let steps = facts.tagging?.property.steps ?? ["Tags"]
    guard steps.count == 1, let tags = properties[steps[0]] else { return }
    let schema = facts.root.property(steps[0])
    for (path, tags) in Self.alternatives(of: tags, at: path.appending(steps[0])) {
      let elements = tags.elements ?? []
      checkOwnKeys(of: tags, at: path)
      var seen: Set<Value> = []
      let twice = elements.lazy.compactMap { $0.object?["Key"] }
        .first { !seen.insert($0).inserted }
      guard let twice else { continue }
      // Whole tags that stand twice are found by most schemas.
      let hasCall = elements.contains { $0.object.flatMap { Intrinsic.call(in: $0) } != nil }
      if !hasCall, schema?.hasUniqueItems == true, Set(elements).count != elements.count {
        continue
      }
      let name = twice.parameterText.map { " `\($0)`" } ?? ""
      report(
        .notUnique, "two tags have the same key\(name)", at: path,
        hint: "leave one of them out, or give it another key")
    }
  }

  /// Keys that begin with `aws:` are AWS's own, in any case of letters
  /// (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html).
  private mutating func checkOwnKeys(of tags: Value, at path: Path) {
    var keys: [(text: String, path: Path, isAboutKey: Bool)] = []
    for (index, element) in (tags.elements ?? []).enumerated() {
      guard let key = element.object?["Key"] else { continue }
      let path = path.appending(index).appending("Key")
      if let text = key.text {
        keys.append((text, path, false))
      } else if let call = key.object.flatMap({ Intrinsic.call(in: $0) }), call.function == .sub,
        let text = call.argument.text.flatMap({ SubText($0).literal })
      {
        keys.append((text, path.appending(call.function.rawValue), false))
      }
    }
    if let object = tags.object, Intrinsic.call(in: object) == nil {
      keys += object.members.map { ($0.key, path.appending($0.key), true) }
    }
    keys = keys.filter { $0.text.lowercased().hasPrefix("aws:") }
    guard !keys.isEmpty else { return }
    // The schema may say so already.
    let spoken = Set(findings[resourceStart...].lazy.map(\.path))
    for key in keys where !spoken.contains(key.path) {
      report(
        .notAllowed, "keys of tags that begin with `aws:` are AWS's own", at: key.path,
        isAboutKey: key.isAboutKey,
        hint: "give the tag another key, such as `\(key.text.dropFirst(4))`")
    }
  }
}
