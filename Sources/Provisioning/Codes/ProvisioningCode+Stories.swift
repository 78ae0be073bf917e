package import Diagnostics

extension ProvisioningCode {
  package var story: Story {
    Story(title: "x", meaning: "x", example: Example(command: []), remedy: "x")
  }
}
