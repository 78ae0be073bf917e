import Diagnostics
import Documents
import TestSupport
import Testing

@testable import CloudFormation

struct HintTests {
  /// What is written of a type's properties, and what the first finding says to do.
  @Test(arguments: [
    // Kinds
    ("AWS::SNS::Topic", "DisplayName: [Jobs]", "write its one entry without the list: `Jobs`"),
    (
      "AWS::SNS::Topic", "DisplayName: {Text: Jobs}",
      "write a text"
    ),
    ("AWS::SNS::Topic", "DisplayName: {Sub: Jobs}", "did you mean `Fn::Sub`?"),
    (
      "AWS::SNS::Topic", "DisplayName: !Condition IsProduction",
      "name the condition in `Fn::If`, or beside `Type`"
    ),
    (
      "AWS::EC2::Instance", "SecurityGroupIds: sg-0123456789abcdef0",
      "put it into a list: `[sg-0123456789abcdef0]`"
    ),
    (
      "AWS::SNS::Topic", "Tags: {Key: a, Value: b}",
      "make it an entry of a list: begin it with `- `"
    ),
    (
      "AWS::S3::Bucket", "VersioningConfiguration: Enabled",
      "write a mapping such as `{Status: Enabled}`"
    ),
    (
      "AWS::S3::Bucket", "VersioningConfiguration: [{Status: Enabled}]",
      "write the members of its one entry without the list"
    ),
    ("AWS::SNS::Topic", "FifoTopic: perhaps", "write `true` or `false`"),
    (
      "AWS::SNS::Topic", "Tags: !Sub a", "put it into a list, or take a function that gives one"
    ),
    (
      "AWS::SNS::Topic", "DisplayName: !GetAZs \"\"",
      "take one entry of it with `Fn::Select`, or join them with `Fn::Join`"
    ),
    // Members
    (
      "AWS::S3::Bucket", "VersioningConfiguration: {}",
      "add `Status`: a text such as `Enabled`"
    ),
    (
      "AWS::IAM::Role", "RoleName: jobs",
      "add `AssumeRolePolicyDocument`: a text, or a mapping"
    ),
    (
      "AWS::S3::Bucket", "VersioningConfiguration: {Status: Enabled, Because: reasons}",
      "take it away; there is `Status`"
    ),
    (
      "AWS::S3::Bucket", "Because: reasons",
      "take it away; `esteira facts AWS::S3::Bucket` lists what there is"
    ),
    (
      "AWS::S3::Bucket", "LifecycleConfiguration: {Rules: [{Status: Enabled, Because: x, Id: a}]}",
      "take it away; `esteira facts AWS::S3::Bucket LifecycleConfiguration.Rules` lists what there is"
    ),
    // Texts
    (
      "AWS::ECR::Repository", "RepositoryName: Model Images",
      "write it as in `example`"
    ),
    (
      "AWS::IAM::Role", "AssumeRolePolicyDocument: {}\nRoleName: a b",
      "take the space out: it is made of `a-z`, `A-Z`, `0-9`, `_`, `+`, `=`, `,`, `.`, `@`, `-`"
    ),
    (
      "AWS::IAM::Role", "AssumeRolePolicyDocument: {}\nRoleName: a-${Stage}",
      "write it with `Fn::Sub`, which puts values in the place of `${…}`"
    ),
    (
      "AWS::EC2::Instance", "SubnetId: subnet-abc",
      "write one such as `subnet-0123456789abcdef0`: 8 or 17 digits stand behind the dash"
    ),
    ("AWS::SNS::Topic", "Tags: [{Key: \"\", Value: a}]", "write a text, or leave the whole out"),
    (
      "AWS::S3::Bucket", "BucketName: ab",
      "write one such as `jobs-results`: 3 to 63 of `a-z`, `0-9`, `.` and `-`"
    ),
    // Numbers and lists
    (
      "AWS::Lambda::Function",
      "Code: {ZipFile: a}\nRole: arn:aws:iam::123456789012:role/jobs\nTimeout: 0",
      "write a whole number from 1"
    ),
    (
      "AWS::ECR::Repository", "ImageTagMutabilityExclusionFilters: []",
      "add an entry"
    ),
  ])
  func sayWhatToWrite(type: String, properties: String, hint: String) throws {
    let found = findings(in: resource(type, properties)).filter { $0.severity == .error }
    let first = try #require(found.first, "nothing is found")
    let said = try #require(first.hint)
    #expect(said.hasPrefix(hint), "\(first.code): \(first.message)")
  }

