import CloudFormation
import Diagnostics
import Documents
import Planning
import TestSupport
import Testing

@Suite(.enabled(if: IndependentData.isHere)) struct RecordedChangeSetTests {
  static let pairs: [Value] = {
    let path = "changesets/open.json"
    guard let bytes = try? IndependentData.bytes(path) else { return [] }
    let reading = read(Source(name: path, bytes: bytes), as: .json)
    var diagnostics: [Diagnostic] = []
    return reading.documents.first?.value(&diagnostics).elements ?? []
  }()

  /// What AWS said of a pair of templates, against the plan for it. AWS knows more (types' facts,
  /// attributes of deployed resources) and less (it skips what changes nothing): what may differ
  /// is named.
  @Test(arguments: pairs.indices)
  func plansSayWhatAWSSaid(_ index: Int) throws {
    let pair = Self.pairs[index]
    let id = pair["id"]?.text ?? ""
    // What a macro makes of a template, only AWS can say.
    if id.contains("Transform") || id.contains("Macro") { return }
    let recorded = try #require(pair["recorded"])
    let first = try #require(recorded["describe-change-set-1-prop-values"])
    let second = try #require(recorded["describe-change-set-2-prop-values"])
    let before = try content(pair["template1"], first)
    let after = try content(pair["template2"], second)
    let plan = Plan(
      of: after, from: RecordedStack(before), base: nil,
      on: .init(environment: "aws", stack: "s", stackName: "s"),
      pseudoParameters: .of(
        account: "111111111111", region: "<region>", partition: "aws", urlSuffix: "amazonaws.com",
        stackName: first["StackName"]?.text ?? ""))
    let planned = Dictionary(
      plan.resources.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var reported: Set<String> = []
    for change in second["Changes"]?.elements ?? [] {
      let change = try #require(change["ResourceChange"])
      let name = try #require(change["LogicalResourceId"]?.text)
      reported.insert(name)
      let resource = try #require(planned[name], "\(id) \(name)")
      let action = try #require(Self.actions[change["Action"]?.text ?? ""])
      let cascades = "\(change["AfterContext"] ?? .null)".contains("KNOWN_AFTER_APPLY")
      #expect(
        resource.action == action || (resource.action == .none && cascades), "\(id) \(name)")
      compare(change["BeforeContext"], resource.before, "\(id) \(name) before")
      compare(change["AfterContext"], resource.after, "\(id) \(name) after")
    }
    for resource in plan.resources where resource.action != .none {
      #expect(reported.contains(resource.id), "\(id) \(resource.id): AWS reports nothing")
    }
  }

  private static let actions: [String: Action] = [
    "Add": .create, "Modify": .update, "Remove": .delete,
  ]

  private func content(_ template: Value?, _ changeSet: Value) throws -> StackContent {
    var content = StackContent(try #require(template.flatMap(Template.init(value:))))
    for parameter in changeSet["Parameters"]?.elements ?? [] {
      content.parameters[parameter["ParameterKey"]?.text ?? ""] =
        .text(parameter["ParameterValue"]?.text ?? "")
    }
    return content
  }

  /// Properties that are known here have the value AWS shows, which is always a text.
  private func compare(_ context: Value?, _ entry: Value?, _ what: String) {
    guard let context, let properties = context["Properties"] else { return }
    expectSame(properties, entry?["Properties"], what)
  }

  private func expectSame(_ aws: Value, _ ours: Value?, _ what: String) {
    switch (aws, ours) {
    case (.object(let left), .object(let right)?):
      if Intrinsic.call(in: right) != nil { return }
      #expect(Set(left.members.map(\.key)) == Set(right.members.map(\.key)), "\(what)")
      for member in left.members { expectSame(member.value, right[member.key], what) }
    case (.array(let left), .array(let right)?):
      #expect(left.count == right.count, "\(what)")
      for (left, right) in zip(left, right) { expectSame(left, right, what) }
    case (.string(let text), .object(let call)?):
      #expect(Intrinsic.call(in: call) != nil, "\(what): \(text)")
    default: #expect(aws == ours, "\(what)")
    }
  }
}
