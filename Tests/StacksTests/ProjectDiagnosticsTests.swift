import Diagnostics
import Stacks
import Testing

/// Each mistake in `esteira.yaml` gives one diagnostic at its mark.
struct ProjectDiagnosticsTests {
  static func environment(_ text: String) -> String {
    "project: fraud\nenvironments:\n  dev:\n" + text.indented(4) + "\n"
  }

  static let keys: [Mistake] = [
    Mistake("«projekt»: fraud\n", .unknownKey, mended: "project: fraud\n"),
    Mistake("«name»: fraud\n", .unknownKey, .missingKey),
    Mistake(
      "project: fraud\n«enviroments»: {}\n", .unknownKey,
      mended: "project: fraud\nenvironments: {}\n"),
    Mistake("project: fraud\n«stack»: x\n", .unknownKey),
    Mistake("project: «[fraud]»\n", .wrongType),
    Mistake("«project»:\n", .wrongType),
    Mistake("«- project»\n", .wrongType),
    Mistake("«»", .missingKey),
    Mistake("project: «fraud_2»\n", .invalidName, mended: "project: fraud-2\n"),
    Mistake("project: «2fraud»\n", .invalidName),
    Mistake("project: fraud\nenvironments: «dev»\n", .wrongType),
    Mistake("project: fraud\nenvironments:\n  «dev»:\n", .wrongType),
    Mistake("project: fraud\n---\n«project: x»\n", .severalDocuments),
    Mistake(
      "project: fraud\nenvironments:\n  «pre_prod»: {account: '111111111111', region: eu-west-1}\n",
      .invalidName,
      mended:
        "project: fraud\nenvironments:\n  pre-prod: {account: '111111111111', region: eu-west-1}\n"),
    Mistake("project: fraud\nenvironments:\n  «dev»: {region: us-east-1}\n", .missingKey),
    Mistake("project: fraud\nenvironments:\n  local: {«region»: us-east-1}\n", .conflictingKeys),
    Mistake(
      "project: fraud\nenvironments:\n  local: {«tag»: {a: b}}\n", .unknownKey,
      mended: "project: fraud\nenvironments:\n  local: {tags: {a: b}}\n"),
  ]

  /// Lines of an environment that has its account and region otherwise.
  static let fields: [Mistake] = [
    Mistake(
      "account: «012345678901»\nregion: us-east-1", .textWrittenAsNumber,
      mended: "account: \"012345678901\"\nregion: us-east-1"),
    Mistake(
      "account: «1111-1111-1111»\nregion: us-east-1", .invalidValue,
      mended: "account: \"111111111111\"\nregion: us-east-1"),
    Mistake("account: «1234»\nregion: us-east-1", .invalidValue),
    Mistake("account: «[1]»\nregion: us-east-1", .wrongType),
    Mistake("account: 111111111111\nregion: «us-east-1a»", .invalidValue),
    Mistake("account: 111111111111\nregion: «Virginia»", .invalidValue),
    Mistake(
      "account: 111111111111\nregion: us-east-1\n«Profile»: x", .unknownKey,
      mended: "account: 111111111111\nregion: us-east-1\nprofile: x"),
    Mistake("account: 111111111111\nregion: us-east-1\nrole: «admin»", .invalidValue),
    Mistake(
      "account: 111111111111\nregion: us-east-1\nprofile: a\n«role»: arn:aws:iam::111111111111:role/a",
      .conflictingKeys),
    Mistake(
      "account: 111111111111\nregion: us-east-1\nprotect: «yes»", .wrongType,
      mended: "account: 111111111111\nregion: us-east-1\nprotect: true"),
    Mistake("account: 111111111111\nregion: us-east-1\nprotect: «1»", .wrongType),
    Mistake("account: 111111111111\nregion: us-east-1\nstate: «records»", .invalidValue),
    Mistake("account: 111111111111\nregion: us-east-1\nstate: «s3://My_Bucket/x»", .invalidValue),
    Mistake("account: 111111111111\nregion: us-east-1\nstate: «s3://10.0.0.1/x»", .invalidValue),
    Mistake("account: 111111111111\nregion: us-east-1\nstate: «s3://records//x»", .invalidValue),
    Mistake("account: 111111111111\nregion: us-east-1\ntags: {«aws:a»: b}", .invalidTag),
    Mistake("account: 111111111111\nregion: us-east-1\ntags: {a: «[b]»}", .wrongType),
    Mistake(
      "account: 111111111111\nregion: us-east-1\ntags: {a: «3.10»}", .textWrittenAsNumber,
      mended: "account: 111111111111\nregion: us-east-1\ntags: {a: \"3.10\"}"),
    Mistake(
      "account: «1»\nregion: «2»\nprotect: «on»\nstate: «x»", .invalidValue, .invalidValue,
      .wrongType, .invalidValue, mended: "account: 1\nregion: 2\nprotect: true\nstate: x"),
  ]

  @Test(
    arguments: keys
      + fields.map {
        Mistake(marked: environment($0.marked), codes: $0.codes, mended: $0.mended.map(environment))
      })
  func mistakesAreFound(_ mistake: Mistake) {
    let marked = MarkedText(mistake.marked)
    let sample = SampleProject(project: marked.text)
    let diagnostics = sample.run().diagnostics
    #expect(diagnostics.map(\.code) == mistake.codes.map(\.code), "\(diagnostics.map(\.line))")
    for (span, diagnostic) in zip(marked.spans, diagnostics) {
      #expect(diagnostic.place?.span == span, "\(diagnostic.line)")
    }
    #expect(diagnostics.mended(sample.files.project) == (mistake.mended))
  }

  @Test func everythingIsRead() throws {
    let sample = SampleProject(
      project: """
        project: fraud
        environments:
          local: {tags: {a: b}}
          dev: {account: 111111111111, region: us-gov-west-1, profile: x, tags: {team: 7}}
          prod:
            account: "012345678901"
            region: sa-east-1
            role: arn:aws-cn:iam::012345678901:role/deploy/esteira
            protect: true
            state: s3://records/prod/
        """)
    let reading = Project.read(sample.files)
    #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.line))")
    let project = try #require(reading.project)
    #expect(project.environments.map(\.name) == ["local", "dev", "prod"])
    #expect(project.environments[0].tags == [Tag("a", "b")])
    #expect(project.environments[0].isLocal)
    #expect(project.environments[1].credentials == .profile("x"))
    #expect(project.environments[1].tags == [Tag("team", "7")])
    let prod = project.environments[2]
    #expect(prod.account == "012345678901" && prod.region == "sa-east-1" && prod.isProtected)
    #expect(prod.credentials == .role("arn:aws-cn:iam::012345678901:role/deploy/esteira"))
    #expect(prod.records == .s3(bucket: "records", prefix: "prod"))
  }

  @Test(arguments: [
    "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n", "- a\n- b\n", "", "a: [\n", "%\n",
    "resources:\n  - kustomize.yaml\n", "text", "a: 1\n---\nb: 2\n",
  ])
  func otherFilesAreNobodysBusiness(text: String) {
    var sample = SampleProject()
    sample.stacks = [("other.yaml", text)]
    let result = sample.run()
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.line))")
    #expect(result.stacks.isEmpty)
  }

  @Test func aBrokenStackFileIsNotPassedOver() {
    let result = SampleProject("stack: serving\nresources: [\n").run()
    #expect(result.diagnostics.hasErrors)
  }
}

extension Mistake {
  init(marked: String, codes: [StackCode], mended: String?) {
    self.marked = marked
    self.codes = codes
    self.mended = mended
  }
}
