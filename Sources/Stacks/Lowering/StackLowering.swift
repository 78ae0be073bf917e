internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Turns one stack file into the template of one environment.
struct StackLowering {
  let stack: StackFile
  let project: Project
  let environment: Environment
  let values: VariableValues
  /// The resources by their names.
  let resources: [String: StackFile.Resource]
  /// The names of the resources by the logical ids that they become: those that can be known from
  /// the file, and as they are built, those that a component makes of what they hold.
  private(set) var owners: [String: String]
  var variables: [String: Value] = [:]
  /// The variables whose values no file holds.
  var variablesFromOutside: Set<String> = []
  var diagnostics: [Diagnostic] = []
  /// Where a value stands that is written in no file, while it is read.
  var standIn: Place?
  /// Whether what is being lowered only describes: a tag or a description.
  var isLabel = false
  /// What stands where lowering is, as the facts want it.
  var expected: Wanted = .anything
  /// The name of the resource that is being lowered.
  private(set) var current: String?
  /// Where a resource first says that it needs another.
  private(set) var needs: [Need: Place] = [:]
  /// What is written for the resources of components, once it is read; nothing where that is faulty.
  var settings: [String: FieldValues?] = [:]
  /// The same of fields alone that decide what an attribute is.
  var decidingSettings: [String: FieldValues?] = [:]
  /// The resources of components, as others of the stack see them, once all are read.
  private(set) var neighbours: [String: Neighbour] = [:]
  /// The shared parts that one of their resources has made.
  var made: Set<String> = []
  /// The resources whose settings are being read, each for the one before it.
  var reading: [String] = []
  /// Whether it was told that too many of them wait for each other.
  var hasLongRing = false
  /// The resources that work with another one, by its name.
  private(set) var users: [String: Set<String>] = [:]
  var parameters: [String: StackParameter] = [:]
  /// What other stacks keep secret, as far as that was asked.
  var hiding = HidingStacks()
  var assets: [Asset] = []
  /// The paths whose contents were asked for and not given.
  var wanted: [AssetPath] = []
  /// How many comparisons are left to find what misspelt names were meant to be. In a file that is
  /// wrong all over they would take more time than they help.
  private var comparisons = 300_000
  /// The logical ids of everything that is declared.
  private(set) lazy var declaredIDs = Set(
    stack.declared.resources.compactMap { LogicalID.made(from: $0) })
  /// The logical ids that there are, in order.
  private(set) lazy var logicalIDs = owners.keys.sorted { $0.precedes($1) }
  /// The texts that hold references to what was reported elsewhere, or is reported here.
  var openSpans: [Span] = []
  /// The names of the resources with mistakes.
  private var faulty: Set<String> = []

  /// That one resource names another.
  struct Need: Hashable {
    var from: String
    var to: String
  }

