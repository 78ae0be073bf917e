import CloudFormation
import Documents
import Planning
import Testing

/// What counts as a change of a property, and what it does to its resource.
@Suite struct MeaningTests {
  private static func change(_ type: String, _ before: String, _ after: String) -> ResourceChange {
    func content(_ properties: String) -> StackContent {
      StackContent(
        Template(["Resources": ["R": ["Type": .string(type), "Properties": yaml(properties)]]]))
    }
    return Plan(
      of: content(after), from: RecordedStack(content(before)), base: nil,
      on: PlanTests.target, pseudoParameters: [.region: "us-east-1"]
    ).resources[0]
  }

  /// Other words for the same thing are no change, though AWS compares the words.
  @Test(
    arguments: [
      // Scalars of a property that takes them.
      ("AWS::SQS::Queue", "{DelaySeconds: 5}", "{DelaySeconds: '5'}", nil),
      ("AWS::SQS::Queue", "{FifoQueue: true}", "{FifoQueue: 'true'}", nil),
      // A default that is written.
      ("AWS::SSM::Parameter", "{Type: String, Value: a}", "{Type: String, Value: a}", nil),
      (
        "AWS::CloudWatch::Dashboard", "{DashboardBody: '{\"widgets\": [], \"a\": 1}'}",
        "{DashboardBody: '{\"a\":1,\"widgets\":[]}'}", .no
      ),
      // Tags in another order.
      (
        "AWS::SNS::Topic", "{Tags: [{Key: a, Value: b}, {Key: c, Value: d}]}",
        "{Tags: [{Key: c, Value: d}, {Key: a, Value: b}]}", .no
      ),
      // A policy in another spelling.
      (
        "AWS::IAM::Role",
        "{AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: {Effect: Allow, Action: 'sts:AssumeRole', Principal: {Service: [b.amazonaws.com, a.amazonaws.com]}}}}",
        "{AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: ['sts:AssumeRole'], Principal: {Service: [a.amazonaws.com, b.amazonaws.com]}}]}}",
        .no
      ),
      // Sets.
      (
        "AWS::RDS::DBSubnetGroup", "{DBSubnetGroupDescription: d, SubnetIds: [a, b]}",
        "{DBSubnetGroupDescription: d, SubnetIds: [b, a]}", .no
      ),
    ] as [(String, String, String, Report.Replacement?)])
  func rewordingIsNoChange(
    _ type: String, _ before: String, _ after: String, _ reported: Report.Replacement?
  ) {
    let change = Self.change(type, before, after)
    #expect(change.action == .none, "\(change.updates)")
    #expect(change.report?.replacement == reported)
  }

  @Test(
    arguments: [
      (
        "AWS::SNS::Topic", "{Tags: [{Key: a, Value: b}]}",
        "{Tags: [{Key: c, Value: d}, {Key: a, Value: x}]}", .update,
        ["Properties.Tags[0]", "Properties.Tags[1].Value"]
      ),
      // An ordered list: what moves is told as a move.
      (
        "AWS::EC2::DHCPOptions", "{DomainNameServers: [a, b, c]}", "{DomainNameServers: [b, c, a]}",
        .replace, ["Properties.DomainNameServers[2]"]
      ),
      // Parts of a property decide, not the property.
      (
        "AWS::ECS::TaskDefinition", "{Family: a, ContainerDefinitions: [{Name: c, Image: x}]}",
        "{Family: a, ContainerDefinitions: [{Name: c, Image: y}]}", .replace,
        ["Properties.ContainerDefinitions[0].Image"]
      ),
      (
        "AWS::SageMaker::EndpointConfig", "{ProductionVariants: [{VariantName: a, ModelName: m}]}",
        "{ProductionVariants: [{VariantName: a, ModelName: n}]}", .replace,
        ["Properties.ProductionVariants[0].ModelName"]
      ),
      ("AWS::SQS::Queue", "{DelaySeconds: 5}", "{}", .update, ["Properties.DelaySeconds"]),
      ("AWS::SQS::Queue", "{QueueName: a}", "{QueueName: b}", .replace, ["Properties.QueueName"]),
      (
        "AWS::RDS::DBInstance", "{DBInstanceClass: a, Engine: postgres, EngineVersion: '15'}",
        "{DBInstanceClass: b, Engine: postgres, EngineVersion: '16'}", .update,
        ["Properties.DBInstanceClass", "Properties.EngineVersion"]
      ),
      (
        "Custom::Thing", "{ServiceToken: a, B: 1}", "{ServiceToken: a, B: 2}", .update,
        ["Properties.B"]
      ),
    ] as [(String, String, String, Action, [String])])
  func changesDoWhatTheFactsSay(
    _ type: String, _ before: String, _ after: String, _ action: Action, _ paths: [String]
  ) {
    let change = Self.change(type, before, after)
    #expect(change.action == action, "\(change.updates)")
    #expect(change.updates.map { "\($0.path)" } == paths)
  }

