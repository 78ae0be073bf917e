import CloudFormation
import Diagnostics
import Documents
import Planning
import Testing

@Suite struct PlanCodecTests {
  private static let plan = Plan(
    of: StackContent(
      template("Resources: {R: {Type: X, Properties: {a: 1}}}\nOutputs: {O: {Value: !Ref R}}"),
      parameters: ["S": .hidden(.unknown), "T": .text("x")], tags: ["k": "v"]),
    from: RecordedStack(
      StackContent(template("Resources: {R: {Type: X, Properties: {a: 2}}, D: {Type: Y}}")),
      outputs: ["O": "old"]),
    base: RecordMark(lineage: "l", serial: 3),
    on: Plan.Target(environment: "dev", stack: "s", stackName: "p-dev-s"))

  @Test func aPlanSurvivesBeingWritten() throws {
    let reading = read(
      Source(name: "plan.json", text: Self.plan.value.canonicalJSON), as: .json)
    var diagnostics = reading.diagnostics
    let value = try #require(reading.documents.first).value(&diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(try Plan(value: value) == Self.plan)
  }

  @Test func theJSONSpellsOutEveryChange() {
    let value = Self.plan.value
    #expect(value["version"] == 1)
    #expect(value["operation"] == "update")
    #expect(
      value["counts"] == [
        "create": 0, "update": 0, "replace": 0, "may-replace": 1, "delete": 1, "keep": 0, "none": 0,
      ])
    let resource = value["resources"]?.elements.first
    #expect(
      resource?["updates"] == [
        [
          "path": ["Properties", "a"], "before": 2, "after": 1, "known": true, "certain": true,
          "effect": "may-replace", "ground": ["kind": "unknown-type"],
          "causes": [["kind": "template"]],
        ]
      ])
    #expect(resource?["report"]?["replacement"] == "Conditional")
  }

  @Test(arguments: [
    ("[]", PlanFormatFault.notAPlan),
    ("{format: other}", .notAPlan),
    ("{format: esteira-plan}", .damaged(Path([.key("version")]))),
    ("{format: esteira-plan, version: 2}", .newerVersion(2)),
    ("{format: esteira-plan, version: 0}", .damaged(Path([.key("version")]))),
    ("{format: esteira-plan, version: 1}", .damaged(Path([.key("target")]))),
  ])
  func whatIsNoPlanIsRefused(_ text: String, _ fault: PlanFormatFault) {
    #expect(throws: fault) { try Plan(value: yaml(text)) }
  }

  @Test func whateverIsMissingIsNamed() throws {
    guard case .object(let body) = Self.plan.value else { return }
    let derived: Set = ["empty", "counts"]
    let optional: Set = ["base", "desired"]
    for member in body.members where !derived.contains(member.key) {
      var damaged = body
      damaged[member.key] = nil
      if optional.contains(member.key) {
        #expect(try Plan(value: .object(damaged)) != Self.plan)
      } else {
        #expect(throws: PlanFormatFault.self, "\(member.key)") {
          try Plan(value: .object(damaged))
        }
      }
      damaged[member.key] = 7
      #expect(throws: PlanFormatFault.self, "\(member.key)") {
        try Plan(value: .object(damaged))
      }
    }
  }
}
