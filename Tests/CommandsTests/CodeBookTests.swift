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
    #expect(world.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// Codes that say there is more of other ones, and so never come alone.
  static let accompanied: Set = ["EST1005"]

  /// The example of every story brings its own code about, and no other error.
  @Test(arguments: CodeBook.entries.map(\.code.description))
  func everyExampleIsTrue(code: String) async throws {
    let story = try #require(Code(parsing: code).flatMap(CodeBook.story))
    let world = InMemoryWorld(story.example.command, files: story.example.files)
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
