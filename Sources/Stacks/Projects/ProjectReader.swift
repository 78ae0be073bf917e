internal import Diagnostics
internal import Documents

/// Reads `esteira.yaml` and the stack files of a project.
struct ProjectReader {
  private let files: ProjectFiles
  private let catalogue: Catalogue
  private var diagnostics: [Diagnostic] = []

  init(_ files: ProjectFiles, _ catalogue: Catalogue) {
    self.files = files
    self.catalogue = catalogue
  }

  static let shape = FieldReader.Shape(
    name: "a project",
    keys: [
      .init(
        "project", .name(.stackPart),
        "The project's name, with which the names of its CloudFormation stacks begin.",
        example: "fraud", isRequired: true),
      .init(
        "environments",
        .named(
          .mapping(EnvironmentReader.shape), .init(pattern: NameRule.stackPart.pattern),
          special: [
            (Environment.localName, .optional(.mapping(EnvironmentReader.localShape)))
          ]),
        "Where stacks are applied. `local`, the embedded cloud, is always there."),
    ],
    example: "project: fraud")

  mutating func read() -> ProjectReading {
    var (name, environments) = readProject()
    if environments.isEmpty { environments = [.local] }
    let environmentNames = environments.map(\.name)
    var stacks: [StackFile] = []
    for source in files.withoutCode {
      guard let root = stackRoot(of: source) else { continue }
      var reader = StackReader(environments: environmentNames, catalogue: catalogue)
      if let stack = reader.read(root) { stacks.append(stack) }
      diagnostics += reader.fields.diagnostics
    }
    stacks = withoutDuplicates(stacks)
    checkResourceNames(stacks)
    let templates = templates(of: stacks)
    let project = name.map {
      Project(
        name: $0, environments: environments, stacks: stacks, catalogue: catalogue,
        templates: templates, reported: Set(diagnostics.map(Report.init)))
    }
    if let project {
      checkStackNames(project)
      diagnostics += project.uselessVariables
    }
    return ProjectReading(
      project: project, diagnostics: diagnostics.inOrder(of: [files.project] + files.others))
  }

  private mutating func readProject() -> (String?, [Environment]) {
    let reading = Documents.read(files.project, as: .stackFile)
    diagnostics += reading.diagnostics
    guard let root = onlyDocument(reading, "a project") else {
      if !reading.failed {
        diagnostics.append(
          Diagnostic(
            StackCode.missingKey, .error, "`project` is missing: a project needs a name",
            at: Place(files.project, Span(at: 0)),
            hint: .init("add it, for example `project: fraud`")))
      }
      return (nil, [])
    }
    var reader = EnvironmentReader(reader: FieldReader())
    defer { diagnostics += reader.reader.diagnostics }
    reportMergeKeys(root)
    guard let fields = reader.reader.fields(of: root, Self.shape) else { return (nil, []) }
    let name = fields["project"].flatMap { node -> String? in
      guard reader.reader.text(node, "`project`", example: "project: fraud") != nil else {
        return nil
      }
      return reader.reader.name(node, "a project", .stackPart)
    }
    return (name, reader.environments(fields["environments"]))
  }

  /// The root of a stack file; nil for any other file, which is nobody's business here.
  private mutating func stackRoot(of source: Source) -> Node? {
    let reading = Documents.read(source, as: .stackFile)
    let isStack =
      reading.documents.contains { $0.kind == .mapping && $0["stack"] != nil }
      || reading.failed && Self.hasLine("stack:", in: source)
    guard isStack else {
      if let root = reading.documents.first?.resolved { reportNameless(root) }
      return nil
    }
    diagnostics += reading.diagnostics
    let root = onlyDocument(reading, "a stack")
    if let root { reportMergeKeys(root) }
    return root
  }

  /// Reports a file that is a stack file in all but its name: its resources are of types that only
  /// stack files name so.
  private mutating func reportNameless(_ root: Node) {
    guard root.kind == .mapping, let resources = root["resources"], resources.kind == .mapping,
      root["Resources"] == nil
    else { return }
    let types = resources.fields.compactMap { $0.value.resolved["type"] }
      .filter { $0.kind == .scalar }.map(\.text)
    guard types.contains(where: { catalogue[$0] != nil || $0.hasPrefix("AWS::") }) else { return }
    let keys = root.fields.filter { $0.key.kind == .scalar }.map(\.key)
    let meant = keys.first { Spelling.nearest(to: $0.text, among: ["stack"]) == ["stack"] }
    diagnostics.append(
      Diagnostic(
        StackCode.missingKey, .warning,
        "this looks like a stack file, but it has no `stack`: it is passed over",
        at: (meant ?? keys.first ?? root).place,
        hint: meant.map {
          .init(
            "did you mean `stack`?", edit: Diagnostic.Edit($0.span, replacement: "stack"))
        } ?? .init("give the stack a name, for example `stack: serving`")))
  }

  /// Merge keys are of YAML 1.1. They are followed all the same, so that nothing else is found
  /// wrong for want of what they bring.
  private mutating func reportMergeKeys(_ root: Node) {
    guard Self.mentions("<<", in: root.source) else { return }
    var open = [root]
    while let node = open.popLast() {
      open += node.elements.map { $0 }
      for entry in node.entries {
        open.append(entry.value)
        guard entry.key.kind == .scalar, entry.key.style == .plain, entry.key.text == "<<" else {
          continue
        }
        diagnostics.append(
          Diagnostic(
            StackCode.mergeKey, .error,
            "`<<` merges mappings in YAML 1.1; to YAML 1.2, which stack files are, it is a key like others",
            at: entry.key.place,
            hint: .init(
              "write the keys out; an alias (`*name`) can stand for a whole value")))
      }
    }
  }

