internal import Documents

/// Carries the language extensions of one template out.
struct Expander {
  let template: Template
  let known: Surroundings
  /// What works values out; it sees the conditions that loops make once they are unrolled.
  private(set) var evaluator: Evaluator
  private(set) var mistakes: [Expansion.Mistake] = []
  /// What loops make twice, and which mistake says so.
  private var collisions: [Path: (keys: Set<String>, index: Int)] = [:]
  private(set) var open: [Expansion.OpenLoop] = []
  /// What was said already: a loop within another is looked at in every round.
  private var said: (mistakes: Set<Expansion.Mistake>, open: Set<Expansion.OpenLoop>) = ([], [])
  /// How often a loop was left as it is, the same one in several rounds included.
  private(set) var openings = 0
  var origins: [Path: Path] = [:]
  let parameters: Set<String>
  /// How many more values the template may have: each takes a byte at least, and CloudFormation
  /// takes only so many of the template that comes out.
  private var budget = TemplateLimits.storedBytes

  /// Where a value stands in the template that comes out, where it is written, and what the
  /// identifiers around it stand for.
  struct Position {
    var path: Path
    var source: Path
    var items: [String: String] = [:]

    /// The place of a member or element that is no loop's.
    func appending(_ key: String) -> Position {
      Position(path: path.appending(key), source: source.appending(key), items: items)
    }

    func appending(_ index: Int) -> Position {
      Position(path: path.appending(index), source: source.appending(index), items: items)
    }
  }

  init(_ template: Template, _ known: Surroundings) {
    self.template = template
    self.known = known
    parameters = Set(template.parameters.map(\.name))
    evaluator = Evaluator(template, known: known)
  }

  /// The template without its extensions.
  mutating func expanded() -> Template {
    checkPlaces()
    var result = template
    // Conditions first: what they come to may decide an attribute of a resource.
    for section in [Template.Section.conditions, .resources, .outputs] {
      let name = section.rawValue
      guard let entries = template.body[name]?.object else { continue }
      let root = Path([.key(name)])
      let made = members(of: entries, Position(path: root, source: root))
      result.body[name] = .object(settled(made, in: section))
      if section == .conditions { evaluator = Evaluator(result, known: known) }
    }
    result.body[Template.Section.transform.rawValue] = Self.remaining(template.body["Transform"])
    return result
  }

  mutating func report(_ kind: Expansion.Mistake.Kind, at path: Path) {
    let mistake = Expansion.Mistake(kind, at: path)
    if said.mistakes.insert(mistake).inserted { mistakes.append(mistake) }
  }

  /// One mistake for all that a loop makes twice.
  private mutating func reportCollision(of key: String, at path: Path) {
    guard collisions[path, default: ([], mistakes.count)].keys.insert(key).inserted,
      let (keys, index) = collisions[path]
    else { return }
    guard keys.count > 1, case .madeTwice(let first, _) = mistakes[index].kind else {
      return report(.madeTwice(key, others: 0), at: path)
    }
    mistakes[index].kind = .madeTwice(first, others: keys.count - 1)
  }

  mutating func leave(_ loop: Path, because causes: [Unknown.Cause]) {
    openings += 1
    let loop = Expansion.OpenLoop(path: loop, causes: causes)
    if said.open.insert(loop).inserted { open.append(loop) }
  }

  /// Takes a value more, or some bytes, into account; false once it is too much.
  mutating func spend(_ bytes: Int = 1, at source: Path) -> Bool {
    guard budget > 0 else { return false }
    budget = max(budget - bytes, 0)
    if budget == 0 { report(.size, at: source) }
    return budget > 0
  }

  /// What a value becomes.
  mutating func value(_ value: Value, _ position: Position) -> Value {
    guard spend(at: position.source) else { return value }
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements):
      var results: [Value] = []
      results.reserveCapacity(elements.count)
      for (index, element) in elements.enumerated() {
        results.append(self.value(element, position.appending(index)))
      }
      return .array(results)
    case .object(let object):
      let isInConditions = position.path.steps.first == .key(Template.Section.conditions.rawValue)
      if let call = Intrinsic.call(in: object, amongConditions: isInConditions) {
        return self.call(call.function, call.argument, position)
      }
      return .object(members(of: object, position))
    }
  }

  /// What the members of an object become; loops among them are unrolled.
  mutating func members(of object: Value.Object, _ position: Position) -> Value.Object {
    guard object.members.contains(where: { Intrinsic.isLoop($0.key) }) else {
      return Value.Object(
        object.members.map { .init($0.key, value($0.value, position.appending($0.key))) })
    }
    var taken = Set(
      object.members.lazy.map(\.key).filter { !Intrinsic.isLoop($0) }.map(Value.string))
    var results: [Value.Object.Member] = []
    for member in object.members {
      guard Intrinsic.isLoop(member.key) else {
        results.append(.init(member.key, value(member.value, position.appending(member.key))))
        continue
      }
      for new in unrolled(member.key, member.value, position) {
        if taken.insert(.string(new.key)).inserted {
          results.append(new)
        } else {
          reportCollision(of: new.key, at: position.source.appending(member.key))
        }
      }
    }
    return Value.Object(results)
  }

  /// The attributes of resources and outputs that CloudFormation itself wants as plain texts.
  private func settled(_ entries: Value.Object, in section: Template.Section) -> Value.Object {
    let attributes: [Template.ResourceAttribute]
    switch section {
    case .resources: attributes = [.condition, .deletionPolicy, .updateReplacePolicy, .dependsOn]
    case .outputs: attributes = [.condition]
    default: return entries
    }
    return Value.Object(
      entries.members.map { entry in
        guard var body = entry.value.object else { return entry }
        for attribute in attributes {
          guard let value = body[attribute.rawValue], value.text == nil else { continue }
          switch evaluator.evaluate(value).value {
          case .known(let settled): body[attribute.rawValue] = settled
          case .absent: body[attribute.rawValue] = nil
          case .text, .list, .object, .unknown: break
          }
        }
        return .init(entry.key, .object(body))
      })
  }

  /// The macros that are still to be run.
  private static func remaining(_ transform: Value?) -> Value? {
    func isThis(_ value: Value) -> Bool {
      value.text == Expansion.transform || value.object?["Name"]?.text == Expansion.transform
    }
    switch transform {
    case .array(let elements)?:
      let rest = elements.filter { !isThis($0) }
      return rest.isEmpty ? nil : .array(rest)
    case let value?: return isThis(value) ? nil : value
    case nil: return nil
    }
  }
}
