import Commands
import Diagnostics
import LocalCloud
import Testing

/// Which files are a project's, and what commands make of stacks that are large, wrong or gone.
struct ProjectFileTests {
  private static let project = Example.File("esteira.yaml", .text("project: fraud\n"))
  private static let jobs = Example.File(
    "jobs.yaml", .text("stack: jobs\nresources:\n  topic: {type: AWS::SNS::Topic}\n"))

  private static func run(
    _ line: String, _ files: [Example.File], on clouds: InMemoryClouds = InMemoryClouds()
  ) async -> (code: ExitCode, world: InMemoryWorld) {
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init), files: files, clouds: clouds)
    return (await world.run(), world)
  }

  @Test func stacksMayBeJSON() async {
    let stack = Example.File(
      "alerts.json",
      .text("{\n\t\"stack\": \"alerts\",\n\t\"resources\": {\"mail\": {\"type\": \"topic\"}}\n}\n"))
    let other = Example.File("package.json", .text("{\"name\": \"x\", \"stack\": 7"))
    let (code, world) = await Self.run("emit alerts", [Self.project, Self.jobs, stack])
    #expect(code == .success, "\(world.error)")
    #expect(world.output.contains("AWS::SNS::Topic"))
    let (again, _) = await Self.run(
      "emit jobs", [Self.project, Self.jobs, Example.File("data.json", .text("[1"))])
    #expect(again == .success)
    let (named, checked) = await Self.run("check alerts.json", [Self.project, stack])
    #expect(named == .success, "\(checked.error)")
    #expect(checked.output == "1 stack file checked.\n")
    _ = other
  }

  @Test(arguments: ["plan", "emit"])
  func theOtherEndingIsSeen(line: String) async {
    let (code, world) = await Self.run(
      line, [Example.File("esteira.yml", .text("project: fraud\n")), Self.jobs])
    #expect(code == .failure)
    #expect(world.error.contains("EST0201"))
    #expect(world.error.contains("rename it to `esteira.yaml`"))
  }

  /// What CloudFormation itself would refuse is not written for others to deploy.
  @Test(arguments: ["emit", "emit --out build", "plan", "check"])
  func whatIsRefusedIsNotEmitted(line: String) async {
    let resources = (0...500).map { "  t\($0): {type: AWS::SNS::Topic}\n" }.joined()
    let stack = Example.File("jobs.yaml", .text("stack: jobs\nresources:\n" + resources))
    let (code, world) = await Self.run(line, [Self.project, stack])
    #expect(code == .failure)
    #expect(world.error.contains("500"))
    #expect(world.text("build/jobs.template.json") == nil)
  }

  /// What a resource type has against a property is told where a stack is looked at as a whole.
  @Test(arguments: ["plan", "check"])
  func whatIsWrongIsTold(line: String) async {
    let stack = Example.File(
      "jobs.yaml",
      .text(
        "stack: jobs\nresources:\n  topic: {type: AWS::SNS::Topic, properties: {Nope: 1}}\n"))
    let (code, world) = await Self.run(line, [Self.project, stack])
    #expect(code == .failure)
    #expect(world.error.contains("error[EST3182]"))
  }

  @Test func templatesOfStacksThatAreGoneAreFound() async {
    let old = Example.File("build/old.template.json", .text("{}\n"))
    let (code, world) = await Self.run("emit --out build", [Self.project, Self.jobs, old])
    #expect(code == .success)
    #expect(world.error.contains("build/old.template.json: there is no such stack any more."))
    let template = world.text("build/jobs.template.json") ?? ""
    let files = [
      Self.project, Self.jobs, old, Example.File("build/jobs.template.json", .text(template)),
    ]
    let (found, again) = await Self.run("emit --out build --check", files)
    #expect(found == .failure)
    #expect(again.output == "build/old.template.json\n")
    let (one, _) = await Self.run("emit jobs --out build --check", files)
    #expect(one == .success)
  }

  /// The embedded cloud takes templates as large as CloudFormation takes from a bucket.
  @Test func largeStacksAreAppliedLocally() async {
    let lines = (0..<120).map { number in
      "  topic-\(number): {type: topic, display-name: \"\(String(repeating: "long ", count: 18))\"}\n"
    }
    let stack = Example.File(
      "jobs.yaml", .text("stack: jobs\nresources:\n" + lines.joined()))
    let clouds = InMemoryClouds()
    let (emitted, template) = await Self.run("emit", [Self.project, stack])
    #expect(emitted == .success)
    #expect(template.output.utf8.count > 51_200)
    let (code, world) = await Self.run("apply --yes", [Self.project, stack], on: clouds)
    #expect(code == .success, "\(world.error)")
  }

  /// What a whole section breaks is said of each of them, where it stands.
  @Test func largeSectionsAreToldApart() async {
    let outputs = (0..<201).map { "  o\($0): x\n" }.joined()
    let stack = Example.File(
      "jobs.yaml",
      .text(
        "stack: jobs\ndescription: \(String(repeating: "long ", count: 220))\nresources:\n  topic: {type: AWS::SNS::Topic}\noutputs:\n\(outputs)"
      ))
    let (code, world) = await Self.run("check", [Self.project, stack])
    #expect(code == .failure)
    #expect(world.error.contains("--> jobs.yaml:2:"))
    #expect(world.error.contains("--> jobs.yaml:5:1"))
    #expect(world.error.contains("\n2 errors"), "\(world.error.suffix(200))")
  }

  /// Secrets that somebody wrote down all the same are shown by no plan.
  @Test(
    arguments: ["plan", "plan --json", "apply --yes"],
    [
      "WORD", "!Join [\"-\", [a, WORD]]", "!Sub [\"${AWS::Region}-${W}\", {W: WORD}]",
      "!Sub WORD-1",
    ])
  func plansShowNoSecrets(line: String, form: String) async {
    let clouds = InMemoryClouds()
    for secret in ["hunter2", "swordfish"] {
      let written = form.replacing("WORD", with: secret)
      let stack = Example.File(
        "jobs.yaml",
        .text(
          "stack: jobs\nresources:\n  token:\n    type: AWS::SecretsManager::Secret\n    properties:\n      SecretString: \(written)\n"
        ))
      let (_, world) = await Self.run(line, [Self.project, stack], on: clouds)
      #expect(world.error.contains("warning[EST2321]"))
      #expect(!world.output.contains(secret), "\(world.output)")
      #expect(world.output.contains("(hidden)"))
      _ = await Self.run("apply --yes", [Self.project, stack], on: clouds)
    }
  }

  /// A parameter that its template keeps secret is a reference, and as such seen in plans.
  @Test func secretParametersAreReferences() async {
    let files = [
      Self.project,
      Example.File(
        "jobs.yaml",
        .text(
          "stack: jobs\ntemplate: legacy.json\nparameters: {Word: {secret: fraud/db#password}}\n")),
      Example.File(
        "legacy.json",
        .text(
          "{\"Parameters\": {\"Word\": {\"Type\": \"String\", \"NoEcho\": true}}, \"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\": {\"DisplayName\": {\"Ref\": \"Word\"}}}}}"
        )),
    ]
    let clouds = InMemoryClouds()
    let (code, world) = await Self.run("apply --yes", files, on: clouds)
    #expect(code == .success, "\(world.error)")
    #expect(world.output.contains("{{resolve:secretsmanager:fraud/db:SecretString:password}}"))
    let (again, plan) = await Self.run("plan --detailed-exitcode", files, on: clouds)
    #expect(again == .success, "\(plan.output)")
  }
}
