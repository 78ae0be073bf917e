internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation

/// Finds templates and checks them, one after another.
struct TemplateSearch {
  let world: World
  let rules: CheckRules
  private(set) var found: [Located] = []
  /// How many templates were checked.
  private(set) var count = 0
  private var projects: ProjectCheck
  /// The files that were looked at, each by the way that leads to it.
  private var seen: Set<[UInt8]> = []

  init(_ invocation: Invocation, world: World, rules: CheckRules) {
    self.world = world
    self.rules = rules
    projects = ProjectCheck(invocation, in: world)
  }

  /// A file that is named is a template; a folder is looked through. Neither twice.
  mutating func visit(_ argument: Argument) {
    guard !InputFile.isStandardInput(argument) else { return read(argument) }
    let plain = Argument(ProjectLoader.plain(argument.bytes), at: argument.place)
    // A file may be called what stands for standard input.
    let argument = InputFile.isStandardInput(plain) ? argument : plain
    // The folder that the command is run in.
    guard !argument.bytes.isEmpty else { return walk(argument) }
    if checkProject(of: argument) { return }
    read(argument)
  }

  private mutating func read(_ argument: Argument) {
    switch InputFile.read(argument, in: world) {
    case .success(let file):
      guard InputFile.isStandardInput(argument) || isNew(argument.bytes) else { return }
      check(file.source, isJSON: file.isJSON, namedBy: argument)
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
    let files = world.files(below: argument.bytes) { folder, entries in
      folder == argument.bytes || !Self.isOthers(folder, entries)
    } where: { name in
      Self.mayBeTemplate(name)
    } fails: { folder, fault in
      unlisted.append(Located(FileCode.reading(Argument(folder, at: argument.place), fault)))
    }
    found += unlisted
    // Projects first: they say which of the templates are theirs.
    for path in files {
      if let folder = ProjectPart.folder(ofProjectFile: path) { checkProject(in: folder) }
    }
    for path in files where ProjectPart.folder(ofProjectFile: path) == nil {
      let name = String(decoding: path, as: UTF8.self)
      guard !projects.templates.contains(name), isNew(path) else { continue }
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
