internal import CloudFormation
internal import Documents

/// What a call gives to make or change a stack with.
struct Submission: Sendable {
  var stackName: String
  var templateBody: String?
  var usesPreviousTemplate = false
  var parameters: [Parameter] = []
  /// Nil where the call doesn't speak of them.
  var tags: [Deployment.Tag]?
  var capabilities: [String] = []
  var notificationARNs: [String]?
  var roleARN: String?
  var token: String?

  /// A parameter's value, or the wish to keep the one it has.
  struct Parameter: Sendable {
    var key: String
    var value: String?
    var usesPrevious: Bool
  }

  /// Checks everything as CloudFormation does before it begins, and puts a deployment together.
  func deployment(
    of stack: Stack, after previous: Deployment?, among neighbours: Neighbourhood,
    isChangeSet: Bool
  ) throws(Refusal) -> Deployment {
    let body = try text(after: previous)
    let template = try Self.template(of: body)
    let capabilities = Set(self.capabilities.compactMap(Capability.init))
    if let violation = Capabilities.violation(
      of: template, acknowledging: capabilities, isChangeSet: isChangeSet)
    {
      throw Refusal(violation)
    }
    if let name = template.transforms.first(where: { $0 != Expansion.transform }) {
      throw .validation("No transform named \(name) found.")
    }
    let values = try parameterValues(for: template, after: previous)
    let stored = try storedValues(for: template, values, among: neighbours)
    let written = Deployment(
      templateBody: body, template: template, parameters: values, storedValues: stored,
      tags: tags ?? previous?.tags ?? [], capabilities: self.capabilities,
      notificationARNs: notificationARNs ?? previous?.notificationARNs ?? [],
      roleARN: roleARN ?? previous?.roleARN)
    let deployment = try Self.expanded(written, values, of: stack, among: neighbours)
    let evaluator = neighbours.evaluator(for: deployment, of: stack)
    if let violation = evaluator.ruleViolation { throw Refusal(violation) }
    let decided = evaluator.decided
    if let violation = TemplateValidation.violations(ofDecided: decided, from: deployment.template)
      .first
    {
      throw Refusal(violation)
    }
    try checkTypes(decided, against: stack)
    return deployment
  }

  /// The template that a text is, found sound.
  static func template(of body: String) throws(Refusal) -> Template {
    if let violation = TemplateLimits.violation(ofBytes: body.utf8.count, isInline: false) {
      throw Refusal(violation)
    }
    guard let value = Deployment.value(of: body) else {
      let first = body.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
      let format = first == UInt8(ascii: "{") ? "JSON" : "YAML"
      throw .validation("Template format error: \(format) not well-formed.")
    }
    guard let template = value.object.map(Template.init) else {
      throw .validation("Template format error: unsupported structure.")
    }
    if let violation = TemplateValidation(of: template).violations.first {
      throw Refusal(violation)
    }
    return template
  }

  /// The deployment with its language extensions carried out. CloudFormation does so after it has
  /// answered, and lets the change set or stack fail; here it is refused at once, in its words.
  private static func expanded(
    _ deployment: Deployment, _ values: ParameterValues, of stack: Stack,
    among neighbours: Neighbourhood
  ) throws(Refusal) -> Deployment {
    guard Expansion.isWanted(by: deployment.template) else { return deployment }
    // What exists already and what other stacks export cannot be asked for so early.
    let known = neighbours.evaluator(for: deployment, of: stack).known
    let expansion = Expansion(
      of: deployment.template,
      known: Surroundings(
        parameters: known.parameters, pseudoParameters: known.pseudoParameters))
    if let violation = expansion.violation { throw Refusal(violation) }
    if let violation = TemplateValidation(of: expansion.template).violations.first {
      throw Refusal(violation)
    }
    return Deployment(
      templateBody: deployment.templateBody, template: deployment.template,
      expanded: expansion.template, parameters: values, storedValues: deployment.storedValues,
      tags: deployment.tags, capabilities: deployment.capabilities,
      notificationARNs: deployment.notificationARNs, roleARN: deployment.roleARN)
  }

  private func text(after previous: Deployment?) throws(Refusal) -> String {
    if let templateBody { return templateBody }
    if usesPreviousTemplate, let previous { return previous.templateBody }
    throw .validation("Either Template URL or Template Body must be specified.")
  }

  private func parameterValues(
    for template: Template, after previous: Deployment?
  ) throws(Refusal) -> ParameterValues {
    var given: [String: String] = [:]
    for parameter in parameters {
      if parameter.usesPrevious {
        if parameter.value != nil {
          throw .validation(
            "Invalid input for parameter key \(parameter.key). Cannot specify usePreviousValue as true and non empty value for a parameter"
          )
        }
        guard let value = previous?.parameters[parameter.key] else {
          if template.parameter(parameter.key)?.defaultValue != nil, previous != nil { continue }
          throw .validation(
            "Invalid input for parameter key \(parameter.key). Cannot specify usePreviousValue as true for a parameter key not in the previous template"
          )
        }
        given[parameter.key] = value
      } else {
        given[parameter.key] = parameter.value ?? ""
      }
    }
    let values = ParameterValues(for: template, given: given)
    if let violation = values.violations.first { throw Refusal(violation) }
    return values
  }

  private func storedValues(
    for template: Template, _ values: ParameterValues, among neighbours: Neighbourhood
  ) throws(Refusal) -> [String: String] {
    var stored: [String: String] = [:]
    var missing: [String] = []
    for parameter in template.parameters where parameter.isStoredElsewhere {
      guard let name = values.texts[parameter.name] else { continue }
      if let value = neighbours.storedValue(of: name) {
        stored[parameter.name] = value
      } else {
        missing.append(name)
      }
    }
    if !missing.isEmpty {
      throw .validation(
        "Unable to fetch parameters [\(missing.joined(separator: ","))] from parameter store for this account."
      )
    }
    return stored
  }

  private func checkTypes(_ template: Template, against stack: Stack) throws(Refusal) {
    let changed = template.resources.filter { resource in
      stack.resource(resource.id).map { !$0.status.isGone && $0.type != resource.type } ?? false
    }
    guard changed.isEmpty else {
      let ids = changed.map(\.id).joined(separator: ", ")
      throw .validation(
        "Update of resource type is not permitted. The new template modifies resource type of the following resources: [\(ids)]"
      )
    }
  }
}

extension Refusal {
  /// What CloudFormation answers to a mistake in a template.
  init(_ violation: Violation) {
    self.init(violation.code.rawValue, violation.message)
  }
}