  @Test func oneTextIsToldOnceThatItIsWrong() {
    let text = resource("AWS::EC2::Instance", "SubnetId: subnet-abc")
    #expect(findings(in: text).map(\.code) == [.wrongPattern])
  }

  @Test(arguments: [
    ("^[a-z0-9-]{1,8}$", "A", "take the `A` out: it is made of `a-z`, `0-9`, `-`"),
    ("^[a-z]{2,4}$", "abcde", "write at most 4 characters"),
    ("^[a-z]{2,4}$", "a", "write at least 2 characters"),
    (
      "^[\\w+=,.@-]+$", "a\tb",
      "take the tab out: it is made of `a-z`, `A-Z`, `0-9`, `_`, `+`, `=`, `,`, `.`, `@`, `-`"
    ),
    ("^arn:aws[a-z-]*:sqs:.*", "jobs", "begin it with `arn:aws`"),
    ("^https?://.*", "jobs", "begin it with `http`"),
  ])
  func simplePatternsInWords(pattern: String, text: String, advice: String) {
    #expect(PatternWords(pattern)?.advice(for: text) == advice)
  }

  @Test(arguments: ["(a|b)", "^(a|b)$", "[a-z]+", "^[^a]+$", "^a", "^\\d{12}$", "", "^["])
  func otherPatternsAreNotPutIntoWords(pattern: String) {
    #expect(PatternWords(pattern)?.advice(for: "?") == nil)
  }

  @Test(
    arguments: [
      (
        "^arn:aws[a-z-]*:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$",
        "arn:aws:sqs:example:123456789012:example"
      ),
      ("^subnet-[0-9a-f]{8,40}$", "subnet-12345678"), ("^(blue|green)$", "blue"),
      ("^\\d{4}-\\d{2}$", "1234-12"), ("^(?:a|b)?c{2}$", "acc"), ("[^/]+", "example"),
      ("^(?!x)[a-z]{3}$", "exa"), ("^[_A-Za-z][_0-9A-Za-z]*$", "eexample"),
      ("^arn:(aws[a-z-]*)?:iam::\\d{12}:role/?[a-z]+$", "arn:aws:iam::123456789012:role/example"),
      ("^([a-z]|[a-z][a-z-]*[a-z])$", "eexamplee"), ("^(a)\\1$", nil), ("^[$", nil), ("(", nil),
      ("^$", nil),
    ] as [(String, String?)])
  func examplesOfPatterns(pattern: String, example: String?) {
    #expect(PatternExample.text(for: pattern) == example)
  }

  /// Whatever example is made, its pattern takes it; and most patterns have one.
  @Test func examplesOfAllPatternsMatch() {
    var patterns: Set<String> = []
    var seen: Set<SchemaFacts> = []
    for name in Facts.typeNames {
      var waiting = [Facts[name]?.root].compactMap(\.self)
      while let node = waiting.popLast() {
        guard seen.insert(node).inserted else { continue }
        if let pattern = node.pattern { patterns.insert(pattern) }
        waiting += node.properties.map(\.schema) + [node.items].compactMap(\.self)
      }
    }
    let made = patterns.filter { PatternExample.text(for: $0) != nil }
    #expect(made.count * 100 >= patterns.count * 80, "\(made.count) of \(patterns.count)")
  }

  @Test func everyCodeHasAHint() {
    for code in CheckCode.allCases {
      let hint = Finding(code, "", at: Path([.key("Resources"), .key("One")])).hint ?? ""
      #expect(hint.count > 8 && !hint.hasSuffix("."), "\(code): \(hint)")
      #expect(hint.first?.isUppercase == false || hint.dropFirst().first?.isUppercase == true)
    }
  }
}

@Suite(.enabled(if: IndependentData.isHere)) struct RealHintTests {
  /// What is found in real templates comes with something to do.
  @Test func everyFindingHasAHint() throws {
    var count = 0
    for row in try Recordings.rows("templates/index.json") {
      guard let path = row["path"]?.text else { continue }
      let bytes = try IndependentData.bytes("templates/" + path)
      let isJSON = bytes.first { $0 > 32 } == UInt8(ascii: "{")
      let reading = read(
        Source(name: path, bytes: bytes), as: isJSON ? .cloudFormationJSON : .cloudFormation)
      guard !reading.failed, let root = reading.documents.first else { continue }
      var diagnostics: [Diagnostic] = []
      let value = root.value(&diagnostics, for: .json)
      for finding in TemplateChecker.findings(in: value) {
        count += 1
        #expect(finding.hint?.isEmpty == false, "\(path) \(finding)")
      }
    }
    #expect(count > 3_000)
  }
}
