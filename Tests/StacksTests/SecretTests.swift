import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// Secrets are named and never written.
struct SecretTests {
  private static func stack(_ secret: String, property: String = "MasterUserPassword")
    -> SampleProject
  {
    SampleProject.resources(
      """
      login:
        type: AWS::SecretsManager::Secret
      db:
        type: AWS::RDS::DBInstance
        properties:
          \(property): \(secret)
      """)
  }

  @Test(arguments: [
    (
      "{secret: fraud/db#password}", #""{{resolve:secretsmanager:fraud/db:SecretString:password}}""#
    ),
    (
      "{secret: \"rds!db-1#password\"}",
      #""{{resolve:secretsmanager:rds!db-1:SecretString:password}}""#
    ),
    ("{secret: fraud-token}", #""{{resolve:secretsmanager:fraud-token}}""#),
    (
      "{secret: \"arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf#password\"}",
      #""{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf:SecretString:password}}""#
    ),
    (
      "{secret: \"${login}#password\"}",
      #"{"Fn::Sub":"{{resolve:secretsmanager:${Login}:SecretString:password}}"}"#
    ),
    (
      "{secret: \"fraud/${env.name}#password\"}",
      #""{{resolve:secretsmanager:fraud/local:SecretString:password}}""#
    ),
    (
      "!Join [\":\", [churn, {secret: fraud/db#password}]]",
      #"{"Fn::Join":[":",["churn","{{resolve:secretsmanager:fraud/db:SecretString:password}}"]]}"#
    ),
    (
      "{Fn::Join: [\":\", [{secret: \"${login}#password\"}, churn]]}",
      #"{"Fn::Join":[":",[{"Fn::Sub":"{{resolve:secretsmanager:${Login}:SecretString:password}}"},"churn"]]}"#
    ),
    (
      "!Sub [\"a-${Word}\", {Word: {secret: fraud/db#password}}]",
      #"{"Fn::Sub":["a-${Word}",{"Word":"{{resolve:secretsmanager:fraud/db:SecretString:password}}"}]}"#
    ),
    // A variable of `Fn::Sub` may be called so, and is none.
    (
      "!Sub [\"${secret}-${AWS::StackId}-${Login}\", {secret: x}]",
      #"{"Fn::Sub":["${secret}-${AWS::StackId}-${Login}",{"secret":"x"}]}"#
    ),
  ])
  func secretsBecomeDynamicReferences(written: String, expected: String) throws {
    let stack = try Self.stack(written).lowered()
    let db = try #require(stack.template.resources.first { $0.id == "Db" })
    guard case .object(let properties)? = db[.properties] else {
      Issue.record("no properties")
      return
    }
    #expect(properties["MasterUserPassword"]?.compactJSON == expected)
  }

  @Test(arguments: [
    "{secret: \"a#b#c\"}", "{secret: \"#password\"}", "{secret: \"a b\"}", "{secret: 'x:y'}",
  ])
  func whatNamesNoSecretIsReported(written: String) {
    let diagnostics = Self.stack(written).run().diagnostics
    #expect(diagnostics.map(\.code.number) == [StackCode.invalidValue.rawValue])
    #expect(diagnostics.allSatisfy { $0.hint != nil })
  }

  /// Values under names of one's own are texts, whatever the schema allows.
  @Test func variablesAreTexts() throws {
    let run = SampleProject.resources(
      """
      job:
        type: AWS::Lambda::Function
        properties:
          Code: {ZipFile: pass}
          Handler: index.handler
          Role: arn:aws:iam::111111111111:role/job
          Runtime: python3.13
          Environment:
            Variables: {TOKEN: {secret: a#b}, VERSION: 1.10}
      """
    ).run()
    #expect(run.diagnostics.map(\.code.number) == [StackCode.textWrittenAsNumber.rawValue])
    let template = try #require(run.stacks.first?.template.value.canonicalJSON)
    #expect(template.contains(#""TOKEN":"{{resolve:secretsmanager:a:SecretString:b}}""#))
    #expect(template.contains(#""VERSION":"1.10""#))
  }

  /// Where a property takes a mapping, a key `secret` is only a key.
  @Test func otherMappingsStayWhatTheyAre() throws {
    let stack = try SampleProject.resources(
      """
      task:
        type: AWS::SSM::Document
        properties:
          Content: {secret: x}
      """
    ).lowered()
    let task = try #require(stack.template.resources.first)
    guard case .object(let properties)? = task[.properties] else {
      Issue.record("no properties")
      return
    }
    #expect(properties["Content"]?.compactJSON == #"{"secret":"x"}"#)
  }
}
