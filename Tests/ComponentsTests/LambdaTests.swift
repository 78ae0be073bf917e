import CloudFormation
import Components
import Diagnostics
import Documents
import Stacks
import Testing

/// What the role of a function allows beyond what its examples show.
struct LambdaTests {
  private func template(_ resources: String, _ function: String) throws -> Template {
    let text = """
      stack: intake
      resources:
      \(resources.split(separator: "\n").map { "  \($0)\n" }.joined())
        take:
          type: lambda-function
          runtime: python3.13
          code: functions/take
      \(function.split(separator: "\n").map { "    \($0)\n" }.joined())
      """
    let lowered = try Lowered(text)
    #expect(lowered.diagnostics.isEmpty, "\(lowered.diagnostics.map(\.message)) in \(text)")
    return try #require(lowered.stack).template
  }

  /// What a statement of the role says, by its id.
  private func statements(_ template: Template) throws -> [String: Value.Object] {
    let role = try #require(template.resources.first { $0.id == "TakeRole" })
    guard case .object(let properties)? = role[.properties],
      case .array(let policies)? = properties["Policies"],
      case .object(let policy)? = policies.first,
      case .object(let document)? = policy["PolicyDocument"],
      case .array(let statements)? = document["Statement"]
    else {
      Issue.record("no policy")
      return [:]
    }
    var table: [String: Value.Object] = [:]
    for case .object(let statement) in statements {
      guard case .string(let id)? = statement["Sid"] else { continue }
      table[id] = statement
    }
    return table
  }

  private static let key = """
    key:
      type: AWS::KMS::Key
      properties: {KeyPolicy: {}}
    """

  /// Who reads from an encrypted queue needs its key.
  @Test(
    arguments: [
      ("\"${key}\"", ["Fn::GetAtt": ["Key", "Arn"]]), ("!Ref Key", ["Fn::GetAtt": ["Key", "Arn"]]),
      ("!GetAtt Key.Arn", ["Fn::GetAtt": ["Key", "Arn"]]),
      ("\"${key.Arn}\"", ["Fn::GetAtt": ["Key", "Arn"]]),
      (
        "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      ),
      (
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        [
          "Fn::Sub":
            "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        ]
      ),
      ("alias/aws/sqs", nil),
    ] as [(String, Value?)])
  func keysOfQueuesAreGiven(_ written: String, _ arn: Value?) throws {
    let queue = "jobs:\n  type: AWS::SQS::Queue\n  properties: {KmsMasterKeyId: KEY}"
      .replacing("KEY", with: written)
    let found = try statements(
      template(Self.key + "\n" + queue, "triggers: {jobs: {queue: \"${jobs}\"}}"))
    let statement = found["QueuesKey"]
    #expect(statement?["Resource"] == arn.map { [$0] })
    #expect(statement?["Action"] == arn.map { _ in ["kms:Decrypt"] })
  }

  /// By its alias a key is known only to who asks for what has that name.
  @Test func keysAreGivenByTheirAliases() throws {
    let topic = "alerts:\n  type: AWS::SNS::Topic\n  properties: {KmsMasterKeyId: alias/fraud}"
    let found = try statements(template(topic, "dead-letter: \"${alerts}\""))
    let statement = found["FailedEventsKeyByAlias"]
    #expect(statement?["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"])
    #expect(
      statement?["Condition"]
        == ["ForAnyValue:StringEquals": ["kms:ResourceAliases": ["alias/fraud"]]])
  }

  @Test func keysOfComponentsAreGiven() throws {
    let topic = "alerts:\n  type: topic\n  key: \"${key}\""
    let found = try statements(template(Self.key + "\n" + topic, "dead-letter: \"${alerts}\""))
    #expect(
      found["FailedEventsKey"]?["Resource"]
        == [["Fn::GetAtt": ["Key", "Arn"]]])
  }

  /// The role comes before the function, and cannot name it: what lets it call itself stands apart.
  @Test func aFunctionMayCallItself() throws {
    let template = try template("", "invokes: [\"${take}\"]")
    let found = try statements(template)
    #expect(found["Functions"] == nil)
    let policy = try #require(template.resources.first { $0.id == "TakeOwnCalls" })
    #expect(policy.type == "AWS::IAM::RolePolicy")
    #expect(DependencyGraph(of: template).cycles.isEmpty)
  }
}
