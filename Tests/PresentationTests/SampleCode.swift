import Diagnostics

/// A code of the tests' own.
enum SampleCode: Int, DiagnosticCode {
  case sample = 9101

  var story: Story {
    Story(
      title:
        "A sample of what can go wrong, with a title that is long enough to need two lines of text",
      meaning: """
        The first paragraph of the meaning goes on for a while, so that it has to be wrapped to fit \
        the width of a terminal.

        The second one is short.
        """,
      example: Example(
        files: [
          Example.File("a.yaml", .text("name: x\n\n  list:\n")),
          Example.File("b.yaml", .bytes([0xFF], shownAs: "the byte FF, which is not UTF-8")),
          Example.File("c.yaml", .repeated("[\n", count: 1000, prefix: "a: ", suffix: "]")),
          Example.File("d", .folder),
          Example.File("e.yaml", .unreadable),
          Example.File("f.yaml", .readOnly("a: 1\n")),
          Example.File("g.yaml", .text("")),
        ],
        [
          .variable("HOME", "/home/ana"), .esteira(["apply", "--yes"]),
          .copies("a.yaml", to: "h.yaml"), .writes(Example.File("a.yaml", .text("name: y\n"))),
          .writes(Example.File("g.yaml", .text(""))),
          .aws([
            "cloudformation", "create-stack", "--stack-name", "jobs", "--template-body", "{}",
            "--tags",
          ]), .calls(.nameNotFound), .disk(.full), .holds("jobs"), .serves, .listens(80),
          .words("The sun goes out."),
          .types("yes"), .meanwhile(["esteira", "plan"]), .interrupts,
        ], command: ["format", "--to", "json", "my file.yaml"]),
      remedy: "Do not do it.\n\n  a: b   # an indented line stays as it is")
  }
}
