import AWS
import Documents
import LocalCloud
import Testing

/// Templates that ask for the language extensions, and rules that parameters have to keep.
struct LanguageExtensionTests {
  private static let queues: Value = [
    "Transform": "AWS::LanguageExtensions",
    "Parameters": ["Names": ["Type": "CommaDelimitedList", "Default": "One,Two"]],
    "Resources": [
      "Fn::ForEach::Queues": [
        "Name", ["Ref": "Names"],
        [
          "Queue${Name}": [
            "Type": "AWS::SQS::Queue",
            "Properties": [
              "QueueName": ["Fn::Sub": "${AWS::StackName}-${Name}"],
              "DelaySeconds": ["Fn::Length": ["Ref": "Names"]],
            ],
          ]
        ],
      ],
      "Topic": [
        "Type": "AWS::SNS::Topic", "DependsOn": ["Fn::Sub": "QueueOne"],
        "Properties": ["DisplayName": ["Fn::ToJsonString": ["a": ["Ref": "AWS::Region"]]]],
      ],
    ],
    "Outputs": [
      "Fn::ForEach::Arns": [
        "Name", ["Ref": "Names"],
        ["Arn${Name}": ["Value": ["Fn::GetAtt": [["Fn::Sub": "Queue${Name}"], "Arn"]]]],
      ]
    ],
  ]

  private static func names(_ names: String) -> [String: String] {
    [
      "Parameters.member.1.ParameterKey": "Names", "Parameters.member.1.ParameterValue": names,
    ]
  }

  private static func ids(_ cloud: TestCloud) throws -> [String] {
    try cloud.call("DescribeStackResources", ["StackName": "demo"]).members("StackResources")
      .filter { $0["ResourceStatus"]?.text != "DELETE_COMPLETE" }
      .compactMap { $0["LogicalResourceId"]?.text }.sorted()
  }

  @Test func loopsMakeResourcesAndOutputs() throws {
    let store = InMemoryStore()
    let cloud = try TestCloud(store: store)
    try cloud.create(Self.queues)
    #expect(try cloud.status("demo") == "CREATE_COMPLETE")
    #expect(try Self.ids(cloud) == ["QueueOne", "QueueTwo", "Topic"])
    let outputs = try cloud.describe("demo").members("Outputs")
    #expect(outputs.compactMap { $0["OutputKey"]?.text }.sorted() == ["ArnOne", "ArnTwo"])
    #expect(outputs.contains { $0["OutputValue"]?.text.hasSuffix(":demo-One") == true })
    // Another parameter makes other resources, also after a restart.
    let later = try TestCloud(store: store, at: cloud.now)
    try later.update(Self.queues, "demo", Self.names("One,Three"))
    #expect(try later.status("demo") == "UPDATE_COMPLETE")
    #expect(try Self.ids(later) == ["QueueOne", "QueueThree", "Topic"])
  }

  @Test func bothStagesOfATemplateAreShown() throws {
    let cloud = try TestCloud()
    try cloud.create(Self.queues)
    let original = try cloud.call("GetTemplate", ["StackName": "demo"])
    #expect(original["TemplateBody"]?.text == Self.queues.canonicalJSON)
    #expect(
      original.members("StagesAvailable").map(\.text) == ["Original", "Processed"])
    let processed = try cloud.call(
      "GetTemplate", ["StackName": "demo", "TemplateStage": "Processed"])
    let text = processed["TemplateBody"]?.text ?? ""
    #expect(text.contains(#""QueueOne""#) && text.contains(#""DelaySeconds": 2"#))
    #expect(!text.contains("ForEach") && !text.contains("Transform"))
    let summary = try cloud.call("GetTemplateSummary", ["StackName": "demo"])
    #expect(summary.members("DeclaredTransforms").map(\.text) == ["AWS::LanguageExtensions"])
  }

  @Test(
    arguments: [
      (
        ["Fn::ForEach::L": ["N", ["a"]]] as Value,
        "Transform AWS::LanguageExtensions failed with: Fn::ForEach layout is incorrect"
      ),
      (
        [
          "Fn::ForEach::L": [
            "N", ["Fn::GetAZs": ""], ["R${N}": ["Type": "AWS::SNS::Topic"]],
          ]
        ],
        "Transform AWS::LanguageExtensions failed with: Could not find a collection or could not be resolved for Fn::ForEach"
      ),
      (
        [
          "Fn::ForEach::L": [
            "N", ["a-b"], ["R${N}": ["Type": "AWS::SNS::Topic"]],
          ]
        ],
        "Template format error: Resource name Ra-b is non alphanumeric."
      ),
    ] as [(Value, String)])
  func loopsThatCannotBeAreRefused(_ resources: Value, _ message: String) throws {
    let body: Value = ["Transform": "AWS::LanguageExtensions", "Resources": resources]
    let cloud = try TestCloud()
    #expect(throws: Refused(status: 400, code: "ValidationError", message: message)) {
      try cloud.create(body)
    }
  }

  @Test(
    arguments: [
      ("prod", "1", "production needs more than one"), ("prod", "3", nil), ("dev", "1", nil),
    ] as [(String, String, String?)])
  func rulesAreKept(_ stage: String, _ count: String, _ message: String?) throws {
    let body: Value = [
      "Parameters": ["Stage": ["Type": "String"], "Count": ["Type": "Number"]],
      "Rules": [
        "Enough": [
          "RuleCondition": ["Fn::Equals": [["Ref": "Stage"], "prod"]],
          "Assertions": [
            [
              "Assert": ["Fn::Not": [["Fn::Contains": [["0", "1"], ["Ref": "Count"]]]]],
              "AssertDescription": "production needs more than one",
            ]
          ],
        ]
      ],
      "Resources": ["A": ["Type": "AWS::SNS::Topic"]],
    ]
    let cloud = try TestCloud()
    let fields = [
      "Parameters.member.1.ParameterKey": "Stage", "Parameters.member.1.ParameterValue": stage,
      "Parameters.member.2.ParameterKey": "Count", "Parameters.member.2.ParameterValue": count,
    ]
    guard let message else {
      try cloud.create(body, "demo", fields)
      return #expect(try cloud.status("demo") == "CREATE_COMPLETE")
    }
    #expect(throws: Refused(status: 400, code: "ValidationError", message: message)) {
      try cloud.create(body, "demo", fields)
    }
  }
}
