internal import Diagnostics
internal import Digests
internal import Documents
internal import Planning
internal import Presentation
internal import Stacks

/// A plan in a file: what was reviewed, and nothing else, is what `apply --plan` does.
///
/// It holds no values that plans do not tell. Whoever applies it makes the plan once more from files
/// and records, and both have to be the same.
struct SavedPlan {
  /// The version of the form that is written.
  static let formatVersion = 1

  var project: String
  var environment: String
  var account: String
  var region: String
  /// Which Esteira wrote it.
  var program: String
  /// The resources whose data may be lost.
  var allowed: [String]
  var stacks: [Stack]

  /// The plan of one stack.
  struct Stack {
    var plan: Plan
    /// What logical ids are called in the stack file.
    var names: [String: String]
    /// What those of outputs are.
    var outputNames: [String: String]
    /// The changes for programs.
    var changes: [Value]
  }

  private enum Key {
    static let version = "esteira-plan"
    static let digest = "digest"
  }

  // MARK: - Writing

  /// The file's text.
  var bytes: [UInt8] {
    var body: Value.Object = [:]
    body[Key.version] = .number(Number(Self.formatVersion))
    body["program"] = .string(program)
    body["project"] = .string(project)
    body["environment"] = .string(environment)
    body["account"] = .string(account)
    body["region"] = .string(region)
    body["allowed"] = .array(allowed.map(Value.string))
    body["stacks"] = .array(
      stacks.map { stack in
        [
          "plan": stack.plan.value,
          "names": Self.table(stack.names), "output-names": Self.table(stack.outputNames),
        ]
      })
    body["changes"] = .array(stacks.flatMap(\.changes))
    body[Key.digest] = .string(Self.digest(of: body))
    return Array((Value.object(body).prettyJSON + "\n").utf8)
  }

  private static func table(_ names: [String: String]) -> Value {
    .object(
      Value.Object(names.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }))
  }

  private static func names(_ value: Value?) -> [String: String] {
    guard case .object(let written)? = value else { return [:] }
    var names: [String: String] = [:]
    for member in written.members {
      if case .string(let text) = member.value { names[member.key] = text }
    }
    return names
  }

  private static func digest(of body: Value.Object) -> String {
    "sha256:" + SHA256.digest(of: Value.object(body).canonicalJSONBytes).hex
  }

  // MARK: - Reading

  /// Reads the file that an argument names.
  static func read(_ argument: Argument, in world: World) throws(Refused) -> SavedPlan {
    let file: InputFile
    switch InputFile.read(argument, in: world) {
    case .success(let read): file = read
    case .failure(let refusal): throw Refused(diagnostics: [refusal.diagnostic])
    }
    let reading = Documents.read(file.source, as: .json)
    var diagnostics = reading.diagnostics
    guard !diagnostics.hasErrors, let root = reading.documents.first,
      case .object(var body) = root.value(&diagnostics), let version = body[Key.version],
      case .number(let number) = version, let found = number.int
    else { throw Refused(diagnostics: [PlanCode.notASavedPlan(argument)]) }
    guard found <= formatVersion else {
      throw Refused(diagnostics: [PlanCode.planNewer(argument, found)])
    }
    let digest = body[Key.digest]
    body[Key.digest] = nil
    guard digest == .string(Self.digest(of: body)) else {
      throw Refused(diagnostics: [PlanCode.planEdited(argument)])
    }
    do throws(PlanFormatFault) {
      return try SavedPlan(body)
    } catch {
      throw Refused(diagnostics: [PlanCode.notASavedPlan(argument)])
    }
  }

  private init(_ body: Value.Object) throws(PlanFormatFault) {
    func text(_ key: String) throws(PlanFormatFault) -> String {
      guard case .string(let text)? = body[key] else { throw .damaged(Path([.key(key)])) }
      return text
    }
    project = try text("project")
    environment = try text("environment")
    account = try text("account")
    region = try text("region")
    program = try text("program")
    allowed = Self.elements(body["allowed"]).compactMap {
      if case .string(let text) = $0 { text } else { nil }
    }
    let changes = Self.elements(body["changes"])
    stacks = []
    for item in Self.elements(body["stacks"]) {
      guard case .object(let item) = item, let value = item["plan"] else {
        throw .damaged(Path([.key("stacks")]))
      }
      let plan = try Plan(value: value)
      stacks.append(
        Stack(
          plan: plan, names: Self.names(item["names"]),
          outputNames: Self.names(item["output-names"]),
          changes: changes.filter { change in
            guard case .object(let change) = change else { return false }
            return change["stack"] == .string(plan.target.stack)
          }))
    }
  }

  private static func elements(_ value: Value?) -> [Value] {
    if case .array(let elements)? = value { elements } else { [] }
  }

  init(_ planned: [PlannedStack], of session: Session) {
    project = session.loaded.project.name
    environment = session.environment.name
    account = session.environment.account
    region = session.environment.region
    program = VersionCommand.number
    allowed = session.allowedLosses.sorted()
    stacks = planned.map {
      Stack(
        plan: $0.plan, names: $0.names, outputNames: $0.outputNames, changes: $0.changes)
    }
  }

  // MARK: - Carrying it out

  /// Refuses the plan where it was not made for.
  func check(_ session: Session, _ argument: Argument) throws(Refused) {
    let here = (
      session.loaded.project.name, session.environment.name, session.environment.account,
      session.environment.region
    )
    guard here == (project, environment, account, region) else {
      throw Refused(diagnostics: [PlanCode.planOfAnother(argument, self, session)])
    }
  }

  /// Refuses plans that are not the ones that were saved.
  func check(_ planned: [PlannedStack], _ argument: Argument) throws(Refused) {
    var diagnostics: [Diagnostic] = []
    for stack in stacks {
      let name = stack.plan.target.stack
      guard let now = planned.first(where: { $0.plan.target.stack == name })?.plan else { continue }
      if let refusal = stack.plan.refusal(against: now.base) {
        diagnostics.append(PlanCode.planStale(argument, name, refusal))
      } else if stack.plan.value != now.value {
        diagnostics.append(PlanCode.planDiffers(argument, name, program: program))
      }
    }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
  }
}

