import CloudFormation
import Diagnostics
import Documents
import Testing

struct ValueCheckTests {
  private static func function(_ runtime: String) -> String {
    resource(
      "AWS::Lambda::Function",
      """
      Code: {ZipFile: ""}
      Handler: index.handler
      Role: arn:aws:iam::111111111111:role/jobs
      Runtime: \(runtime)
      """)
  }

  @Test(
    arguments: [
      ("python3.6", "2026-10-20", Severity.error), ("python3.14", "2026-10-20", nil),
      ("dotnet8", "2026-10-20", nil), ("dotnet8", "2026-11-10", .warning),
      ("dotnet8", "2027-02-01", .error), ("!Ref AWS::Region", "2026-10-20", nil),
      ("!If [IsNew, python3.14, python3.6]", "2026-10-20", .error),
    ] as [(String, String, Severity?)])
  func runtimesEnd(runtime: String, day: String, severity: Severity?) {
    let text =
      "Conditions: {IsNew: !Equals [!Ref AWS::Region, us-east-1]}\n" + Self.function(runtime)
    let found = findings(in: text, CheckRules(day: day)).filter { $0.code == .retiredRuntime }
    #expect(found.map(\.severity) == (severity.map { [$0] } ?? []))
  }

  @Test func theSuccessorIsNamed() throws {
    let found = try #require(findings(in: Self.function("python3.6")).first)
    #expect(found.brief == "retiredRuntime Runtime")
    #expect(found.hint?.hasPrefix("use `python3.") == true)
  }

  private static func task(_ cpu: String, _ memory: String, _ launch: String = "FARGATE") -> String
  {
    resource(
      "AWS::ECS::TaskDefinition",
      """
      RequiresCompatibilities: [\(launch)]
      Cpu: \(cpu)
      Memory: \(memory)
      """)
  }

  @Test(arguments: [
    ("256", "512"), ("256", "2048"), ("512", "4096"), ("1024", "8192"), ("2048", "5120"),
    ("4096", "30720"), ("8192", "16384"), ("16384", "122880"), ("32768", "249856"),
    ("1 vCPU", "2 GB"), (".25 vcpu", "0.5GB"), ("\"256\"", "1 GB"), ("!Ref AWS::Region", "1"),
    ("256", "!Ref AWS::Region"),
  ])
  func tasksFit(cpu: String, memory: String) {
    #expect(findings(in: Self.task(cpu, memory)).filter { $0.code == .fargateSize } == [])
  }

  @Test(arguments: [
    ("256", "4096", "Memory", "the next amounts are 2048; 4096 goes with 512, 1024, 2048 units"),
    ("1024", "2500", "Memory", "the next amounts are 2048 or 3072"),
    ("8192", "18432", "Memory", "the next amounts are 16384 or 20480; 18432 goes with 4096 units"),
    ("1 vCPU", "1 GB", "Memory", "the next amounts are 2048; 1024 goes with 256, 512 units"),
    ("300", "512", "Cpu", "it is one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768"),
  ])
  func tasksDoNotFit(cpu: String, memory: String, place: String, hint: String) throws {
    let found = findings(in: Self.task(cpu, memory)).filter { $0.code == .fargateSize }
    #expect(found.map(\.brief) == ["fargateSize \(place)"])
    #expect(found.first?.hint == hint)
    #expect(findings(in: Self.task(cpu, memory, "EC2")).filter { $0.code == .fargateSize } == [])
  }

  private static func chosenTask(_ cpu: String, _ memory: String) -> [String] {
    let text = """
      Parameters: {Stage: {Type: String}, Size: {Type: String, AllowedValues: [small, large]}}
      Conditions:
        IsTest: !Equals [!Ref Stage, test]
        IsLive: !Equals [!Ref Stage, live]
        IsNotTest: !Not [!Condition IsTest]
        IsSmall: !Equals [!Ref Size, small]
        IsLarge: !Equals [!Ref Size, large]
        IsOpen: !Equals [!Ref Stage, !Ref Size]

      """
    return findings(in: text + task(cpu, memory)).filter { $0.code == .fargateSize }.map(\.brief)
  }

