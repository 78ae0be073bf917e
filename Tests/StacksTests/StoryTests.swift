import Diagnostics
import Stacks
import Testing

/// The example of every story brings its own code about, and no other.
struct StoryTests {
  @Test(arguments: StackCode.allCases)
  func everyExampleIsTrue(code: StackCode) throws {
    let story = code.story
    for text in [story.title, story.meaning, story.remedy] { #expect(!text.isEmpty) }
    #expect(!story.title.hasSuffix("."))
    var sample = SampleProject()
    for file in story.example.files {
      guard case .text(let text) = file.contents else { continue }
      if file.name == "esteira.yaml" {
        sample.project = text
      } else {
        sample.stacks.append((file.name, text))
      }
    }
    var words = story.example.command.dropFirst()
    while let flag = words.popFirst() {
      let next = words.popFirst()
      let value = try #require(next)
      let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
      #expect(flag == "--var")
      sample.values.arguments[parts[0]] = parts[1]
    }
    let codes = sample.run().diagnostics.map(\.code)
    #expect(Set(codes) == [code.code], "\(sample.run().diagnostics.map(\.line))")
  }

  @Test func titlesAreDistinct() {
    let titles = StackCode.allCases.map(\.story.title)
    #expect(Set(titles).count == titles.count)
  }
}
