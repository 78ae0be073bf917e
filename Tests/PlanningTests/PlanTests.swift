import CloudFormation
import Documents
import Planning
import Testing

@Suite struct PlanTests {
  static let target = Plan.Target(
    environment: "dev", stack: "demo", stackName: "shop-dev-demo", account: "111111111111",
    region: "us-east-1")
  static let mark = RecordMark(lineage: "l1", serial: 4)

  func plan(_ desired: StackContent?, _ recorded: StackContent?) -> Plan {
    Plan(
      of: desired, from: recorded.map { RecordedStack($0) }, base: Self.mark, on: Self.target,
      pseudoParameters: [.region: "us-east-1"])
  }

  static let small = StackContent(
    template(
      """
      Resources:
        Queue: {Type: AWS::SQS::Queue, Properties: {Name: !Sub '${Topic.TopicName}-q', Delay: 5}}
        Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Name}}
      Parameters: {Name: {Type: String, Default: t}}
      Outputs: {Arn: {Value: !GetAtt Queue.Arn}}
      """), tags: ["team": "a"])

  @Test func everythingIsCreatedInOrder() {
    let plan = plan(Self.small, nil)
    #expect(plan.operation == .create)
    #expect(plan.resources.map(\.id) == ["Topic", "Queue"])
    #expect(plan.resources.map(\.action) == [.create, .create])
    #expect(plan.resources[0].after?["Properties"] == ["TopicName": "t"])
    #expect(plan.counts == Plan.Counts(create: 2))
    #expect(plan.outputs.map(\.action) == [.create])
    #expect(plan.tags == [TagChange("team", before: nil, after: "a")])
    #expect(!plan.isEmpty)
  }

  @Test func everythingIsDeletedTheOtherWayRound() {
    let plan = plan(nil, Self.small)
    #expect(plan.operation == .delete)
    #expect(plan.resources.map(\.id) == ["Queue", "Topic"])
    #expect(plan.counts == Plan.Counts(delete: 2))
    #expect(!plan.isEmpty)
    #expect(self.plan(nil, StackContent(Template())).isEmpty == false, "the stack itself goes")
    #expect(self.plan(nil, nil).isEmpty)
  }

  @Test func anUpdateIsSaidPropertyByProperty() throws {
    var desired = Self.small
    desired.template = template(
      """
      Resources:
        Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: u}}
        Dead: {Type: AWS::SQS::Queue}
        Queue: {Type: AWS::SQS::Queue, DependsOn: Dead, Properties: {Name: !Sub '${Topic.TopicName}-q', Delay: 5.0}}
      Outputs: {Arn: {Value: !GetAtt Dead.Arn}}
      """)
    let plan = plan(desired, Self.small)
    #expect(plan.resources.map(\.id) == ["Topic", "Dead", "Queue"])
    #expect(plan.resources.map(\.action) == [.replace, .create, .update])
    #expect(plan.resources[0].updates.map { "\($0.path)" } == ["Properties.TopicName"])
    #expect(plan.resources[0].updates.first?.change.before == "t")
    #expect(plan.resources[0].updates.first?.ground == .createOnly("TopicName"))
    #expect(plan.resources[2].updates.first?.change.after == "u-q")
    #expect(plan.outputs.map(\.action) == [.update])
    #expect(plan.counts == Plan.Counts(create: 1, update: 1, replace: 1))
  }

  @Test func valuesOfParametersAreSeenInWhatTheyChange() {
    var desired = Self.small
    desired.parameters = ["Name": .text("u")]
    let plan = plan(desired, Self.small)
    #expect(plan.resources.map(\.action) == [.replace, .update])
    #expect(plan.resources[1].updates.first?.causes == [.resource("Topic", attribute: "TopicName")])
    #expect(plan.parameters == [ParameterChange("Name", before: nil, after: .text("u"))])
  }

  @Test func secretsStayOut() {
    let secret = StackContent(
      template(
        """
        Parameters: {Word: {Type: String, NoEcho: true}}
        Resources: {Db: {Type: X, Properties: {Password: !Ref Word, Url: !Sub 'db://${Word}@host'}}}
        """), parameters: ["Word": .text("hunter2")])
    let plan = plan(secret, nil)
    #expect(plan.resources[0].after?["Properties"]?["Password"] == ["Ref": "Word"])
    #expect(!plan.resources.contains { "\($0)".contains("hunter2") })
  }

  private static let hidden = template(
    """
    Parameters:
      Word: {Type: String, NoEcho: true}
      Old: {Type: String, NoEcho: true, Default: a}
    Resources:
      Db:
        Type: X
        Properties:
          Password: !Ref Word
          Urls: [a, !Sub 'db://${Word}@${AWS::Region}']
          Nested: {Default: !Ref Old}
          Open: b
      Other: {Type: X, Properties: {Open: b}}
    """)