  @Test(arguments: [
    ("!If [IsTest, 256, 1024]", "!If [IsTest, 512, 2048]", []),
    ("!If [IsTest, 256, 1024]", "!If [IsTest, 512, 1024]", ["fargateSize Memory.Fn::If[2]"]),
    ("!If [IsTest, 256, 1024]", "512", ["fargateSize Memory"]),
    // Never both, and never none.
    ("!If [IsTest, 256, 1024]", "!If [IsNotTest, 2048, 512]", []),
    ("!If [IsTest, 256, 1024]", "!If [IsLive, 2048, !If [IsTest, 512, 4096]]", []),
    ("!If [IsSmall, 256, 1024]", "!If [IsLarge, 4096, 512]", []),
    ("!If [IsTest, 256, 1024]", "!If [IsLive, 512, 2048]", ["fargateSize Memory.Fn::If[1]"]),
    ("!If [IsTest, 300, 256]", "512", ["fargateSize Cpu.Fn::If[1]"]),
    // Nobody knows.
    ("!If [IsOpen, 256, 1024]", "!If [IsOpen, 1024, 512]", []),
  ])
  func tasksFitHoweverConditionsAreDecided(cpu: String, memory: String, expected: [String]) {
    #expect(Self.chosenTask(cpu, memory) == expected)
  }

  @Test(arguments: [
    ("[{Key: a, Value: b}, {Key: a, Value: c}]", ["notUnique Tags"]),
    ("[{Key: !Ref AWS::Region, Value: b}, {Key: !Ref AWS::Region, Value: c}]", ["notUnique Tags"]),
    ("[{Key: a, Value: b}, {Key: A, Value: c}]", []),
    ("[!If [Is, {Key: a, Value: b}, {Key: a, Value: c}], {Key: b, Value: c}]", []),
    (
      "!If [Is, [{Key: a, Value: b}, {Key: a, Value: c}], []]", ["notUnique Tags.Fn::If[1]"]
    ),
  ])
  func tagsHaveKeysOfTheirOwn(tags: String, expected: [String]) {
    let text =
      "Conditions: {Is: !Equals [!Ref AWS::Region, a]}\n"
      + resource("AWS::S3::Bucket", "Tags: \(tags)")
    #expect(findings(in: text).filter { $0.severity == .error }.map(\.brief) == expected)
  }

  @Test func aFixedNameStandsInTheWay() throws {
    let fixed = resource(
      "AWS::SageMaker::EndpointConfig",
      """
      EndpointConfigName: churn
      ProductionVariants:
        - {ModelName: churn, VariantName: a, InitialInstanceCount: 1, InstanceType: ml.m5.large}
      """)
    let found = try #require(findings(in: fixed).first { $0.code == .fixedName })
    #expect(found.severity == .note)
    #expect(found.message.contains("`ProductionVariants`"))
    // Alone it changes only with itself.
    let alone = resource("AWS::ECR::Repository", "RepositoryName: images")
    #expect(findings(in: alone) == [])
  }

