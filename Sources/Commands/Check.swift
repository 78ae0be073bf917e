internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation

/// `esteira check`.
enum CheckCommand {
  private static let file = Positional(
    "FILE", Positional.any,
    help: """
      a template, a file of a project, or a folder that is looked through for both; `-` is standard \
      input, nothing this folder. Hidden folders, `node_modules` and virtual environments of \
      Python are only looked through if they are named
      """)
  private static let json = Flag(
    "json", conflicts: ["sarif", "github"], help: "Print what is found as JSON, for programs.")
  private static let sarif = Flag(
    "sarif", conflicts: ["json", "github"],
    help: "Print what is found as SARIF 2.1.0, for code hosts and editors.")
  private static let github = Flag(
    "github", conflicts: ["json", "sarif"],
    help: "Print what is found as annotations of GitHub's workflows.")
  private static let region = Flag(
    "region", kind: .value(name: "REGION"), repeats: true,
    help: "The region the templates are meant for (us-east-1); several may be named.")
  private static let strict = Flag("strict", help: "Exit with 1 for warnings too.")

  static let command: Command = Command(
    name: "check",
    summary: "Look for mistakes in stack files and CloudFormation templates",
    discussion: """
      Checks projects: `esteira.yaml` and stack files, in every environment, and what they become. \
      Checks templates in YAML or JSON against CloudFormation's rules and what is known of every \
      resource type: structure, names, references, functions, properties and their values. Of a \
      folder, every file that is a template is checked. Nothing is changed, and AWS is not asked.
      """,
    positionals: [file],
    flags: [
      region, ProjectFlags.variable, ProjectFlags.variableFile, json, sarif, github, strict,
    ],
    examples: [
      Command.Sample("Check a template", "esteira check template.yaml"),
      Command.Sample("Check everything in a repository", "esteira check ."),
      Command.Sample(
        "Annotate a pull request", "esteira check --github --strict templates/"),
    ]
  ) { invocation, world in
    let regions = invocation.values(of: region)
    let known = CheckRules.knownRegions
    let unknown = regions.filter { !known.contains($0.text) }
    guard unknown.isEmpty else {
      return Outcome(diagnostics: unknown.map { CommandCode.unknownRegion($0, among: known) })
    }
    let rules = regions.isEmpty ? CheckRules() : CheckRules(regions: regions.map(\.text))
    let form: CheckReport.Form =
      invocation.has(json)
      ? .json : invocation.has(sarif) ? .sarif : invocation.has(github) ? .github : .text
    var check = TemplateSearch(invocation, world: world, rules: rules, form: form)
    if invocation.arguments.isEmpty {
      await check.visitHere()
    } else {
      await check.visit(invocation.arguments)
    }
    let report = check.report
    var outcome = Outcome()
    outcome.found = invocation.has(strict) && (report.hasWarnings || !report.errors.isEmpty)
    if form == .text {
      outcome.output = Array("\(check.countWords) checked.\n".utf8)
      outcome.diagnostics = report.found.map(\.diagnostic)
    } else {
      outcome.furtherOutput = report.parts(version: VersionCommand.number, story: CodeBook.story)
      outcome.reportedErrors = report.errors
      outcome.isReported = true
    }
    return outcome
  }
}
