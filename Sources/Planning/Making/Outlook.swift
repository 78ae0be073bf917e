internal import CloudFormation
internal import Documents

/// What becomes of the resources of a stack, worked out in the order in which they need each other:
/// one that is replaced changes what refers to it, which may be replaced for that in turn.
struct Outlook {
  private let old: Sight
  private let new: Sight
  private let changes: Settings
  private(set) var fates = Fates()

  /// What of a stack changes beside its template.
  struct Settings {
    /// The parameters with other values.
    var parameters: Set<String>
    /// Whether the stack gets other tags.
    var changesTags: Bool
  }

  /// What becomes of resources, as far as it is worked out.
  struct Fates {
    private var fates: [String: Fate] = [:]
    /// The types of what is replaced.
    private var types: [String: String] = [:]

    subscript(id: String) -> Fate {
      get { fates[id] ?? .stays }
      set { fates[id] = newValue }
    }

    /// The type of a resource that is replaced.
    func type(of id: String) -> String { types[id] ?? "" }

    mutating func noteReplaced(_ id: String, type: String) {
      fates[id] = .isReplaced
      types[id] = type
    }
  }

  enum Fate {
    case stays
    case isMade
    case isUpdated
    case mayBeReplaced
    case isReplaced
  }

  /// What becomes of one resource that stands and stays.
  struct Look {
    var updates: [PropertyUpdate]
    var hidden: [HiddenChange]
    var report: Report?
  }

  init(from old: Sight, to new: Sight, changing settings: Settings) {
    self.old = old
    self.new = new
    changes = settings
  }

  /// Takes note of a resource that is made.
  mutating func noteMade(_ id: String) { fates[id] = .isMade }

  /// What becomes of a resource, once that is known of all that it needs.
  mutating func look(at id: String) -> Look {
    guard let before = old.resources[id], let after = new.resources[id],
      let was = old.declared[id], let becomes = new.declared[id]
    else { return Look(updates: [], hidden: []) }
    let part = ResourceComparison(
      before: before, after: after, entry: new.entries[id] ?? [], was: was, becomes: becomes,
      fates: fates, changes: changes, hidden: new.hidden[id] ?? [])
    let look = part.look
    let outcomes = look.updates.map(\.outcome) + look.hidden.map(\.outcome)
    if outcomes.contains(.replace) {
      fates.noteReplaced(id, type: becomes.type)
    } else if outcomes.contains(.mayReplace) {
      fates[id] = .mayBeReplaced
    } else if !outcomes.isEmpty || look.report != nil {
      fates[id] = .isUpdated
    }
    return look
  }
}

extension Outlook.Settings {
  init(from old: StackContent?, to new: StackContent?, _ hidden: HiddenValues) {
    let before = old?.settings ?? [:]
    let after = new?.settings ?? [:]
    parameters = Set(after.keys.filter { before[$0] != after[$0] }).union(hidden.changes.keys)
    changesTags = (old?.tags ?? [:]) != (new?.tags ?? [:])
  }
}

extension StackContent {
  /// What every parameter is set to, by its default where nothing else says.
  fileprivate var settings: [String: ParameterSetting] {
    var settings = parameters
    for parameter in template.parameters where settings[parameter.name] == nil {
      settings[parameter.name] = parameter.defaultValue.map(ParameterSetting.text)
    }
    return settings
  }
}