  @Test func aFunctionGivesTheRightKind() {
    let list = """
      Parameters:
        Zones: {Type: CommaDelimitedList}
        Zone: {Type: String}
      Resources:
        One:
          Type: AWS::EC2::Subnet
          Properties:
            VpcId: !Ref Network
            AvailabilityZone: !Ref Zones
            Tags: !Ref Zone
            CidrBlock: !Split [",", !Ref Zone]
        Network:
          Type: AWS::EC2::VPC
          Properties:
            CidrBlock: 10.0.0.0/16
            Tags: !GetAtt Other.VpcId
        Other:
          Type: AWS::EC2::VPC
          Properties: {CidrBlock: 10.1.0.0/16}
      """
    #expect(
      findings(in: list).map(\.brief) == [
        "wrongType AvailabilityZone", "wrongType Tags", "wrongType CidrBlock",
        "wrongType Resources.Network.Properties.Tags.Fn::GetAtt",
      ])
  }

  @Test func aChoiceMayLeaveOutWhatIsNeeded() {
    func role(_ value: String, _ condition: String = "") -> [String] {
      findings(
        in: """
          Conditions: {IsNew: !Equals [!Ref AWS::Region, us-east-1]}
          Resources:
            One:
              Type: AWS::IAM::Role
              \(condition)
              Properties:
                AssumeRolePolicyDocument: \(value)
          """
      ).map(\.brief)
    }
    let trust = "{Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: \"*\"}]}"
    #expect(role("!If [IsNew, \(trust), !Ref AWS::NoValue]") == ["missingProperty "])
    #expect(role("!If [IsNew, \(trust), \(trust)]") == [])
    #expect(role("!If [IsNew, \(trust), !Ref AWS::NoValue]", "Condition: IsNew") == [])
  }

  @Test(
    arguments: [
      ("ssm:name", true), ("ssm:/jobs/name:3", true), ("ssm-secure:name", false),
      ("ssm:arn:aws:ssm:us-east-1:123456789012:parameter/name", true), ("ssm:${Name}", true),
      ("secretsmanager:id", true), ("secretsmanager:id:SecretString:key:AWSCURRENT:", true),
      ("ssm", false), ("ssm:", false), ("ssm:name:newest", false), ("ssm:name:1:2", false),
      ("ssm:a b", false), ("secretsmanager:", false), ("secretsmanager:id:SecretBinary", false),
      ("secretsmanager:id:SecretString:a:b:c:d", false), ("vault:id", false),
    ] as [(String, Bool)])
  func dynamicReferencesAreFollowedOrNot(content: String, isFollowed: Bool) {
    let found = findings(
      in: resource("AWS::SNS::Topic", "DisplayName: \"a-{{resolve:\(content)}}-b\""))
    #expect(found.map(\.code) == (isFollowed ? [] : [.dynamicReference]))
    #expect(found.allSatisfy { $0.brief == "dynamicReference DisplayName" })
    #expect(found.allSatisfy { $0.hint?.contains("{{resolve:") == true })
  }

  @Test(
    arguments: [
      ("AWS::SNS::Topic", "Tags: [{Key: aws:jobs, Value: a}]", ["notAllowed Tags[0].Key"]),
      ("AWS::SNS::Topic", "Tags: [{Key: AWS:jobs, Value: a}]", ["notAllowed Tags[0].Key"]),
      ("AWS::SNS::Topic", "Tags: [{Key: !Sub 'aws:${AWS::Region}', Value: a}]", []),
      (
        "AWS::SNS::Topic", "Tags: [{Key: !Sub 'aws:jobs', Value: a}]",
        ["notAllowed Tags[0].Key.Fn::Sub"]
      ),
      ("AWS::SNS::Topic", "Tags: [{Key: awsome, Value: a}]", []),
      (
        "AWS::SSM::Parameter", "Type: String\nValue: a\nTags: {aws:a: b}", ["notAllowed Tags.aws:a"]
      ),
    ] as [(String, String, [String])])
  func keysOfTagsAreOnesOwn(type: String, properties: String, expected: [String]) {
    #expect(findings(in: resource(type, properties)).map(\.brief) == expected)
  }

  /// Deep ones too; what the Serverless Application Model calls the same is its own.
  @Test(arguments: [
    ("AWS::SNS::Topic", "TopicArn: a", ["warning readOnlyProperty TopicArn"]),
    ("AWS::SNS::Topic", "TopicArn: !Ref AWS::NoValue", []),
    (
      "AWS::RDS::DBInstance", "DBInstanceClass: a\nCertificateDetails: {CAIdentifier: a}",
      ["warning readOnlyProperty CertificateDetails"]
    ),
    ("AWS::Serverless::StateMachine", "DefinitionUri: a.json\nName: jobs", []),
  ])
  func whatOnlyAWSSets(type: String, properties: String, expected: [String]) {
    let text = "Transform: AWS::Serverless-2016-10-31\n" + resource(type, properties)
    let found = findings(in: text).filter { $0.code != .serverless && $0.code != .fixedName }
    #expect(found.map { "\($0.severity) \($0.brief)" } == expected)
  }

  @Test func secretsGoIntoPropertiesOnly() {
    let text = """
      Parameters: {Size: {Type: String, Default: "{{resolve:secretsmanager:id}}"}}
      Conditions: {Large: !Equals [!Ref Size, "{{resolve:secretsmanager:id}}"]}
      Resources:
        Jobs:
          Type: AWS::IAM::User
          Condition: Large
          Metadata: {Note: "{{resolve:secretsmanager:id}}"}
          Properties:
            LoginProfile: {Password: "{{resolve:ssm-secure:password:1}}"}
            UserName: "{{resolve:ssm-secure:name:1}}"
        Custom:
          Type: Custom::Jobs
          Properties: {ServiceToken: "{{resolve:ssm:token}}", Secret: "{{resolve:secretsmanager:id}}"}
      Outputs:
        Password: {Value: "{{resolve:secretsmanager:id}}"}
        Name: {Value: "{{resolve:ssm:name}}"}
      """
    #expect(
      findings(in: text).filter { $0.code == .dynamicReference }.map(\.path.description) == [
        "Parameters.Size.Default", "Conditions.Large.Fn::Equals[1]",
        "Resources.Jobs.Properties.UserName", "Outputs.Password.Value",
      ])
  }

  @Test(arguments: [(60, []), (61, [.exceedsLimit])] as [(Int, [CheckCode])])
  func dynamicReferencesAreLimited(count: Int, codes: [CheckCode]) {
    let text = String(repeating: "{{resolve:ssm:a}}", count: count)
    #expect(
      findings(in: resource("AWS::SSM::Parameter", "Type: String\nValue: \"\(text)\""))
        .map(\.code) == codes)
  }
}