  init(stack: StackFile, project: Project, environment: Environment, values: VariableValues) {
    self.stack = stack
    self.project = project
    self.environment = environment
    self.values = values
    resources = Dictionary(
      stack.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var owners: [String: String] = [:]
    for resource in stack.resources {
      for part in resource.possibleParts where owners[part.logicalID] == nil {
        owners[part.logicalID] = resource.name
      }
    }
    self.owners = owners
  }

  mutating func lower() -> Lowering {
    settleVariables(values)
    if let file = stack.template { return lowerTemplate(file) }
    var body: Value.Object = ["AWSTemplateFormatVersion": "2010-09-09"]
    if let node = stack.description, let text = label({ $0.fixedText(node, "`description`") }) {
      body["Description"] = .string(text)
    }
    let tags = tags()
    for resource in readingOrder {
      if case .component(let component) = resource.kind {
        _ = settings(of: resource, component)
        neighbours[resource.name] = neighbour(resource)
      }
    }
    let lowered = Self.withoutIdleNeeds(
      stack.resources.flatMap { resource -> [(id: String, value: Value)] in
        noting(resource) { $0.resource(resource) }
      })
    let outputs = stack.outputs.map { (id: $0.logicalID, value: output($0)) }
    if !parameters.isEmpty { body["Parameters"] = parameterSection }
    body["Resources"] = Self.object(lowered)
    if !outputs.isEmpty { body["Outputs"] = Self.object(outputs) }

    let template = Template(body)
    reportCycles(template)
    reportSharedPolicies(template)
    return finished(template, tags: tags, ids: lowered.map(\.id))
  }

  /// The logical ids of what several resources have together.
  private var sharedIDs: Set<String> {
    var ids: Set<String> = []
    for resource in stack.resources {
      guard case .component(let component) = resource.kind else { continue }
      for part in component.parts where part.isShared {
        ids.insert(part.logicalID(of: resource.name))
      }
    }
    return ids
  }

  /// What came of it, if there are no errors.
  func finished(
    _ template: Template, tags: [Tag], ids: [String], named: NamedTemplate? = nil
  ) -> Lowering {
    let ordered = diagnostics.inOrder(of: [stack.place.source])
    let draft = Draft(
      template, of: stack, owners: owners, faulty: faulty,
      diagnostics.filter { $0.severity == .error }.compactMap(\.place)
        .filter { $0.source.name == stack.place.source.name }.map(\.span) + openSpans,
      isWhole: !stack.isFaulty && !diagnostics.hasErrors, in: environment.region, named)
    guard !diagnostics.hasErrors, !stack.isFaulty else {
      return Lowering(stack: nil, diagnostics: ordered, draft: draft)
    }
    let shared = sharedIDs
    let result = LoweredStack(
      name: stack.name, stackName: project.stackName(of: stack, in: environment),
      environment: environment, template: template,
      parameters: parameters.values.sorted { $0.name.precedes($1.name) }, assets: assets,
      tags: tags,
      resources: ids.map {
        .init(name: owners[$0] ?? $0, logicalID: $0, isShared: shared.contains($0))
      },
      outputs: stack.outputs.map { .init(name: $0.name, logicalID: $0.logicalID) },
      origins: draft.origins)
    return Lowering(stack: result, diagnostics: ordered, draft: draft)
  }

  // MARK: What is noted on the way

  /// The candidates nearest to a misspelt word, while there are not too many mistakes.
  mutating func nearest(to word: String, among candidates: [String]) -> [String] {
    comparisons -= candidates.count
    return comparisons < 0 ? [] : Spelling.nearest(to: word, among: candidates)
  }

  /// Notes that the resource being lowered names another one.
  mutating func need(_ name: String, at place: @autoclosure () -> Place) {
    guard let current else { return }
    let need = Need(from: current, to: name)
    if needs[need] == nil { needs[need] = place() }
  }

  /// Lowers something as what one resource says.
  mutating func inside<Result>(
    _ resource: StackFile.Resource, _ body: (inout StackLowering) -> Result
  ) -> Result {
    let outer = current
    current = resource.name
    defer { current = outer }
    return body(&self)
  }

  /// Lowers something of a resource, and notes whether there are mistakes in it.
  mutating func noting<Result>(
    _ resource: StackFile.Resource, _ body: (inout StackLowering) -> Result
  ) -> Result {
    let before = (diagnostics.count, openSpans.count)
    let result = body(&self)
    if diagnostics[before.0...].hasErrors || openSpans.count > before.1 {
      faulty.insert(resource.name)
    }
    return result
  }

  /// Whether there is a mistake somewhere that can be why something is missing.
  var isExplained: Bool {
    stack.isFaulty || diagnostics.hasErrors || !openSpans.isEmpty || !project.reported.isEmpty
  }

  /// Notes whose part a logical id is that only shows when it is built. That another resource has
  /// it is reported.
  mutating func own(_ id: String, _ resource: StackFile.Resource) {
    guard let other = owners[id], other != resource.name else {
      owners[id] = resource.name
      return
    }
    diagnostics.append(
      Diagnostic(
        StackCode.logicalIDCollision, .error,
        "CloudFormation would know a part of `\(resource.name)` and `\(other)` by one name: `\(id)`",
        at: resource.place,
        notes: resources[other].map { [.init("the other one is this", at: $0.place)] } ?? [],
        hint: .init("give one of them another name")))
  }

  /// Notes that the resource being lowered works with another one.
  mutating func noteUse(of name: String) {
    guard let current else { return }
    users[name, default: []].insert(current)
  }

  /// Lowers something that only describes.
  mutating func label<Result>(_ body: (inout StackLowering) -> Result) -> Result {
    isLabel = true
    defer { isLabel = false }
    return body(&self)
  }

  /// The resources without `DependsOn` on parts that no component made.
  private static func withoutIdleNeeds(
    _ resources: [(id: String, value: Value)]
  ) -> [(id: String, value: Value)] {
    let ids = Set(resources.map(\.id))
    return resources.map { id, value in
      guard case .object(var body) = value, case .array(let needs)? = body["DependsOn"] else {
        return (id, value)
      }
      let kept = needs.filter { ids.contains($0.asText) }
      body["DependsOn"] = kept.isEmpty ? nil : .array(kept)
      return (id, .object(body))
    }
  }

  static func object(_ entries: [(id: String, value: Value)]) -> Value {
    .object(
      Value.Object(
        entries.sorted { $0.id.precedes($1.id) }.map { Value.Object.Member($0.id, $0.value) }))
  }
}
