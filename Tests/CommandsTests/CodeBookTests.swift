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

  /// Codes whose examples take more than files and a cloud in memory: the tests of their rooms, of
  /// provisioning and of the built program bring them about.
  static let elsewhere: Set<Int> = Set(5001...5999).union(8001...8999).union([
    206, 3001, 6046, 6047, 7003, 7005, 7006, 7007, 7008, 7010, 7011, 7012, 7013, 7014,
    7015,
  ])

  /// The example of every other story brings its own code about, and no other error.
  @Test(
    arguments: CodeBook.entries.map(\.code).filter { !elsewhere.contains($0.number) }
      .map(\.description))
  func everyExampleIsTrue(code: String) async throws {
    let parsed = try #require(Code(parsing: code))
    let story = try #require(CodeBook.story(of: parsed))
    let world = await StoryWorlds.world(for: parsed.number, story.example)
    _ = await world.run()
    #expect(world.error.contains("[\(code)]: "), "\(world.error)")
    let codes = Set(
      world.error.split(separator: "\n").compactMap { line -> Substring? in
        guard line.hasPrefix("error[") || line.hasPrefix("warning[") else { return nil }
        return line.split(separator: "]")[0].split(separator: "[")[1]
      })
    #expect(codes == [code[...]] || Self.accompanied.contains(code))
  }
}
