internal import CloudFormation
internal import Documents

/// A stack as its template and parameters make it, with everything known put in.
struct Sight {
  /// The entries of the resources that exist.
  private(set) var resources: [String: Value] = [:]
  /// What of them hangs on hidden values that change, where there is any.
  private(set) var hidden: [String: [HiddenChange]] = [:]
  /// Their logical ids, what others need first.
  private(set) var orderedResources: [String] = []
  /// The outputs that exist, in the order of the template.
  private(set) var outputs: [(id: String, entry: Value)] = []

  init(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value],
    hidden values: HiddenValues = HiddenValues(from: nil, to: nil)
  ) {
    let evaluator = Self.evaluator(of: content, pseudoParameters)
    let decided = evaluator.decided
    for resource in decided.resources {
      let results = Self.results(of: resource, evaluator)
      resources[resource.id] = .object(
        Value.Object(results.map { .init($0.key, $0.value.expression) }))
      var uses = values.uses(in: results)
      if let name = resource.condition, evaluator.holds(name) == nil {
        // Whether it exists at all may hang on one.
        let choice = evaluator.evaluate(["Fn::If": [.string(name), "a", "b"]]).value
        uses += values.uses(in: [("Condition", choice)])
      }
      if !uses.isEmpty { hidden[resource.id] = uses }
    }
    let graph = DependencyGraph(of: decided)
    // A ring is an error elsewhere; here it only has no order of its own.
    let ordered = Set(graph.order)
    orderedResources = graph.order + graph.ids.filter { !ordered.contains($0) }
    for output in decided.outputs {
      outputs.append((output.id, Self.withoutCondition(output.entry, evaluator)))
    }
  }

  /// The resources and outputs that exist, as they are written.
  static func parts(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value]
  ) -> (resources: [Template.Resource], outputs: [Template.Output]) {
    let decided = evaluator(of: content, pseudoParameters).decided
    return (decided.resources, decided.outputs)
  }

  /// Secrets stay out: what comes from a parameter marked `NoEcho` stands as a reference to it.
  private static func evaluator(
    of content: StackContent, _ pseudoParameters: [PseudoParameter: Value]
  ) -> Evaluator {
    var given: [String: String] = [:]
    for (name, setting) in content.parameters {
      if case .text(let text) = setting { given[name] = text }
    }
    var values = ParameterValues(for: content.template, given: given).values
    for parameter in content.template.parameters
    where parameter.noEcho || content.parameters[parameter.name]?.isHidden == true {
      values[parameter.name] = nil
    }
    return Evaluator(
      content.template,
      known: Surroundings(parameters: values, pseudoParameters: pseudoParameters))
  }

  /// The type in an entry.
  static func type(of entry: Value) -> String {
    if case .string(let type)? = entry.member("Type") { type } else { "" }
  }

  /// An entry without its condition, which is decided, and without `DependsOn`: that gives the
  /// order of the plan, but changing it alone does nothing, and CloudFormation reports nothing.
  private static func results(
    of resource: Template.Resource, _ evaluator: Evaluator
  ) -> [(key: String, value: Evaluated)] {
    resource.body.members.compactMap { member in
      switch Template.ResourceAttribute(rawValue: member.key) {
      case .condition?:
        return evaluator.holds(resource.condition) == nil
          ? (member.key, .known(member.value)) : nil
      case .dependsOn?: return nil
      case .type?: return (member.key, .known(member.value))
      default:
        let result = evaluator.evaluate(member.value).value
        return result == .absent ? nil : (member.key, result)
      }
    }
  }

  private static func withoutCondition(_ entry: Value, _ evaluator: Evaluator) -> Value {
    guard case .object(var body) = entry else { return entry }
    if case .string(let name)? = body["Condition"], evaluator.holds(name) != nil {
      body["Condition"] = nil
    }
    return evaluator.evaluate(.object(body)).value.expression
  }
}

extension ParameterSetting {
  fileprivate var isHidden: Bool { if case .hidden = self { true } else { false } }
}
