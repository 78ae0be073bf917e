import CloudFormation
import Planning
import Testing

/// What becomes of resources whose conditions hang on what a plan must not tell, or does not know.
@Suite struct OpenConditionTests {
  private static let whole = template(
    """
    Parameters: {Word: {Type: String, NoEcho: true, Default: ""}, Kind: {Type: String, Default: x}}
    Conditions:
      Given: !Not [!Equals [!Ref Word, ""]]
      Both: !And [{Condition: Given}, !Equals [!Ref Kind, x]]
    Resources:
      Maybe: {Type: X, Condition: Both, Properties: {Size: 1}}
      Chosen: {Type: X, Properties: {Mode: !If [Given, a, b]}}
      Other: {Type: X}
    Outputs: {Seen: {Condition: Given, Value: x}}
    """)

  private func plan(
    _ setting: ParameterSetting?, secrets: [String: String] = [:], standing: Set<String>?,
    outputs: [String: String] = [:], kind: ParameterSetting? = nil
  ) -> Plan {
    var desired: [String: ParameterSetting] = [:]
    desired["Word"] = setting
    desired["Kind"] = kind
    return Plan(
      of: StackContent(Self.whole, parameters: desired),
      from: RecordedStack(
        StackContent(Self.whole, parameters: ["Word": .hidden(.recorded)]), outputs: outputs,
        resources: standing),
      base: PlanTests.mark, on: PlanTests.target, secrets: secrets)
  }

  private static let standing: Set = ["Maybe", "Chosen", "Other"]

  /// The value decides, though nobody is told it.
  @Test func whatAHiddenValueRemovesIsADeletion() throws {
    let plan = plan(
      .hidden(.other), secrets: ["Word": ""], standing: Self.standing, outputs: ["Seen": "x"])
    #expect(plan.resources.map(\.id) == ["Chosen", "Other", "Maybe"])
    #expect(plan.resources.map(\.action) == [.mayReplace, .none, .delete])
    #expect(plan.resources.map(\.openCondition) == [nil, nil, nil])
    #expect(plan.outputs.map(\.action) == [.delete])
    #expect(plan.counts == Plan.Counts(mayReplace: 1, delete: 1, none: 1))
    // Which branch it chooses stays untold.
    #expect("\(plan.resources[0].after as Any)".contains("Given"))
  }

  @Test func whatTheDefaultRemovesIsADeletion() {
    let plan = plan(nil, standing: Self.standing, outputs: ["Seen": "x"])
    #expect(plan.resources.map(\.action) == [.mayReplace, .none, .delete])
  }

  @Test func whatAHiddenValueBringsIsACreation() {
    let plan = plan(.hidden(.other), secrets: ["Word": "b"], standing: ["Chosen", "Other"])
    #expect(plan.resources.map(\.id) == ["Maybe", "Chosen", "Other"])
    #expect(plan.resources.map(\.action) == [.create, .mayReplace, .none])
    #expect(plan.outputs.map(\.action) == [.create])
  }

  @Test func whatAnotherValueLeavesIsNoChange() {
    let plan = plan(
      .hidden(.other), secrets: ["Word": "b"], standing: Self.standing, outputs: ["Seen": "x"])
    #expect(plan.resources.map(\.action) == [.none, .mayReplace, .none])
    #expect(plan.outputs.map(\.action) == [.none])
  }

  /// Nobody is to lose data by a plan that says less.
  @Test(arguments: [ParameterSetting.later(["a.b"]), .hidden(.other)])
  func whatMayGoIsPlannedAsADeletion(_ setting: ParameterSetting) throws {
    let plan = plan(setting, standing: Self.standing)
    let maybe = try #require(plan.resources.last)
    #expect(maybe.id == "Maybe" && maybe.action == .delete && maybe.openCondition == "Both")
    #expect(plan.counts.delete == 1)
    #expect(try Plan(value: plan.value) == plan)
  }

  @Test func whatMayComeIsToldAsSuch() throws {
    let plan = plan(.later(["a.b"]), standing: ["Chosen", "Other"])
    let maybe = try #require(plan.resources.first)
    #expect(maybe.id == "Maybe" && maybe.action == .create && maybe.openCondition == "Both")
  }

  @Test(arguments: [Set<String>?.none, standing])
  func whatHangsOnAnUnchangedValueStays(_ standing: Set<String>?) {
    let plan = plan(.hidden(.recorded), standing: standing, kind: .text("x"))
    #expect(plan.resources.contains { $0.id == "Maybe" && $0.action == .none })
  }

  @Test func whatIsDestroyedIsWhatStands() {
    let plan = Plan(
      of: nil,
      from: RecordedStack(
        StackContent(Self.whole, parameters: ["Word": .hidden(.recorded)]),
        resources: ["Chosen", "Other"]), base: PlanTests.mark, on: PlanTests.target)
    #expect(Set(plan.resources.map(\.id)) == ["Chosen", "Other"])
  }
}
