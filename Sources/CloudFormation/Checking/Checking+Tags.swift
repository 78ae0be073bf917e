internal import Documents

extension TemplateChecker {
  /// Tags of one resource with one key: services take the last one, or refuse them.
  mutating func checkTags(of properties: Value.Object, _ facts: TypeFacts, at path: Path) {
    let steps = facts.tagging?.property.steps ?? ["Tags"]
    guard steps.count == 1, let tags = properties[steps[0]] else { return }
    let schema = facts.root.property(steps[0])
    for (path, tags) in Self.alternatives(of: tags, at: path.appending(steps[0])) {
      let elements = tags.elements ?? []
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
}
