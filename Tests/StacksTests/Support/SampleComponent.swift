import Documents
import Stacks

/// A component with a field of every shape.
enum SampleComponent {
  static let path = Field(
    required: "path", .formed("a path", example: "/ping", pattern: "^/[a-z]*$") { $0.first == "/" },
    "What is asked for.")
  static let seconds = Field(
    "seconds", .integer(1...60), default: "5", "How long an answer may take.", examples: ["10"])
  static let variant = FieldType.record(
    "a variant",
    [
      OptionalField("weight", .number, "Its share of the requests."),
      Field(required: "image", .text, "What runs."),
    ], example: "{image: \"${image}\"}")

  static let component = Component(
    "sample-service", "A service that shows every shape.",
    details: "It is there for tests, and becomes a topic.",
    fields: [
      Field(required: "mode", .choice(["fast", "7", "on"]), "How it runs."),
      Field("is-open", .flag, default: "false", "Whether everyone may call it."),
      OptionalField(
        "size", .knownText(1...8, example: "large"), otherwise: "what fits",
        "How big it is; `a|b` is no size."),
      Field(
        "port", .formed("a port", example: "8080", pattern: "^[0-9]+$") { _ in true },
        default: "80", "Where it listens."),
      OptionalField("names", .list(of: .knownText, 1...3), "What it is called."),
      OptionalField("keys", .list(of: .text), "What it is encrypted with."),
      OptionalField("pair", .list(of: .integer(0...9), 2...2), "Two digits."),
      OptionalField(
        "check", .record("a check", [path, seconds], example: "{path: /ping}"), "How it is asked."),
      OptionalField("variants", .map(of: variant, key: "champion"), "What it runs."),
      OptionalField(
        "routes", .list(of: .record("a route", [path], example: "{path: /a}")), "What it serves."),
    ],
    parts: [topic, policy],
    attributes: [
      .init("arn", "Its ARN.", .ref(topic)),
      .init("name", "Its name.", .attribute(topic, "TopicName")),
    ],
    bare: "arn",
    examples: [
      .init(
        "The least",
        """
        stack: serving

        resources:
          service:
            type: sample-service
            mode: fast

        """)
    ]
  ) { it in it.add(topic, []) }

  static let topic = Component.Part("", "AWS::SNS::Topic")
  static let policy = Component.Part("policy", "AWS::SNS::TopicPolicy")
}
