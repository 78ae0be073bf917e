import AWS
import Commands
import Diagnostics
import LocalCloud
import Synchronization
import Testing

/// Stacks that were begun or applied, and what the files say of them no more.
struct LeftBehindTests {
  private static let topics = "stack: topics\nresources:\n  topic:\n    type: AWS::SNS::Topic\n"
  private static let queues = "stack: queues\nresources:\n  queue:\n    type: AWS::SQS::Queue\n"

  private static func project(_ name: String = "fraud", region: String = "us-east-1") -> String {
    """
    project: \(name)
    environments:
      prod:
        account: "000000000000"
        region: \(region)

    """
  }

  /// An AWS whose answers to executions are lost on the way while it is cut off.
  private final class Line: Sendable {
    private let isCut = Mutex(false)
    private let aws = InMemoryClouds()

    func cut(_ isCut: Bool) { self.isCut.withLock { $0 = isCut } }

    var clouds: InMemoryClouds {
      let transport = aws.embeddedTransport()
      return InMemoryClouds(network: { [self] (request) async throws(TransportFault) in
        let answer = try await transport(request)
        let body = String(decoding: request.body, as: UTF8.self)
        if isCut.withLock(\.self), body.contains("Action=ExecuteChangeSet") {
          throw TransportFault(.connectionLost, host: request.url.authority, reason: "cut")
        }
        return answer
      })
    }
  }

  private func run(
    _ line: String, project: String = project(), _ stacks: [String] = [topics, queues],
    on clouds: InMemoryClouds
  ) async -> (code: ExitCode, output: String, words: String, error: String) {
    let files = stacks.enumerated().map { Example.File("\($0).yaml", .text($1)) }
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [Example.File("esteira.yaml", .text(project))] + files,
      variables: [
        "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
        "AWS_ENDPOINT_URL": "http://127.0.0.1:4580",
      ], clouds: clouds)
    let code = await world.run()
    let output = world.output
    if !line.contains("--json") {
      for line in output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
    // However it is wrapped.
    let words = output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    return (code, output, words, world.error)
  }

  /// Applies `topics` and is cut off when it is executed.
  private func begin(_ line: Line, on clouds: InMemoryClouds) async {
    line.cut(true)
    #expect(await run("apply topics -e prod --yes", on: clouds).code == .failure)
    line.cut(false)
  }

  @Test func whatWasBegunIsFoundAgainWithoutItsFile() async {
    let line = Line()
    let clouds = line.clouds
    await begin(line, on: clouds)
    let hint =
      "Stack topics was begun and has no file: `esteira destroy topics --env prod` deletes it."
    for command in ["plan -e prod", "apply -e prod --yes"] {
      let result = await run(command, [Self.queues], on: clouds)
      #expect(result.code == .success, "\(result.error)")
      #expect(result.words.contains(hint), "\(result.output)")
    }
    let destroyed = await run("destroy topics -e prod --yes", [Self.queues], on: clouds)
    #expect(destroyed.code == .success, "\(destroyed.error)")
    #expect(destroyed.output.contains("topics: destroyed"))
    let plan = await run("plan -e prod --detailed-exitcode", [Self.queues], on: clouds)
    #expect(plan.code == .success)
    #expect(!plan.output.contains("no file"))
  }

  @Test(arguments: [project(region: "eu-west-1"), project().replacing("0000\"", with: "1111\"")])
  func whatWasBegunElsewhereIsNotGivenUp(moved: String) async {
    let line = Line()
    let clouds = line.clouds
    await begin(line, on: clouds)
    for command in ["plan", "apply --yes", "destroy --yes"] {
      let refused = await run("\(command) topics -e prod", project: moved, on: clouds)
      #expect(refused.code == .failure, "\(command)")
      #expect(refused.error.contains("error[EST7015]"), "\(refused.error)")
      #expect(!refused.error.contains("note: an earlier run"))
      #expect(!refused.output.contains("it had changed nothing"))
    }
    let applied = await run("apply topics -e prod --yes", on: clouds)
    #expect(applied.code == .success, "\(applied.error)")
    #expect(applied.output.contains("topics: nothing to do"))
  }

