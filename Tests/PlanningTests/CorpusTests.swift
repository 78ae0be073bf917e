import CloudFormation
import Diagnostics
import Documents
import Planning
import TestSupport
import Testing

/// Properties that hold for the plans of whatever templates people write.
@Suite(.enabled(if: IndependentData.isHere)) struct CorpusTests {
  private static let templates: [(path: String, template: Template)] = {
    let index = (try? IndependentData.bytes("templates/index.json")) ?? []
    let rows = read(Source(name: "index.json", bytes: index), as: .json).documents.first
    var diagnostics: [Diagnostic] = []
    return (rows?.value(&diagnostics).elements ?? []).compactMap { row in
      guard let path = row["path"]?.text,
        let bytes = try? IndependentData.bytes("templates/\(path)")
      else { return nil }
      let reading = read(
        Source(name: path, bytes: bytes),
        as: path.hasSuffix(".json") ? .cloudFormationJSON : .cloudFormation)
      var diagnostics: [Diagnostic] = []
      guard !reading.failed, let root = reading.documents.first,
        let template = Template(value: root.value(&diagnostics, for: .json))
      else { return nil }
      return (path, template)
    }
  }()

  private static func plan(_ after: Template, _ before: Template) -> Plan {
    // Something changes beside the resources, so that they are looked at.
    Plan(
      of: StackContent(after, isProtected: true), from: RecordedStack(StackContent(before)),
      base: nil, on: PlanTests.target)
  }

  /// What says the same in another order is the same: keys of objects, and tags.
  @Test func anotherOrderIsNoChange() {
    var random = SeededGenerator(seed: 7)
    var count = 0
    for (path, template) in Self.templates {
      guard let other = Template(value: template.value.shuffled(&random)) else { continue }
      let plan = Self.plan(other, template)
      count += 1
      let changed = plan.resources.filter { $0.action != .none }
      #expect(changed.isEmpty, "\(path): \(changed.map { ($0.id, $0.updates) })")
      #expect(plan.outputs.allSatisfy { $0.action == .none }, "\(path)")
    }
    #expect(count > 2_500)
  }

  /// From one template to another and back: what is made goes, what goes is made, and what changes
  /// changes back. Everything comes after what it needs.
  @Test func plansCanBeReversed() {
    var last: (path: String, template: Template)?
    for (index, entry) in Self.templates.enumerated() {
      defer { last = entry }
      guard index.isMultiple(of: 5), let last else { continue }
      let there = Self.plan(entry.template, last.template)
      let back = Self.plan(last.template, entry.template)
      let what = "\(last.path), \(entry.path)"
      func ids(_ plan: Plan, _ actions: Set<Action>) -> Set<String> {
        Set(plan.resources.filter { actions.contains($0.action) }.map(\.id))
      }
      #expect(ids(there, [.create]) == ids(back, [.delete, .keep]), "\(what)")
      #expect(ids(back, [.create]) == ids(there, [.delete, .keep]), "\(what)")
      let made = there.resources.filter { $0.action != .delete && $0.action != .keep }.map(\.id)
      let graph = DependencyGraph(of: Evaluator(entry.template).decided)
      guard graph.cycles.isEmpty else { continue }
      let places = Dictionary(
        made.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      for id in made {
        for edge in graph.dependencies(of: id) {
          guard let needed = places[edge.to], let own = places[id] else { continue }
          #expect(needed < own, "\(what): \(id) before \(edge.to)")
        }
      }
    }
  }
}

extension Value {
  /// The same with the keys of its objects, and tags, in another order.
  fileprivate func shuffled(_ random: inout SeededGenerator) -> Value {
    switch self {
    case .object(let object):
      var members: [Value.Object.Member] = []
      for member in object.members {
        var value = member.value.shuffled(&random)
        if member.key == "Tags", case .array(let tags) = value, tags.areTags {
          value = .array(tags.shuffled(using: &random))
        }
        members.append(.init(member.key, value))
      }
      return .object(Value.Object(members.shuffled(using: &random)))
    case .array(let elements):
      return .array(elements.map { $0.shuffled(&random) })
    case .null, .bool, .number, .string: return self
    }
  }
}

extension [Value] {
  /// Whether they are tags with keys of their own.
  fileprivate var areTags: Bool {
    let keys = compactMap { $0["Key"]?.text }
    return keys.count == count && Set(keys).count == count
  }
}
