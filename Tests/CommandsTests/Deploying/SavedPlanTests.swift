import Commands
import Diagnostics
import Documents
import Testing

/// Plans that are saved, shown and carried out; and what plans refuse.
struct SavedPlanTests {
  private static func stack(_ name: String, bucket: Bool = false) -> String {
    """
    stack: jobs
    resources:
      mark:
        type: AWS::SSM::Parameter
        properties: {Type: String, Value: \(name)}
      topic:
        type: AWS::SNS::Topic
        properties: {DisplayName: \(name)}

    """ + (bucket ? "  data:\n    type: AWS::S3::Bucket\n" : "")
  }

  /// A folder in memory that keeps what commands write.
  private final class Folder {
    var files: [Example.File]
    let clouds = InMemoryClouds()

    init(_ stack: String) {
      files = [
        Example.File("esteira.yaml", .text("project: fraud\n")),
        Example.File("jobs.yaml", .text(stack)),
      ]
    }

    func run(_ line: String) async -> (code: ExitCode, output: String, error: String) {
      let world = InMemoryWorld(
        line.split(separator: " ").map(String.init), files: files, clouds: clouds)
      let code = await world.run()
      files = world.files
      return (code, world.output, world.error)
    }

    func write(_ name: String, _ text: String) {
      files.removeAll { $0.name == name }
      files.append(Example.File(name, .text(text)))
    }

    func text(_ name: String) -> String {
      for file in files where file.name == name {
        if case .text(let text) = file.contents { return text }
      }
      return ""
    }
  }

  @Test func aSavedPlanIsCarriedOutAsItWasSaved() async throws {
    let folder = Folder(Self.stack("a"))
    let saved = await folder.run("plan --out plan.json")
    #expect(saved.code == .success)
    #expect(saved.error.contains("`esteira apply --plan plan.json` carries it out"))
    let shown = await folder.run("show plan.json")
    #expect(shown.code == .success, "\(shown.error)")
    #expect(shown.output.contains("  + topic  AWS::SNS::Topic\n"))
    // Nobody is asked: it was looked at.
    let applied = await folder.run("apply --plan plan.json")
    #expect(applied.code == .success, "\(applied.error)")
    #expect(await folder.run("plan --detailed-exitcode").code == .success)
    // Once more it is out of date.
    let again = await folder.run("apply --plan plan.json")
    #expect(again.code == .failure)
    #expect(again.error.contains("error[EST4014]"), "\(again.error)")
  }

  @Test func aSavedPlanIsShownInEveryForm() async throws {
    let folder = Folder(Self.stack("a"))
    _ = await folder.run("plan --out plan.json")
    let json = await folder.run("show plan.json --json")
    let planned = await folder.run("plan --json")
    for output in [json.output, planned.output] {
      #expect(output.contains("\"logicalId\": \"Topic\""))
      #expect(output.contains("\"action\": \"Add\""))
    }
    let markdown = await folder.run("show plan.json --markdown")
    #expect(markdown.output.hasPrefix("### Plan\n"))
    #expect(markdown.output.contains("| `jobs` | 2 |"))
    #expect(markdown.output.contains("<details><summary>jobs</summary>"))
  }

  @Test(
    arguments: [
      ("\"value\"", "\"valve\"", "EST4011"),
      ("\"AWS::SNS::Topic\"", "\"AWS::SQS::Queue\"", "EST4011"),
      ("\"esteira-plan\": 1", "\"esteira-plan\": 2", "EST4012"),
      ("\"esteira-plan\"", "\"plan\"", "EST4010"), ("{", "[", "EST4010"),
      ("\"project\": \"fraud\"", "\"project\": \"risk\"", "EST4011"),
    ] as [(String, String, String)])
  func whatIsNotAsItWasSavedIsRefused(
    _ old: String, _ new: String, _ code: String
  ) async throws {
    let folder = Folder(Self.stack("value"))
    _ = await folder.run("plan --out plan.json")
    let text = folder.text("plan.json")
    #expect(text.contains(old))
    folder.write("plan.json", text.replacing(old, with: new, maxReplacements: 1))
    for command in ["show plan.json", "apply --plan plan.json"] {
      let result = await folder.run(command)
      #expect(result.code == .failure)
      #expect(result.error.contains("error[\(code)]"), "\(result.error)")
    }
    #expect(await folder.run("plan").output.contains("will be created"))
  }

  @Test func otherFilesAndValuesAreRefused() async {
    let folder = Folder(Self.stack("a"))
    _ = await folder.run("plan --out plan.json")
    folder.write("jobs.yaml", Self.stack("b"))
    let other = await folder.run("apply --plan plan.json")
    #expect(other.code == .failure)
    #expect(other.error.contains("error[EST4015]"), "\(other.error)")
    // What says the same is the same.
    folder.write("jobs.yaml", "# looked at\n" + Self.stack("a"))
    #expect(await folder.run("apply --plan plan.json").code == .success)
  }

  @Test func aPlanOfAnotherProjectIsRefused() async {
    let folder = Folder(Self.stack("a"))
    _ = await folder.run("plan --out plan.json")
    folder.write("esteira.yaml", "project: risk\n")
    let other = await folder.run("apply --plan plan.json")
    #expect(other.error.contains("error[EST4013]"), "\(other.error)")
    #expect(await folder.run("apply jobs --plan plan.json").code == .usage)
  }

  @Test func dataIsLostOnlyWhenItIsNamed() async {
    let folder = Folder(Self.stack("a", bucket: true))
    #expect(await folder.run("apply --yes").code == .success)
    folder.write("jobs.yaml", Self.stack("a"))
    let plan = await folder.run("plan --out plan.json")
    #expect(plan.code == .failure)
    #expect(plan.output.contains("LOST with it: objects"))
    #expect(plan.error.contains("`--allow-data-loss Data`"), "\(plan.error)")
    #expect(folder.text("plan.json").isEmpty, "what is refused is not saved")
    let refused = await folder.run("apply --yes")
    #expect(refused.code == .failure)
    #expect(refused.error.contains("error[EST4002]"))
    #expect(await folder.run("plan --allow-data-loss other").code == .failure)
    #expect(await folder.run("plan --allow-data-loss data --out plan.json").code == .success)
    let applied = await folder.run("apply --plan plan.json")
    #expect(applied.code == .success, "\(applied.error)")
    #expect(applied.output.contains("DELETE_COMPLETE"))
  }

  @Test func aDestructionIsPlanned() async {
    let folder = Folder(Self.stack("a", bucket: true))
    #expect(await folder.run("plan --destroy --detailed-exitcode").code == .success)
    #expect(await folder.run("apply --yes").code == .success)
    let plan = await folder.run("plan --destroy --detailed-exitcode")
    #expect(plan.code == .changes, "\(plan.error)")
    #expect(plan.output.contains("Stack jobs will be deleted"))
    #expect(plan.output.contains("3 to delete."))
    #expect(plan.output.contains("Next: `esteira destroy` makes it so."))
  }
}
