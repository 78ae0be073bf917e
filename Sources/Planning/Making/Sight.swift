internal import CloudFormation
internal import Documents

/// A stack as its template and parameters make it, with everything known put in.
struct Sight {
  /// The entries of the resources that exist.
  private(set) var resources: [String: Value] = [:]
  /// The same as they were worked out, with what is not known yet.
  private(set) var entries: [String: [Evaluated.Member]] = [:]
  /// The same as they are written, where conditions are decided.
  private(set) var declared: [String: Template.Resource] = [:]
  /// What of them hangs on hidden values that change, where there is any.
  private(set) var hidden: [String: [HiddenChange]] = [:]
  /// Their logical ids, what others need first.
  private(set) var orderedResources: [String] = []
  /// The outputs that exist, in the order of the template.
  private(set) var outputs: [(id: String, entry: Value)] = []

  /// The conditions of the resources and outputs for which nobody can tell whether they exist.
  private(set) var openConditions: [OpenConditions.Part: String] = [:]

  /// - Parameters:
  ///   - secrets: The values that must not be told, as far as they are known: they only decide what
  ///     exists.
  ///   - standing: The resources and outputs that are known to exist, where the conditions do not
  ///     say; nil if that is not known.
  init(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value],
    hidden values: HiddenValues = HiddenValues(from: nil, to: nil),
    secrets: [String: String] = [:], standing: Set<String>? = nil
  ) {
    let evaluator = Self.evaluator(of: content, pseudoParameters)
    let decider = Self.decider(of: content, pseudoParameters, secrets)
    let decided = evaluator.decided
    func exists(_ id: String, _ condition: String?) -> Bool? {
      decider.holds(condition) ?? standing.map { $0.contains(id) }
    }
    let graph = DependencyGraph(of: decided)
    // A ring is an error elsewhere; here it only has no order of its own.
    let ordered = Set(graph.order)
    let order = graph.order + graph.ids.filter { !ordered.contains($0) }
    let declarations = Dictionary(
      decided.resources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var settled = SettledValues()
    for id in order {
      guard let resource = declarations[id] else { continue }
      let existence = exists(id, resource.condition)
      guard existence != false else { continue }
      if existence == nil, let name = resource.condition {
        openConditions[.resource(id)] = name
      }
      let entry = Self.results(of: resource, evaluator).map {
        Evaluated.Member($0.key, settled.settled($0.value))
      }
      settled.note(id, type: resource.type, entry)
      entries[id] = entry
      declared[id] = resource
      resources[id] = .object(
        Value.Object(entry.map { .init($0.key, $0.value.expression) }))
      let uses = values.uses(in: entry)
      if !uses.isEmpty { hidden[id] = uses }
      orderedResources.append(id)
    }
    for output in decided.outputs {
      let existence = exists(output.id, output.condition)
      guard existence != false else { continue }
      if existence == nil, let name = output.condition {
        openConditions[.output(output.id)] = name
      }
      outputs.append((output.id, Self.entry(of: output, evaluator, settled)))
    }
  }

  /// The resources and outputs that exist, as they are written.
  static func parts(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value],
    secrets: [String: String] = [:]
  ) -> (resources: [Template.Resource], outputs: [Template.Output]) {
    let decided = decider(of: content, pseudoParameters, secrets).decided
    return (decided.resources, decided.outputs)
  }

  /// Secrets stay out: what comes from a parameter marked `NoEcho` stands as a reference to it.
  private static func evaluator(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value]
  ) -> Evaluator {
    Evaluator(content.template, known: told(of: content, pseudoParameters))
  }

  /// What is known and no secret.
  static func told(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value]
  ) -> Surroundings {
    surroundings(of: content, pseudoParameters, [:]) { parameter in
      parameter.noEcho || content.parameters[parameter.name]?.isHidden == true
    }
  }

  /// Knows all that is known, and so is asked for nothing but what exists.
  private static func decider(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value],
    _ secrets: [String: String]
  ) -> Evaluator {
    Evaluator(
      content.template,
      known: surroundings(of: content, pseudoParameters, secrets) { _ in false })
  }

  private static func surroundings(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value],
    _ secrets: [String: String], leavingOut isOut: (Template.Parameter) -> Bool
  ) -> Surroundings {
    var given = secrets
    for (name, setting) in content.parameters {
      if case .text(let text) = setting { given[name] = text }
    }
    var values = ParameterValues(for: content.template, given: given).values
    for parameter in content.template.parameters
    where isOut(parameter)
      // The default is not what it gets.
      || content.parameters[parameter.name] != nil && given[parameter.name] == nil
    {
      values[parameter.name] = nil
    }
    return Surroundings(parameters: values, pseudoParameters: pseudoParameters)
  }

  /// The type in an entry.
  static func type(of entry: Value) -> String {
    if case .string(let type)? = entry.member("Type") { type } else { "" }
  }

  /// An entry without its condition, which says no more than whether it exists, and without
  /// `DependsOn`: that gives the order of the plan, but changing it alone does nothing, and
  /// CloudFormation reports nothing.
  private static func results(
    of resource: Template.Resource, _ evaluator: Evaluator
  ) -> [(key: String, value: Evaluated)] {
    // A loop that cannot be unrolled yet is told as it is written.
    if case .array = resource.value {
      return [("Fn::ForEach", evaluator.evaluate(resource.value).value)]
    }
    return resource.body.members.compactMap { member in
      switch Template.ResourceAttribute(rawValue: member.key) {
      case .condition?, .dependsOn?: return nil
      case .type?: return (member.key, .known(member.value))
      default:
        let result = evaluator.evaluate(member.value).value
        return result == .absent ? nil : (member.key, result)
      }
    }
  }

  /// An entry without its condition, which says no more than whether it exists.
  private static func entry(
    of output: Template.Output, _ evaluator: Evaluator, _ settled: SettledValues
  ) -> Value {
    guard case .object(var body) = output.entry else { return output.entry }
    body["Condition"] = nil
    return settled.settled(evaluator.evaluate(.object(body)).value).expression
  }
}

extension ParameterSetting {
  fileprivate var isHidden: Bool { if case .hidden = self { true } else { false } }
}
