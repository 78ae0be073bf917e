import CloudFormation
import Planning
import Testing

/// Plans of templates whose loops CloudFormation unrolls.
@Suite struct LoopPlanTests {
  private func content(_ list: String, body: String = "", flag: String = "a") -> StackContent {
    StackContent(
      template(
        """
        Transform: AWS::LanguageExtensions
        Parameters: {Flag: {Type: String}, Names: {Type: CommaDelimitedList}}
        Conditions: {IsA: !Equals [!Ref Flag, a]}
        Resources:
          Topic: {Type: AWS::SNS::Topic}
          Fn::ForEach::P: [N, \(list), {"Data${N}": {Type: AWS::S3::Bucket, Condition: IsA\(body)}}]
        Outputs:
          Fn::ForEach::O: [N, \(list), {"Name${N}": {Value: {Ref: {"Fn::Sub": "Data${N}"}}}}]
        """), parameters: ["Flag": .text(flag), "Names": .text("A,B")])
  }

  private func plan(_ new: StackContent?, from old: StackContent) -> Plan {
    Plan(
      of: new, from: RecordedStack(old, resources: ["Topic", "DataA", "DataB"]),
      base: PlanTests.mark, on: PlanTests.target)
  }

  private func changes(_ plan: Plan) -> [String] {
    plan.resources.filter { $0.action != .none }.map { "\($0.action) \($0.id)" }
  }

  @Test(arguments: ["[A, B]", "!Ref Names"])
  func whatALoopMakesIsCompared(_ list: String) {
    let old = content(list)
    #expect(plan(old, from: old).isEmpty)
    #expect(plan(old, from: old).resources.map(\.id) == ["Topic", "DataA", "DataB"])
    let fewer = plan(content("[A]"), from: old)
    #expect(changes(fewer) == ["delete DataB"])
    #expect(fewer.outputs.filter { $0.action == .delete }.map(\.id) == ["NameB"])
    let other = plan(content(list, body: ", Properties: {BucketName: x}"), from: old)
    #expect(changes(other) == ["replace DataA", "replace DataB"])
    #expect(changes(plan(content(list, flag: "b"), from: old)) == ["delete DataB", "delete DataA"])
    #expect(changes(plan(content("[A, B, C]"), from: old)) == ["create DataC"])
    #expect(
      Set(changes(plan(nil, from: old))) == ["delete Topic", "delete DataA", "delete DataB"])
  }

  /// What stands is not kept from sight because nobody knows yet what comes instead.
  @Test func whatALoopMadeIsADeletionWhereItIsNotKnownWhatItMakes() {
    var new = content("!Ref Names")
    new.parameters["Names"] = .later(["a.b"])
    #expect(
      changes(plan(new, from: content("!Ref Names")))
        == ["create Fn::ForEach::P", "delete DataB", "delete DataA"])
  }

  @Test func whatALoopMakesWantsItsCapabilities() {
    let whole = template(
      """
      Transform: AWS::LanguageExtensions
      Resources:
        Fn::ForEach::R:
          - N
          - [A]
          - Role${N}: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
      """)
    #expect(Capabilities.required(by: whole) == [.iam, .autoExpand])
  }
}
