/// The flags and arguments of every command that works on a project.
enum ProjectFlags {
  static let project = Flag(
    "project", kind: .value(name: "DIR"),
    help: """
      The folder that holds esteira.yaml. By default it is looked for in this folder and upwards.
      """)
  static let environment = Flag(
    "env", short: "e", kind: .value(name: "NAME"),
    help: "The environment. The default is `ESTEIRA_ENV`, or else local, the embedded cloud.")
  static let variable = Flag(
    "var", kind: .value(name: "NAME=VALUE"), repeats: true,
    help: "The value of a variable of the stack files. `ESTEIRA_VAR_NAME` gives one too.")
  static let variableFile = Flag(
    "var-file", kind: .value(name: "FILE"), repeats: true,
    help: "A YAML or JSON file with values of variables. `--var` goes before it.")
  static let value = Flag(
    "value", kind: .value(name: "STACK.OUTPUT=VALUE"), repeats: true,
    help: """
      What an output of another stack is, in the place of what its record says; or, by the name of \
      the parameter (`serving.AssetsBucket`), where code or an image is.
      """)
  static let json = Flag("json", help: "Print it as JSON, for programs.")
  static let allowDataLoss = Flag(
    "allow-data-loss", kind: .value(name: "NAME"), repeats: true,
    help: "The name of a resource that may be deleted or replaced although it holds data.")
  static let markdown = Flag(
    "markdown", conflicts: ["json"], help: "Print it as Markdown, for a merge request.")
  static let yes = Flag("yes", help: "Do it without asking.")

  static let stacks = Positional(
    "STACK", Positional.any, help: "the stacks to work on; none means all of the project")
}
