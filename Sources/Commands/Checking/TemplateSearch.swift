internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation

/// Finds templates and projects, and checks them: templates side by side, told of one after another.
struct TemplateSearch {
  let world: World
  let rules: CheckRules
  private(set) var report: CheckReport
  /// How many templates were checked.
  private(set) var count = 0
  private var projects: ProjectCheck
  /// The files that were looked at, each by the way that leads to it.
  private var seen: Set<[UInt8]> = []

  init(
    _ invocation: Invocation, world: World, rules: CheckRules, form: CheckReport.Form
  ) {
    self.world = world
    self.rules = rules
    report = CheckReport(form)
    projects = ProjectCheck(invocation, in: world)
  }

  /// What there is to do about something that is named.
  private enum Sight: Sendable {
    case standardInput
    case part(ProjectPart)
    case folder
    case checked(CheckReport)
    case refused(Diagnostic)
  }

  /// A file that is named is a template; a folder is looked through. Neither twice.
  mutating func visit(_ arguments: [Argument]) async {
    let arguments = arguments.map { argument in
      guard !InputFile.isStandardInput(argument) else { return argument }
      let plain = Argument(ProjectLoader.plain(argument.bytes), at: argument.place)
      // A file may be called what stands for standard input.
      return InputFile.isStandardInput(plain) ? argument : plain
    }
    let sights = await sideBySide(arguments.count) { [world, report] number, check in
      Self.look(at: arguments[number], in: world, report.empty, &check)
    }
    for (argument, sight) in zip(arguments, sights) {
      switch sight {
      case .standardInput: readStandardInput(argument)
      case .part(let part):
        projects.check(part.folder, only: part.file)
        report.add(projects.takeFound())
      case .folder: await walk(argument)
      case .checked(let found):
        guard isNew(argument.bytes) else { continue }
        count += 1
        report.add(found)
      case .refused(let diagnostic): report.add([Located(diagnostic)])
      }
    }
  }

  private static func look(
    at argument: Argument, in world: World, _ report: CheckReport, _ check: inout TextCheck
  ) -> Sight {
    // Empty is the folder that the command is run in.
    guard !argument.bytes.isEmpty else { return .folder }
    guard !InputFile.isStandardInput(argument) else { return .standardInput }
    // What is read from a pipe is gone: it is read only once.
    let contents = try? world.readRegularFile(argument.bytes, ReadingLimits.bytes)
    if let part = ProjectPart(argument, holding: contents?.bytes, in: world) { return .part(part) }
    switch InputFile.read(argument, contents, in: world) {
    case .failure(let refusal):
      let isFolder = refusal.diagnostic.code == FileCode.isFolder.code
      return isFolder ? .folder : .refused(refusal.diagnostic)
    case .success(let file):
      var report = report
      report.add(check.found(in: file.source, isJSON: file.isJSON, namedBy: argument) ?? [])
      return .checked(report)
    }
  }

  private mutating func readStandardInput(_ argument: Argument) {
    switch InputFile.read(argument, in: world) {
    case .failure(let refusal): report.add([Located(refusal.diagnostic)])
    case .success(let file):
      var check = TextCheck(rules)
      count += 1
      report.add(check.found(in: file.source, isJSON: file.isJSON, namedBy: argument) ?? [])
    }
  }

  /// Looks through the folder that the command is run in.
  mutating func visitHere() async {
    await walk(Argument([], at: ArgumentLine(program: Program.name, words: []).end))
  }

  /// Whether a file is looked at for the first time.
  private mutating func isNew(_ path: [UInt8]) -> Bool {
    seen.insert(ProjectLoader.straight(path)).inserted
  }

  /// How much was checked, for people.
  var countWords: String {
    let templates = count == 1 ? "1 template" : "\(count) templates"
    guard projects.count > 0 else { return templates }
    let stacks = projects.count == 1 ? "1 stack file" : "\(projects.count) stack files"
    return count == 0 ? stacks : "\(stacks) and \(templates)"
  }

  private mutating func walk(_ argument: Argument) async {
    var unlisted: [Located] = []
    let files = world.files(below: argument.bytes) { folder, entries in
      folder == argument.bytes || !Self.isOthers(folder, entries)
    } where: { name in
      Self.mayBeTemplate(name)
    } fails: { folder, fault in
      unlisted.append(Located(FileCode.reading(Argument(folder, at: argument.place), fault)))
    }
    report.add(unlisted)
    // Projects first: they say which of the templates are theirs.
    for path in files {
      guard let folder = ProjectPart.folder(ofProjectFile: path) else { continue }
      projects.check(folder)
      report.add(projects.takeFound())
    }
    let templates = files.filter { path in
      ProjectPart.folder(ofProjectFile: path) == nil
        && !projects.templates.contains(String(decoding: path, as: UTF8.self)) && isNew(path)
    }
    let place = argument.place
    let found = await sideBySide(templates.count) { [world, report] number, check in
      Self.check(Argument(templates[number], at: place), in: world, report.empty, &check)
    }
    for (report, isTemplate) in found {
      if isTemplate { count += 1 }
      self.report.add(report)
    }
  }

  /// What is wrong with a file that nobody named, and whether it is a template.
  private static func check(
    _ file: Argument, in world: World, _ report: CheckReport, _ check: inout TextCheck
  ) -> (CheckReport, isTemplate: Bool) {
    var report = report
    let name = String(decoding: file.bytes, as: UTF8.self)
    do throws(FileFault) {
      // A pipe that nobody writes to would be waited for without end.
      let bytes = try world.readRegularFile(file.bytes, ReadingLimits.bytes).bytes
      let source = Source(name: name, bytes: bytes)
      let found = check.found(in: source, isJSON: name.lowercased().hasSuffix(".json"))
      report.add(found ?? [])
      return (report, found != nil)
    } catch {
      switch error.kind {
      // A link to a folder.
      case .isFolder: break
      case .notRegular: report.add([Located(FileCode.passedOver(file))])
      default: report.add([Located(FileCode.reading(file, error))])
      }
      return (report, false)
    }
  }

  private func sideBySide<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int, inout TextCheck) -> Result
  ) async -> [Result] {
    await SideBySide.map(
      below: count, workers: world.processors, tool: { [rules] in TextCheck(rules) }, body)
  }

  /// Whether a folder holds what others made: packages, as npm and Python's environments keep them.
  private static func isOthers(_ folder: [UInt8], _ entries: [World.Folders.Entry]) -> Bool {
    folder.split(separator: UInt8(ascii: "/")).last?.elementsEqual("node_modules".utf8) == true
      || entries.contains { $0.name.elementsEqual("pyvenv.cfg".utf8) }
  }

  private static let endings = [".yaml", ".yml", ".json", ".template"]

  private static func mayBeTemplate(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return endings.contains { text.hasSuffix($0) }
  }
}
