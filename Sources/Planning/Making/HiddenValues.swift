internal import CloudFormation
internal import Documents

/// The hidden values that are other ones than before, or may be, by parameter.
struct HiddenValues {
  /// Each with whether it is known to change.
  private(set) var changes: [String: Bool] = [:]
  /// Those that no setting gives: their templates have other defaults.
  private(set) var defaults: [String] = []

  init(from old: StackContent?, to new: StackContent?) {
    guard let old, let new else { return }
    for parameter in new.template.parameters where parameter.noEcho {
      let name = parameter.name
      let before = old.template.parameters.first { $0.name == name }
      switch (old.parameters[name], new.parameters[name]) {
      case (nil, nil):
        // A default is no secret: whoever has the template reads it.
        guard before?.defaultValue != parameter.defaultValue else { continue }
        defaults.append(name)
        changes[name] = true
      case (let setting, .hidden(.recorded)?) where setting == .hidden(.recorded): continue
      case (_, .hidden(.unknown)?), (_, .later?), (_, .awaiting?): changes[name] = false
      case (let before, let after) where before == after: continue
      default: changes[name] = true
      }
    }
  }

  /// What of an entry hangs on them.
  func uses(in entry: [Evaluated.Member]) -> [HiddenChange] {
    guard !changes.isEmpty else { return [] }
    return entry.flatMap { uses(in: $0.value, at: Path([.key($0.key)])) }
  }

  private func uses(in value: Evaluated, at path: Path) -> [HiddenChange] {
    switch value {
    case .known, .absent: return []
    case .list(let elements):
      return elements.enumerated().flatMap { index, element in
        uses(in: element, at: Path(path.steps + [.index(index)]))
      }
    case .object(let members):
      return members.flatMap { uses(in: $0.value, at: Path(path.steps + [.key($0.key)])) }
    case .text, .unknown:
      let names = value.causes.compactMap { cause in
        if case .parameter(let name) = cause, changes[name] != nil { name } else { nil }
      }
      guard !names.isEmpty else { return [] }
      let isCertain = names.contains { changes[$0] == true }
      return [HiddenChange(path, of: names, isCertain: isCertain)]
    }
  }
}
