import CloudFormation
import Commands
import Testing

struct ShellTests {
  @Test(arguments: [["version"], ["--version"]])
  func version(arguments: [String]) async {
    let world = InMemoryWorld(arguments)
    #expect(await world.run() == .success)
    #expect(world.output.hasPrefix("esteira 0.1.0 ("))
    #expect(world.output.hasSuffix(", facts of \(Facts.date))\n"))
    #expect(world.error.isEmpty)
  }

  @Test func versionAsJSON() async {
    let world = InMemoryWorld(["version", "--json"])
    #expect(await world.run() == .success)
    #expect(world.output.contains(#""version": "0.1.0""#))
    #expect(world.output.contains(#""facts": "\#(Facts.date)""#))
  }

  @Test(
    arguments: [
      ([:], [], [.error], true),
      ([:], [], [.output], false),
      ([:], ["--no-color"], [.error], false),
      (["NO_COLOR": "1"], [], [.error], false),
      (["NO_COLOR": ""], [], [.error], true),
      (["TERM": "dumb"], [], [.error], false),
      (["TERM": "xterm"], [], [.error], true),
    ] as [([String: String], [String], Set<World.Stream>, Bool)])
  func colours(
    variables: [String: String], flags: [String], terminals: Set<World.Stream>, expected: Bool
  ) async {
    for command in [["explain", "9999"], ["bogus"]] {
      let world = InMemoryWorld(
        flags + command, variables: variables, terminals: terminals)
      #expect(await world.run() == .usage)
      #expect(world.error.contains("\u{1B}[1;31m") == expected)
    }
  }

  @Test func aClosedPipeEndsQuietly() async {
    let world = InMemoryWorld(["version"], outputFault: FileFault(.closed, "Broken pipe"))
    #expect(await world.run() == .brokenPipe)
    #expect(world.error.isEmpty)
  }

  @Test(arguments: [["version"], ["check", "--json"], ["check", "--github", "missing.yaml"]])
  func outputThatCannotBeWrittenIsAnError(arguments: [String]) async {
    let world = InMemoryWorld(arguments, outputFault: FileFault(.other, "No space left"))
    #expect(await world.run() == .failure)
    #expect(world.error.contains("error[EST0106]"))
    #expect(world.error.contains("No space left"))
  }

  @Test(arguments: [
    (["-v"], "did you mean `--version`?\n1 - esteira -v\n1 + esteira --version\n"),
    (["-V"], "did you mean `--version`?\n1 - esteira -V\n1 + esteira --version\n"),
    (["format", "-d", "a"], "did you mean `--diagnostics` or `--debug`?\n"),
    (["format", "-c", "a"], "did you mean `--check` or `--cloudformation`?\n\n"),
    (["-vx"], "did you mean `--version`?\n\n"), (["-x"], "run `esteira --help` for its flags"),
  ])
  func aLetterThatNoFlagHas(arguments: [String], hint: String) async {
    let world = InMemoryWorld(arguments)
    #expect(await world.run() == .usage)
    #expect(world.error.contains("hint: " + hint), "\(world.error)")
  }

  @Test func mistakesOfTheCommandLinePointAtIt() async {
    let world = InMemoryWorld(["format", "--chek", "my file.yaml"])
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(
      world.error == """
        error[EST0002]: `--chek` is no flag of `esteira format`
         --> <command line>:1:16
        1 | esteira format --chek 'my file.yaml'
          |                ^^^^^^
        hint: did you mean `--check`?
        1 - esteira format --chek 'my file.yaml'
        1 + esteira format --check 'my file.yaml'

        1 error

        """)
  }
}
