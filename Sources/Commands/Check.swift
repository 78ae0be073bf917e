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
      input, nothing this folder
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
    var check = TemplateSearch(invocation, world: world, rules: rules)
    for argument in invocation.arguments { check.visit(argument) }
    if invocation.arguments.isEmpty { check.visitHere() }
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
      outcome.output = Array("\(check.countWords) checked.\n".utf8)
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
  private var projects: ProjectCheck

  init(_ invocation: Invocation, world: World, rules: CheckRules) {
    self.world = world
    self.rules = rules
    projects = ProjectCheck(invocation, in: world)
  }

  /// A file that is named is a template; a folder is looked through.
  mutating func visit(_ argument: Argument) {
    if checkProject(of: argument) { return }
    switch InputFile.read(argument, in: world) {
    case .success(let file): check(file.source, isJSON: file.isJSON, namedBy: argument)
    case .failure(let refusal):
      guard refusal.diagnostic.code == FileCode.isFolder.code else {
        found.append(Located(refusal.diagnostic))
        return
      }
      walk(argument)
    }
  }

  /// Looks through the folder that the command is run in.
  mutating func visitHere() {
    walk(Argument([], at: ArgumentLine(program: Program.name, words: []).end))
  }

  /// How much was checked, for people.
  var countWords: String {
    let templates = count == 1 ? "1 template" : "\(count) templates"
    guard projects.count > 0 else { return templates }
    let stacks = projects.count == 1 ? "1 stack file" : "\(projects.count) stack files"
    return count == 0 ? stacks : "\(stacks) and \(templates)"
  }

  /// Checks a file as a part of its project, if it is one.
  private mutating func checkProject(of argument: Argument) -> Bool {
    guard let part = ProjectPart(argument, in: world) else { return false }
    projects.check(part.folder, only: part.file)
    found += projects.takeFound()
    return true
  }

  private mutating func checkProject(in folder: [UInt8]) {
    projects.check(folder)
    found += projects.takeFound()
  }

  private mutating func walk(_ argument: Argument) {
    var unlisted: [Located] = []
    let files = world.files(below: argument.bytes, where: Self.mayBeTemplate) { folder, fault in
      unlisted.append(Located(FileCode.reading(Argument(folder, at: argument.place), fault)))
    }
    found += unlisted
    // Projects first: they say which of the templates are theirs.
    for path in files {
      if let folder = ProjectPart.folder(ofProjectFile: path) { checkProject(in: folder) }
    }
    for path in files where ProjectPart.folder(ofProjectFile: path) == nil {
      let name = String(decoding: path, as: UTF8.self)
      guard !projects.templates.contains(name) else { continue }
      do throws(FileFault) {
        // A pipe that nobody writes to would be waited for without end.
        let bytes = try world.readRegularFile(path, ReadingLimits.bytes).bytes
        check(Source(name: name, bytes: bytes), isJSON: name.lowercased().hasSuffix(".json"))
      } catch {
        let file = Argument(path, at: argument.place)
        switch error.kind {
        // A link to a folder.
        case .isFolder: break
        case .notRegular: found.append(Located(FileCode.passedOver(file)))
        default: found.append(Located(FileCode.reading(file, error)))
        }
      }
    }
  }

  private static let endings = [".yaml", ".yml", ".json", ".template"]

  private static func mayBeTemplate(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return endings.contains { text.hasSuffix($0) }
  }

  /// Checks a text; one that nobody named is left alone unless it is a template.
  private mutating func check(_ source: Source, isJSON: Bool, namedBy argument: Argument? = nil) {
    let isNamed = argument != nil
    let reading = Documents.read(source, as: isJSON ? .cloudFormationJSON : .cloudFormation)
    var diagnostics = reading.diagnostics
    // What could not be read has no meaning; aliases may stand for more than fits into memory.
    guard !reading.failed, !reading.documents.isEmpty else {
      if let argument, diagnostics.isEmpty {
        diagnostics.append(FileCode.nothingToCheck(argument))
      }
      guard isNamed || TemplateFile.mayBeTemplate(source, reading.documents.first) else { return }
      count += 1
      found += diagnostics.map { Located($0) }
      return
    }
    let values = reading.documents.map { $0.value(&diagnostics, for: .json) }
    guard let first = values.firstIndex(where: TemplateFile.isTemplate) ?? (isNamed ? 0 : nil)
    else { return }
    count += 1
    found += diagnostics.map { Located($0) }
    // What could not be read whole would be found wrong for what is missing.
    guard !diagnostics.hasErrors else { return }
    var template = TemplateFile(reading.documents[first], values[first])
    let findings = TemplateChecker.findings(in: values[first], rules) + template.numericKeys
    for finding in findings {
      add(finding, at: template.place(of: finding), in: &template)
    }
    let further = reading.documents.indices.first { $0 != first }.map { reading.documents[$0] }
    let notices = (further.map { [TemplateNotice(furtherDocument: $0)] } ?? []) + template.notices
    for notice in notices { add(notice.finding, at: notice.place, in: &template) }
  }

  private mutating func add(
    _ finding: Finding, at place: Place, in template: inout TemplateFile
  ) {
    let diagnostic = Diagnostic(
      finding.code, finding.severity, finding.message, at: place,
      notes: finding.notes.map { .init($0.message, at: template.place(of: $0.path)) },
      hint: finding.hint.map { Diagnostic.Hint($0) })
    found.append(Located(diagnostic, at: finding.path))
  }
}
