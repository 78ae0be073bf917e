import CloudFormation
import Documents
import Planning
import Presentation
import TestSupport
import Testing

struct PlanViewTests {
  private static let before: Value.Object = [
    "Resources": [
      "Topic": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": "before"]],
      "Logs": [
        "Type": "AWS::Logs::LogGroup", "DeletionPolicy": "Retain",
        "Properties": ["LogGroupName": "/fraud/jobs"],
      ],
      "Queue": ["Type": "AWS::SQS::Queue"],
    ],
    "Outputs": ["Topic": ["Value": ["Ref": "Topic"]]],
  ]
  private static let after: Value.Object = [
    "Resources": [
      "Topic": [
        "Type": "AWS::SNS::Topic",
        "Properties": [
          "DisplayName": "a name that is so long that before and after have no place on one line"
        ],
      ],
      "Role": [
        "Type": "AWS::IAM::Role",
        "Properties": ["RoleName": "jobs", "AssumeRolePolicyDocument": ["Statement": []]],
      ],
    ],
    "Outputs": ["Role": ["Value": ["Fn::GetAtt": ["Role", "Arn"]]]],
  ]
  private static let conditional: Value.Object = [
    "Parameters": ["Word": ["Type": "String", "NoEcho": true]],
    "Conditions": ["Given": ["Fn::Equals": [["Ref": "Word"], "a"]]],
    "Resources": [
      "Data": ["Type": "AWS::S3::Bucket", "Condition": "Given"],
      "Subnet": [
        "Type": "AWS::EC2::Subnet", "Condition": "Given",
        "Properties": ["VpcId": ["Ref": "NetworkVpc"]],
      ],
      "NetworkVpc": ["Type": "AWS::EC2::VPC"],
      "Long": [
        "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Condition": "Given",
      ],
    ],
  ]
  private static let remains = Plan.Remains(
    stackID: "arn:aws:cloudformation:us-east-1:000000000000:stack/fraud-local-jobs/1",
    reason: "the stack `fraud-local-jobs` ended in ROLLBACK_COMPLETE: `Queue` does not want to be")

  enum Scene: String, CaseIterable {
    case creation, update, deletion, nothing, remainsReplaced, remainsRemoved, undecided

    var plan: Plan {
      switch self {
      case .creation: PlanViewTests.plan(after, nil)
      case .update: PlanViewTests.plan(after, before)
      case .deletion: PlanViewTests.plan(nil, before)
      case .nothing: PlanViewTests.plan(before, before)
      case .undecided:
        Plan(
          of: StackContent(
            Template(conditional), parameters: ["Word": .later(["platform.word"])]),
          from: RecordedStack(
            StackContent(Template(conditional), parameters: ["Word": .hidden(.recorded)]),
            resources: ["Data"]), base: nil,
          on: Plan.Target(environment: "local", stack: "jobs", stackName: "fraud-local-jobs"))
      case .remainsReplaced: PlanViewTests.plan(before, nil, remains)
      case .remainsRemoved: PlanViewTests.plan(nil, nil, remains)
      }
    }
  }

  private static func plan(
    _ desired: Value.Object?, _ recorded: Value.Object?, _ remains: Plan.Remains? = nil
  ) -> Plan {
    Plan(
      of: desired.map { StackContent(Template($0), tags: ["team": "risk"]) },
      from: recorded.map { RecordedStack(StackContent(Template($0))) }, remains: remains,
      base: nil,
      on: Plan.Target(environment: "local", stack: "jobs", stackName: "fraud-local-jobs"))
  }

  @Test(arguments: Scene.allCases)
  func draws(scene: Scene) {
    let text = PlanView(style: .plain).render(
      scene.plan,
      names: [
        "Role": "worker", "NetworkVpc": "network (Vpc)",
        "Long": "a-resource-of-a-long-name (VariantChampionScaling)",
      ])
    expectGolden(text, "plan-\(scene).txt")
    for line in text.split(separator: "\n") { #expect(line.count <= 80) }
  }

  /// Colour says nothing that the text does not say.
  @Test(arguments: Scene.allCases)
  func colourAddsNothing(scene: Scene) {
    let plain = PlanView(style: .plain).render(scene.plan)
    let coloured = PlanView(style: .coloured).render(scene.plan)
    let bare = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(bare == plain)
  }
}
