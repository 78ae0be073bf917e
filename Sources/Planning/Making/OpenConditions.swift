internal import CloudFormation
internal import Documents

/// The conditions that only the deployment decides: which of them may come out otherwise than for
/// what stands.
struct OpenConditions {
  /// The conditions that hang on something that is another one than before, or may be.
  private var moved: Set<String> = []
  /// Those that hang on values which Systems Manager keeps: they may be others by now, though
  /// nothing here changes.
  private var stored: Set<String> = []
  /// The conditions that resources and outputs had.
  private var before: [Part: String] = [:]
  private var hasBefore = false

  /// A part of a template that can have a condition.
  struct Part: Hashable {
    var section: Template.Section
    var id: String

    static func resource(_ id: String) -> Part { Part(section: .resources, id: id) }
    static func output(_ id: String) -> Part { Part(section: .outputs, id: id) }
  }

  init(from old: StackContent?, to new: StackContent?) {
    guard let old, let new else { return }
    hasBefore = true
    for resource in old.template.resources { before[.resource(resource.id)] = resource.condition }
    for output in old.template.outputs { before[.output(output.id)] = output.condition }
    let definitions = old.template.conditions
    let parameters = Self.movedParameters(from: old, to: new)
    let storedParameters = Set(
      new.template.parameters.filter(\.isStoredElsewhere).map(\.name))
    var users: [String: [String]] = [:]
    for member in new.template.conditions.members {
      // What is not understood of a condition may move it.
      let (found, isAll) = References.reading(member.value, amongConditions: true)
      var isMoved = !isAll || definitions[member.key] != member.value
      for reference in found {
        switch reference.target {
        case .ref(let name), .attribute(let name, _), .dependsOn(let name):
          if parameters.contains(name) { isMoved = true }
          if storedParameters.contains(name) { stored.insert(member.key) }
        case .condition(let name): users[name, default: []].append(member.key)
        case .mapping(let name):
          if old.template.mappings[name] != new.template.mappings[name] { isMoved = true }
        case .export: isMoved = true
        }
      }
      if isMoved { moved.insert(member.key) }
    }
    // What a condition is made of moves it too.
    Self.spread(&moved, to: users)
    Self.spread(&stored, to: users)
  }

  /// Whether what stands may go, since a condition may come out otherwise than it did.
  func mayGo(_ part: Part, by condition: String) -> Bool {
    before[part] != condition || moved.contains(condition) || stored.contains(condition)
  }

  /// Whether what does not stand may come.
  func mayCome(_ part: Part, by condition: String) -> Bool {
    !hasBefore || before[part] != condition || moved.contains(condition)
  }

  private static func spread(_ names: inout Set<String>, to users: [String: [String]]) {
    var open = Array(names)
    while let name = open.popLast() {
      for user in users[name] ?? [] where names.insert(user).inserted { open.append(user) }
    }
  }

  /// The parameters whose values are others than before, or may be.
  private static func movedParameters(
    from old: StackContent, to new: StackContent
  ) -> Set<String> {
    func setting(_ parameter: Template.Parameter, in content: StackContent) -> ParameterSetting? {
      content.parameters[parameter.name] ?? parameter.defaultValue.map(ParameterSetting.text)
    }
    let before = Dictionary(
      old.template.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let moved = new.template.parameters.filter { parameter in
      switch setting(parameter, in: new) {
      case .later?, .awaiting?: return true
      case let after:
        // The same text is another value where it names one.
        guard let same = before[parameter.name], same.type == parameter.type else { return true }
        return setting(same, in: old) != after
      }
    }
    return Set(moved.map(\.name))
  }
}
