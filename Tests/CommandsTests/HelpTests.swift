import TestSupport
import Testing

@testable import Commands

struct HelpTests {
  /// Every command there is, as the words that lead to it.
  static let commands: [[String]] = {
    func below(_ command: Command, _ way: [String]) -> [[String]] {
      [way] + command.subcommands.flatMap { below($0, way + [$0.name]) }
    }
    return below(Program.command, [])
  }()

  @Test(arguments: commands)
  func text(way: [String]) async {
    let world = InMemoryWorld(["help"] + way)
    #expect(await world.run() == .success)
    #expect(world.error.isEmpty)
    expectGolden(world.output, (["help"] + way).joined(separator: "-") + ".txt")
    #expect(world.output.split(separator: "\n").allSatisfy { $0.count <= 80 })

    let asked = InMemoryWorld(way + ["--help"])
    #expect(await asked.run() == .success)
    #expect(asked.output == world.output)
  }

  @Test func nothingAtAllShowsTheOverview() async {
    let bare = InMemoryWorld([])
    let asked = InMemoryWorld(["help"])
    #expect(await bare.run() == .success)
    #expect(await asked.run() == .success)
    #expect(bare.output == asked.output)
  }

  @Test(arguments: [
    (["help", "fromat"], "EST0001"), (["help", "format", "check"], "EST0009"),
  ])
  func refused(arguments: [String], code: String) async {
    let world = InMemoryWorld(arguments)
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[\(code)]"))
  }

  @Test func everyFlagAndArgumentIsExplained() {
    func check(_ command: Command) {
      #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
      for flag in command.flags {
        #expect(flag.help.hasSuffix("."))
        for other in flag.conflicts { #expect(command.flags.contains { $0.name == other }) }
      }
      let names = command.flags.map(\.name) + Program.command.flags.map(\.name)
      #expect(command.name == Program.name || Set(names).count == names.count)
      for subcommand in command.subcommands { check(subcommand) }
    }
    check(Program.command)
  }
}
