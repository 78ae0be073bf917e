internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What is known of the values at one place of a resource's entry: which differences mean nothing
/// there.
struct Meaning {
  private let facts: TypeFacts?
  /// The way from the properties; nil outside of them.
  private var steps: [String]?
  private var isRoot: Bool

  /// Nothing is known.
  static let none = Meaning(facts: nil, steps: nil, isRoot: false)

  /// The entry of a resource of a type.
  static func entry(of type: String) -> Meaning {
    Meaning(facts: Facts[type], steps: nil, isRoot: true)
  }

  private init(facts: TypeFacts?, steps: [String]?, isRoot: Bool) {
    self.facts = facts
    self.steps = steps
    self.isRoot = isRoot
  }

  /// What is known of a member.
  func member(_ key: String) -> Meaning {
    guard facts != nil else { return .none }
    if isRoot { return Meaning(facts: facts, steps: key == "Properties" ? [] : nil, isRoot: false) }
    return Meaning(facts: facts, steps: steps.map { $0 + [key] }, isRoot: false)
  }

  /// What is known of the elements of a list.
  var element: Meaning { Meaning(facts: facts, steps: steps.map { $0 + ["*"] }, isRoot: false) }

  private var schema: SchemaFacts? {
    guard let facts, let steps, !steps.isEmpty else { return nil }
    return facts.property(at: PropertyPath(steps: steps))?.schema
  }

  /// Whether a list is the same in any order.
  var isUnordered: Bool { schema?.isUnordered ?? false }

  /// The property by which the elements of a list differ, if it is one.
  var uniqueKey: String? {
    guard let keys = schema?.uniqueKeys, keys.count == 1 else { return nil }
    return keys[0]
  }

  /// Whether it makes no difference that a value is left out.
  func isDefault(_ value: Value) -> Bool {
    guard let usual = schema?.defaultValue else { return false }
    return usual == value || usual.plainText.map { $0 == value.plainText } ?? false
  }

  /// Whether two values that are written differently say the same.
  func isSame(_ before: Value, _ after: Value) -> Bool {
    if let left = before.plainText, let right = after.plainText {
      if Value.string(left) == .string(right) {
        return schema.map { !$0.types.isDisjoint(with: .scalars) } ?? false
      }
      return Self.isSameJSON(left, right)
    }
    switch (before, after) {
    case (.string(let text), .object), (.string(let text), .array):
      return takesBoth && Self.json(text) == after
    case (.object, .string(let text)), (.array, .string(let text)):
      return takesBoth && Self.json(text) == before
    case (.object, .object):
      guard isPolicy else { return false }
      return Policy.settled(before) == Policy.settled(after)
    default: return false
    }
  }

  /// How much two elements of a set have in common: members with the same values; none where they
  /// are no objects, unless they say the same.
  func likeness(_ before: Value, _ after: Value) -> Int {
    if isSame(before, after) { return .max }
    guard case .object(let left) = before, case .object(let right) = after,
      Intrinsic.call(in: left) == nil, Intrinsic.call(in: right) == nil
    else { return 0 }
    return left.members.count { right[$0.key] == $0.value }
  }

  /// Whether a property takes an object as well as its text.
  private var takesBoth: Bool {
    guard let types = schema?.types else { return false }
    return types.contains(.string) && !types.isDisjoint(with: [.object, .array])
  }

  private var isPolicy: Bool {
    guard let facts, let steps else { return false }
    return facts.policyDocuments.contains { document in
      document.property.steps.count == steps.count
        && zip(document.property.steps, steps).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }

  private static func isSameJSON(_ left: String, _ right: String) -> Bool {
    guard let left = json(left), let right = json(right) else { return false }
    return left == right
  }

  /// What a text says, if it is an object or a list in JSON.
  private static func json(_ text: String) -> Value? {
    guard let first = text.utf8.first(where: { !" \n\r\t".utf8.contains($0) }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    let reading = read(Source(name: "", text: text), as: .json)
    var diagnostics: [Diagnostic] = []
    guard !reading.failed, let value = reading.documents.first?.value(&diagnostics) else {
      return nil
    }
    return diagnostics.isEmpty ? value : nil
  }
}

extension ValueTypes {
  fileprivate static let scalars: ValueTypes = [.string, .number, .integer, .boolean]
}

extension Value {
  /// The text that CloudFormation makes of a scalar; nil for anything else.
  var plainText: String? {
    switch self {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .number: canonicalJSON
    case .null, .array, .object: nil
    }
  }
}

/// Policy documents, whose lists are sets and whose single elements need no list.
enum Policy {
  private static let sets: Set = [
    "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal",
  ]

  /// A policy as all its spellings have it.
  static func settled(_ policy: Value) -> Value {
    guard case .object(var body) = policy, Intrinsic.call(in: body) == nil else { return policy }
    body["Statement"] = body["Statement"].map { statements in
      sorted(elements(statements).map(statement))
    }
    return .object(body)
  }

  private static func statement(_ statement: Value) -> Value {
    guard case .object(let body) = statement, Intrinsic.call(in: body) == nil else {
      return statement
    }
    return .object(
      Value.Object(
        body.members.map { member in
          if sets.contains(member.key) { return .init(member.key, set(member.value)) }
          return member.key == "Condition"
            ? .init(member.key, each(member.value) { each($0, set) }) : member
        }))
  }

  /// A set, or an object of sets.
  private static func set(_ value: Value) -> Value {
    switch value {
    case .object(let body) where Intrinsic.call(in: body) == nil: each(value, set)
    default: sorted(elements(value))
    }
  }

  private static func each(_ value: Value, _ body: (Value) -> Value) -> Value {
    guard case .object(let object) = value, Intrinsic.call(in: object) == nil else { return value }
    return .object(Value.Object(object.members.map { .init($0.key, body($0.value)) }))
  }

  private static func elements(_ value: Value) -> [Value] {
    if case .array(let elements) = value { elements } else { [value] }
  }

  private static func sorted(_ values: [Value]) -> Value {
    .array(
      values.map { ($0.canonicalJSON, $0) }.sorted {
        $0.0.utf8.lexicographicallyPrecedes($1.0.utf8)
      }
      .map(\.1))
  }
}
