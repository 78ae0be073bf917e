import Commands
import Diagnostics
import LocalCloud
import Recording
import Testing

/// What hidden values decide, and where they could get out.
struct HiddenChoiceTests {
  private static let template = """
    Parameters: {Pw: {Type: String, NoEcho: true, Default: ""}}
    Conditions: {HasPassword: !Not [!Equals [!Ref Pw, ""]]}
    Resources:
      Data: {Type: AWS::S3::Bucket, Condition: HasPassword}
      Topic: {Type: AWS::SNS::Topic}
    Outputs:
      P: {Value: !Sub "x-${Pw}"}
      Name: {Value: !GetAtt Topic.TopicName}

    """

  private func run(
    _ line: String, stack: String = "stack: s\ntemplate: t.yaml\nparameters: {Pw: '${a.secret}'}\n",
    others: [Example.File] = [], variables: [String: String] = [:], on clouds: InMemoryClouds
  ) async -> (code: ExitCode, world: InMemoryWorld) {
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [
        Example.File("esteira.yaml", .text("project: fraud\n")),
        Example.File("t.yaml", .text(Self.template)),
        Example.File(
          "a.yaml",
          .text("stack: a\nresources: {topic: {type: topic}}\noutputs: {secret: '${topic.name}'}\n")
        ),
        Example.File("s.yaml", .text(stack)),
      ] + others, variables: variables, clouds: clouds)
    return (await world.run(), world)
  }

  /// A plan calls a deletion what is one.
  @Test func whatAHiddenValueRemovesIsPlannedAsADeletion() async {
    let clouds = InMemoryClouds()
    let first = await run("apply s --yes --value a.secret=abcdefgh", on: clouds)
    #expect(first.code == .success, "\(first.world.error)")
    #expect(first.world.output.contains("+ Data  AWS::S3::Bucket"))
    let same = await run("plan s --value a.secret=abcdefgh", on: clouds)
    #expect(same.world.output.contains("Nothing to do."), "\(same.world.output)")
    let other = await run("plan s --value a.secret=ijklmnop", on: clouds)
    #expect(!other.world.output.contains("Data"), "\(other.world.output)")
    let plan = await run("plan s --value a.secret=", on: clouds)
    #expect(plan.world.output.contains("- Data  AWS::S3::Bucket"), "\(plan.world.output)")
    #expect(plan.world.output.contains("1 to delete, 1 unchanged"))
    #expect(plan.world.error.contains("error[EST4002]"), "\(plan.world.error)")
    let applied = await run(
      "apply s --yes --allow-data-loss Data --value a.secret=", on: clouds)
    #expect(applied.code == .success && applied.world.output.contains("DELETE_COMPLETE"))
    let settled = await run("plan s --value a.secret=", on: clouds)
    #expect(settled.world.output.contains("Nothing to do."), "\(settled.world.output)")
    let back = await run("plan s --value a.secret=abcdefgh", on: clouds)
    #expect(back.world.output.contains("+ Data  AWS::S3::Bucket"), "\(back.world.output)")
  }

  @Test(arguments: ["", " --json"])
  func outputsThatTellHiddenValuesAreHidden(flag: String) async throws {
    let clouds = InMemoryClouds()
    let applied = await run("apply s --yes --value a.secret=abcdefgh --debug" + flag, on: clouds)
    #expect(applied.code == .success, "\(applied.world.error)")
    let told = applied.world.output + applied.world.error
    #expect(!told.contains("abcdefgh"))
    #expect(told.contains(flag.isEmpty ? "P (local): (hidden)" : "\"hidden\":[\"P\"]"))
    #expect(told.contains("Name"))
    let address = StackAddress(environment: "local", stack: "s")
    let record = try #require(await clouds.keeping().store.record(of: address))
    let text = String(decoding: try RecordCodec.current.encode(record), as: UTF8.self)
    #expect(!text.contains("abcdefgh") && text.contains("\"Name\""))
  }

  @Test func aHiddenOutputIsNotPassedOn() async {
    let clouds = InMemoryClouds()
    let reader = Example.File(
      "reader.yaml",
      .text(
        "stack: reader\nresources:\n  topic: {type: AWS::SNS::Topic, properties: {DisplayName: '${s.P}'}}\n"
      ))
    for line in ["apply", "plan reader"] {
      let value = line == "apply" ? " --yes --value a.secret=abcdefgh" : ""
      let run = await run(line + value, others: [reader], on: clouds)
      #expect(run.code == .failure)
      #expect(run.world.error.contains("EST0215"), "\(run.world.error)")
      #expect(!run.world.error.contains("abcdefgh"))
    }
    let given = await run("plan reader --value s.P=x", others: [reader], on: clouds)
    #expect(given.code == .success, "\(given.world.error)")
  }

  /// What no file holds is in nobody's file.
  @Test(
    arguments: [
      ("", ["ESTEIRA_VAR_PW": "abcdefgh"], nil), (" --var pw=abcdefgh", [:], nil),
      (" --var pw=written", ["ESTEIRA_VAR_PW": "abcdefgh"], nil), ("", [:], "EST2321"),
      (" --var-file values.yaml", [:], "EST2321"),
    ] as [(String, [String: String], String?)])
  func onlyWhatAFileHoldsIsInClear(
    _ flags: String, _ variables: [String: String], _ code: String?
  ) async {
    let stack =
      "stack: s\ntemplate: t.yaml\nvariables: {pw: {type: string\(code == nil ? "" : ", default: abcdefgh")}}\n"
      + "parameters: {Pw: '${var.pw}'}\n"
    let run = await run(
      "plan s" + flags, stack: stack,
      others: [Example.File("values.yaml", .text("pw: abcdefgh\n"))], variables: variables,
      on: InMemoryClouds())
    #expect((run.code == .success) == (code == nil), "\(run.world.error)")
    if let code { #expect(run.world.error.contains(code)) }
    #expect(code != nil || !(run.world.output + run.world.error).contains("abcdefgh"))
  }
}
