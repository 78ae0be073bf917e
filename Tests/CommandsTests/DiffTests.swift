import Commands
import Diagnostics
import Documents
import Testing

/// `esteira diff` on files in memory.
struct DiffCommandTests {
  private static func template(_ topic: String, _ size: String = "1") -> String {
    """
    Parameters:
      Delay: {Type: Number, Default: 5}
    Resources:
      Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: \(topic)}}
      Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Delay, MaximumMessageSize: \(size)}}
      Mark:
        Type: AWS::SSM::Parameter
        Properties: {Type: String, Value: !GetAtt Topic.TopicName}
    """
  }

  private func run(
    _ words: [String], _ files: [(String, String)]
  ) async throws -> (code: ExitCode, output: String, error: String) {
    let world = InMemoryWorld(
      ["diff"] + words, files: files.map { Example.File($0.0, .text($0.1)) })
    let code = await world.run()
    return (code, world.output, world.error)
  }

  private func json(_ text: String) throws -> Value {
    let reading = read(Source(name: "out.json", text: text), as: .json)
    var diagnostics = reading.diagnostics
    let value = try #require(reading.documents.first).value(&diagnostics)
    #expect(diagnostics.isEmpty)
    return value
  }

  @Test func changesAreToldEachByItself() async throws {
    let result = try await run(
      ["old.yaml", "new.yaml", "--json", "--detailed-exitcode"],
      [("old.yaml", Self.template("a")), ("new.yaml", Self.template("b"))])
    #expect(result.code == .changes, "\(result.error)")
    let value = try json(result.output)
    #expect(value["version"] == 1)
    let changes = value["changes"]?.elements ?? []
    try #require(changes.count == 2)
    #expect(changes.map { $0["logicalId"] } == ["Topic", "Mark"])
    #expect(changes.map { $0["action"] } == ["replace", "update"])
    #expect(changes[0]["reported"]?["action"] == "Modify")
    #expect(changes[0]["reported"]?["replacement"] == "True")
    #expect(
      changes[0]["properties"] == [
        ["path": "/Properties/TopicName", "before": "a", "after": "b", "known": true]
      ])
    let reason = try #require(changes[0]["reasons"]?.elements.first)
    #expect(reason["ground"] == ["kind": "create-only", "path": "TopicName"])
    #expect(reason["file"] == "new.yaml")
    #expect(reason["line"] == 4)
    #expect(changes[1]["properties"]?.elements.first?["after"] == "b")
    #expect(value["stacks"]?.elements.count == 1)
  }

  @Test func peopleReadATree() async throws {
    let result = try await run(
      ["old.yaml", "new.yaml"],
      [("old.yaml", Self.template("a")), ("new.yaml", Self.template("b", "2"))])
    #expect(result.code == .success)
    #expect(
      result.output == """
        From old.yaml to new.yaml

          ± Topic  AWS::SNS::Topic
              REPLACED: another resource takes its place
              ~ TopicName: "a" → "b"
                  replaces the resource: TopicName is fixed when it is created

          ~ Queue  AWS::SQS::Queue
              ~ MaximumMessageSize: 1 → 2

          ~ Mark  AWS::SSM::Parameter
              ~ Value: "a" → "b"
                  because `Topic.TopicName` is another one afterwards

          Resources: 2 to update, 1 to replace.

        """)
  }

  @Test func parametersHaveValuesOfTheirOwn() async throws {
    let files = [("a.yaml", Self.template("a"))]
    let same = try await run(["a.yaml", "a.yaml", "--detailed-exitcode"], files)
    #expect(same.code == .success)
    #expect(same.output.contains("Nothing differs but the writing"))
    let other = try await run(
      ["a.yaml", "a.yaml", "--before", "Delay=1", "--parameter", "Delay=2"], files)
    #expect(
      other.output.contains("~ DelaySeconds: 1 → 2") || other.output.contains("\"1\" → \"2\""))
    #expect(other.output.contains("because the parameter `Delay` changes"))
  }

  @Test func stackFilesAreComparedAsTheyAreLowered() async throws {
    let stack = "stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n"
    let result = try await run(
      ["jobs.yaml", "new.yaml", "--json"],
      [
        ("esteira.yaml", "project: fraud\n"), ("jobs.yaml", stack),
        ("new.yaml", Self.template("b")),
      ])
    #expect(result.error.isEmpty)
    let changes = try json(result.output)["changes"]?.elements ?? []
    #expect(changes.map { $0["action"] } == ["replace", "create", "create"])
  }

  @Test(
    arguments: [
      (["a.yaml", "none.yaml"], "EST0101"), (["a.yaml", "list.yaml"], "EST0023"),
      (["a.yaml", "bad.json"], "EST1"), (["a.yaml"], "EST0008"),
    ] as [([String], String)])
  func whatIsNoTemplateIsRefused(_ words: [String], _ code: String) async throws {
    let result = try await run(
      words,
      [("a.yaml", Self.template("a")), ("list.yaml", "- 1\n"), ("bad.json", "{\"Resources\": {")])
    #expect(result.code != .success)
    #expect(result.error.contains("[\(code)"), "\(result.error)")
    #expect(result.output.isEmpty)
  }
}

extension Value {
  fileprivate subscript(key: String) -> Value? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  fileprivate var elements: [Value] {
    if case .array(let elements) = self { elements } else { [] }
  }
}
