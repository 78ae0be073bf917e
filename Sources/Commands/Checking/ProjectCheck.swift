internal import Diagnostics
internal import Documents
internal import Presentation
internal import Stacks

/// Checks the files of a project: in every environment, each mistake once.
struct ProjectCheck {
  let world: World
  let invocation: Invocation
  private(set) var found: [Located] = []
  /// How many stack files were checked.
  var count: Int { counted.count }
  /// The templates that stacks are, which were checked with these.
  private(set) var templates: Set<String> = []

  /// What was found since this was last asked.
  mutating func takeFound() -> [Located] {
    defer { found = [] }
    return found
  }

  private var seen: Set<String> = []
  private var counted: Set<String> = []
  private var documents: [String: Node] = [:]

  init(_ invocation: Invocation, in world: World) {
    self.invocation = invocation
    self.world = world
  }

  /// Checks the project in a folder, or what is to be said of one of its files.
  mutating func check(_ folder: [UInt8], only file: [UInt8]? = nil) {
    let loader = ProjectLoader(world: world, invocation: invocation)
    let name = file.map { String(decoding: $0, as: UTF8.self) }
    switch loader.reading(folder) {
    case .failure(let refused): report(refused.diagnostics, only: nil)
    case .success(let (reading, sources, named)):
      templates.formUnion(named.map(\.name))
      for source in sources {
        documents[source.name] = Documents.read(source, as: .stackFile).documents.first
      }
      var diagnostics = reading.diagnostics
      if let project = reading.project {
        counted.formUnion(name.map { [$0] } ?? project.stacks.map(\.place.source.name))
        diagnostics += project.order.diagnostics
        var values: VariableValues
        do throws(Refused) {
          let (given, warnings) = try VariableArguments.values(invocation, project, folder, world)
          values = given
          diagnostics += warnings
        } catch {
          diagnostics += error.diagnostics
          values = VariableValues()
        }
        for environment in project.environments {
          for stack in project.stacks {
            let found = self.diagnostics(of: stack, in: environment, project, &values)
            diagnostics += environment.isLocal ? found : found.map { $0.found(in: environment) }
          }
        }
      }
      let ranks = Dictionary(
        sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
      let ordered = diagnostics.enumerated().sorted { left, right in
        let (one, other) = (Self.key(left.element, ranks), Self.key(right.element, ranks))
        return one == other ? left.offset < right.offset : one < other
      }
      report(ordered.map(\.element), only: name)
    }
  }

  /// What is wrong with a stack in one environment. Variables that are given with the command have
  /// no values yet, which is no mistake.
  private func diagnostics(
    of stack: StackFile, in environment: Environment, _ project: Project,
    _ values: inout VariableValues
  ) -> [Diagnostic] {
    let lowering = project.lower(
      stack, in: environment, with: &values, reading: AssetReading(world: world))
    let found =
      lowering.diagnostics.filter { $0.code != StackCode.variableMissing.code }
      + TemplateCheck.diagnostics(of: lowering)
    return found.withoutEchoes
  }

  private static func key(_ diagnostic: Diagnostic, _ ranks: [String: Int]) -> (Int, Int) {
    guard let place = diagnostic.place else { return (.max, 0) }
    return (ranks[place.source.name] ?? .max - 1, place.span.start)
  }

  private mutating func report(_ diagnostics: [Diagnostic], only name: String?) {
    for diagnostic in diagnostics {
      if let name, let place = diagnostic.place, place.source.name != name { continue }
      let key =
        "\(diagnostic.code) \(diagnostic.place?.source.name ?? "") \(diagnostic.place?.span.start ?? 0) \(diagnostic.place?.span.end ?? 0)"
      guard seen.insert(key).inserted else { continue }
      found.append(Located(diagnostic, at: path(of: diagnostic)))
    }
  }

  private func path(of diagnostic: Diagnostic) -> Path? {
    guard let place = diagnostic.place, let root = documents[place.source.name] else { return nil }
    return root.node(at: place.span.start)?.path
  }
}

extension Diagnostic {
  /// The same, saying in which environment it is so.
  fileprivate func found(in environment: Environment) -> Diagnostic {
    var found = self
    found.notes.append(.init("this is so in the environment `\(environment.name)`"))
    return found
  }
}

extension Node {
  /// The innermost node that is written at an offset.
  fileprivate func node(at offset: Int) -> Node? {
    guard span.start <= offset, offset <= span.end else { return nil }
    for entry in entries {
      if let found = entry.key.node(at: offset) ?? entry.value.node(at: offset) { return found }
    }
    for element in elements {
      if let found = element.node(at: offset) { return found }
    }
    return self
  }
}
