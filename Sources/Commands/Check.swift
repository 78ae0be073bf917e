internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation

/// `esteira check`.
enum CheckCommand {
  private static let file = Positional(
    "FILE", Positional.some,
    help: "a template, or a folder whose templates are looked for; `-` is standard input")
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
    summary: "Look for mistakes in CloudFormation templates",
    discussion: """
      Checks templates in YAML or JSON against CloudFormation's rules and what is known of every \
      resource type: structure, names, references, functions, properties and their values. Of a \
      folder, every file that is a template is checked. Nothing is changed, and AWS is not asked.
      """,
    positionals: [file],
    flags: [region, json, sarif, github, strict],
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
    var check = TemplateSearch(world: world, rules: rules)
    for argument in invocation.arguments { check.visit(argument) }
    var outcome = Outcome(diagnostics: check.found.map(\.diagnostic))
    outcome.found =
      invocation.has(strict) && check.found.contains { $0.diagnostic.severity != .note }
    outcome.isReported = true
    if invocation.has(json) {
      outcome.output = Array((CheckReport.value(of: check.found).prettyJSON + "\n").utf8)
    } else if invocation.has(sarif) {
      let report = CheckReport.sarif(
        of: check.found, version: VersionCommand.number, story: CodeBook.story)
      outcome.output = Array((report.prettyJSON + "\n").utf8)
    } else if invocation.has(github) {
      outcome.output = Array(CheckReport.annotations(of: check.found).utf8)
    } else {
      outcome.isReported = false
      let files = check.count == 1 ? "1 template" : "\(check.count) templates"
      outcome.output = Array("\(files) checked.\n".utf8)
    }
    return outcome
  }
}

/// Finds templates and checks them, one after another.
private struct TemplateSearch {
  let world: World
  let rules: CheckRules
  private(set) var found: [Located] = []
  /// How many templates were checked.
  private(set) var count = 0

  init(world: World, rules: CheckRules) {
    self.world = world
    self.rules = rules
  }

  /// A file that is named is a template; a folder is looked through.
  mutating func visit(_ argument: Argument) {
    switch InputFile.read(argument, in: world) {
    case .success(let file): check(file.source, isJSON: file.isJSON, isNamed: true)
    case .failure(let refusal):
      guard refusal.diagnostic.code == FileCode.isFolder.code else {
        found.append(Located(refusal.diagnostic))
        return
      }
      walk(argument)
    }
  }

  private mutating func walk(_ argument: Argument) {
    var unlisted: [Located] = []
    let files = world.files(below: argument.bytes, where: Self.mayBeTemplate) { folder, fault in
      unlisted.append(Located(FileCode.reading(Argument(folder, at: argument.place), fault)))
    }
    found += unlisted
    for path in files {
      let name = String(decoding: path, as: UTF8.self)
      do throws(FileFault) {
        let bytes = try world.readFile(path, ReadingLimits.bytes)
        check(
          Source(name: name, bytes: bytes), isJSON: name.lowercased().hasSuffix(".json"),
          isNamed: false)
      } catch {
        found.append(Located(FileCode.reading(Argument(path, at: argument.place), error)))
      }
    }
  }

  private static let endings = [".yaml", ".yml", ".json", ".template"]

  private static func mayBeTemplate(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return endings.contains { text.hasSuffix($0) }
  }

  private mutating func check(_ source: Source, isJSON: Bool, isNamed: Bool) {
    let reading = Documents.read(source, as: isJSON ? .cloudFormationJSON : .cloudFormation)
    var diagnostics = reading.diagnostics
    guard let root = reading.documents.first else {
      if isNamed { found += diagnostics.map { Located($0) } }
      return
    }
    let value = root.value(&diagnostics, for: .json)
    guard isNamed || TemplateFile.isTemplate(value) else { return }
    count += 1
    found += diagnostics.map { Located($0) }
    // What could not be read whole would be found wrong for what is missing.
    guard !diagnostics.hasErrors else { return }
    let template = TemplateFile(root, value)
    for finding in TemplateChecker.findings(in: value, rules) + template.numericKeys {
      add(finding, at: template.place(of: finding), in: template)
    }
    for notice in template.notices { add(notice.finding, at: notice.place, in: template) }
  }

  private mutating func add(_ finding: Finding, at place: Place, in template: TemplateFile) {
    let diagnostic = Diagnostic(
      finding.code, finding.severity, finding.message, at: place,
      notes: finding.notes.map { .init($0.message, at: template.place(of: $0.path)) },
      hint: finding.hint.map { Diagnostic.Hint($0) })
    found.append(Located(diagnostic, at: finding.path))
  }
}
