package import Diagnostics

extension FormattingCode {
  package var story: Story {
    switch self {
    case .changesMeaning:
      Story(
        title: "Formatting would have changed the file's meaning",
        meaning: """
          After laying a file out anew, `esteira format` reads the result and compares it with what \
          it read at first: every value, tag, anchor and comment must be the same. Here they were \
          not, so the file was left untouched.

          This is a mistake in Esteira, not in the file.
          """,
        example: Example(command: ["format", "--check", "stack.yaml"]),
        remedy: "Please report it, with the file or the part of it that brings it about.")
    }
  }
}
