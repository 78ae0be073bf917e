import Commands
import Diagnostics
import Documents
import Testing

/// The commands that look at records, and those that exchange them.
struct RecordCommandTests {
  /// A folder in memory that keeps what commands write.
  private final class Folder {
    var files: [Example.File] = []
    let clouds: InMemoryClouds

    init(_ name: String = "a", clouds: InMemoryClouds = InMemoryClouds()) {
      self.clouds = clouds
      write("esteira.yaml", "project: fraud\n")
      write("jobs.yaml", Self.stack(name))
    }

    static func stack(_ name: String) -> String {
      """
      stack: jobs
      resources:
        topic:
          type: AWS::SNS::Topic
          properties: {DisplayName: \(name)}
      outputs:
        topic-name: ${topic.TopicName}

      """
    }

    func write(_ name: String, _ text: String) {
      files.removeAll { $0.name == name }
      files.append(Example.File(name, .text(text)))
    }

    func run(_ line: String) async -> (code: ExitCode, output: String, error: String) {
      let world = InMemoryWorld(
        line.split(separator: " ").map(String.init), files: files, clouds: clouds)
      let code = await world.run()
      files = world.files
      return (code, world.output, world.error)
    }

    /// Applies two revisions.
    func applyTwice() async {
      #expect(await run("apply --yes").code == .success)
      write("jobs.yaml", Self.stack("b"))
      #expect(await run("apply --yes").code == .success)
    }
  }

  private func value(_ text: String) throws -> Value {
    let reading = read(Source(name: "out.json", text: text), as: .json)
    var diagnostics = reading.diagnostics
    let value = try #require(reading.documents.first).value(&diagnostics)
    #expect(diagnostics.isEmpty, "\(text)")
    return value
  }

  @Test func statusTellsHowStacksStand() async throws {
    let folder = Folder()
    let before = await folder.run("status")
    #expect(before.output.contains("jobs: not applied\n"))
    await folder.applyTwice()
    let after = await folder.run("status")
    #expect(after.output.contains("jobs: stands, 1 resource\n  revision 2: succeeded "))
    let json = try value(await folder.run("status jobs --json").output)
    #expect(json["version"] == 1)
    let stack = try #require(json["stacks"]?.first)
    #expect(stack["state"] == "stands")
    #expect(stack["underWay"] == false)
    #expect(stack["last"]?["revision"] == 2)
    #expect(await folder.run("status other").error.contains("error[EST0203]"))
    #expect(await folder.run("destroy --yes").code == .success)
    #expect(await folder.run("status").output.contains("jobs: destroyed\n"))
  }

  @Test func outputsArePrintedInEachForm() async throws {
    let folder = Folder()
    await folder.applyTwice()
    let text = await folder.run("outputs")
    #expect(text.output.hasPrefix("jobs:\n  topic-name (local): fraud-local-jobs-Topic-"))
    let json = try value(await folder.run("outputs --json").output)
    let name = try #require(json["stacks"]?.first?["outputs"]?["topic-name"])
    guard case .string(let text) = name else { return }
    #expect(await folder.run("outputs --shell").output == "JOBS_TOPIC_NAME=\(text)\n")
    #expect(await folder.run("outputs --shell --json").code == .usage)
  }

  @Test func theHistoryTellsEveryRevision() async throws {
    let folder = Folder()
    #expect(await folder.run("history jobs").error.contains("error[EST0216]"))
    await folder.applyTwice()
    let lines = await folder.run("history jobs").output.split(separator: "\n")
    #expect(lines.map { $0.prefix(12) } == ["2  succeeded", "1  succeeded"])
    #expect(lines.allSatisfy { $0.contains(" by ana@laptop, 1 resources") })
    let json = try value(await folder.run("history jobs --json").output)
    #expect(json["revisions"]?.first?["revision"] == 2)
  }

