import Commands
import Diagnostics
import Documents
import Testing

struct CheckTests {
  private static let faulty = """
    Resources:
      Topic:
        Type: AWS::SNS::Topic
        Properties:
          DisplayNam: !Sub "${Topik}"
    Outputs:
      Name: {Value: !GetAtt Topic.TopicName}

    """
  private static let sound = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
  private static let stackFile = "stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n"

  private func run(
    _ line: String, _ files: [(String, String)]
  ) async -> (code: ExitCode, output: String, error: String) {
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: files.map { Example.File($0.0, .text($0.1)) } + [Example.File("templates", .folder)])
    return (await world.run(), world.output, world.error)
  }

  /// Twelve lines of aliases stand for more than any memory holds.
  @Test(arguments: ["check bomb.yaml", "check templates", "check"])
  func aliasesAreNotFollowedWithoutBound(line: String) async {
    var bomb = "Resources: &a0 [x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "K\(level): &a\(level) [\(aliases)]\n"
    }
    let result = await run(line, [("bomb.yaml", bomb), ("templates/bomb.yaml", bomb)])
    #expect(result.code == .failure)
    #expect(result.error.contains("EST1302"))
  }

  @Test func everyMistakeHasItsPlace() async {
    let result = await run("check a.yaml", [("a.yaml", Self.faulty)])
    #expect(result.code == .failure)
    #expect(result.output == "1 template checked.\n")
    #expect(result.error.contains("error[EST3182]: there is no property `DisplayNam`"))
    #expect(result.error.contains("--> a.yaml:5:7"))
    #expect(result.error.contains("did you mean `DisplayName`?"))
    #expect(result.error.contains("error[EST3121]: there is no resource or parameter `Topik`"))
    #expect(result.error.contains("2 errors"))
  }

  @Test func aFolderIsSearchedForTemplates() async {
    let files = [
      ("templates/a.yaml", Self.sound), ("templates/deep/b.json", #"{"Resources":{}}"#),
      ("templates/jobs.yaml", Self.stackFile), ("templates/notes.txt", "Resources"),
      ("templates/c.template", Self.faulty),
    ]
    let result = await run("check templates --json", files)
    #expect(result.code == .failure)
    #expect(result.error.isEmpty)
    let reading = read(Source(name: "output", text: result.output), as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics)
    guard case .object(let report)? = value, case .array(let found)? = report["diagnostics"] else {
      Issue.record("no report: \(result.output)")
      return
    }
    let paths = found.compactMap { item -> Value? in
      guard case .object(let object) = item else { return nil }
      return object["path"]
    }
    #expect(
      paths == [
        ["Resources", "Topic", "Properties", "DisplayNam", "Fn::Sub"],
        ["Resources", "Topic", "Properties", "DisplayNam"],
      ])
  }

  @Test(arguments: [
    ("check a.yaml", ExitCode.success), ("check a.yaml --strict", .failure),
    ("check b.yaml --strict", .success), ("check missing.yaml", .failure),
    ("check a.yaml --json --sarif", .usage), ("check c.yaml --strict", .success),
    ("check d.yaml", .failure), ("check d.yaml --region us-west-2", .success),
    ("check d.yaml --region us-west-2 --region eu-west-1", .failure),
    ("check d.yaml --region mars-1", .usage),
  ])
  func exitsWith(line: String, code: ExitCode) async {
    let files = [
      ("a.yaml", "Resources: {}\n"), ("b.yaml", Self.sound),
      ("c.yaml", "Transform: AWS::Serverless-2016-10-31\n" + Self.sound),
      (
        "d.yaml",
        "Resources: {Jobs: {Type: AWS::DeviceFarm::Project, Properties: {Name: jobs}}}\n"
      ),
    ]
    #expect(await run(line, files).code == code)
  }

  @Test func columnsAreCountedAsEachReportDoes() async {
    // One character that people see, of three code points.
    let text = """
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          Properties:
            "\u{1F469}\u{200D}\u{1F52C}": x

      """
    let sarif = await run("check a.yaml --sarif", [("a.yaml", text)])
    #expect(sarif.output.contains(#""endColumn": 12"#), "\(sarif.output)")
    let json = await run("check a.yaml --json", [("a.yaml", text)])
    #expect(json.output.contains(#""column": 10"#), "\(json.output)")
  }

  @Test func aRingIsOneStoryWithItsPlaces() async {
    let ring = """
      Resources:
        A: {Type: AWS::SNS::Topic, DependsOn: B}
        B: {Type: AWS::SNS::Topic, DependsOn: A}

      """
    let result = await run("check a.yaml", [("a.yaml", ring)])
    #expect(result.error.contains("note: here `A` needs `B`"))
    #expect(result.error.contains("--> a.yaml:2:41"), "\(result.error)")
    let sarif = await run("check a.yaml --sarif", [("a.yaml", ring)])
    #expect(sarif.output.contains(#""relatedLocations""#))
    let serverless = "Transform: AWS::Serverless-2016-10-31\n" + Self.sound
    let github = await run("check a.yaml --github", [("a.yaml", serverless)])
    #expect(github.output.hasPrefix("::notice file=a.yaml,line=1,"))
  }

  @Test func speaksTheLanguagesOfOthers() async {
    let files = [("a b.yaml", Self.faulty), ("a.yaml", Self.faulty)]
    let sarif = await run("check a.yaml --sarif", files)
    #expect(sarif.code == .failure)
    #expect(sarif.output.contains(#""ruleId": "EST3182""#))
    #expect(sarif.output.contains(#""startLine": 5"#))
    #expect(sarif.output.contains(#""shortDescription": {"#))
    let github = await run("check a.yaml --github", files)
    let expected =
      "::error file=a.yaml,line=5,endLine=5,col=7,endColumn=17,title=EST3182::"
      + "there is no property `DisplayNam`%0Adid you mean `DisplayName`?\n"
    #expect(github.output.contains(expected), "\(github.output)")
  }
}
