import Diagnostics
import Presentation
import TestSupport
import Testing

struct StoryRendererTests {
  @Test func story() {
    let sample = SampleCode.sample
    expectGolden(StoryRenderer().render(sample.code, sample.story), "story.txt")
    expectGolden(
      StoryRenderer().list([(sample.code, sample.story.title), (sample.code, "Short")]),
      "story-list.txt")
  }
}
