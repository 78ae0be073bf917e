import Commands
import Components
import Stacks
import Testing

struct ComponentsCommandTests {
  static let names = Components.catalogue.components.map(\.name)

  @Test func listed() async {
    let world = InMemoryWorld(["components"])
    #expect(await world.run() == .success)
    #expect(Self.names.allSatisfy { world.output.contains("  \($0)  ") })
    #expect(world.error.isEmpty)
  }

  @Test(arguments: names)
  func one(name: String) async {
    let page = InMemoryWorld(["components", name])
    #expect(await page.run() == .success)
    #expect(page.output.hasPrefix("\(name): "))
    // What has no space in it, such as an ARN, cannot be broken.
    let wide = page.output.split(separator: "\n").filter { line in
      line.count > 80 && line.split(separator: " ").allSatisfy { $0.count < 60 }
    }
    #expect(wide.isEmpty)
    let json = InMemoryWorld(["components", name, "--json"])
    #expect(await json.run() == .success)
    #expect(json.output.contains(#""name": "\#(name)""#))
    let markdown = InMemoryWorld(["components", name, "--markdown"])
    #expect(await markdown.run() == .success)
    #expect(markdown.output.hasPrefix("# \(name)\n"))
  }

  @Test(arguments: [
    (["ecr-repositry"], "EST0021", "`ecr-repository`"),
    (["AWS::S3::Bucket"], "EST0021", "run `esteira facts AWS::S3::Bucket`"),
    (["something"], "EST0021", "run `esteira components`"),
    (["--json", "--markdown"], "EST0007", "`--markdown`"),
    (["--check"], "EST0008", "--out DIR"),
  ])
  func refused(arguments: [String], code: String, says: String) async {
    let world = InMemoryWorld(["components"] + arguments)
    #expect(await world.run() == .usage)
    #expect(world.output.isEmpty)
    #expect(world.error.contains("error[\(code)]"))
    #expect(world.error.contains(says), "\(world.error)")
  }

  @Test func written() async throws {
    let bare = InMemoryWorld(["components", "--out", "docs"])
    #expect(await bare.run() == .success)
    let index = try #require(bare.text("docs/README.md"))
    #expect(index.contains("(ecr-repository.md)"))
    #expect(bare.output.contains("docs/ecr-repository.md\n"))
    let markdown = InMemoryWorld(["components", "ecr-repository", "--markdown"])
    _ = await markdown.run()
    #expect(bare.text("docs/ecr-repository.md") == markdown.output)
  }

  @Test func checkedAgainstWhatIsThere() async {
    let missing = InMemoryWorld(["components", "--out", "docs", "--check"])
    #expect(await missing.run() == .failure)
    #expect(missing.text("docs/README.md") == nil)
    #expect(missing.output.contains("docs/README.md\n"))
  }
}
