import CloudFormation
import Documents
import Testing

struct PolicyCheckTests {
  private static func identity(_ statement: String) -> String {
    resource(
      "AWS::IAM::ManagedPolicy",
      "PolicyDocument: {Version: \"2012-10-17\", Statement: [\(statement)]}")
  }

  private static func bucket(_ statement: String) -> String {
    resource(
      "AWS::S3::BucketPolicy",
      "Bucket: jobs\nPolicyDocument: {Version: \"2012-10-17\", Statement: [\(statement)]}")
  }

  private static let object = "Resource: \"arn:aws:s3:::jobs/*\""

  @Test(arguments: [
    "{Effect: Allow, Action: s3:GetObject, \(object)}",
    "{Effect: Deny, NotAction: [s3:GetObject], NotResource: \"*\"}",
    "{Effect: Allow, Action: s3:GetObject, Resource: !Sub \"${AWS::Partition}\"}",
    "{Effect: Allow, Action: \"*\", Resource: \"*\", Condition: {Bool: {aws:SecureTransport: false}}}",
  ])
  func identitiesMay(statement: String) {
    #expect(findings(in: Self.identity(statement)) == [])
  }

  @Test(arguments: [
    ("{Effect: Permit, Action: s3:GetObject, \(object)}", "PolicyDocument.Statement[0].Effect"),
    ("{Action: s3:GetObject, \(object)}", "PolicyDocument.Statement[0]"),
    ("{Effect: Allow, \(object)}", "PolicyDocument.Statement[0]"),
    ("{Effect: Allow, Action: a:b, NotAction: a:c, \(object)}", "PolicyDocument.Statement[0]"),
    ("{Effect: Allow, Action: s3:GetObject}", "PolicyDocument.Statement[0]"),
    (
      "{Effect: Allow, Action: s3:GetObject, Resource: jobs}",
      "PolicyDocument.Statement[0].Resource"
    ),
    (
      "{Effect: Allow, Action: a:b, \(object), Principal: \"*\"}",
      "PolicyDocument.Statement[0].Principal"
    ),
    (
      "{Effect: Allow, Action: a:b, \(object), Actions: a:b}", "PolicyDocument.Statement[0].Actions"
    ),
  ])
  func identitiesMayNot(statement: String, place: String) {
    #expect(findings(in: Self.identity(statement)).map(\.brief) == ["policyDocument \(place)"])
  }

  @Test func aResourceSaysForWhom() {
    let allowed = "{Effect: Allow, Action: s3:GetObject, \(Self.object), Principal: \"*\"}"
    #expect(findings(in: Self.bucket(allowed)) == [])
    let nobody = "{Effect: Allow, Action: s3:GetObject, \(Self.object)}"
    #expect(
      findings(in: Self.bucket(nobody)).map(\.brief) == [
        "policyDocument PolicyDocument.Statement[0]"
      ])
  }

  @Test func documentsAreWholeAndMayBeTexts() {
    let old = resource(
      "AWS::IAM::ManagedPolicy", "PolicyDocument: {Version: \"2020-01-01\", Statement: []}")
    #expect(findings(in: old).map(\.brief) == ["policyDocument PolicyDocument.Version"])
    let empty = resource("AWS::IAM::ManagedPolicy", "PolicyDocument: {Version: \"2012-10-17\"}")
    #expect(findings(in: empty).map(\.brief) == ["policyDocument PolicyDocument"])
    let text = resource(
      "AWS::ECR::Repository",
      "RepositoryPolicyText: '{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"ecr:Get\"}]}'")
    #expect(
      findings(in: text).map(\.brief) == ["policyDocument RepositoryPolicyText.Statement[0]"])
  }

  @Test func namesOfStatementsAreTheirOwn() {
    let statement = "{Sid: one, Effect: Allow, Action: s3:GetObject, \(Self.object)}"
    let twice = Self.identity(statement + ", " + statement)
    #expect(findings(in: twice).map(\.brief) == ["policyDocument PolicyDocument.Statement"])
  }
}
