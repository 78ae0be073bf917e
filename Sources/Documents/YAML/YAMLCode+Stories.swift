package import Diagnostics

extension YAMLCode {
  package var story: Story {
    Story(title: "", meaning: "", example: Example(command: []), remedy: "")
  }
}
extension ReadingCode {
  package var story: Story {
    Story(title: "", meaning: "", example: Example(command: []), remedy: "")
  }
}
extension MeaningCode {
  package var story: Story {
    Story(title: "", meaning: "", example: Example(command: []), remedy: "")
  }
}
