internal import Documents

/// `esteira format`.
enum FormatCommand {
  static let check = Flag(
    "check", conflicts: ["to"],
    help: "Write nothing; list the files that would change, and exit with 1 if there are any.")
  static let target = Flag(
    "to", kind: .value(name: "FORMAT", choices: ["json", "yaml"]),
    help: "Leave the files alone and print what they mean, as JSON or YAML.")
  static let cloudFormation = Flag(
    "cloudformation",
    help: """
      Read the files as CloudFormation reads templates: YAML 1.1 booleans and numbers, merge keys, \
      and short tags such as !Ref, which --to writes in their long form.
      """)
  static let diagnostics = Flag(
    "diagnostics", kind: .value(name: "FORM", choices: DiagnosticsForm.allCases.map(\.rawValue)),
    help: "How to write what is wrong with the files, on standard error. The default is text.")

  private static let file = Positional(
    "FILE", Positional.some, help: "a YAML or JSON (.json) file; `-` is standard input")

  static let command: Command = Command(
    name: "format",
    summary: "Lay out YAML and JSON files in one way, or convert between them",
    discussion: """
      Rewrites files in canonical layout and prints the names of those that changed. Comments, order \
      and meaning stay. A file with errors is left as it is; the others are formatted. Standard \
      input is written to standard output. What is written is UTF-8 with LF at the ends of lines, \
      whatever was read: files in UTF-16, with a byte-order mark or with CRLF are converted.

      With --to, prints the meaning of the files instead: every document, one after another.
      """,
    positionals: [file],
    flags: [check, target, cloudFormation, diagnostics],
    examples: [
      Command.Sample("Format two files", "esteira format esteira.yaml serving.yaml"),
      Command.Sample(
        "Fail a pipeline on files that are not formatted", "esteira format --check *.yaml"),
      Command.Sample(
        "Turn a CloudFormation template into JSON",
        "esteira format --to json --cloudformation template.yaml > template.json"),
    ]
  ) { invocation, world in
    let mistakes = standardInputMistakes(invocation)
    guard mistakes.isEmpty else { return Outcome(diagnostics: mistakes) }
    var outcome =
      if let value = invocation.value(of: target) {
        Conversion(
          target: value.text == "json" ? .json : .yaml,
          isCloudFormation: invocation.has(cloudFormation)
        ).run(on: invocation.arguments, in: world)
      } else {
        Rewriting(
          isCheck: invocation.has(check), isCloudFormation: invocation.has(cloudFormation)
        ).run(on: invocation.arguments, in: world)
      }
    let form = invocation.value(of: diagnostics).flatMap { DiagnosticsForm(rawValue: $0.text) }
    outcome.diagnosticsForm = form ?? .text
    return outcome
  }
}
