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

  /// However many processors work at it, it is told as if one had done it all.
  @Test(arguments: ["", " --json", " --sarif", " --github"])
  func manyProcessorsFindWhatOneFinds(form: String) async {
    var files: [(String, String)] = [
      ("esteira.yaml", "project: shop\n"), ("jobs.yaml", Self.stackFile),
      ("templates/none.yaml", "kind: Other\n"),
    ]
    for number in 10..<90 {
      let text = number.isMultiple(of: 3) ? Self.sound : Self.faulty
      files.append(("templates/\(number).yaml", "# \(number)\n" + text))
    }
    let named = files.map(\.0).joined(separator: " ")
    for arguments in ["check", "check templates", "check \(named) templates/10.yaml missing.yaml"] {
      let words = (arguments + form).split(separator: " ").map(String.init)
      let worlds = [1, 2, 16].map { processors in
        InMemoryWorld(
          words,
          files: files.map { Example.File($0.0, .text($0.1)) }
            + [Example.File("templates", .folder)], processors: processors)
      }
      for world in worlds { #expect(await world.run() == .failure) }
      let first = worlds[0]
      let told = form.isEmpty ? first.error : first.output
      #expect(told.contains("templates/89.yaml"), "\(told.suffix(400))")
      for world in worlds.dropFirst() {
        #expect(world.output == first.output)
        #expect(world.error == first.error)
      }
    }
  }

  @Test(arguments: [
    ("check empty.yaml", "error[EST0110]: there is no document in `empty.yaml`"),
    ("check empty.json", "empty.json"), ("check -", "error[EST0110]"),
    ("check two.yaml", "error[EST3113]"), ("check templates", "error[EST3113]"),
  ])
  func whatHoldsNoTemplateOrMoreThanOneIsAMistake(line: String, message: String) async {
    let files = [
      ("empty.yaml", "# nothing\n"), ("empty.json", ""),
      ("two.yaml", Self.sound + "---\n" + Self.sound),
      ("templates/two.yaml", "kind: Other\n---\n" + Self.sound),
    ]
    let result = await run(line, files)
    #expect(result.code == .failure)
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.error.contains("1 error\n"), "\(result.error)")
  }

  /// Other programs' files stay theirs, however broken: only what has a template's words is one.
  @Test(arguments: [
    ("AWSTemplateFormatVersion: '2010-09-09\nResources: {}\n", true),
    ("\u{0}Resources:\n  A: {Type: AWS::SNS::Topic}\n", true),
    ("- {Resources: {A: {Type: AWS::SNS::Topic\n", true),
    ("{{ template }}: [\n", false), ("", false), ("kind: A\n---\nkind: B\n", false),
  ])
  func whatCannotBeReadInAFolderIsSaidIfItIsATemplate(text: String, isTemplate: Bool) async {
    let result = await run("check templates", [("templates/a.yaml", text)])
    #expect(result.code == (isTemplate ? .failure : .success), "\(result.error)")
    #expect(result.error.isEmpty != isTemplate)
  }

  /// What others made is not looked through, unless it is what was asked for.
  @Test(arguments: [
    ("check", "1 template checked.\n"), ("check .", "1 template checked.\n"),
    ("check node_modules", "1 template checked.\n"), ("check tools/venv", "1 template checked.\n"),
    ("check tools", "0 templates checked.\n"),
  ])
  func foldersOfOthersAreNotLookedThrough(line: String, counted: String) async {
    let files = [
      ("a.yaml", Self.sound), ("node_modules/b.yaml", Self.sound), (".git/c.yaml", Self.sound),
      ("tools/venv/pyvenv.cfg", "home = /usr/bin\n"), ("tools/venv/d.yaml", Self.sound),
    ]
    #expect(await run(line, files).output == counted)
  }

  /// However often and by whatever way a file is named, what is wrong with it is told once.
  @Test(arguments: [
    "check templates/a.yaml templates/a.yaml", "check templates templates/a.yaml",
    "check ./templates/a.yaml templates", "check templates/./a.yaml .//templates/",
    "check . templates/a.yaml ./",
  ])
  func aFileIsCheckedOnce(line: String) async {
    let result = await run(line, [("templates/a.yaml", Self.faulty)])
    #expect(result.output == "1 template checked.\n")
    #expect(result.error.contains("2 errors"), "\(result.error)")
  }

  @Test(arguments: [
    "check stacks/jobs.yaml stacks/jobs.yaml", "check . stacks/jobs.yaml", "check . .",
  ])
  func aStackFileIsCheckedOnce(line: String) async {
    let files = [
      (
        "esteira.yaml",
        "project: jobs\nenvironments:\n  test: {region: us-east-1, account: local}\n"
      ),
      ("stacks/jobs.yaml", Self.stackFile),
    ]
    #expect(await run(line, files).output == "1 stack file checked.\n")
  }

  /// Annotations name files as the repository does.
  @Test(arguments: ["./templates/", ".//templates", "./templates/./a.yaml", "."])
  func filesAreNamedWithoutDetours(argument: String) async {
    let result = await run("check --github \(argument)", [("templates/a.yaml", Self.faulty)])
    #expect(result.output.contains("::error file=templates/a.yaml,line=5,"), "\(result.output)")
    #expect(!result.output.contains("file=./"))
  }

  @Test func whatIsNoFileIsPassedOverInAFolder() async {
    let world = InMemoryWorld(
      ["check", "templates"],
      files: [
        Example.File("templates", .folder), Example.File("templates/a.yaml", .pipe),
        Example.File("templates/b.yaml", .text(Self.sound)),
      ])
    #expect(await world.run() == .success)
    #expect(world.output == "1 template checked.\n")
    #expect(world.error.contains("note[EST0109]: `templates/a.yaml` is a pipe"), "\(world.error)")
  }

  /// A name may be anything, and must not become a line of its own, a command to a terminal or one
  /// to a runner of GitHub's.
  @Test(
    arguments: ["", " --github"], ["\\n::error::x", "\\e[31mx", "\\r::error::x", "a ::error::x"])
  func namesInMessagesStayWithinTheirLine(form: String, name: String) async {
    let padding = String(repeating: "word ", count: 11)
    let text = """
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          DependsOn: "\(padding)\(name)"
          Properties: {"\(padding)\(name)": "\(name)", DisplayName: !Ref "\(padding)\(name)"}
        "\(padding)\(name)": {Type: "AWS::\(name)"}

      """
    let result = await run("check a.yaml\(form)", [("a.yaml", text)])
    let shown = result.output + result.error
    #expect(shown.contains("error"))
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let lines = shown.split(separator: "\n").map { $0.drop { $0 == " " } }
    let commands = lines.filter { $0.hasPrefix("::") }
    #expect(
      commands.allSatisfy { $0.hasPrefix("::error file=a.yaml,") }
        && !form.isEmpty == !commands.isEmpty)
  }

  @Test func standardInputHasAnAddressInReports() async {
    let world = InMemoryWorld(["check", "-", "--sarif"], input: Self.faulty)
    #expect(await world.run() == .failure)
    #expect(world.output.contains(#""uri": "stdin""#), "\(world.output)")
    #expect(!world.output.contains("<stdin>"))
    #expect(!world.output.contains("%3C"))
  }
}
