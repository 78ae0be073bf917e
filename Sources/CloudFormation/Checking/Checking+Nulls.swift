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
      Self.findNulls(in: member.value, at: Path([.key(member.key)]), &found)
    }
    for path in found where !spoken.contains(path) {
      if missing.contains(Path(Array(path.steps.dropLast()))) { continue }
      report(
        Finding(
          .nullValue, "nothing stands here, and CloudFormation takes no null", at: path,
          hint: "write a value, or take the key away", severity: .warning))
    }
  }

  private static func findNulls(in value: Value, at path: Path, _ found: inout [Path]) {
    switch value {
    case .null: found.append(path)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        findNulls(in: element, at: path.appending(index), &found)
      }
    case .object(let object):
      for member in object.members {
        findNulls(in: member.value, at: path.appending(member.key), &found)
      }
    case .bool, .number, .string: break
    }
  }
}
