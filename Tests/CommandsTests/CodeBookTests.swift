import Commands
import Diagnostics
import Testing

struct CodeBookTests {
  @Test func numbersAreUnique() {
    let numbers = CodeBook.entries.map(\.code.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.allSatisfy { (1...9999).contains($0) })
  }

  @Test(arguments: CodeBook.entries.map(\.code.description))
  func everyCodeIsExplained(code: String) async throws {
    let world = InMemoryWorld(["explain", code])
    #expect(await world.run() == .success)
    #expect(world.error.isEmpty)
    let story = try #require(Code(parsing: code).flatMap(CodeBook.story))
    #expect(world.output.hasPrefix("\(code): "))
    for text in [story.title, story.meaning, story.remedy] { #expect(!text.isEmpty) }
    #expect(!story.title.hasSuffix("."))
    // The lines of a file of the example are as long as they are.
    let prose = world.output.split(separator: "\n").filter { !$0.hasPrefix("  | ") }
    #expect(prose.allSatisfy { $0.count <= 80 })
  }

  /// Codes that say there is more of other ones, and so never come alone.
  static let accompanied: Set = ["EST1005"]

  /// Codes that no command of this version can come to, each with its reason: their examples say
  /// in words what happens, and only the tests of their rooms bring it about.
  static let unreachable: [Int: String] = [
    5006: "two processes have to write the first record at once",
    5007: "a run holds the stack's lock between reading and writing a record",
    5008: "stack files are refused before, where they hold what JSON has no word for",
    5011: "a lock has to be broken while the run that holds it is at work",
    5027: "names of stacks and environments are checked before",
    6046: "every environment has a region",
    6047: "regions are checked in the project",
    7008: "the embedded cloud refuses at once what AWS refuses in a change set",
  ]

  @Test func onlyWhatCannotBeReachedIsToldInWords() {
    let told = CodeBook.entries.filter { _, story in
      story.example.circumstances.contains { if case .words = $0 { true } else { false } }
    }
    #expect(Set(told.map(\.code.number)) == Set(Self.unreachable.keys))
  }

  /// The example of every other story, played out, brings its own code about, and no other error.
  @Test(
    arguments: CodeBook.entries.map(\.code).filter { unreachable[$0.number] == nil }
      .map(\.description))
  func everyExampleIsTrue(code: String) async throws {
    let parsed = try #require(Code(parsing: code))
    let story = try #require(CodeBook.story(of: parsed))
    let world = try await StoryStage.play(story.example)
    #expect(world.error.contains("[\(code)]: "), "\(world.output)\(world.error)")
    let codes = Set(
      world.error.matches(of: /(?:error|warning|note)\[(EST\d{4})\]/).map { String($0.output.1) })
    #expect(codes == [code] || Self.accompanied.contains(code))
  }
}
