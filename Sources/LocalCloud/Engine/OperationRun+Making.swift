internal import CloudFormation
internal import Documents

extension OperationRun {
  // MARK: - Creation

  /// The first of two `CREATE_IN_PROGRESS` events: nothing exists yet.
  mutating func startCreation(_ index: Int) {
    guard let id = stack.operation?.steps[index].logicalID, let declared = declaration(id) else {
      return set(index, .done)
    }
    var resource = ResourceRecord(
      logicalID: id, type: declared.type, physicalID: nil, name: "", seed: entropy.seed(),
      status: .createInProgress, reason: nil, changed: clock, properties: [:],
      entry: declared.value, tags: tags(for: declared.type))
    record(&resource)
    switch properties(of: declared) {
    case .success(let value):
      resource.properties = value
      stack.set(resource)
      set(index, .started, dueAfter: neighbours.pace.resource / 2)
    case .failure(let mistake): failCreation(index, resource, mistake.reason)
    }
  }

  mutating func finishCreation(_ index: Int) {
    guard let step = stack.operation?.steps[index],
      var resource = stack.resource(step.logicalID)
    else { return }
    if step.state == .started {
      if let reason = obstacle(to: &resource, .create) {
        return failCreation(index, resource, reason)
      }
      resource.reason = "Resource creation Initiated"
      record(&resource)
      stack.set(resource)
      set(index, .initiated, dueAfter: neighbours.pace.resource / 2)
    } else {
      if let reason = fault(.create, resource, late: true) {
        return failCreation(index, resource, reason)
      }
      resource.status = .createComplete
      resource.reason = nil
      record(&resource)
      stack.set(resource)
      set(index, .done)
    }
  }

  private mutating func failCreation(_ index: Int, _ resource: ResourceRecord, _ reason: String) {
    var resource = resource
    resource.status = .createFailed
    resource.reason = reason
    record(&resource)
    stack.set(resource)
    fail(index, .create)
  }

  /// Gives a resource its physical id, unless something stands in the way.
  private func obstacle(
    to resource: inout ResourceRecord, _ action: FaultPlan.Action
  ) -> String? {
    if let reason = fault(action, resource, late: false) { return reason }
    let identity = PhysicalIdentity(
      type: resource.type, logicalID: resource.logicalID, properties: resource.properties,
      seed: resource.seed, stackName: stack.name, region: neighbours.region,
      account: neighbours.account)
    let scope = PhysicalIdentity.scope(of: resource.type, resource.properties)
    if let reason = neighbours.obstacle(to: identity.id, of: resource.type, within: scope) {
      return reason
    }
    let remnant = Remnant(type: resource.type, physicalID: identity.id)
    if scope.isEmpty, stack.remnants.contains(remnant) { return "\(identity.id) already exists" }
    if identityIsTaken(identity.id, within: scope, by: resource) {
      return "\(identity.id) already exists in stack \(stack.arn)"
    }
    resource.physicalID = identity.id
    resource.name = identity.name
    return nil
  }

  /// Whether another resource of this stack, or the one that is replaced, has a physical id.
  private func identityIsTaken(
    _ id: String, within scope: Value.Object, by resource: ResourceRecord
  ) -> Bool {
    guard PhysicalIdentity.nameProperty(of: resource.type, resource.properties) != nil else {
      return false
    }
    let leftovers = stack.operation?.leftovers ?? []
    return (stack.resources.filter { $0.logicalID != resource.logicalID } + leftovers).contains {
      $0.type == resource.type && $0.physicalID == id && !$0.status.isGone
        && PhysicalIdentity.scope(of: $0.type, $0.properties) == scope
    }
  }

  // MARK: - Update

  mutating func startUpdate(_ index: Int) {
    guard let id = stack.operation?.steps[index].logicalID, let declared = declaration(id),
      let old = stack.resource(id)
    else { return set(index, .done) }
    var resource = old
    resource.reason = nil
    resource.status = .updateInProgress
    let evaluated = properties(of: declared)
    guard case .success(let value) = evaluated else {
      record(&resource)
      if case .failure(let mistake) = evaluated { failUpdate(index, resource, mistake.reason) }
      return
    }
    let tags = tags(for: old.type)
    guard value != old.properties || tags != old.tags || hasOtherWork(old, declared) else {
      var same = old
      same.entry = declared.value
      stack.set(same)
      return set(index, .done)
    }
    let replaces = Recreation.isNeeded(type: old.type, from: old.properties, to: value)
    if replaces {
      resource.reason =
        "Requested update requires the creation of a new physical resource; hence creating one."
    }
    record(&resource)
    if replaces { stack.operation?.leftovers.append(old) }
    resource.properties = value
    resource.tags = tags
    resource.entry = declared.value
    if replaces { resource.seed = entropy.seed() }
    stack.set(resource)
    stack.operation?.steps[index].action = replaces ? .replace : .update
    set(
      index, replaces ? .started : .initiated,
      dueAfter: replaces ? neighbours.pace.resource / 2 : neighbours.pace.resource)
  }

