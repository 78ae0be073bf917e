import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// Stacks that read each other's outputs, and stacks that are templates.
struct CrossStackTests {
  static let platform = """
    stack: platform
    resources:
      artifacts: {type: AWS::S3::Bucket}
    outputs:
      artifacts-bucket: ${artifacts}

    """
  static func setting(_ stack: String, _ value: String) -> String {
    """
    stack: \(stack)
    resources:
      setting:
        type: AWS::SSM::Parameter
        properties: {Type: String, Value: "\(value)"}
    outputs:
      setting: ${setting}

    """
  }

  private static func sample(_ files: (String, String)...) -> SampleProject {
    var sample = SampleProject()
    sample.stacks = files.map { ($0.0, $0.1) }
    return sample
  }

  @Test func anotherStacksOutputIsAParameter() throws {
    let result = Self.sample(
      ("platform.yaml", Self.platform),
      ("serving.yaml", Self.setting("serving", "s3://${platform.artifacts-bucket}/x"))
    ).run()
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.line))")
    let serving = try #require(result.stacks.last)
    #expect(serving.parameters.map(\.name) == ["PlatformArtifactsBucket"])
    let output = StackOutput(
      stack: "platform", name: "artifacts-bucket", logicalID: "ArtifactsBucket")
    #expect(serving.parameters[0].outputs == [output])
    #expect(serving.parameters[0].value { $0 == .output(output) ? "fraud" : nil } == "fraud")
    #expect(serving.parameters[0].value { _ in nil } == nil)
    let parameter = try #require(serving.template.parameter("PlatformArtifactsBucket"))
    #expect(parameter.type == "String")
    let value = serving.template.resource("Setting")?.properties["Value"]
    #expect(value?.canonicalJSON == #"{"Fn::Sub":"s3://${PlatformArtifactsBucket}/x"}"#)
  }

  @Test(arguments: [
    ("${platform.artifacts-bukket}", StackCode.unknownReference),
    ("${platform}", .unknownReference), ("${platfrom.artifacts-bucket}", .unknownReference),
    ("${serving.setting}", .unknownReference),
  ])
  func outputsThatDoNotExist(reference: String, code: StackCode) {
    let result = Self.sample(
      ("platform.yaml", Self.platform), ("serving.yaml", Self.setting("serving", reference))
    ).run()
    #expect(result.diagnostics.map(\.code) == [code.code], "\(result.diagnostics.map(\.line))")
  }

  @Test func theOrderIsThatOfReading() throws {
    let files = Self.sample(
      ("a.yaml", Self.setting("a", "${b.setting}")), ("b.yaml", Self.setting("b", "${z.setting}")),
      ("y.yaml", Self.setting("y", "x")), ("z.yaml", Self.setting("z", "x"))
    ).files
    let project = try #require(Project.read(files).project)
    #expect(project.order.diagnostics.isEmpty)
    #expect(project.order.stacks.map(\.name) == ["z", "b", "a", "y"])
  }

  @Test func aRingIsRefused() throws {
    let files = Self.sample(
      ("a.yaml", Self.setting("a", "${b.setting}")), ("b.yaml", Self.setting("b", "${c.setting}")),
      ("c.yaml", Self.setting("c", "${a.setting}"))
    ).files
    let diagnostics = try #require(Project.read(files).project).order.diagnostics
    #expect(diagnostics.map(\.code) == [StackCode.stackCycle.code])
    #expect(diagnostics[0].notes.count == 2)
  }

  @Test func aParameterAndAResourceOfOneNameAreRefused() {
    let text = """
      stack: serving
      resources:
        platform-artifacts-bucket: {type: AWS::SNS::Topic}
        setting:
          type: AWS::SSM::Parameter
          properties: {Type: String, Value: "${platform.artifacts-bucket}"}

      """
    let result = Self.sample(("platform.yaml", Self.platform), ("serving.yaml", text)).run()
    #expect(result.diagnostics.map(\.code) == [StackCode.logicalIDCollision.code])
  }

  // MARK: Templates

  static let legacy = """
    Parameters:
      Bucket: {Type: String}
      Zones: {Type: CommaDelimitedList, Default: "a,b"}
    Resources:
      Topic:
        Type: AWS::SNS::Topic
        Properties: {DisplayName: !Ref Bucket}
    Outputs:
      TopicArn: {Value: !Ref Topic}

    """

  private static func templateProject(_ parameters: String) -> ProjectFiles {
    var files = sample(
      ("platform.yaml", platform),
      ("old.yaml", "stack: old\ntemplate: legacy.json\nparameters: \(parameters)\n"),
      ("serving.yaml", setting("serving", "${old.TopicArn}"))
    ).files
    files.templates[.init(stackFile: "old.yaml", path: "legacy.json")] = Source(
      name: "legacy.json", text: legacy)
    return files
  }

  @Test(arguments: [
    ("{Bucket: fraud}", "fraud"), ("{Bucket: \"${platform.artifacts-bucket}-x\"}", "B-x"),
    ("{Bucket: \"${env.region} ${project}\"}", "us-east-1 fraud"), ("{Bucket: \"007\"}", "007"),
  ])
  func templatesAreStacks(parameters: String, expected: String) throws {
    let reading = Project.read(Self.templateProject(parameters))
    #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.line))")
    let project = try #require(reading.project)
    let stack = try #require(project.stack(named: "old"))
    let lowering = project.lower(stack, in: .local, with: VariableValues())
    #expect(lowering.diagnostics.isEmpty, "\(lowering.diagnostics.map(\.line))")
    let lowered = try #require(lowering.stack)
    #expect(lowered.parameters.map(\.name) == ["Bucket"])
    #expect(lowered.parameters[0].value { _ in "B" } == expected)
    #expect(lowered.template.resources.map(\.id) == ["Topic"])
    let place = lowered.origins.place(
      of: Path([.key("Resources"), .key("Topic"), .key("Properties"), .key("DisplayName")]))
    #expect(place.source.name == "legacy.json")
    // What it shows, others read.
    let reader = try #require(project.stack(named: "serving"))
    let serving = try #require(project.lower(reader, in: .local, with: VariableValues()).stack)
    #expect(serving.parameters.map(\.name) == ["OldTopicArn"])
  }

  @Test(arguments: [
    ("{}", [StackCode.missingKey]), ("{Bucket: x, Bukket: y}", [.unknownKey]),
    ("{Bucket: [a]}", [.wrongType]), ("{Bucket: \"${platform.nothing}\"}", [.unknownReference]),
  ])
  func parametersAreChecked(parameters: String, codes: [StackCode]) throws {
    let project = try #require(Project.read(Self.templateProject(parameters)).project)
    let stack = try #require(project.stack(named: "old"))
    let lowering = project.lower(stack, in: .local, with: VariableValues())
    #expect(lowering.diagnostics.map(\.code) == codes.map(\.code))
  }

  // MARK: Secrets

  private static func secretProject(
    _ parameters: String, template: String = "{Pw: {Type: String, NoEcho: true}}",
    others: [(String, String)] = []
  ) -> ProjectFiles {
    var sample = SampleProject()
    sample.stacks =
      [
        (
          "old.yaml",
          "stack: old\ntemplate: t.yaml\nvariables: {pw: {type: string}, env: {type: string, default: dev}}\n"
            + "parameters: \(parameters)\n"
        )
      ] + others
    var files = sample.files
    files.templates[.init(stackFile: "old.yaml", path: "t.yaml")] = Source(
      name: "t.yaml",
      text: """
        Parameters: \(template)
        Resources: {Topic: {Type: AWS::SNS::Topic}}
        Outputs: {Login: {Value: !Sub "admin:${ Pw }"}, Topic: {Value: !Ref Topic}}

        """)
    return files
  }

  @Test(arguments: [
    ("${var.pw}", nil), ("hunter2", Severity.error), ("${var.env}", .error),
    ("hunter2-${var.pw}", .warning), ("${var.env}${var.pw}", .warning),
    ("{{resolve:ssm:/x}}hunter2", .warning), ("{{resolve:ssm:/x}}", nil), ("${var.pw}-", nil),
  ])
  func whatStandsInAFileIsInClear(value: String, severity: Severity?) throws {
    let project = try #require(Project.read(Self.secretProject("{Pw: \"\(value)\"}")).project)
    let lowering = project.lower(
      try #require(project.stack(named: "old")), in: .local,
      with: VariableValues(arguments: ["pw": "swordfish"]))
    let found = lowering.diagnostics.filter { $0.code.number == StackCode.secretInClear.rawValue }
    #expect(found.map(\.severity) == (severity.map { [$0] } ?? []))
  }

  /// What another stack keeps secret is secret wherever it gets to.
  @Test(arguments: [
    ("old.Login", true), ("old.Topic", false), ("middle.shown", true), ("middle.plain", false),
  ])
  func secretsOfOtherStacksAreSecretHere(reference: String, isHidden: Bool) throws {
    let middle = """
      stack: middle
      resources:
        setting:
          type: AWS::SSM::Parameter
          properties: {Type: String, Value: "${old.Login}"}
        topic: {type: AWS::SNS::Topic}
      outputs:
        shown: !GetAtt Setting.Value
        plain: ${topic}

      """
    let files = Self.secretProject(
      "{Pw: \"${var.pw}\"}",
      others: [
        ("middle.yaml", middle), ("reader.yaml", Self.setting("reader", "${\(reference)}")),
      ])
    let project = try #require(Project.read(files).project)
    let lowering = project.lower(
      try #require(project.stack(named: "reader")), in: .local, with: VariableValues())
    let template = try #require(lowering.stack?.template)
    #expect(template.parameters.map(\.noEcho) == [isHidden])
  }

  @Test func aTemplateThatShowsASecretOfAnotherIsRefused() throws {
    var files = Self.secretProject("{Pw: \"${var.pw}\"}")
    files.others.append(
      Source(
        name: "shows.yaml",
        text: "stack: shows\ntemplate: s.yaml\nparameters: {Word: \"${old.Login}\"}\n"))
    for (word, isRefused) in [("{Type: String}", true), ("{Type: String, NoEcho: true}", false)] {
      files.templates[.init(stackFile: "shows.yaml", path: "s.yaml")] = Source(
        name: "s.yaml",
        text: "Parameters: {Word: \(word)}\nResources: {Topic: {Type: AWS::SNS::Topic}}\n")
      let project = try #require(Project.read(files).project)
      let lowering = project.lower(
        try #require(project.stack(named: "shows")), in: .local, with: VariableValues())
      #expect(
        lowering.diagnostics.map(\.code)
          == (isRefused ? [StackCode.secretInClear.code] : []))
    }
  }
}
