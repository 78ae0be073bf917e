import Commands
import Diagnostics
import Testing

struct FormatTests {
  private let files = [
    Example.File("ugly.yaml", .text("a:   1\n")), Example.File("neat.yaml", .text("a: 1\n")),
    Example.File("bad.yaml", .text("a: 1\nb: [x\n")),
    Example.File("ugly.json", .text(#"{"b": 1, "a": 2}"#)),
    Example.File("neat.json", .text("{\n  \"b\": 1,\n  \"a\": 2\n}\n")),
  ]

  private func world(
    _ arguments: String..., input: String = "", terminals: Set<World.Stream> = []
  ) -> InMemoryWorld {
    InMemoryWorld(["format"] + arguments, files: files, input: input, terminals: terminals)
  }

  @Test func rewritesWhatChanges() async {
    let world = world("ugly.yaml", "neat.yaml", "ugly.json", "neat.json")
    #expect(await world.run() == .success)
    #expect(world.output == "ugly.yaml\nugly.json\n")
    #expect(world.error == "Rewrote 2 of 4 files.\n")
    #expect(world.text("ugly.yaml") == "a: 1\n")
    #expect(world.text("ugly.json") == "{\n  \"b\": 1,\n  \"a\": 2\n}\n")
  }

  @Test func oneBadFileDoesNotStopTheOthers() async {
    let world = world("missing.yaml", "bad.yaml", "ugly.yaml")
    #expect(await world.run() == .failure)
    #expect(world.output == "ugly.yaml\n")
    #expect(world.text("ugly.yaml") == "a: 1\n")
    #expect(world.text("bad.yaml") == "a: 1\nb: [x\n")
    #expect(world.error.contains("error[EST0101]"))
    #expect(world.error.contains(" --> bad.yaml:2:"))
    #expect(world.error.hasSuffix("\nRewrote 1 of 3 files, 2 could not be formatted.\n"))
  }

  @Test func checkWritesNothing() async {
    let world = world("--check", "ugly.yaml", "neat.yaml", "ugly.json")
    #expect(await world.run() == .failure)
    #expect(world.output == "ugly.yaml\nugly.json\n")
    #expect(world.error.contains("2 of 3 files would change"))
    #expect(world.text("ugly.yaml") == "a:   1\n")
  }

  @Test func checkOfNeatFilesSucceeds() async {
    let world = world("--check", "neat.yaml", "neat.json")
    #expect(await world.run() == .success)
    #expect(world.output.isEmpty)
    #expect(world.error == "Nothing to change in 2 files.\n")
  }

  @Test func checkOfABadFileFails() async {
    let world = world("--check", "bad.yaml")
    #expect(await world.run() == .failure)
    #expect(world.output.isEmpty)
    #expect(world.error.hasSuffix("\n0 of 1 file would change, 1 could not be formatted.\n"))
  }

  @Test func templatesAreReadAsSuch() async {
    let text = "a:\n  b: [\n  c]\n"
    let plain = world("-", input: text)
    #expect(await plain.run() == .failure)
    let template = world("--cloudformation", "-", input: text)
    #expect(await template.run() == .success)
    #expect(template.output == "a:\n  b:\n    [\n      c\n    ]\n")
  }

  @Test func standardInputIsFiltered() async {
    let world = world("-", input: "a:    1\n")
    #expect(await world.run() == .success)
    #expect(world.output == "a: 1\n")
    #expect(world.error.isEmpty)
  }

  @Test func standardInputWithErrorsGivesNothing() async {
    let world = world("-", input: "a: [1\n")
    #expect(await world.run() == .failure)
    #expect(world.output.isEmpty)
    #expect(world.error.contains(" --> <stdin>:1:"))
  }

  @Test func standardInputIsChecked() async {
    let world = world("--check", "-", "neat.yaml", input: "a:    1\n")
    #expect(await world.run() == .failure)
    #expect(world.output == "<stdin>\n")
  }

  @Test(arguments: [["-", "-"], ["-", "neat.yaml"], ["--check", "-", "-"]])
  func standardInputHasItsPlace(arguments: [String]) async {
    let world = InMemoryWorld(["format"] + arguments, files: files, input: "a: 1\n")
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[EST0012]"))
  }

  @Test func convertsToJSON() async {
    let world = world("--to", "json", "neat.yaml", "neat.json")
    #expect(await world.run() == .success)
    #expect(world.output == "{\n  \"a\": 1\n}\n{\n  \"b\": 1,\n  \"a\": 2\n}\n")
  }

  @Test func convertsToYAML() async {
    let world = world("--to=yaml", "ugly.json", "ugly.yaml")
    #expect(await world.run() == .success)
    #expect(world.output == "b: 1\na: 2\n---\na: 1\n")
  }

  @Test func conversionSaysWhichTagsItLoses() async {
    let plain = world("--to", "json", "-", input: "a: !Sub x\n")
    #expect(await plain.run() == .success)
    #expect(plain.output == "{\n  \"a\": \"x\"\n}\n")
    #expect(plain.error.hasPrefix("warning[EST1309]"))
    let key = world("--to", "json", "--cloudformation", "-", input: "!Sub a: x\n")
    #expect(await key.run() == .failure)
    #expect(key.output.isEmpty)
    #expect(key.error.hasPrefix("error[EST1308]"))
  }

  @Test(arguments: ["", "\n", "# nothing yet\n"], ["json", "yaml"])
  func conversionSaysThatThereIsNothing(input: String, target: String) async {
    let world = world("--to", target, "-", "neat.yaml", input: input)
    #expect(await world.run() == .success)
    #expect(world.output == (target == "json" ? "{\n  \"a\": 1\n}\n" : "a: 1\n"))
    #expect(world.error.hasPrefix("warning[EST0110]: there is no document in standard input"))
    #expect(world.error.hasSuffix("\n1 warning\n"))
  }

  @Test(arguments: ["null\n", "---\n", "a: 1\n"])
  func aDocumentIsADocument(input: String) async {
    let world = world("--to", "json", "-", input: input)
    #expect(await world.run() == .success)
    #expect(world.error.isEmpty)
  }

  @Test func conversionPrintsNothingOfABadFile() async {
    let world = world("--to", "json", "bad.yaml", "neat.yaml")
    #expect(await world.run() == .failure)
    #expect(world.output == "{\n  \"a\": 1\n}\n")
    #expect(world.error.contains(" --> bad.yaml:2:"))
  }

  @Test func diagnosticsAsJSONAreAllThereIs() async {
    let world = world("--diagnostics", "json", "bad.yaml", "ugly.yaml")
    #expect(await world.run() == .failure)
    #expect(world.output == "ugly.yaml\n")
    #expect(world.error.hasPrefix("{\n  \"version\": 1,\n  \"diagnostics\": [\n"))
    #expect(world.error.hasSuffix("}\n"))
    #expect(world.error.contains(#""file": "bad.yaml""#))
  }

  @Test(arguments: [
    (["--to", "toml", "neat.yaml"], "EST0005"), (["--check", "--to", "json", "a"], "EST0007"),
    ([], "EST0008"), ([""], "EST0010"), (["--diagnostics=xml", "neat.yaml"], "EST0005"),
  ])
  func refused(arguments: [String], code: String) async {
    let world = InMemoryWorld(["format"] + arguments, files: files)
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[\(code)]"))
  }

  @Test(arguments: [
    ["deep.yaml"], ["--check", "deep.json"], ["--to", "json", "deep.yaml"],
    ["--to", "yaml", "deep.json"],
  ])
  func whatWouldBeTooLongStays(arguments: [String]) async {
    let deep =
      String(repeating: "[", count: 500) + String(repeating: "1,", count: 70_000) + "1"
      + String(repeating: "]", count: 500)
    let files = ["deep.yaml", "deep.json"].map { Example.File($0, .text(deep)) }
    let world = InMemoryWorld(["format"] + arguments, files: files)
    #expect(await world.run() == .failure)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[EST1401]"))
    #expect(world.text("deep.yaml") == deep)
    #expect(world.text("deep.json") == deep)
  }

  @Test func namesAreHarmlessOnATerminal() async {
    let name = "\u{1B}[31m.yaml"
    let files = [Example.File(name, .text("a:   1\n"))]
    let terminal = InMemoryWorld(["format", name], files: files, terminals: [.output])
    #expect(await terminal.run() == .success)
    #expect(terminal.output == "␛[31m.yaml\n")
    let pipe = InMemoryWorld(["format", name], files: files)
    #expect(await pipe.run() == .success)
    #expect(pipe.output == name + "\n")
  }
}
