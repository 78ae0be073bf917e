internal import Diagnostics
internal import Documents
internal import Presentation

/// `esteira explain`.
enum ExplainCommand {
  private static let json = Flag("json", help: "Print it as JSON.")
  private static let code = Positional(
    "CODE", Positional.any, help: "the code of a message, such as EST0101 or 0101; none lists all")

  static let command: Command = Command(
    name: "explain",
    summary: "Tell the whole story of an error code",
    discussion: """
      Every message carries a code. For a code, this prints what it means, an example that brings \
      it about, and how to mend it. Without a code, it lists them all.
      """,
    positionals: [code],
    flags: [json],
    examples: [
      Command.Sample("What does EST0101 mean?", "esteira explain EST0101"),
      Command.Sample("Which codes are there?", "esteira explain"),
    ]
  ) { invocation, _ in
    var found: [(code: Code, story: Story)] = []
    var diagnostics: [Diagnostic] = []
    for argument in invocation.arguments {
      if let code = Code(parsing: argument.text), let story = CodeBook.story(of: code) {
        found.append((code, story))
      } else {
        diagnostics.append(
          CommandCode.unknownCode(argument, near: CodeBook.nearest(to: argument.text)))
      }
    }
    if invocation.arguments.isEmpty { found = CodeBook.entries }
    var outcome: Outcome
    if invocation.has(json) {
      let stories: Value = .array(found.map { value(of: $0.code, $0.story) })
      let document: Value = ["version": 1, "codes": stories]
      outcome = Outcome(output: document.prettyJSON + "\n")
    } else if invocation.arguments.isEmpty {
      outcome = Outcome(output: StoryRenderer().list(found.map { ($0.code, $0.story.title) }))
    } else {
      let stories = found.map { StoryRenderer().render($0.code, $0.story) }
      outcome = Outcome(output: stories.joined(separator: "\n"))
    }
    outcome.diagnostics = diagnostics
    return outcome
  }

  private static func value(of code: Code, _ story: Story) -> Value {
    let command = ShellWords.line([Program.name] + story.example.command)
    return [
      "code": .string(code.description), "title": .string(story.title),
      "meaning": .string(story.meaning), "example": .string(command),
      "remedy": .string(story.remedy),
    ]
  }
}
