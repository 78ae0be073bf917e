import Commands
import Diagnostics
import Testing

struct ExplainTests {
  @Test(arguments: ["EST0101", "est0101", "0101"])
  func anySpellingOfACode(code: String) async {
    let world = InMemoryWorld(["explain", code])
    #expect(await world.run() == .success)
    #expect(world.output.hasPrefix("EST0101: There is no such file\n"))
  }

  @Test func severalAtOnce() async {
    let world = InMemoryWorld(["explain", "0101", "0102"])
    #expect(await world.run() == .success)
    #expect(world.output.contains("EST0101: "))
    #expect(world.output.contains("\n\nEST0102: "))
  }

  @Test func allOfThem() async {
    let world = InMemoryWorld(["explain"])
    #expect(await world.run() == .success)
    let listed = world.output.split(separator: "\n").filter { $0.hasPrefix("EST") }
    #expect(listed.map { $0.prefix(7) } == CodeBook.entries.map { $0.code.description[...] })
  }

  @Test(arguments: [
    ("0190", "`EST0109`"), ("EST0199", "`EST0109`"),
    ("EST9999", "no code is near it; run `esteira explain`"), ("banana", "`EST` and four digits"),
    ("0", "`EST` and four digits"), ("\u{1B}[0m", "`EST` and four digits"),
  ])
  func unknown(code: String, hint: String) async {
    let world = InMemoryWorld(["explain", code, "0101"])
    #expect(await world.run() == .usage)
    #expect(world.output.hasPrefix("EST0101: "))
    #expect(world.error.contains("error[EST0011]"))
    #expect(world.error.contains(hint))
    #expect(!world.error.contains("\u{1B}"))
  }

  @Test func asJSON() async {
    let world = InMemoryWorld(["explain", "0101", "--json"])
    #expect(await world.run() == .success)
    #expect(world.output.contains(#""code": "EST0101""#))
    #expect(world.output.contains(#""example": "esteira format serving.yaml""#))
  }
}
