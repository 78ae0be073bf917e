package import Diagnostics

extension StackCode {
  package var story: Story { Story(title: "", meaning: "", example: Example(command: []), remedy: "") }
}
