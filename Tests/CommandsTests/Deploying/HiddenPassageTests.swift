import Commands
import Diagnostics
import LocalCloud
import Recording
import Testing

/// Where hidden values go from stack to stack, and where CloudFormation says them.
struct HiddenPassageTests {
  private static let template = """
    Parameters: {Pw: {Type: String, NoEcho: true}}
    Resources: {Topic: {Type: AWS::SNS::Topic}}
    Outputs: {Login: {Value: !Sub "admin:${Pw}"}}

    """
  private static let reader = """
    stack: reader
    resources:
      setting: {type: AWS::SSM::Parameter, properties: {Type: String, Value: "${s.Login}"}}

    """

  private func run(
    _ line: String, template: String = Self.template, reader: String? = nil,
    on clouds: InMemoryClouds
  ) async -> (code: ExitCode, world: InMemoryWorld) {
    var files = [
      Example.File("esteira.yaml", .text("project: fraud\n")),
      Example.File("t.yaml", .text(template)),
      Example.File(
        "s.yaml",
        .text(
          "stack: s\ntemplate: t.yaml\nvariables: {pw: {type: string}}\nparameters: {Pw: '${var.pw}'}\n"
        )),
    ]
    if let reader { files.append(Example.File("reader.yaml", .text(reader))) }
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init), files: files, clouds: clouds)
    return (await world.run(), world)
  }

  private func record(of stack: String, on clouds: InMemoryClouds) async throws -> String {
    let address = StackAddress(environment: "local", stack: stack)
    let record = try #require(await clouds.keeping().store.record(of: address))
    return String(decoding: try RecordCodec.current.encode(record), as: UTF8.self)
  }

  /// What is given for a hidden output is as hidden as that.
  @Test func whatIsGivenForAHiddenOutputStaysHidden() async throws {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes --var pw=hunter2hunter2", on: clouds).code == .success)
    let value = " --var pw=hunter2hunter2 --value s.Login=admin:hunter2hunter2"
    for line in ["plan reader", "plan reader --json", "apply reader --yes --debug"] {
      let run = await run(line + value, reader: Self.reader, on: clouds)
      #expect(run.code == .success, "\(run.world.error)")
      #expect(!(run.world.output + run.world.error).contains("hunter2"))
    }
    #expect(!(try await record(of: "reader", on: clouds)).contains("hunter2"))
    // As long as nothing changes it need not be said again, in this run or another.
    for line in ["plan", "plan reader"] {
      let same = await run(line + " --var pw=hunter2hunter2", reader: Self.reader, on: clouds)
      #expect(same.code == .success, "\(same.world.error)")
      #expect(same.world.output.contains("Nothing to do."))
      #expect(same.world.error.contains("`reader` keeps what it was given for `s.Login`"))
    }
    let other = await run("plan --var pw=swordfish", reader: Self.reader, on: clouds)
    #expect(other.code == .failure && other.world.error.contains("EST0215"))
    let changed = await run(
      "plan --var pw=hunter2hunter2",
      reader: Self.reader.replacing("Type: String,", with: "Type: String, Name: x,"), on: clouds)
    #expect(changed.code == .failure && changed.world.error.contains("EST0215"))
  }

  /// A plan says what an apply would run into.
  @Test(arguments: ["plan", "apply --yes"])
  func whatCannotBePassedOnIsToldBefore(line: String) async {
    let run = await run(
      line + " --var pw=hunter2hunter2", reader: Self.reader, on: InMemoryClouds())
    #expect(run.code == .failure && run.world.error.contains("EST0215"), "\(run.world.error)")
  }

  @Test func whatIsHiddenNoLongerIsPassedOn() async {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes --var pw=hunter2hunter2", on: clouds).code == .success)
    let shown = Self.template.replacing(", NoEcho: true", with: "")
    let run = await run(
      "apply --yes --var pw=hunter2hunter2", template: shown, reader: Self.reader, on: clouds)
    #expect(run.code == .success, "\(run.world.error)")
  }

  @Test func aPlainOutputBesideALoopOfHiddenOnesIsPassedOn() async {
    let clouds = InMemoryClouds()
    let loop = """
      Transform: AWS::LanguageExtensions
      Parameters: {Pw: {Type: String, NoEcho: true}}
      Resources: {Topic: {Type: AWS::SNS::Topic}}
      Outputs:
        Login: {Value: !GetAtt Topic.TopicName}
        Fn::ForEach::O: [N, [A], {"Out${N}": {Value: !Sub "${N}-${Pw}"}}]

      """
    #expect(await run("apply --yes --var pw=hunter2hunter2", on: clouds).code == .success)
    let run = await run(
      "apply --yes --var pw=hunter2hunter2", template: loop, reader: Self.reader, on: clouds)
    #expect(run.code == .success, "\(run.world.error)")
    #expect(!(run.world.output + run.world.error).contains("hunter2"))
  }

  /// A reference to a secret beside a secret is no reference.
  @Test func aSecretBehindADynamicReferenceIsHidden() async throws {
    let clouds = InMemoryClouds()
    let value = " --var pw={{resolve:ssm:/x}}hunter2"
    for line in ["plan", "plan --json", "apply --yes"] {
      let run = await run(line + value, on: clouds)
      #expect(run.code == .success, "\(run.world.error)")
      #expect(!(run.world.output + run.world.error).contains("hunter2"), "\(line)")
    }
    #expect(!(try await record(of: "s", on: clouds)).contains("hunter2"))
    let settled = await run("plan" + value, on: clouds)
    #expect(settled.world.output.contains("Nothing to do."), "\(settled.world.output)")
  }

  /// CloudFormation's reasons name what was refused.
  @Test func whatCloudFormationSaysOfASecretIsMasked() async throws {
    let clouds = InMemoryClouds()
    let twice = """
      Parameters: {Pw: {Type: String, NoEcho: true}}
      Resources:
        A: {Type: AWS::SSM::Parameter, Properties: {Name: !Sub "/x/${Pw}", Type: String, Value: x}}
        B: {Type: AWS::SSM::Parameter, Properties: {Name: !Sub "/x/${Pw}", Type: String, Value: x}}

      """
    for flag in ["", " --json"] {
      let run = await run(
        "apply --yes --var pw=hunter2hunter2" + flag, template: twice, on: clouds)
      #expect(run.code == .failure)
      let told = run.world.output + run.world.error
      #expect(!told.contains("hunter2") && told.contains("/x/(hidden)"), "\(told)")
    }
    #expect(!(try await record(of: "s", on: clouds)).contains("hunter2"))
  }

  /// An output may have the logical id of a resource, and has its own name.
  @Test func outputsRenameNoResources() async {
    let clouds = InMemoryClouds()
    let stack = """
      stack: reader
      resources:
        network: {type: network}
      outputs:
        network-private-subnet-1: "${network.private-subnet-1}"

      """
    let run = await run("plan reader", reader: stack, on: clouds)
    #expect(run.world.output.contains("+ network (PrivateSubnet1)"), "\(run.world.output)")
    #expect(run.world.output.contains("+ network-private-subnet-1: "))
  }
}
