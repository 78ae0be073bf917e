internal import CloudFormation
package import Diagnostics
package import Documents
package import Planning

/// The changes of plans for programs, each by itself: what happens, why, what of it changes, and
/// what AWS will report. A resource that stays and that AWS reports all the same is among them.
package struct ChangeReport: Sendable {
  /// The version of the form.
  package static let version = 1

  /// What logical ids are called in the stack file.
  package var names: [String: String]
  /// Where a part of the template is written.
  package var place: @Sendable (Path) -> Place?

  package init(
    names: [String: String] = [:], place: @escaping @Sendable (Path) -> Place? = { _ in nil }
  ) {
    self.names = names
    self.place = place
  }

  /// The changes of a plan, in its order.
  package func changes(of plan: Plan) -> [Value] {
    var tables = LineTables()
    return plan.resources.filter { $0.action != .none || $0.report != nil }
      .map { value(of: $0, in: plan, &tables) }
  }

  private func value(
    of resource: ResourceChange, in plan: Plan, _ tables: inout LineTables
  ) -> Value {
    var body: Value.Object = [
      "stack": .string(plan.target.stack), "logicalId": .string(resource.id),
    ]
    body["name"] = names[resource.id].map(Value.string)
    body["type"] = .string(resource.type)
    body["action"] = .string(resource.action.rawValue)
    body["reported"] = resource.report?.value ?? .null
    body["reasons"] = .array(reasons(for: resource, UpdateWords(plan, names: names), &tables))
    body["properties"] = .array(properties(of: resource))
    body["dataAtRisk"] = resource.dataAtRisk.map(Value.string) ?? .null
    body["condition"] = resource.openCondition.map(Value.string)
    return .object(body)
  }

  // MARK: - Reasons

  private func reasons(
    for resource: ResourceChange, _ words: UpdateWords, _ tables: inout LineTables
  ) -> [Value] {
    switch resource.action {
    case .create: return [reason("the stack has it, and it does not stand yet", resource, &tables)]
    case .delete, .keep: return [["text": "the stack does not have it any more"]]
    case .update, .replace, .mayReplace, .none: break
    }
    var reasons = resource.updates.map { update -> Value in
      var body: Value.Object = ["path": .string(Self.pointer(update.path))]
      body["effect"] = .string(update.effect.rawValue)
      body["certain"] = .bool(update.isCertain)
      body["ground"] = update.ground.map(\.value)
      body["causes"] = .array(update.causes.map(\.value))
      let said = words.words(for: update)
      body["text"] = .string(
        said.isEmpty ? "the template says otherwise" : said.joined(separator: "; "))
      add(place(Self.templatePath(resource, update.path)), to: &body, &tables)
      return .object(body)
    }
    reasons += resource.hidden.map { change in
      var body: Value.Object = ["path": .string(Self.pointer(change.path))]
      body["effect"] = .string(change.effect.rawValue)
      body["certain"] = .bool(change.isCertain)
      body["ground"] = change.ground.map(\.value)
      body["causes"] = .array(
        change.parameters.map { ["kind": "parameter", "parameter": .string($0)] })
      let said = words.words(change.effect, change.ground, isCertain: change.isCertain)
      body["text"] = .string((["a value that is not told changes"] + said).joined(separator: "; "))
      return .object(body)
    }
    return reasons
  }

  private func reason(
    _ text: String, _ resource: ResourceChange, _ tables: inout LineTables
  ) -> Value {
    var body: Value.Object = ["text": .string(text)]
    add(place(Self.templatePath(resource, Path())), to: &body, &tables)
    return .object(body)
  }

  private func add(
    _ place: Place?, to body: inout Value.Object, _ tables: inout LineTables
  ) {
    guard let place else { return }
    body["file"] = .string(place.source.name)
    body["line"] = .number(Number(tables[place.source].position(of: place.span.start).line))
  }

  private static func templatePath(_ resource: ResourceChange, _ path: Path) -> Path {
    Path([.key("Resources"), .key(resource.id)] + path.steps)
  }

  // MARK: - Properties

  private func properties(of resource: ResourceChange) -> [Value] {
    switch resource.action {
    case .create:
      Self.members(of: resource.shownAfter).map { path, value in
        property(path, before: nil, after: value, isKnown: !value.hasCall)
      }
    case .delete, .keep:
      Self.members(of: resource.shownBefore).map { path, value in
        property(path, before: value, after: nil, isKnown: true)
      }
    case .update, .replace, .mayReplace, .none:
      resource.shownUpdates.map { update in
        property(
          update.path, before: update.change.before, after: update.change.after,
          isKnown: update.isKnown, movedFrom: update.change.movedFrom)
      }
        + resource.hidden.map { change in
          property(
            change.path, before: .string(TypeFacts.hidden), after: .string(TypeFacts.hidden),
            isKnown: false)
        }
    }
  }

  private func property(
    _ path: Path, before: Value?, after: Value?, isKnown: Bool, movedFrom: Int? = nil
  ) -> Value {
    var body: Value.Object = ["path": .string(Self.pointer(path))]
    body["before"] = before
    body["after"] = after
    body["known"] = .bool(isKnown)
    body["movedFrom"] = movedFrom.map { .number(Number($0)) }
    return .object(body)
  }

  private static func members(of entry: Value?) -> [(Path, Value)] {
    guard case .object(let entry)? = entry else { return [] }
    return entry.members.filter { $0.key != "Type" }.flatMap { member -> [(Path, Value)] in
      guard member.key == "Properties", case .object(let properties) = member.value else {
        return [(Path([.key(member.key)]), member.value)]
      }
      return properties.members.map { (Path([.key("Properties"), .key($0.key)]), $0.value) }
    }
  }

  /// A path as change sets write it: `/Properties/Tags/0/Value`.
  package static func pointer(_ path: Path) -> String {
    path.steps.map { step in
      switch step {
      case .key(let key): "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
      case .index(let index): "/\(index)"
      }
    }.joined()
  }
}

extension Value {
  /// Whether something in it is left to be worked out.
  fileprivate var hasCall: Bool {
    switch self {
    case .object(let object):
      Intrinsic.call(in: object) != nil || object.members.contains { $0.value.hasCall }
    case .array(let elements): elements.contains(where: \.hasCall)
    case .null, .bool, .number, .string: false
    }
  }
}
