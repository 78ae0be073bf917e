import Documents
import Presentation
import Stacks
import TestSupport
import Testing

struct ComponentViewTests {
  static let check = FieldType.record(
    "a check",
    [
      Field(
        required: "path", .formed("a path", example: "/ping", pattern: "^/") { _ in true },
        "What is asked for."),
      Field("seconds", .integer(1...60), default: "5", "How long an answer may take."),
    ], example: "{path: /ping}")
  static let topic = Component.Part("", "AWS::SNS::Topic")
  static let policy = Component.Part("policy", "AWS::SNS::TopicPolicy")

  static let service = Component(
    "sample-service", "A service that shows what pages show.",
    details: """
      It is there for tests, and its details are long enough to be broken where the terminal ends.

      They have two paragraphs.
      """,
    fields: [
      Field(required: "mode", .choice(["fast", "slow"]), "How it runs: `a|b` is no mode."),
      OptionalField("check", check, otherwise: "no checks", "How it is asked."),
      OptionalField("variants", .map(of: check, key: "champion"), "What it runs."),
      OptionalField("a-name-that-is-far-too-long-for-a-column", .list(of: check), "Several."),
    ],
    parts: [topic, policy],
    attributes: [.init("arn", "Its ARN.", .ref(topic)), .init("name", "Its name.", .ref(topic))],
    bare: "arn",
    examples: [
      .init(
        "The least", "stack: serving\n\nresources:\n  a: {type: sample-service, mode: fast}\n\n")
    ]
  ) { it in it.add(topic, []) }
  static let handle = Component(
    "handle", "A thing without attributes, whose summary is so long that a list has to break it.",
    fields: [], parts: [topic], examples: []
  ) { it in it.add(topic, []) }

  @Test(arguments: [service, handle].map(\.name))
  func page(name: String) throws {
    let component = try #require([Self.service, Self.handle].first { $0.name == name })
    let page = ComponentView().page(component)
    expectGolden(page, "component-\(name).txt")
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    expectGolden(ComponentMarkdown.page(component), "component-\(name).md")
  }

  @Test func list() {
    let list = ComponentView().list([Self.service, Self.handle])
    expectGolden(list, "components.txt")
    #expect(list.split(separator: "\n").allSatisfy { $0.count <= 80 })
    expectGolden(ComponentMarkdown.index([Self.service, Self.handle]), "components.md")
  }

  @Test func json() {
    let value = ComponentReport.value([Self.service, Self.handle])
    expectGolden(value.prettyJSON + "\n", "components.json")
  }

  @Test func filesAreTheIndexAndThePages() {
    let files = ComponentMarkdown.files([Self.service, Self.handle])
    #expect(files.map(\.name) == ["README.md", "sample-service.md", "handle.md"])
    #expect(files[1].text == ComponentMarkdown.page(Self.service))
  }
}
