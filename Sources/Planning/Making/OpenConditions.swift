internal import CloudFormation
internal import Documents

/// The conditions that only the deployment decides: which of them may come out otherwise than for
/// what stands.
struct OpenConditions {
  /// The conditions that hang on something that is another one than before, or may be.
  private var moved: Set<String> = []

  init(from old: StackContent?, to new: StackContent?) {
    guard let old, let new else { return }
    let before = Self.definitions(in: old.template)
    let after = Self.definitions(in: new.template)
    let settings = Self.movedSettings(from: old, to: new)
    for (name, definition) in after {
      let uses = Self.uses(of: definition)
      if before[name] != definition || !uses.parameters.isDisjoint(with: settings) {
        moved.insert(name)
      }
    }
    // What a condition is made of moves it too.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (name, definition) in after where !moved.contains(name) {
        guard !Self.uses(of: definition).conditions.isDisjoint(with: moved) else { continue }
        moved.insert(name)
        isGrowing = true
      }
    }
  }

  /// Whether a condition may come out otherwise than it did.
  func mayChange(_ condition: String) -> Bool { moved.contains(condition) }

  private static func definitions(in template: Template) -> [String: Value] {
    Dictionary(
      template.section(.conditions).members.map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The parameters whose values are others than before, or may be.
  private static func movedSettings(
    from old: StackContent, to new: StackContent
  ) -> Set<String> {
    func setting(_ parameter: Template.Parameter, in content: StackContent) -> ParameterSetting? {
      content.parameters[parameter.name] ?? parameter.defaultValue.map(ParameterSetting.text)
    }
    let before = Dictionary(
      old.template.parameters.map { ($0.name, setting($0, in: old)) },
      uniquingKeysWith: { first, _ in first })
    let moved = new.template.parameters.filter { parameter in
      switch setting(parameter, in: new) {
      case .later?, .awaiting?: true
      case let after: before[parameter.name] != .some(after)
      }
    }
    return Set(moved.map(\.name))
  }

  /// The parameters and conditions that a condition names.
  private static func uses(
    of definition: Value
  ) -> (parameters: Set<String>, conditions: Set<String>) {
    var uses: (parameters: Set<String>, conditions: Set<String>) = ([], [])
    func visit(_ value: Value) {
      switch value {
      case .object(let object):
        for member in object.members {
          switch (member.key, member.value) {
          case ("Ref", .string(let name)): uses.parameters.insert(name)
          case ("Condition", .string(let name)): uses.conditions.insert(name)
          default: visit(member.value)
          }
        }
      case .array(let elements): elements.forEach(visit)
      case .null, .bool, .number, .string: break
      }
    }
    visit(definition)
    return uses
  }
}
