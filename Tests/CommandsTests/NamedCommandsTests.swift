import Diagnostics
import Testing

@testable import Commands

/// What stories tell people to run.
struct NamedCommandsTests {
  /// The words behind `esteira` in a text, for each place where it is named with some.
  private static func commands(in text: String) -> [[Substring]] {
    text.matches(of: /`esteira ((?:[a-z]+ ?)+)/).map { $0.output.1.split(separator: " ") }
  }

  @Test(arguments: CodeBook.entries.map(\.code.description))
  func everyOneExists(code: String) throws {
    let story = try #require(Code(parsing: code).flatMap(CodeBook.story))
    for command in Self.commands(in: story.meaning + "\n" + story.remedy) {
      var known = Program.command
      for word in command where !known.subcommands.isEmpty {
        known = try #require(
          known.subcommands.first { $0.name == word }, "there is no `esteira \(word)`")
      }
    }
  }

  @Test func someAreNamed() {
    let all = CodeBook.entries.flatMap { Self.commands(in: $0.story.remedy) }
    #expect(all.contains(["destroy"]))
    #expect(all.contains(["plan"]))
  }
}