  @Test func revisionsAreCompared() async throws {
    let folder = Folder()
    await folder.applyTwice()
    for line in ["diff jobs 1 2", "diff jobs 1"] {
      let result = await folder.run(line)
      #expect(result.code == .success, "\(result.error)")
      #expect(result.output.hasPrefix("From jobs, revision 1 to jobs, revision 2"))
      #expect(
        result.output.contains("  ~ topic  AWS::SNS::Topic\n      ~ DisplayName: \"a\" → \"b\"\n"))
    }
    let back = try value(await folder.run("diff jobs 2 1 --json").output)
    #expect(back["changes"]?.first?["properties"]?.first?["after"] == "a")
    #expect(await folder.run("diff jobs 3").error.contains("error[EST0217]"))
    #expect(await folder.run("diff none 1").error.contains("error[EST0203]"))
    #expect(await folder.run("diff jobs 1 2 3").code == .usage)
  }

  @Test func recordsAreListedAndShown() async throws {
    let folder = Folder()
    #expect(await folder.run("state list").output.isEmpty)
    await folder.applyTwice()
    #expect(
      await folder.run("state list").output.hasPrefix("jobs  serial 2, revision 2, 1 resources"))
    let listed = try value(await folder.run("state list --json").output)
    #expect(listed["stacks"]?.first?["serial"] == 2)
    let shown = await folder.run("state show jobs")
    #expect(shown.output.contains("  Topic  AWS::SNS::Topic\n"))
    #expect(shown.output.contains("UPDATE_COMPLETE"))
    let json = try value(await folder.run("state show jobs --json").output)
    #expect(json["esteira-record"] != nil)
  }

  @Test func aStackIsForgottenAndBroughtBack() async throws {
    let folder = Folder()
    await folder.applyTwice()
    #expect(await folder.run("state export jobs --out copy.json").code == .success)
    #expect(await folder.run("state remove jobs").error.contains("error[EST0205]"))
    let removed = await folder.run("state remove jobs --yes")
    #expect(removed.code == .success, "\(removed.error)")
    #expect(await folder.run("status").output.contains("jobs: forgotten\n"))
    // It stands, and nobody knows of it.
    let plan = await folder.run("plan")
    #expect(plan.code == .failure)
    #expect(plan.error.contains("fraud-local-jobs"))
    let brought = await folder.run("state import jobs copy.json --yes")
    #expect(brought.code == .success, "\(brought.error)")
    #expect(await folder.run("plan --detailed-exitcode").code == .success)
    let history = await folder.run("history jobs").output.split(separator: "\n")
    #expect(history.map { $0.prefix(3) } == ["4  ", "3  ", "2  ", "1  "])
  }

  @Test func whatIsNoRecordOfTheStackIsNotBroughtIn() async throws {
    let folder = Folder()
    await folder.applyTwice()
    _ = await folder.run("state export jobs --out copy.json")
    for (name, old, new, code) in [
      ("edited.json", "\"b\"", "\"c\"", "EST5003"), ("cut.json", "}\n", "", "EST5002"),
      ("newer.json", "\"esteira-record\": ", "\"esteira-record\": 9", "EST5001"),
    ] {
      guard case .text(let text)? = folder.files.first(where: { $0.name == "copy.json" })?.contents
      else { return }
      let damaged =
        new.isEmpty ? String(text.dropLast(2)) : text.replacing(old, with: new, maxReplacements: 1)
      folder.write(name, damaged)
      let result = await folder.run("state import jobs \(name) --yes")
      #expect(result.code == .failure)
      #expect(result.error.contains("error[\(code)]"), "\(result.error)")
    }
    folder.write("esteira.yaml", "project: risk\n")
    let foreign = await folder.run("state import jobs copy.json --yes")
    #expect(foreign.error.contains("error[EST0218]"), "\(foreign.error)")
    folder.write("esteira.yaml", "project: fraud\n")
    #expect(await folder.run("plan --detailed-exitcode").code == .success)
    // Another lineage: the same stack, made anew elsewhere.
    let other = Folder()
    _ = await other.run("status")
    await other.applyTwice()
    _ = await other.run("state export jobs --out copy.json")
    folder.files.removeAll { $0.name == "copy.json" }
    folder.files += other.files.filter { $0.name == "copy.json" }
    let mixed = await folder.run("state import jobs copy.json --yes")
    #expect(mixed.error.contains("error[EST5006]"), "\(mixed.error)")
  }
}

extension Value {
  fileprivate subscript(key: String) -> Value? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  fileprivate var first: Value? {
    if case .array(let elements) = self { elements.first } else { nil }
  }
}