  /// The templates that stacks name, as far as they can be read.
  private mutating func templates(
    of stacks: [StackFile]
  ) -> [ProjectFiles.TemplateName: NamedTemplate] {
    var templates: [ProjectFiles.TemplateName: NamedTemplate] = [:]
    for file in stacks.compactMap(\.template) {
      let name = ProjectFiles.TemplateName(stackFile: file.place.source.name, path: file.path)
      guard let source = files.templates[name] else {
        diagnostics.append(
          Diagnostic(
            StackCode.noTemplate, .error,
            file.path.contains("://")
              ? "`\(file.path)` is an address, and a template is a file of the project"
              : file.path.hasPrefix("/")
                ? "`\(file.path)` is a place of this machine, and not of the project"
                : "there is no file `\(file.path)`",
            at: file.place,
            hint: .init(
              file.path.contains("://")
                ? "put a copy of it beside this file, and name that"
                : "a path is relative to the folder of the file that names it")))
        continue
      }
      templates[name] = NamedTemplate.read(source, named: file.place, &diagnostics)
    }
    return templates
  }

  /// Whether a line begins with a key, in a text that may not be readable.
  static func hasLine(_ text: String, in source: Source) -> Bool {
    let key = Array(text.utf8)
    var index = 0
    while index + key.count <= source.bytes.count {
      if source.bytes[index..<(index + key.count)].elementsEqual(key) { return true }
      guard let next = source.bytes[index...].firstIndex(of: 0x0A) else { return false }
      index = next + 1
    }
    return false
  }

  /// Whether a word stands anywhere in a text, which may be JSON.
  static func mentions(_ word: String, in source: Source) -> Bool {
    let word = Array(word.utf8)
    var rest = source.bytes[...]
    while let index = rest.firstIndex(of: word[0]) {
      if rest[index...].starts(with: word) { return true }
      rest = rest[(index + 1)...]
    }
    return false
  }

  private mutating func onlyDocument(_ reading: Reading, _ what: String) -> Node? {
    if let report = reading.severalDocuments(
      what, hint: "give each its own file, and remove the `---` between them")
    {
      diagnostics.append(report)
    }
    guard let root = reading.documents.first, !root.isNull else { return nil }
    return root.resolved
  }

  private mutating func withoutDuplicates(_ stacks: [StackFile]) -> [StackFile] {
    var first: [String: StackFile] = [:]
    return stacks.filter { stack in
      guard let other = first[stack.name] else {
        first[stack.name] = stack
        return true
      }
      diagnostics.append(
        Diagnostic(
          StackCode.duplicateStack, .error, "there are two stacks of the name `\(stack.name)`",
          at: stack.place, notes: [.init("the other one is this", at: other.place)],
          hint: .init("give one of them another name")))
      return false
    }
  }

  /// `${name.x}` could not tell a resource from a stack of one name.
  private mutating func checkResourceNames(_ stacks: [StackFile]) {
    let named = Dictionary(stacks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for stack in stacks {
      for resource in stack.resources {
        guard let other = named[resource.name] else { continue }
        diagnostics.append(
          Diagnostic(
            StackCode.stackAndResource, .error,
            "`\(resource.name)` is the name of a stack too: a reference could mean either",
            at: resource.place, notes: [.init("the stack is named here", at: other.place)],
            hint: .init("give one of them another name")))
      }
    }
  }

  /// The longest name of a stack that CloudFormation takes.
  private static let longestStackName = 128

  private mutating func checkStackNames(_ project: Project) {
    var seen: [String: (StackFile, Environment)] = [:]
    for stack in project.stacks {
      var isTooLong = false
      for environment in project.environments {
        let name = project.stackName(of: stack, in: environment)
        if name.utf8.count > Self.longestStackName, !isTooLong {
          isTooLong = true
          diagnostics.append(
            Diagnostic(
              StackCode.stackNameTooLong, .error,
              "CloudFormation's names have at most \(Self.longestStackName) characters; `\(name)` has \(name.utf8.count)",
              at: stack.place,
              hint: .init("shorten the name of the project, the environment or the stack")))
        }
        if let (other, otherEnvironment) = seen[name] {
          diagnostics.append(
            Diagnostic(
              StackCode.ambiguousStackName, .error,
              "`\(stack.name)` in `\(environment.name)` and `\(other.name)` in `\(otherEnvironment.name)` would both be the CloudFormation stack `\(name)`",
              at: stack.place, notes: [.init("the other stack is this", at: other.place)],
              hint: .init("give a stack or an environment another name")))
        } else {
          seen[name] = (stack, environment)
        }
      }
    }
  }
}

extension [Diagnostic] {
  /// Sorted by the order of the files, then of the text; what has no place comes last.
  func inOrder(of sources: [Source]) -> [Diagnostic] {
    let ranks = Dictionary(
      sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func key(_ diagnostic: Diagnostic) -> (Int, Int) {
      guard let place = diagnostic.place else { return (Int.max, 0) }
      return (ranks[place.source.name] ?? Int.max - 1, place.span.start)
    }
    return enumerated().sorted { left, right in
      let (one, other) = (key(left.element), key(right.element))
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }
}