  @Test func whatWasBegunInARenamedProjectKeepsItsName() async {
    let line = Line()
    let clouds = line.clouds
    await begin(line, on: clouds)
    let plan = await run("apply topics -e prod --yes", project: Self.project("risk"), on: clouds)
    #expect(plan.error.contains("error[EST7015]"))
    #expect(plan.error.contains("`fraud-prod-topics`"), "\(plan.error)")
    let applied = await run("apply topics -e prod --yes", on: clouds)
    #expect(applied.output.contains("topics: nothing to do"), "\(applied.error)")
  }

  @Test func whatIsRecordedAndHasNoFileIsNamed() async {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes", on: clouds).code == .success)
    let hint = "\nStack topics is recorded and has no file: `esteira destroy topics` deletes it.\n"
    for command in ["plan --detailed-exitcode", "apply --yes"] {
      let all = await run(command, on: clouds)
      #expect(!all.output.contains("no file"))
      let one = await run(command, [Self.queues], on: clouds)
      #expect(one.code == .success)
      let before = one.output.text(beforeLast: "Environment local")
      #expect(before.hasSuffix(hint) || before.hasSuffix(hint + "\n"), "\(one.output)")
      #expect(
        !(await run(command + " queues", [Self.queues], on: clouds)).output.contains("no file"))
    }
    let plan = await run("plan --json", [Self.queues], on: clouds)
    #expect(plan.output.contains("\"without-file\": [\n    \"topics\"\n  ]"), "\(plan.output)")
    let applied = await run("apply --yes --json", [Self.queues], on: clouds)
    #expect(applied.output.contains("{\"kind\":\"without-file\",\"stack\":\"topics\"}\n"))
    #expect(await run("destroy topics --yes", [Self.queues], on: clouds).code == .success)
    #expect(!(await run("plan", [Self.queues], on: clouds)).output.contains("no file"))
  }

  @Test(arguments: ["plan", "apply --yes"])
  func theLastFileIsMissedToo(command: String) async {
    let clouds = InMemoryClouds()
    #expect(await run("apply topics --yes", on: clouds).code == .success)
    let result = await run(command, [], on: clouds)
    #expect(result.code == .failure)
    #expect(result.error.contains("error[EST0202]"))
    #expect(result.output.contains("Stack topics is recorded and has no file"))
    #expect(!result.output.contains("Nothing to do"))
  }

  @Test func aMistakeInAFileIsNotInTheWayOfDestroying() async {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes", on: clouds).code == .success)
    for mistake in ["stack: [\n", Self.queues + "extra: 1\n", Self.topics] {
      let stacks = [Self.topics, mistake]
      #expect(await run("plan", stacks, on: clouds).code == .failure)
      let destroyed = await run("destroy topics --yes", stacks, on: clouds)
      #expect(destroyed.code == .success, "\(destroyed.error)")
      #expect(destroyed.error.contains("warning[EST"))
      #expect(!destroyed.error.contains("error["))
    }
    let refused = await run("destroy --yes", project: Self.project() + "extra: 1\n", on: clouds)
    #expect(refused.code == .failure)
    #expect(refused.error.contains("error[EST"))
    // The stack whose file is wrong goes as well.
    let destroyed = await run("destroy --yes", [Self.queues + "extra: 1\n"], on: clouds)
    #expect(destroyed.output.contains("queues: destroyed"), "\(destroyed.error)")
  }
}

extension String {
  /// What stands before the last place where the other text stands.
  fileprivate func text(beforeLast other: String) -> String {
    var found = startIndex
    for index in indices where self[index...].hasPrefix(other) { found = index }
    return String(self[..<found])
  }
}
