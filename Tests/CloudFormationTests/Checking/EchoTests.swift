import CloudFormation
import Diagnostics
import Documents
import Testing

/// One mistake is told once, where it is, however much follows from it.
struct EchoTests {
  private static let role = "AWS::IAM::Role"

  @Test(arguments: [
    // A misspelt element of a policy is not missing besides.
    (
      resource(
        role,
        """
        AssumeRolePolicyDocument:
          version: "2012-10-17"
          statement: [{Effect: Allow, Principal: "*", Action: "sts:AssumeRole"}]
        """),
      [
        "policyDocument AssumeRolePolicyDocument.version",
        "policyDocument AssumeRolePolicyDocument.statement",
      ]
    ),
    (
      resource(
        "AWS::IAM::Policy",
        """
        PolicyName: jobs
        Roles: [jobs]
        PolicyDocument: {Version: "2012-10-17", Statement: {effect: Allow, Action: "*", Resource: "*"}}
        """), ["policyDocument PolicyDocument.Statement.effect"]
    ),
    // Of two that exclude each other, the other does so too.
    (
      resource(
        "AWS::EC2::Instance",
        "SubnetId: !Ref AWS::Region\nNetworkInterfaces: [{DeviceIndex: '0'}]"),
      ["excludes NetworkInterfaces"]
    ),
    // A text that is too short has not the form either.
    (
      resource("AWS::S3::Bucket", "BucketName: a"), ["wrongPattern BucketName"]
    ),
    (
      resource("AWS::ECR::Repository", "RepositoryName: \"?\""), ["wrongLength RepositoryName"]
    ),
    // What is wrong with a mapping is told there, and not where it is used.
    (
      "Mappings: {M: {a: text}}\n"
        + resource(
          "AWS::SNS::Topic",
          "DisplayName: !FindInMap [M, a, b]\nTopicName: !FindInMap [M, a, c]"),
      ["wrongKind Mappings.M.a"]
    ),
    (
      "Mappings: {M: {a: {b: [[x, y], {c: d}, e, 1]}}}\n"
        + resource("AWS::SNS::Topic", "DisplayName: !Select [0, !FindInMap [M, a, b]]"),
      ["wrongKind Mappings.M.a.b[0]", "wrongKind Mappings.M.a.b[1]"]
    ),
  ])
  func oneMistakeIsOneFinding(text: String, expected: [String]) {
    #expect(findings(in: text).filter { $0.severity == .error }.map(\.brief) == expected)
  }

  /// Where in its line each finding is, from 1, and how wide.
  private static func places(_ text: String) throws -> [String] {
    let source = Source(name: "t.yaml", text: text)
    let root = try #require(read(source, as: .cloudFormation).documents.first)
    var diagnostics: [Diagnostic] = []
    var file = TemplateFile(root, root.value(&diagnostics, for: .json))
    let table = LineTable(source)
    return TemplateChecker.findings(in: file.value).map { finding in
      let place = file.place(of: finding)
      let start = table.position(of: place.span.start)
      return
        "\(start.line):\(start.column) "
        + String(decoding: source.bytes[place.span.start..<place.span.end], as: UTF8.self)
    }
  }

  @Test(arguments: [
    (
      "!Sub \"${Nope}-${!Nope}-${ Nopi }-${Nope}\"",
      ["5:26 ${Nope}", "5:43 ${ Nopi }"]
    ),
    ("!Sub |\n        one ${AWS::Region}\n        ${Nope} two\n", ["7:9 ${Nope}"]),
    ("!Sub [\"${Own} ${Nope}\", {Own: a}]", ["5:34 ${Nope}"]),
    ("{\"Fn::Sub\": \"${Nope}\"}", ["5:33 ${Nope}"]),
    // Where escapes hide it, the text as a whole is meant.
    ("!Sub \"$\\x7bNope}\"", ["5:25 \"$\\x7bNope}\""]),
    ("\"a ${T} ${AWS::Region}\"", ["5:23 ${T}", "5:28 ${AWS::Region}"]),
  ])
  func variablesHavePlacesOfTheirOwn(name: String, expected: [String]) throws {
    let text =
      "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: \(name)\n"
    #expect(try Self.places(text) == expected)
  }

  @Test func aMisspeltKeyIsNamedWhereNoFormFits() throws {
    let text = resource(
      "AWS::DynamoDB::Table", "KeySchema: [{AttributeName: a, KeyTyp: HASH}]")
    let found = try #require(findings(in: text).first)
    #expect(found.brief == "notAlternative KeySchema[0]")
    #expect(found.hint == "write `KeyType` in the place of `KeyTyp`")
  }

  @Test(arguments: [
    (
      "DependsOn: 'P${N}'", "unknownDependency", "write `{\"Fn::Sub\": \"P${N}\"}`"
    ),
    (
      "Properties: {DisplayName: !Ref 'P${N}'}", "unknownReference",
      "write `Ref: {\"Fn::Sub\": \"P${N}\"}`"
    ),
    (
      "Properties: {DisplayName: !GetAtt 'P${N}.TopicArn'}", "unknownReference",
      "write `Fn::GetAtt: [{\"Fn::Sub\": \"P${N}\"}, TopicArn]`"
    ),
    ("DependsOn: 'P&{N}'", "unknownDependency", "only keys take `&{…}`"),
    ("Condition: 'P&{N}'", "unknownCondition", "only keys take `&{…}`"),
  ])
  func identifiersOfLoopsArePutInByFunctions(part: String, code: String, hint: String) throws {
    let text = """
      Transform: AWS::LanguageExtensions
      Resources:
        Fn::ForEach::L: [N, [a, b], {'P${N}': {Type: AWS::SNS::Topic}, 'Q${N}': {Type: AWS::SNS::Topic, \(part)}}]
      """
    let found = findings(in: text)
    #expect(found.map { "\($0.code)" } == [code])
    let said = try #require(found.first?.hint)
    #expect(said.hasPrefix(hint), "\(said)")
  }

  @Test func eachLooseVariableIsSaidOnce() {
    let found = findings(
      in: resource("AWS::SNS::Topic", "DisplayName: '${One} ${One} ${AWS::Region} ${One}'"))
    #expect(found.map(\.brief) == Array(repeating: "looseVariable DisplayName", count: 2))
  }

  /// What a loop has put together is held against the schema, as what is written is.
  @Test(arguments: [
    ("RepositoryName: !Sub 'jobs/${N}'", []),
    ("RepositoryName: !Sub 'jobs ${N}'", ["wrongPattern RepositoryName.Fn::Sub"]),
    ("RepositoryName: !Sub 'jobs ${N}-${AWS::Region}'", []),
    ("ImageTagMutability: !Sub '${N}BLE'", ["notAllowed ImageTagMutability.Fn::Sub"]),
    ("EmptyOnDelete: !Sub '${N}'", ["wrongType EmptyOnDelete.Fn::Sub"]),
  ])
  func whatLoopsPutTogetherIsChecked(properties: String, expected: [String]) {
    let lines = properties.split(separator: "\n").joined(separator: ", ")
    let text = """
      Transform: AWS::LanguageExtensions
      Resources:
        Fn::ForEach::L: [N, [a, b], {'Q${N}': {Type: AWS::ECR::Repository, Properties: {\(lines)}}}]
      """
    let found = findings(in: text).map { finding in
      "\(finding.code) \(Path(Array(finding.path.steps.dropFirst(5))))"
    }
    #expect(found == expected)
  }
}
