import CloudFormation
import Documents
import Testing

@Suite struct DynamicReferenceTests {
  @Test(
    arguments: [
      ("ssm:name", .parameter(name: "name", version: nil, isSecure: false)),
      ("ssm:/a/b.c-d_e:3", .parameter(name: "/a/b.c-d_e", version: "3", isSecure: false)),
      ("ssm-secure:name:1", .parameter(name: "name", version: "1", isSecure: true)),
      (
        "ssm:arn:aws:ssm:us-east-1:111111111111:parameter/x:2",
        .parameter(
          name: "arn:aws:ssm:us-east-1:111111111111:parameter/x", version: "2", isSecure: false)
      ),
      ("secretsmanager:db", .secret(id: "db", key: nil, stage: nil, version: nil)),
      (
        "secretsmanager:db:SecretString:password",
        .secret(id: "db", key: "password", stage: nil, version: nil)
      ),
      (
        "secretsmanager:db:SecretString:::v1",
        .secret(id: "db", key: nil, stage: nil, version: "v1")
      ),
      (
        "secretsmanager:arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf:SecretString:k:AWSCURRENT",
        .secret(
          id: "arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf", key: "k",
          stage: "AWSCURRENT", version: nil)
      ),
      ("secretsmanager:db:Binary", .unknown(service: "secretsmanager", key: "db:Binary")),
      ("ssm:a:1:2", .unknown(service: "ssm", key: "a:1:2")),
      ("ssm", .unknown(service: "ssm", key: "")),
      ("vault:x", .unknown(service: "vault", key: "x")),
    ] as [(String, DynamicReference.Target)])
  func referencesAreReadByTheirService(_ content: String, _ target: DynamicReference.Target) {
    let written = "{{resolve:\(content)}}"
    let pieces = DynamicReference.pieces(of: "a" + written + "b")
    #expect(pieces.count == 3)
    guard case .reference(let reference) = pieces[1] else {
      Issue.record("\(pieces)")
      return
    }
    #expect(reference.target == target)
    #expect(reference.written == written)
  }

  @Test(arguments: [
    ("", 0), ("plain", 0), ("{{resolve:ssm:a", 0), ("{{resolve:ssm:a}", 0), ("{{ssm:a}}", 0),
    ("{{resolve:ssm:a}}{{resolve:ssm:b}}", 2), ("{{{{resolve:ssm:a}}}}", 1), ("é{{resolve:}}", 1),
  ])
  func piecesMakeTheTextAgain(_ text: String, _ count: Int) {
    let pieces = DynamicReference.pieces(of: text)
    let written = pieces.map { piece in
      switch piece {
      case .literal(let text): text
      case .reference(let reference): reference.written
      }
    }
    #expect(written.joined() == text)
    #expect(pieces.count { if case .reference = $0 { true } else { false } } == count)
  }

  @Test func everyTextOfAValueIsLookedAt() {
    let found = DynamicReference.within(
      yaml("{a: ['x{{resolve:ssm:a}}', {b: '{{resolve:ssm:b}}{{resolve:ssm:c}}'}], c: 1}"))
    #expect(
      found.map { "\($0.reference.written) \($0.path)" } == [
        "{{resolve:ssm:a}} a[0]", "{{resolve:ssm:b}} a[1].b", "{{resolve:ssm:c}} a[1].b",
      ])
  }

  /// Only CloudFormation follows them, after all functions: until then they are texts.
  @Test func functionsSeeTheText() {
    let value = Evaluator(Template()).evaluate(yaml("!Join ['-', [a, '{{resolve:ssm:x}}']]")).value
    #expect(value == .known("a-{{resolve:ssm:x}}"))
  }

  /// What is put beside a reference is no part of it.
  @Test(
    arguments: [
      ("{{resolve:ssm:/x}}", true), ("{{resolve:secretsmanager:a:SecretString:b}}", true),
      ("{{resolve:ssm:/x}}{{resolve:ssm:/y}}", true), ("{{resolve:ssm:/x}}hunter2", false),
      ("hunter2{{resolve:ssm:/x}}", false), ("{{resolve:ssm:/x}}hunter2}}", false),
      ("{{resolve:hunter2:a}}", false), ("{{resolve:hunter2}}", false), ("{{resolve:ssm:", false),
      ("", false), ("hunter2", false),
    ])
  func namesAValueAndHoldsNone(_ text: String, _ isAll: Bool) {
    #expect(DynamicReference.isAll(of: text) == isAll)
  }
}
