import CloudFormation
import Diagnostics
import Documents
import Testing

struct TemplateCheckTests {
  private static let topic = "Resources: {Topic: {Type: AWS::SNS::Topic}}\n"

  @Test func whatNothingUsesIsNamed() {
    let unused = """
      Parameters: {Size: {Type: String}, Used: {Type: String}, Loose: {Type: String}}
      Mappings: {Sizes: {small: {memory: 1}}, Names: {small: {name: a}}}
      Conditions:
        Never: !Equals [!Ref Used, a]
        Inner: !Equals [!Ref Used, b]
        Outer: !Not [!Condition Inner]
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          Condition: Outer
          Properties:
            DisplayName: !Sub "${Loose}-${Used}"
            TopicName: !FindInMap [Names, small, name]

      """
    #expect(
      findings(in: unused).map { "\($0.severity) \($0.brief)" } == [
        "warning unusedParameter Parameters.Size", "warning unusedMapping Mappings.Sizes",
        "warning unusedCondition Conditions.Never",
      ])
    // A macro may ask for anything.
    #expect(findings(in: "Transform: Mine\n" + unused) == [])
  }

  @Test func oneMistakeIsToldOnce() {
    let shared = "Parameters: {Topic: {Type: String}}\n" + Self.topic
    #expect(findings(in: shared).map(\.code) == [.sharedName])
    let faulty = "Conditions: {Odd: !Sub a}\n" + Self.topic
    #expect(findings(in: faulty).map(\.code) == [.functionPlace])
    let missing =
      "Resources: {One: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: }}}"
    #expect(findings(in: missing).map(\.code) == [.missingProperty])
  }

  @Test(arguments: [
    "Resources: {A: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Valu: a}}",
    "Resources: {A: {Type: AWS::SNS::Topic}, B: {Typ: AWS::SNS::Topic}}",
    "Parameters: {P: {Tyype: String}}\nResources: {A: {Type: AWS::SNS::Topic, DeletionPolicy: !Ref P}}",
  ])
  func aMisspeltMemberIsNotMissing(text: String) {
    #expect(findings(in: text).filter { $0.severity == .error }.map(\.code) == [.unknownPart])
  }

  @Test func aMisspeltPropertyIsNotMissing() throws {
    let group = resource(
      "AWS::RDS::DBSubnetGroup", "DBSubnetGroupDescription: a\nSubnetId: [subnet-12345678]")
    let found = findings(in: group)
    #expect(found.map(\.brief) == ["unknownProperty SubnetId"])
    #expect(found.map(\.hint) == ["did you mean `SubnetIds`?"])
    let flow = resource("AWS::IAM::Role", "assumeRolePolicyDocument: {Statement: []}")
    #expect(
      findings(in: flow).map(\.brief) == [
        "unknownProperty assumeRolePolicyDocument", "missingProperty ",
      ])
    #expect(findings(in: flow).last?.hint == "`assumeRolePolicyDocument` may be meant so")
    // What only has to be there beside others is.
    let rule = resource(
      "AWS::EC2::SecurityGroupIngress",
      "IpProtocol: tcp\nGroupID: sg-12345678\nCidrIp: 10.0.0.0/8\nFromPort: 1\nToPort: 2")
    #expect(findings(in: rule).map(\.brief) == ["unknownProperty GroupID"])
  }

  @Test func nullsAreNothing() {
    let text = resource("AWS::SNS::Topic", "DisplayName:\nTags: [{Key: a, Value: }]")
    #expect(
      findings(in: text).map { "\($0.severity) \($0.brief)" } == [
        "error missingProperty Tags[0]", "warning nullValue DisplayName",
      ])
  }

  @Test(arguments: [
    ("Type: Number\n    MinValue: 5\n    MaxValue: 1", "MinValue"),
    ("Type: String\n    MinLength: 5\n    MaxLength: 1", "MinLength"),
    ("Type: String\n    AllowedValues: []", "AllowedValues"),
  ])
  func someParametersCannotBeGiven(body: String, place: String) {
    let text = "Parameters:\n  Size:\n    \(body)\n" + Self.topic
    #expect(findings(in: text).map(\.brief) == ["impossibleParameter Parameters.Size.\(place)"])
  }

  /// A small ring is told at each of its resources, from that one on.
  @Test func aRingShowsItsEdges() throws {
    let ring = """
      Resources:
        A: {Type: AWS::SNS::Topic, DependsOn: B}
        B: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref A}}
      """
    let all = findings(in: ring)
    #expect(all.map(\.brief) == ["cycle Resources.A", "cycle Resources.B"])
    let edges = ["Resources.A.DependsOn", "Resources.B.Properties.DisplayName.Ref"]
    #expect(
      all.map { $0.notes.map(\.path.description) } == [edges, Array(edges.reversed())])
  }

  /// Whoever makes a resource of a type of one's own has to be named.
  @Test(arguments: [
    ("{Type: Custom::Job}", ["missingProperty Resources.Job.Properties"]),
    ("{Type: Custom::Job, Properties: {A: 1}}", ["missingProperty Resources.Job.Properties"]),
    ("{Type: Custom::Job, Properties: {ServiceToken: !ImportValue job}}", []),
    ("{Type: Custom::Job, Properties: {Fn::Transform: {Name: Macro}}}", []),
  ])
  func customResourcesNameTheirMaker(body: String, expected: [String]) {
    #expect(findings(in: "Resources: {Job: \(body)}").map(\.brief) == expected)
  }

  /// Not everything leaves a snapshot behind.
  @Test(arguments: [
    (
      "{Type: AWS::SNS::Topic, DeletionPolicy: Snapshot}", ["notAllowed Resources.R.DeletionPolicy"]
    ),
    (
      "{Type: AWS::SNS::Topic, UpdateReplacePolicy: Snapshot}",
      ["notAllowed Resources.R.UpdateReplacePolicy"]
    ),
    (
      "{Type: AWS::EC2::Volume, DeletionPolicy: Snapshot, Properties: {AvailabilityZone: a, Size: 1}}",
      []
    ),
    ("{Type: AWS::SNS::Topic, DeletionPolicy: Retain}", []),
  ])
  func snapshotsAreTakenOfFewTypes(body: String, expected: [String]) {
    #expect(findings(in: "Resources: {R: \(body)}").map(\.brief) == expected)
  }

  /// What is surely meant is not missing besides.
  @Test func aMisspeltSectionIsToldOnce() {
    let found = findings(in: "Resource: {T: {Type: AWS::SNS::Topic}}")
    #expect(found.map(\.brief) == ["unknownSection Resource"])
    #expect(found.first?.hint == "did you mean `Resources`?")
  }

  /// What a wait condition was told is a text, though its schema says an object.
  @Test func whatAWaitConditionWasToldIsAText() {
    let text = """
      Resources:
        H: {Type: AWS::CloudFormation::WaitConditionHandle}
        W: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref H, Timeout: '300'}}
        T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt W.Data}}
        U: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Join ['', [a, !GetAtt W.Data]]}}
      Outputs: {D: {Value: !GetAtt W.Data}}
      """
    #expect(findings(in: text).map(\.brief) == [])
  }

  /// Of a long one, the first resource tells for all.
  @Test func aLongRingIsToldOnce() {
    let resources = (0..<5).map {
      "  R\($0): {Type: AWS::SNS::Topic, DependsOn: R\(($0 + 1) % 5)}\n"
    }
    let all = findings(in: "Resources:\n" + resources.joined())
    #expect(all.map(\.brief) == ["cycle Resources.R0"])
    #expect(all.map(\.notes.count) == [5])
  }

  @Test(arguments: [
    (
      "{A: !Not [!Condition B], B: !Or [!Condition A, !Equals [a, b]]}",
      [
        "Conditions.A.Fn::Not[0].Condition", "Conditions.B.Fn::Or[0].Condition",
      ]
    ),
    ("{A: !Not [!Condition A]}", ["Conditions.A.Fn::Not[0].Condition"]),
    (
      "{A: {Condition: B}, B: {Condition: A}}",
      ["Conditions.A.Condition", "Conditions.B.Condition"]
    ),
    ("{A: !Equals [!If [A, x, y], z]}", ["Conditions.A.Fn::Equals[0].Fn::If[0]"]),
  ])
  func aRingOfConditionsShowsItsEdges(_ conditions: String, _ edges: [String]) throws {
    let text = "Conditions: \(conditions)\nResources: {T: {Type: AWS::SNS::Topic, Condition: A}}"
    let all = findings(in: text)
    let found = try #require(all.first)
    #expect(all.map(\.code) == [.cycle])
    #expect(found.path == Path([.key("Conditions"), .key("A")]))
    #expect(found.notes.map(\.path.description) == edges)
  }

  @Test func longRingsAreToldInFewWords() throws {
    let members = (0..<500).map { "R\($0): {Type: AWS::SNS::Topic, DependsOn: R\(($0 + 1) % 500)}" }
    let found = findings(in: "Resources: {\(members.joined(separator: ", "))}")
    #expect(found.map(\.code) == [.cycle])
    #expect(found[0].notes.count == 500)
    #expect(found[0].message.utf8.count < 300)
  }

  @Test func notEveryRegionHasEveryType() throws {
    let project = resource("AWS::DeviceFarm::Project", "Name: jobs")
    let found = try #require(findings(in: project).first)
    #expect(found.code == .notOffered)
    #expect(found.path == Path([.key("Resources"), .key("One"), .key("Type")]))
    #expect(found.hint?.contains("us-west-2") == true)
    #expect(findings(in: project, CheckRules(regions: ["us-west-2"])) == [])
    let both = CheckRules(regions: ["us-west-2", "eu-west-1"])
    #expect(findings(in: project, both).map(\.code) == [.notOffered])
    #expect(CheckRules.knownRegions.count > 30)
  }

  @Test func servicesEnd() {
    let ledger = resource("AWS::QLDB::Ledger", "PermissionsMode: STANDARD")
    #expect(findings(in: ledger).map(\.code) == [.retiredType])
    let mesh = resource("AWS::AppMesh::Mesh", "MeshName: jobs")
    let early = findings(in: mesh, CheckRules(day: "2026-01-01"))
    #expect(early.map(\.severity) == [.warning])
    #expect(early.first?.message.contains("will shut") == true)
  }

  @Test func serverlessTypesAreKnown() {
    let transform = "Transform: AWS::Serverless-2016-10-31\n"
    let layer = resource("AWS::Serverless::LayerVersion", "LayerName: a\nLayerNam: b")
    #expect(findings(in: layer).map(\.code) == [.unknownProperty, .missingProperty, .unknownType])
    #expect(
      findings(in: transform + layer).map { "\($0.severity) \($0.code)" } == [
        "note serverless", "error unknownProperty", "error missingProperty",
      ])
    let globals = transform + "Globals: {LayerVersion: {ContentUri: layer}}\n"
    let own = resource("AWS::Serverless::LayerVersion", "LayerName: a")
    #expect(findings(in: globals + own).map(\.code) == [.serverless])
    #expect(Facts["AWS::Serverless::Function"] == nil)
    #expect(!Facts.typeNames.contains("AWS::Serverless::Function"))
    #expect(Facts.serverlessNames.contains("AWS::Serverless::Function"))
  }

  @Test func theClosestFormIsShown() throws {
    let queue = "arn:aws:sqs:us-east-1:111111111111:jobs"
    let text =
      "Transform: AWS::Serverless-2016-10-31\n"
      + resource(
        "AWS::Serverless::Function",
        """
        InlineCode: a
        Handler: index.handler
        Runtime: python3.14
        Events:
          Queue: {Type: SQS, Properties: {Queue: \(queue), BatchSiz: 5}}
        """)
    let found = findings(in: text).filter { $0.code == .notAlternative }
    #expect(found.map(\.brief) == ["notAlternative Events.Queue.Properties"])
    #expect(
      found.first?.notes.map(\.message) == ["in the closest form: there is no property `BatchSiz`"])
  }
}
