internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// Values that are nothing, as far as nobody has spoken of them.
  mutating func checkNulls() {
    let spoken = Set(findings.filter { $0.severity == .error }.map(\.path))
    let missing = Set(
      findings.filter { $0.code == .missingProperty || $0.code == .missingPart }.map(\.path))
    var found: [Path] = []
    for member in template.body.members where member.key != "Metadata" {
      // A section may be left empty.
      if member.value == .null { continue }
      member.value.visit(at: Path([.key(member.key)])) { value, path in
        if value == .null { found.append(path) }
        return true
      }
    }
    for path in found where !spoken.contains(path) {
      if missing.contains(Path(Array(path.steps.dropLast()))) { continue }
      report(
        Finding(
          .nullValue, "nothing stands here, and CloudFormation takes no null", at: path,
          hint: "write a value, or take the key away", severity: .warning))
    }
  }
}
