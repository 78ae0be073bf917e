import CloudFormation
import Documents
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

  // MARK: What moves a condition

  /// Whether a bucket that stands is planned as one that may go.
  private func mayGo(
    _ before: String, _ after: String, from old: [String: ParameterSetting] = [:],
    to new: [String: ParameterSetting] = [:]
  ) -> Bool {
    func whole(_ parts: String) -> Template {
      template(
        parts + "\nResources: {Data: {Type: AWS::S3::Bucket, Condition: Keep}, Other: {Type: X}}")
    }
    let plan = Plan(
      of: StackContent(whole(after), parameters: new),
      from: RecordedStack(
        StackContent(whole(before), parameters: old), resources: ["Data", "Other"]),
      base: PlanTests.mark, on: PlanTests.target)
    let data = plan.resources.first { $0.id == "Data" }
    return data?.openCondition == "Keep" && data?.action == .delete
  }

  private static let parameters =
    "Parameters: {Flag: {Type: String}, Pw: {Type: String, NoEcho: true}}"

  @Test(
    arguments: [
      "!Equals [!Sub '${Flag}', 'yes']", "!Equals [!Sub ['${ A }', {A: !Ref Flag}], 'yes']",
      "!Equals [!Select [1, !Split ['-', !Sub 'a-${ Flag }']], 'yes']",
      "!Not [!Not [{Condition: Base}]]", "!Or [{Condition: Base}, !Equals [!Ref Pw, a]]",
    ])
  func whatAConditionNamesMovesIt(_ condition: String) {
    let parts =
      Self.parameters + "\nConditions: {Base: !Equals [!Ref Flag, 'yes'], Keep: \(condition)}"
    let pw = ["Pw": ParameterSetting.hidden(.recorded)]
    let moved = pw.merging(["Flag": .later(["a.New"])]) { $1 }
    let same = pw.merging(["Flag": .hidden(.recorded)]) { $1 }
    #expect(mayGo(parts, parts, from: pw.merging(["Flag": .text("yes")]) { $1 }, to: moved))
    #expect(!mayGo(parts, parts, from: same, to: same))
  }

  /// The same text may name another value by now.
  @Test func storedValuesMayHaveMoved() {
    let parts = """
      Parameters: {Flag: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /keep}, O: {Type: String}}
      Conditions: {Keep: !Equals [!Ref Flag, 'yes']}
      """
    #expect(mayGo(parts, parts, from: ["O": .text("a")], to: ["O": .text("b")]))
    let plain = parts.replacing("AWS::SSM::Parameter::Value<String>", with: "String")
    #expect(mayGo(plain, parts, from: ["Flag": .text("yes")], to: ["Flag": .text("yes")]))
  }

  @Test func whatAMappingSaysMovesACondition() {
    func parts(_ word: String) -> String {
      """
      Parameters: {Pw: {Type: String, NoEcho: true}}
      Mappings: {M: {prod: {Keep: '\(word)'}}}
      Conditions: {Keep: !Equals [!FindInMap [M, !Ref Pw, Keep], 'yes']}
      """
    }
    let setting = ["Pw": ParameterSetting.hidden(.recorded)]
    #expect(mayGo(parts("yes"), parts("no"), from: setting, to: setting))
    #expect(!mayGo(parts("yes"), parts("yes"), from: setting, to: setting))
  }

  /// A condition that was not there before may come out either way; one that keeps something away
  /// goes on doing so.
  @Test func whatGetsAConditionMayGoAndWhatHadItStaysAway() throws {
    let text = """
      Parameters: {Stage: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /stage}}
      Conditions: {IsProd: !Equals [!Ref Stage, 'prod']}
      Resources: {Topic: {Type: X, Condition: IsProd}, Other: {Type: X}, Data: {Type: Y}}
      Outputs: {Topic: {Condition: IsProd, Value: x}}
      """
    let new = text.replacing("{Type: Y}", with: "{Type: Y, Condition: IsProd}")
    let plan = Plan(
      of: StackContent(template(new)),
      from: RecordedStack(StackContent(template(text)), resources: ["Other", "Data"]),
      base: PlanTests.mark, on: PlanTests.target)
    #expect(plan.resources.map(\.id) == ["Other", "Data"])
    #expect(plan.resources.map(\.action) == [.none, .delete])
    #expect(plan.outputs.isEmpty)
  }

  // MARK: Outputs, and what else changes

  @Test func anOutputThatMayGoIsNoAddition() throws {
    let plan = plan(.later(["a.b"]), standing: Self.standing, outputs: ["Seen": "x"])
    let seen = try #require(plan.outputs.first)
    #expect(seen.action == .delete && seen.openCondition == "Given" && seen.mayGo)
    #expect(seen.before == seen.after)
    #expect(try Plan(value: plan.value) == plan)
    let away = self.plan(.later(["a.b"]), standing: Self.standing)
    #expect(away.outputs.map(\.action) == [.create])
    #expect(away.outputs.map(\.openCondition) == ["Given"])
  }

  @Test func whatMayGoShowsWhatElseChanges() throws {
    let old = StackContent(Self.whole, parameters: ["Word": .hidden(.recorded)])
    var new = StackContent(Self.whole, parameters: ["Word": .later(["a.b"])])
    new.template = new.template.setting(
      Template.Resource(
        id: "Maybe", ["Type": "Z", "Condition": "Both", "Properties": ["Size": 2]]))
    let plan = Plan(
      of: new, from: RecordedStack(old, resources: Self.standing), base: PlanTests.mark,
      on: PlanTests.target)
    let maybe = try #require(plan.resources.last)
    #expect(maybe.action == .delete && maybe.mayGo)
    #expect(maybe.updates.map { "\($0.path)" }.contains("Properties.Size"))
    #expect(plan.typeChanges.map(\.id) == ["Maybe"])
  }

  /// Each condition is looked at once.
  @Test func longChainsOfConditionsArePlanned() {
    var conditions: Value.Object = ["C0": ["Fn::Equals": [["Ref": "Flag"], "a"]]]
    for index in 1..<3000 {
      conditions["C\(index)"] = [
        "Fn::And": [["Condition": .string("C\(index - 1)")], ["Fn::Equals": ["a", "a"]]]
      ]
    }
    let whole = Template([
      "Parameters": ["Flag": ["Type": "String"]], "Conditions": .object(conditions),
      "Resources": ["Data": ["Type": "X", "Condition": "C2999"]],
    ])
    let plan = Plan(
      of: StackContent(whole, parameters: ["Flag": .later(["a.b"])]),
      from: RecordedStack(
        StackContent(whole, parameters: ["Flag": .text("a")]), resources: ["Data"]),
      base: PlanTests.mark, on: PlanTests.target)
    #expect(plan.resources.map(\.openCondition) == ["C2999"])
  }
}
