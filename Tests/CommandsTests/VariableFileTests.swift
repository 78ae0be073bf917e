import Commands
import Diagnostics
import Testing

/// Values of variables in files: `--var-file`.
struct VariableFileTests {
  private static let stack = Example.File(
    "serving.yaml",
    .text(
      """
      stack: serving
      variables:
        str: {type: string, default: a}
        num: {type: number, default: 1}
        flag: {type: boolean, default: true}
        lst: {type: list, default: [a]}
      resources:
        setting:
          type: AWS::SSM::Parameter
          properties:
            Type: StringList
            Value: !Join [",", "${var.lst}"]
            Description: ${var.str} ${var.num} ${var.flag}

      """))

  private static func run(
    _ command: [String], _ values: String, name: String = "values.yaml"
  ) async -> (code: ExitCode, world: InMemoryWorld) {
    let world = InMemoryWorld(
      command + ["--var-file", name],
      files: [
        Example.File("esteira.yaml", .text("project: fraud\n")), stack,
        Example.File(name, .text(values)),
      ])
    return (await world.run(), world)
  }

  /// What is only worth a warning is said, and the work is done.
  @Test(arguments: ["lst: [012]\n", "str: 3.10\n"])
  func warningsStandInNobodysWay(values: String) async {
    for command in [["emit"], ["plan"], ["apply", "--yes"]] {
      let (code, world) = await Self.run(command, values)
      #expect(code == .success)
      #expect(world.error.contains("warning[EST2006]: "))
      #expect(world.error.contains("values.yaml:1:"))
      #expect(world.output.contains("etting"), "\(command)")
    }
  }

  /// Which of several documents is meant, nobody can tell.
  @Test(arguments: ["str: a\n---\nstr: b\n", "---\nstr: a\n---\n---\n"])
  func severalDocumentsAreRefused(values: String) async {
    let (code, world) = await Self.run(["emit"], values)
    #expect(code == .failure)
    #expect(world.error.contains("error[EST2009]"))
    #expect(world.error.contains("--> values.yaml:3:"), "\(world.error)")
  }

  @Test(arguments: [
    ("str: 3.10\nnum: 3.10\nflag: false\n", "3.10 3.1 false"),
    ("str: \"${x}\"\n", "${x} 1 true"), ("num: 1e3\n", "a 1000 true"),
  ])
  func valuesKeepTheirTypes(values: String, expected: String) async {
    let (code, world) = await Self.run(["emit"], values)
    #expect(code == .success)
    #expect(world.output.contains("\"Description\": \"\(expected)\""), "\(world.output)")
  }

  @Test(arguments: [
    ("str: [a, b]\n", "EST2201", ":1:6"), ("lst: q\n", "EST2201", ":1:6"),
    ("num: '3'\n", "EST2201", ":1:6"), ("str: !Ref x\n", "EST2201", ":1:"),
    ("flag: yes\n", "write `true`", ":1:7"), ("num: x\n", "EST2201", ":1:6"),
    ("nun: 1\n", "EST2204", ":1:1"), ("num: {a: 1}\n", "EST0019", ":1:6"),
  ])
  func mistakesAreToldWhereTheyAre(values: String, expected: String, place: String) async {
    let (code, world) = await Self.run(["plan"], values)
    #expect(code != .success)
    #expect(world.error.contains(expected), "\(world.error)")
    #expect(world.error.contains("values.yaml" + place), "\(world.error)")
    #expect(world.error.contains("\n1 error\n") || !world.error.contains("errors"))
  }

  @Test func jsonIsTakenToo() async {
    let (code, world) = await Self.run(["emit"], "{\"num\": 7}", name: "values.json")
    #expect(code == .success)
    #expect(world.output.contains("a 7 true"))
  }

  /// `check` takes values as the other commands do.
  @Test func valuesAreChecked() async {
    let (code, world) = await Self.run(["check"], "num: x\n")
    #expect(code == .failure)
    #expect(world.error.contains("EST2201"))
  }
}