extension PlanCode {
  static func notASavedPlan(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      notASavedPlan, .error, "`\(argument.text)` is no saved plan", at: argument.place,
      hint: Diagnostic.Hint("save one: `esteira plan --out FILE`"))
  }

  static func planEdited(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      planEdited, .error, "`\(argument.text)` is not as it was saved: it does not fit its digest",
      at: argument.place,
      hint: Diagnostic.Hint("nothing was done; save the plan again"))
  }

  static func planNewer(_ argument: Argument, _ version: Int) -> Diagnostic {
    Diagnostic(
      planNewer, .error,
      "`\(argument.text)` has version \(version) of a saved plan's form, and this program reads up to version \(SavedPlan.formatVersion)",
      at: argument.place,
      hint: Diagnostic.Hint("use the Esteira that saved it, or save the plan again"))
  }

  static func planOfAnother(
    _ argument: Argument, _ plan: SavedPlan, _ session: Session
  ) -> Diagnostic {
    func words(_ project: String, _ environment: String, _ account: String, _ region: String)
      -> String
    { "project `\(project)`, environment `\(environment)`, account \(account), region \(region)" }
    let here = session.environment
    return Diagnostic(
      planOfAnother, .error,
      "`\(argument.text)` was made for \(words(plan.project, plan.environment, plan.account, plan.region))",
      at: argument.place,
      notes: [
        Diagnostic.Note(
          "this is \(words(session.loaded.project.name, here.name, here.account, here.region))")
      ],
      hint: Diagnostic.Hint("nothing was done; run it where it was made for"))
  }

  static func planStale(
    _ argument: Argument, _ stack: String, _ refusal: Plan.Refusal
  ) -> Diagnostic {
    let what =
      switch refusal {
      case .moved(let from, let to):
        "its record is at serial \(to.serial), and the plan was made at serial \(from.serial)"
      case .otherLineage: "its record is another one"
      case .appeared: "it has a record now, and had none"
      case .gone: "its record is gone"
      }
    return Diagnostic(
      planStale, .error,
      "the stack `\(stack)` changed after `\(argument.text)` was saved: \(what)",
      at: argument.place,
      hint: Diagnostic.Hint("nothing was done; save the plan again and look at it"))
  }

  static func planDiffers(_ argument: Argument, _ stack: String, program: String) -> Diagnostic {
    Diagnostic(
      planDiffers, .error,
      "the files and values do not come to the plan of the stack `\(stack)` in `\(argument.text)` any more",
      at: argument.place,
      notes: program == VersionCommand.number
        ? [] : [Diagnostic.Note("version \(program) of Esteira saved it")],
      hint: Diagnostic.Hint(
        "nothing was done; use the files it was made of, with the same `--var`, `--var-file` and `--value`, or save the plan again"
      ))
  }
}
