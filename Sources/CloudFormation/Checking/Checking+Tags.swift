internal import Documents

extension TemplateChecker {
  /// Tags of one resource with one key: services take the last one, or refuse them.
  mutating func checkTags(of properties: Value.Object, _ facts: TypeFacts, at path: Path) {
    let steps = facts.tagging?.property.steps ?? ["Tags"]
    guard steps.count == 1, let tags = properties[steps[0]] else { return }
    for (path, tags) in Self.alternatives(of: tags, at: path.appending(steps[0])) {
      var seen: Set<Value> = []
      let twice = (tags.elements ?? []).lazy.compactMap { $0.object?["Key"] }
        .first { !seen.insert($0).inserted }
      guard let twice else { continue }
      // Whole tags that stand twice are found by the schema.
      if findings.contains(where: { $0.code == .notUnique && $0.path == path }) { continue }
      let name = twice.parameterText.map { " `\($0)`" } ?? ""
      report(
        .notUnique, "two tags have the same key\(name)", at: path,
        hint: "leave one of them out, or give it another key")
    }
  }
}
