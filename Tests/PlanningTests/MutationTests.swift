import CloudFormation
import Diagnostics
import Documents
import Planning
import TestSupport
import Testing

/// Every property of which an independent source says what its change does, changed in a small
/// template: the plan has to say the same.
@Suite(.enabled(if: IndependentData.isHere)) struct MutationTests {
  private static func members(_ path: String) throws -> Value.Object {
    let source = Source(name: path, bytes: try IndependentData.bytes(path))
    let reading = read(source, as: .json)
    var diagnostics: [Diagnostic] = []
    guard case .object(let object)? = reading.documents.first?.value(&diagnostics) else {
      return [:]
    }
    return object
  }

  /// What a source says of a path: `I`, `C` or `M`, as the table of replacements has it.
  private struct Row: Hashable {
    var type: String
    var path: String
    var letter: String
  }

  private static func rows() throws -> Set<Row> {
    var rows: Set<Row> = []
    for schema in try members("schemas/core.json").members {
      for (list, letter) in [("createOnly", "I"), ("conditionalCreateOnly", "C")] {
        for path in schema.value[list]?.elements ?? [] {
          rows.insert(Row(type: schema.key, path: path.text ?? "", letter: letter))
        }
      }
    }
    guard case .object(let types)? = try members("cfnspec/replacement-core.json")["types"] else {
      return rows
    }
    for type in types.members {
      guard case .object(let paths) = type.value else { continue }
      for path in paths.members {
        guard let letter = path.value.elements.first?.text else { continue }
        rows.insert(Row(type: type.key, path: path.key, letter: letter))
      }
    }
    return rows
  }

  @Test func changingAPropertyDoesWhatTheSourcesSay() throws {
    var counts: [String: Int] = [:]
    var settled = 0
    let rows = try Self.rows().sorted {
      ($0.type, $0.path, $0.letter) < ($1.type, $1.path, $1.letter)
    }
    for row in rows {
      let facts = try #require(Facts[row.type], "\(row.type)")
      let path = PropertyPath(row.path)
      guard let property = facts.property(at: path), !facts.isReadOnly(path) else { continue }
      let (first, second) = Sample.two(of: property.schema)
      let steps = property.path.steps
      func stack(_ value: Value) -> StackContent {
        let properties = Sample.required(of: facts).setting(value, at: steps[...])
        return StackContent(
          Template([
            "Resources": ["R": ["Type": .string(row.type), "Properties": properties]]
          ]))
      }
      let plan = Plan(
        of: stack(second), from: RecordedStack(stack(first)), base: nil,
        on: .init(environment: "e", stack: "s", stackName: "s"))
      let change = try #require(plan.resources.first)
      let what = "\(row.type) \(row.path): \(change.action), \(change.updates)"
      #expect(!change.updates.isEmpty, "\(what)")
      // AWS's account is neither weaker nor stronger than ours: nothing here hangs on others.
      let replacement: [Action: Report.Replacement] = [
        .replace: .yes, .mayReplace: .conditional, .update: .no,
      ]
      let isRefused = change.updates.contains { $0.effect == .refused }
      if !isRefused { #expect(change.report?.replacement == replacement[change.action], "\(what)") }
      if case .known? = change.updates.first?.ground {
        settled += 1
        continue
      }
      if facts.update(of: property.path).isSettled {
        settled += 1
        continue
      }
      counts[row.letter, default: 0] += 1
      switch row.letter {
      case "I": #expect(change.action == .replace, "\(what)")
      // What is create-only as well is no longer conditional.
      case "C": #expect([.mayReplace, .replace].contains(change.action), "\(what)")
      default:
        let isPart = change.updates.contains { update in
          switch update.ground {
          case .createOnly(let ground)?, .conditional(let ground)?: ground.count > row.path.count
          case .noUpdate?, .identifier?: true
          default: false
          }
        }
        #expect(change.action == .update || isPart, "\(what)")
      }
    }
    print(
      "changed \(rows.count) properties: \(counts.sorted { $0.key < $1.key }), settled by hand: \(settled)"
    )
    #expect(counts["I", default: 0] > 1_200)
    #expect(counts["C", default: 0] > 40)
  }
}

extension UpdateBehaviour {
  fileprivate var isSettled: Bool { if case .settled = ground { true } else { false } }
}

/// Values that a property can have, made from its schema.
private enum Sample {
  /// Two that differ.
  static func two(of schema: SchemaFacts) -> (Value, Value) {
    let listed = schema.enumeration + schema.enumerationInAnyCase
    if listed.count > 1 { return (listed[0], listed[1]) }
    let types = types(of: schema)
    if types.contains(.boolean), !types.contains(.string) { return (true, false) }
    if types.contains(.integer) || types.contains(.number), !types.contains(.string) {
      return (7, 8)
    }
    if types.contains(.array), !types.contains(.string) {
      let items = schema.items.map { two(of: $0) } ?? ("first", "second")
      return (.array([items.0]), .array([items.1]))
    }
    if types.contains(.object), !types.contains(.string) {
      guard let member = schema.properties.first else {
        return (["Key": "first"], ["Key": "second"])
      }
      let values = two(of: member.schema)
      return (
        .object(Value.Object([.init(member.name, values.0)])),
        .object(Value.Object([.init(member.name, values.1)]))
      )
    }
    return ("first", "second")
  }

  private static func types(of schema: SchemaFacts) -> ValueTypes {
    (schema.allOf + schema.anyOf + schema.oneOf)
      .reduce(into: schema.types) { $0.formUnion($1.types) }
  }

  /// The properties that have to be there.
  static func required(of facts: TypeFacts) -> Value {
    .object(
      Value.Object(
        facts.root.required.map { name in
          .init(name, facts.root.property(name).map { two(of: $0).0 } ?? "first")
        }))
  }
}

extension Value {
  /// The value with another one at a path, which is made where it is not there.
  fileprivate func setting(_ value: Value, at steps: ArraySlice<String>) -> Value {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    switch self {
    case .array(let elements) where step == "*":
      return .array([(elements.first ?? .null).setting(value, at: rest)] + elements.dropFirst())
    case .object(var object):
      let key = step == "*" ? "Key" : step
      object[key] = (object[key] ?? .null).setting(value, at: rest)
      return .object(object)
    default:
      let inner = Value.null.setting(value, at: rest)
      return step == "*" ? .array([inner]) : .object(Value.Object([.init(step, inner)]))
    }
  }
}
