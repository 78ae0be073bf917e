import AWS
import Commands
import Diagnostics
import Documents
import LocalCloud
import Testing

/// Runs of plan, apply and destroy over the same clouds and records.
struct DeployingTests {
  private static let topic = """
    stack: jobs
    resources:
      topic:
        type: AWS::SNS::Topic
      logs:
        type: AWS::Logs::LogGroup
        deletion-policy: Retain
        properties:
          LogGroupName: /fraud/jobs

    """
  private static let broken = """
    fail:
      - resource: AWS::SNS::Topic
        action: create
        reason: The topic does not want to be

    """

  /// What a run came to; every line fits the terminal.
  private func run(
    _ line: String, project: String = "fraud", stack: String = topic, on clouds: InMemoryClouds,
    answer: String? = nil
  ) async -> (code: ExitCode, output: String, error: String) {
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [
        Example.File("esteira.yaml", .text("project: \(project)\n")),
        Example.File("jobs.yaml", .text(stack)),
      ], clouds: clouds, answer: answer)
    let code = await world.run()
    if !line.contains("--json") {
      for line in world.output.split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
      }
    }
    return (code, world.output, world.error)
  }

  @Test func whatAPolicyKeepsIsPlannedAndNamed() async {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes", on: clouds).code == .success)
    let destroyed = await run("destroy --yes", on: clouds)
    #expect(destroyed.code == .success)
    #expect(destroyed.output.contains("  = logs  AWS::Logs::LogGroup\n"))
    #expect(destroyed.output.contains("1 to delete, 1 to let go of."))
    #expect(
      destroyed.output.contains(
        "jobs: logs (AWS::Logs::LogGroup) was kept by its policy: /fraud/jobs"))
  }

  @Test func aRenamedProjectDoesNotLoseItsStacks() async {
    let clouds = InMemoryClouds()
    let topic = "stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n"
    func run(_ line: String, project: String = "fraud", on clouds: InMemoryClouds) async
      -> (code: ExitCode, output: String, error: String)
    {
      await self.run(line, project: project, stack: topic, on: clouds)
    }
    #expect(await run("apply --yes", on: clouds).code == .success)
    let plan = await run("plan", project: "risk", on: clouds)
    #expect(plan.code == .failure)
    #expect(plan.error.contains("error[EST7015]"))
    #expect(plan.error.contains("fraud-local-jobs"))
    #expect(await run("apply --yes", project: "risk", on: clouds).code == .failure)
    // What is recorded may be another project's: destroying it is refused, and never advised.
    let destroyed = await run("destroy --yes", project: "risk", on: clouds)
    #expect(destroyed.code == .failure)
    for result in [plan, destroyed] {
      #expect(result.error.contains("error[EST7015]"), "\(result)")
      #expect(result.error.contains("`fraud-local-jobs`"))
      #expect(result.error.contains("`risk-local-jobs`"))
      #expect(!result.error.contains("esteira destroy"))
    }
    // Under its own name it can be given up, and only then the new one comes about.
    #expect(await run("destroy --yes", on: clouds).code == .success)
    let applied = await run("apply --yes", project: "risk", on: clouds)
    #expect(applied.code == .success)
    #expect(applied.output.contains("risk-local-jobs"))
    #expect(await run("plan --detailed-exitcode", project: "risk", on: clouds).code == .success)
  }

  @Test func whatAFailedCreationLeftIsToldAndRemoved() async {
    let clouds = InMemoryClouds()
    clouds.breakCloud(Self.broken)
    #expect(await run("apply --yes", on: clouds).code == .failure)
    let plan = await run("plan", on: clouds)
    #expect(plan.output.contains("What that left is removed first"))
    #expect(plan.output.contains("The topic does not want to be"))
    let destroyed = await run("destroy --yes", on: clouds)
    #expect(destroyed.code == .success)
    #expect(destroyed.output.contains("Stack jobs will be deleted (fraud-local-jobs)"))
    #expect(destroyed.output.contains("What that left is removed."))
    #expect(destroyed.output.contains("jobs: destroyed"))
    #expect(await run("destroy", on: clouds).output.contains("nothing to destroy"))
  }

  @Test func theJSONOfAPlanSaysWhatCouldNotBePlanned() async throws {
    let clouds = InMemoryClouds()
    let fresh = try value(await run("plan --json", on: clouds).output)
    #expect(fresh["empty"] == false)
    #expect(fresh["failed"] == [])
    #expect(fresh["diagnostics"] == [])
    #expect(await run("apply --yes", on: clouds).code == .success)
    #expect(try value(await run("plan --json", on: clouds).output)["empty"] == true)
    let renamed = try value(await run("plan --json", project: "risk", on: clouds).output)
    #expect(renamed["empty"] == false)
    #expect(renamed["failed"] == ["jobs"])
    #expect(renamed["diagnostics"]?.elements.first?["code"] == "EST7015")
    let unread = try value(await run("plan --json", stack: "stack: [", on: clouds).output)
    #expect(unread["empty"] == false)
    #expect(unread["diagnostics"]?.elements.isEmpty == false)
  }

  @Test(arguments: [
    ("apply --json", ExitCode.failure, String?("EST0205")),
    ("apply --json --yes", .success, nil),
    ("apply missing --json --yes", .failure, "EST0203"), ("destroy --json --yes", .success, nil),
  ])
  func theLastLineSaysHowItEnded(line: String, code: ExitCode, diagnostic: String?) async throws {
    let result = await run(line, on: InMemoryClouds())
    #expect(result.code == code)
    let last = try value(String(try #require(result.output.split(separator: "\n").last)))
    #expect(last["kind"] == "end")
    #expect(last["exit"]?.text == "\(code.rawValue)")
    #expect(last["diagnostics"]?.elements.first?["code"]?.text == diagnostic)
  }

  /// A run in an environment of AWS, for which an embedded cloud stands in.
  private func runElsewhere(
    _ line: String, settings: String, on clouds: InMemoryClouds
  ) async -> (code: ExitCode, output: String, error: String) {
    let project = """
      project: fraud
      environments:
        prod:
          account: "000000000000"
          region: us-east-1
      \(settings)
      """
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [
        Example.File("esteira.yaml", .text(project)), Example.File("jobs.yaml", .text(Self.topic)),
      ],
      variables: [
        "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
        "AWS_ENDPOINT_URL": "http://127.0.0.1:4580",
      ], clouds: clouds)
    return (await world.run(), world.output, world.error)
  }

  private static func twoClouds() -> InMemoryClouds {
    InMemoryClouds(network: InMemoryClouds().embeddedTransport())
  }

  @Test func aProtectedEnvironmentProtectsItsStacks() async {
    let clouds = Self.twoClouds()
    let protected = "    protect: true\n"
    let applied = await runElsewhere("apply -e prod --yes", settings: protected, on: clouds)
    #expect(applied.code == .success, "\(applied.error)")
    #expect(applied.output.contains("http://127.0.0.1:4580"))
    // The stack itself is protected, whatever the file says later.
    let refused = await runElsewhere("destroy -e prod --yes", settings: "", on: clouds)
    #expect(refused.code == .failure)
    #expect(refused.error.contains("EST7011"))
    let unnamed = await runElsewhere("destroy -e prod --yes", settings: protected, on: clouds)
    #expect(unnamed.error.contains("EST0207"))
    let destroyed = await runElsewhere(
      "destroy -e prod --yes --confirm prod", settings: protected, on: clouds)
    #expect(destroyed.code == .success, "\(destroyed.error)")
    #expect(destroyed.output.contains("jobs: destroyed"))
  }

  /// Settings of the environment that become the stack's own, and cease to be.
  @Test(arguments: [
    ("    protect: true\n", "off → on", "on → off"),
    ("    tags: {team: risk}\n", "+ team: \"risk\"", "- team: \"risk\""),
  ])
  func settingsOfTheStackComeAndGo(settings: String, on: String, off: String) async {
    let clouds = Self.twoClouds()
    #expect(await runElsewhere("apply -e prod --yes", settings: "", on: clouds).code == .success)
    for (settings, change) in [(settings, on), ("", off)] {
      let plan = await runElsewhere("plan -e prod", settings: settings, on: clouds)
      #expect(plan.output.contains(change), "\(plan.output)")
      let applied = await runElsewhere("apply -e prod --yes", settings: settings, on: clouds)
      #expect(applied.output.contains("jobs: updated"), "\(applied.output)\(applied.error)")
      let after = await runElsewhere("plan -e prod", settings: settings, on: clouds)
      #expect(after.output.contains("Nothing to do."))
    }
    #expect(await runElsewhere("destroy -e prod --yes", settings: "", on: clouds).code == .success)
  }

  @Test func aTypeDoesNotChangeUnderAName() async {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes", on: clouds).code == .success)
    let changed = Self.topic.replacing("AWS::SNS::Topic", with: "AWS::SQS::Queue")
    let plan = await run("plan", stack: changed, on: clouds)
    #expect(plan.code == .failure)
    #expect(plan.error.contains("error[EST4001]: `topic` is recorded as AWS::SNS::Topic"))
    #expect(plan.error.contains("--> jobs.yaml:4:"))
  }

  private static let place = """
    Environment local, the embedded cloud: nothing is created on AWS. It lies in
    ./.esteira/local.

    """

  @Test(arguments: ["apply", "destroy"])
  func whereItHappenedIsSaidLast(command: String) async {
    let clouds = InMemoryClouds()
    _ = await run("apply --yes", on: clouds)
    for answer in [nil, "no"] {
      let output = await run(command, on: clouds, answer: answer).output
      #expect(output.hasSuffix(Self.place), "\(output)")
      #expect(output.hasPrefix(Self.place), "\(output)")
    }
  }

  private func value(_ text: String) throws -> Value {
    let reading = read(Source(name: "output", text: text), as: .json)
    var diagnostics = reading.diagnostics
    return try #require(reading.documents.first?.value(&diagnostics, for: .json))
  }
}

extension Value {
  fileprivate subscript(key: String) -> Value? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  fileprivate var elements: [Value] {
    if case .array(let elements) = self { elements } else { [] }
  }

  fileprivate var text: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.spelling
    default: nil
    }
  }
}