  mutating func finishUpdate(_ index: Int) {
    guard let id = stack.operation?.steps[index].logicalID, var resource = stack.resource(id)
    else { return }
    if let reason = fault(.update, resource, late: false) {
      return failUpdate(index, resource, reason)
    }
    resource.status = .updateComplete
    resource.reason = nil
    record(&resource)
    stack.set(resource)
    set(index, .done)
  }

  mutating func finishReplacement(_ index: Int) {
    guard let step = stack.operation?.steps[index],
      var resource = stack.resource(step.logicalID)
    else { return }
    guard step.state == .started else { return finishUpdate(index) }
    if let reason = obstacle(to: &resource, .update) {
      return failUpdate(index, resource, reason)
    }
    resource.reason = "Resource creation Initiated"
    record(&resource)
    stack.set(resource)
    set(index, .initiated, dueAfter: neighbours.pace.resource / 2)
  }

  private mutating func failUpdate(_ index: Int, _ resource: ResourceRecord, _ reason: String) {
    var resource = resource
    resource.status = .updateFailed
    resource.reason = reason
    record(&resource)
    stack.set(resource)
    fail(index, .update)
  }

  // MARK: - What a resource is to be

  /// Why a resource's properties cannot be worked out.
  struct Mistake: Error {
    var reason: String
  }

  /// The entry of a resource in what the stack is being brought to.
  private func declaration(_ id: String) -> Template.Resource? {
    stack.deployment?.template.resource(id)
  }

  private func properties(of declared: Template.Resource) -> Result<Value, Mistake> {
    guard let deployment = stack.deployment else { return .failure(Mistake(reason: "")) }
    let result = neighbours.evaluator(for: deployment, of: stack).properties(of: declared)
    if let violation = result.violations.first {
      return .failure(Mistake(reason: violation.message))
    }
    if let value = result.value.value { return .success(value) }
    return .failure(Mistake(reason: Self.words(for: result.value.causes)))
  }

  /// What CloudFormation says about a value that cannot be had.
  static func words(for causes: [Unknown.Cause]) -> String {
    for cause in causes {
      if case .export(let name) = cause { return "No export named \(name) found." }
      if case .macro(let name) = cause { return "No transform named \(name) found." }
    }
    return "Template error: a value of the template cannot be resolved"
  }

  /// Whether something but the properties changes the real resource.
  private func hasOtherWork(_ old: ResourceRecord, _ declared: Template.Resource) -> Bool {
    guard let deployment = stack.deployment else { return false }
    let evaluator = neighbours.evaluator(for: deployment, of: stack)
    for attribute in [Template.ResourceAttribute.metadata, .updatePolicy, .creationPolicy] {
      let before = old.declaration[attribute] ?? .null
      let after = declared[attribute] ?? .null
      if before != after { return true }
      guard let previous = stack.operation?.before?.deployment, attribute == .metadata else {
        continue
      }
      let earlier = neighbours.evaluator(for: previous, of: stack).evaluate(before).value
      if evaluator.evaluate(after).value != earlier { return true }
    }
    return false
  }

  private func tags(for type: String) -> [Deployment.Tag] {
    ResourceKind.of(type).isTaggable ? stack.deployment?.tags ?? [] : []
  }

  func fault(_ action: FaultPlan.Action, _ resource: ResourceRecord, late: Bool) -> String? {
    neighbours.faults.reason(
      for: action, of: resource.logicalID, type: resource.type, late: late)
  }
}

/// What changing a resource's properties does to it, as far as the embedded cloud knows.
///
/// Until the facts of all types are there, one thing is known: a resource with another name is
/// another resource. Everything else is changed in place, and change sets say so.
enum Recreation {
  /// Whether a new physical resource is needed.
  static func isNeeded(type: String, from before: Value, to after: Value) -> Bool {
    let names = Set(
      [before, after].compactMap { PhysicalIdentity.nameProperty(of: type, $0) })
    return names.contains { before.object?[$0] != after.object?[$0] }
  }

  /// Whether changing one property makes a new resource.
  static func follows(fromChanging property: String, type: String, _ properties: Value) -> Bool {
    PhysicalIdentity.nameProperty(of: type, properties) == property
  }
}