  /// A set that is fixed when its resource is created: CloudFormation may take another order for
  /// another value.
  @Test func anotherOrderOfWhatIsFixedMayReplace() throws {
    let change = Self.change(
      "AWS::Batch::ComputeEnvironment",
      "{Type: UNMANAGED, EksConfiguration: {EksClusterArn: a, KubernetesNamespace: b}}",
      "{Type: UNMANAGED, EksConfiguration: {KubernetesNamespace: b, EksClusterArn: a}}")
    #expect(change.action == .none)
    let set = Self.change(
      "AWS::ElasticLoadBalancingV2::LoadBalancer", "{Type: network, Scheme: internal}",
      "{Scheme: internal, Type: network}")
    #expect(set.action == .none)
  }

  private static let chain = """
    Parameters: {Name: {Type: String, Default: a}, Note: {Type: String, Default: x}}
    Resources:
      Model: {Type: AWS::SageMaker::Model, Properties: {ExecutionRoleArn: r, ModelName: !Ref Name}}
      Config:
        Type: AWS::SageMaker::EndpointConfig
        Properties: {ProductionVariants: [{VariantName: v, ModelName: !GetAtt Model.ModelName}]}
      Endpoint:
        Type: AWS::SageMaker::Endpoint
        Properties: {EndpointConfigName: !GetAtt Config.EndpointConfigName}
      Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Note}}
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          ComparisonOperator: x
          EvaluationPeriods: 1
          AlarmActions: [!Ref Topic]
          Dimensions: [{Name: e, Value: !Sub 'on ${Endpoint.EndpointName}'}]
      Watcher:
        Type: AWS::SQS::Queue
        Properties: {QueueName: !Sub '${Topic.TopicArn}'}
    """

  private static func chain(_ parameters: [String: ParameterSetting]) -> [String: ResourceChange] {
    let stack = template(chain)
    let plan = Plan(
      of: StackContent(stack, parameters: parameters),
      from: RecordedStack(StackContent(stack)), base: nil, on: PlanTests.target)
    return Dictionary(plan.resources.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// A model with another name is another model, which takes another configuration, which the
  /// endpoint takes over; nothing else is touched.
  @Test func replacementsCascade() throws {
    let changes = Self.chain(["Name": .text("b")])
    #expect(
      changes.mapValues(\.action) == [
        "Model": .replace, "Config": .replace, "Endpoint": .update, "Topic": .none, "Alarm": .none,
        "Watcher": .none,
      ])
    let config = try #require(changes["Config"]?.updates.first)
    #expect(config.change.after == "b")
    #expect(config.isKnown)
    #expect(config.causes == [.resource("Model", attribute: "ModelName")])
    let endpoint = try #require(changes["Endpoint"]?.updates.first)
    #expect(!endpoint.isKnown)
    #expect(endpoint.causes == [.resource("Config", attribute: "EndpointConfigName")])
    #expect(changes["Endpoint"]?.report?.replacement == .no)
    #expect(changes["Alarm"]?.report?.details.map(\.isStatic) == [false])
  }

  /// An attribute of what is changed in place stays; AWS cannot say so.
  @Test func whatIsChangedInPlaceKeepsItsAttributes() {
    let changes = Self.chain(["Note": .text("y")])
    #expect(changes["Topic"]?.action == .update)
    #expect(changes["Watcher"]?.action == Action.none)
    #expect(changes["Watcher"]?.report?.replacement == .conditional)
    #expect(changes["Alarm"]?.report == nil, "a reference to what stays is no change")
  }

  /// A value that comes later may be the same: whether it replaces is not known.
  @Test func whatIsKnownLaterMayReplace() {
    let changes = Self.chain(["Name": .later(["platform.name"])])
    #expect(changes["Model"]?.action == .mayReplace)
    #expect(changes["Model"]?.updates.first?.isKnown == false)
    #expect(changes["Config"]?.action == .mayReplace)
  }

  /// Tags of the stack go to everything that takes tags, and to nothing else.
  @Test func tagsOfTheStackReachWhatTakesTags() {
    let stack = template(
      """
      Resources:
        Topic: {Type: AWS::SNS::Topic}
        Policy: {Type: AWS::SNS::TopicPolicy, Properties: {PolicyDocument: {}, Topics: [!Ref Topic]}}
      """)
    let plan = Plan(
      of: StackContent(stack, tags: ["team": "a"]),
      from: RecordedStack(StackContent(stack)), base: nil, on: PlanTests.target)
    #expect(plan.resources.map(\.action) == [.update, .none])
    #expect(plan.resources.map { $0.report?.scope } == [["Tags"], nil])
    #expect(plan.resources[0].report?.replacement == .no)
  }
}