  /// Entries say nothing of hidden values: what hangs on one that changes is told beside them.
  @Test(
    arguments: [
      (.recorded, []), (.other, [true, true]), (.unknown, [false, false]),
    ] as [(HiddenValue, [Bool])])
  func whatHangsOnHiddenValuesIsTold(_ value: HiddenValue, _ certain: [Bool]) throws {
    func content(_ value: HiddenValue) -> StackContent {
      StackContent(Self.hidden, parameters: ["Word": .hidden(value)])
    }
    let plan = plan(content(value), content(.recorded))
    #expect(plan.isEmpty == certain.isEmpty)
    #expect(plan.resources.map(\.action) == [certain.isEmpty ? .none : .mayReplace, .none])
    let hidden = plan.resources[0].hidden
    #expect(hidden.map(\.isCertain) == certain)
    #expect(
      hidden.map { "\($0.path)" }
        == (certain.isEmpty ? [] : ["Properties.Password", "Properties.Urls[1]"]))
    #expect(hidden.allSatisfy { $0.parameters == ["Word"] })
    #expect(plan.parameters.isEmpty == certain.isEmpty)
    #expect(try Plan(value: plan.value) == plan)
  }

  /// What is new is so as a whole.
  @Test func nothingHangsOnTheHiddenValuesOfWhatIsNew() {
    let content = StackContent(Self.hidden, parameters: ["Word": .hidden(.other)])
    #expect(plan(content, nil).resources.allSatisfy { $0.hidden.isEmpty && $0.action == .create })
  }

  @Test func anotherDefaultOfAHiddenValueIsAChange() {
    var old = StackContent(Self.hidden, parameters: ["Word": .hidden(.recorded)])
    let new = old
    old.template = template(
      Self.hidden.value.canonicalJSON.replacing("\"Default\":\"a\"", with: "\"Default\":\"b\""))
    let plan = plan(new, old)
    #expect(plan.resources[0].hidden.map { "\($0.path)" } == ["Properties.Nested.Default"])
    #expect(
      plan.parameters
        == [ParameterChange("Old", before: .hidden(.recorded), after: .hidden(.other))])
  }

  @Test(arguments: [
    ("Resources: {A: {Type: X, Condition: C}}", "b", "a", Action.create),
    ("Resources: {A: {Type: X, Condition: C}}", "a", "b", Action.delete),
    ("Resources: {A: {Type: X, Condition: C}}", "a", "a", Action.none),
  ])
  func conditionsDecideWhatExists(
    _ text: String, _ before: String, _ after: String, _ action: Action
  ) {
    let whole = template(
      text + "\nParameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a]}")
    let plan = plan(
      StackContent(whole, parameters: ["P": .text(after)]),
      StackContent(whole, parameters: ["P": .text(before)]))
    #expect(plan.resources.map(\.action) == [action])
  }

  @Test(
    arguments: [
      (mark, mark, nil as String?),
      (nil, nil, nil),
      (mark, RecordMark(lineage: "l1", serial: 5), "moved"),
      (mark, RecordMark(lineage: "l2", serial: 4), "otherLineage"),
      (mark, nil, "gone"),
      (nil, mark, "appeared"),
    ] as [(RecordMark?, RecordMark?, String?)])
  func aPlanIsRefusedOnceItsRecordHasMoved(
    _ base: RecordMark?, _ now: RecordMark?, _ refusal: String?
  ) {
    let plan = Plan(of: Self.small, from: nil, base: base, on: Self.target)
    let found = plan.refusal(against: now).map { "\($0)".prefix { $0 != "(" } }
    #expect(found.map(String.init) == refusal)
  }

  @Test func capabilitiesAreThoseOfTheTemplate() {
    let content = StackContent(template("Resources: {R: {Type: AWS::IAM::Role}}"))
    #expect(plan(content, nil).capabilities == [.iam])
    #expect(plan(nil, content).capabilities == [])
  }

  @Test(arguments: 0..<150)
  func aStackNeedsNothingToBecomeItself(_ seed: Int) {
    var stacks = RandomStacks(seed: UInt64(seed))
    let stack = stacks.stack()
    let plan = plan(stack, stack)
    #expect(plan.isEmpty)
    #expect(plan.counts.none == plan.resources.count)
    #expect(plan.resources.allSatisfy { $0.updates.isEmpty })
  }

  @Test(arguments: 0..<300)
  func thePlansChangesLeadFromOneStackToTheOther(_ seed: Int) throws {
    var stacks = RandomStacks(seed: UInt64(seed))
    let before = stacks.stack()
    let after = seed.isMultiple(of: 2) ? stacks.stack() : stacks.neighbour(of: before)
    let plan = plan(after, before)
    // What a plan of making each from nothing says is there.
    let start = self.plan(before, nil)
    let goal = self.plan(after, nil)
    var standing = Dictionary(
      start.resources.map { ($0.id, $0.after) }, uniquingKeysWith: { $1 })
    for change in plan.resources {
      // Where nothing of the stack changes, nothing is told again.
      guard change.action != .none else {
        #expect(standing[change.id] != nil)
        continue
      }
      #expect(standing[change.id] ?? nil == change.before)
      switch change.action {
      case .delete, .keep: standing[change.id] = nil
      case .create, .update, .replace, .mayReplace, .none: standing[change.id] = change.diff.after
      }
    }
    #expect(
      standing == Dictionary(goal.resources.map { ($0.id, $0.after) }, uniquingKeysWith: { $1 }))
    var tags = before.tags
    for change in plan.tags { tags[change.key] = change.after }
    #expect(tags == after.tags)
    #expect(try Plan(value: plan.value) == plan)
  }
}
