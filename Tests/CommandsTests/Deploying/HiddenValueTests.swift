import Commands
import Diagnostics
import Documents
import LocalCloud
import Recording
import Testing

/// Values that a template keeps to itself: never told, and deployed where they change.
struct HiddenValueTests {
  private static let template = """
    Parameters: {Word: {Type: String, NoEcho: true}}
    Resources:
      Token: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Sub 'x-${Word}'}}
      Other: {Type: AWS::SNS::Topic}

    """

  private func run(
    _ line: String, word: String, on clouds: InMemoryClouds
  ) async -> (code: ExitCode, world: InMemoryWorld) {
    let line = "\(line) jobs --value platform.token=\(word)"
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [
        Example.File("esteira.yaml", .text("project: fraud\n")),
        Example.File("legacy.template.yaml", .text(Self.template)),
        Example.File(
          "platform.yaml",
          .text(
            "stack: platform\nresources: {topic: {type: topic}}\n"
              + "outputs: {token: '${topic.name}'}\n")),
        Example.File(
          "jobs.yaml",
          .text(
            "stack: jobs\ntemplate: legacy.template.yaml\n"
              + "parameters: {Word: '${platform.token}'}\n")),
      ], clouds: clouds)
    return (await world.run(), world)
  }

  private let address = StackAddress(environment: "local", stack: "jobs")

  @Test func anotherValueIsPlannedAndDeployedWithoutBeingTold() async throws {
    let clouds = InMemoryClouds()
    let first = await run("apply --yes --json --debug", word: "hunter2", on: clouds)
    #expect(first.code == .success, "\(first.world.error)")
    let same = await run("plan --detailed-exitcode", word: "hunter2", on: clouds)
    #expect(same.code == .success && same.world.output.contains("Nothing to do."))
    let plan = await run("plan --detailed-exitcode", word: "swordfish", on: clouds)
    #expect(plan.code == .changes, "\(plan.world.error)")
    #expect(plan.world.output.contains("~ Token  AWS::SSM::Parameter"))
    #expect(plan.world.output.contains("~ Value: (hidden) → (hidden, another value)"))
    #expect(plan.world.output.contains("~ Word: (hidden) → (hidden, another value)"))
    #expect(plan.world.output.contains("1 to update, 1 unchanged"))
    for line in ["plan --json", "apply --yes --debug"] {
      let run = await run(line, word: "swordfish", on: clouds)
      #expect(run.code == .success)
      for word in ["hunter2", "swordfish"] {
        #expect(!run.world.output.contains(word) && !run.world.error.contains(word))
      }
    }
    let held = try clouds.store().load().map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(held.contains { $0.contains("x-swordfish") }, "it was deployed")
    let record = try #require(await clouds.keeping().store.record(of: address))
    let text = String(decoding: try RecordCodec.current.encode(record), as: UTF8.self)
    #expect(!text.contains("swordfish") && !text.contains("hunter2") && text.contains("\"rounds\""))
    let settled = await run("plan", word: "swordfish", on: clouds)
    #expect(settled.world.output.contains("Nothing to do."))
  }

  /// An older Esteira recorded that there is a value, and nothing more.
  @Test func withoutASealItIsSaidThatNobodyCanTell() async throws {
    let clouds = InMemoryClouds()
    #expect(await run("apply --yes", word: "hunter2", on: clouds).code == .success)
    let store = clouds.keeping().store
    let record = try #require(await store.record(of: address))
    var older = record
    let configuration = try #require(record.deployment).configuration
    older.serial += 1
    older.deployment?.configuration = Configuration(
      template: configuration.template, parameters: ["Word": .hidden(nil)],
      tags: configuration.tags, capabilities: configuration.capabilities)
    try await store.write(older, replacing: record.version)
    let plan = await run("plan --detailed-exitcode", word: "hunter2", on: clouds)
    #expect(plan.code == .changes)
    #expect(plan.world.output.contains("(hidden, cannot tell whether it changed)"))
    let applied = await run("apply --yes", word: "hunter2", on: clouds)
    #expect(applied.code == .success)
    let settled = await run("plan", word: "hunter2", on: clouds)
    #expect(settled.world.output.contains("Nothing to do."), "\(settled.world.output)")
  }
}
