internal import CloudFormation
internal import Documents

/// What bringing a stack to another deployment would change, told as change sets tell it.
struct Differences {
  private(set) var changes: [PlannedChange] = []
  /// Whether outputs, tags or addresses for notices differ.
  private(set) var changesAnythingElse = false
  /// Why the new values cannot all be told.
  private(set) var problem: String?

  private let stack: Stack
  private let deployment: Deployment
  private let neighbours: Neighbourhood
  private let fates: Fates
  private let changedParameters: Set<String>

  /// Whether there is anything to do.
  var isWorthAnUpdate: Bool { !changes.isEmpty || changesAnythingElse }

  /// What becomes of resources, as far as it is worked out already.
  private struct Fates: Sendable {
    var new: Set<String> = []
    var replaced: Set<String> = []
    var modified: Set<String> = []
  }

  init(_ stack: Stack, to deployment: Deployment, among neighbours: Neighbourhood) {
    self.stack = stack
    self.deployment = deployment
    self.neighbours = neighbours
    let before = stack.deployment?.parameters ?? [:]
    changedParameters = Set(
      deployment.parameters.filter { before[$0.key] != $0.value }.map(\.key)
        + deployment.storedValues.filter { stack.deployment?.storedValues[$0.key] != $0.value }.map(
          \.key))
    let decided = neighbours.evaluator(for: deployment, of: stack).decided
    let order = DependencyGraph(of: decided).order
    var fates = Fates()
    var found: [String: PlannedChange] = [:]
    for id in order {
      guard let resource = decided.resource(id) else { continue }
      var look = Look(
        stack: stack, deployment: deployment, neighbours: neighbours, fates: fates,
        changedParameters: changedParameters)
      guard let change = look.change(of: resource) else { continue }
      found[id] = change
      problem = problem ?? look.problem
      if change.action == .add {
        fates.new.insert(id)
      } else if change.replaces == true {
        fates.replaced.insert(id)
      } else {
        fates.modified.insert(id)
      }
    }
    self.fates = fates
    let kept = Set(decided.resources.map(\.id))
    changes = decided.resources.compactMap { found[$0.id] }
    changes += stack.resources.filter { !kept.contains($0.logicalID) && !$0.status.isGone }
      .map { Self.removal(of: $0, stack, neighbours) }
    changesAnythingElse = otherChanges()
  }

  private static func removal(
    of resource: ResourceRecord, _ stack: Stack, _ neighbours: Neighbourhood
  ) -> PlannedChange {
    let policy =
      switch resource.declaration.deletionPolicy {
      case .retain, .retainExceptOnCreate: "Retain"
      case .snapshot: "Snapshot"
      default: "Delete"
      }
    return PlannedChange(
      action: .remove, logicalID: resource.logicalID, physicalID: resource.physicalID,
      type: resource.type, replaces: nil, policyAction: policy, scope: [], details: [],
      before: stack.deployment.map { deployment in
        // AWS no longer looks up the attributes that a resource on its way out was made with.
        let now = neighbours.evaluator(for: deployment, of: stack).known
        let evaluator = neighbours.evaluator(
          for: deployment, of: stack, reference: now.reference, attribute: { _, _ in nil })
        return Secrets.masked(
          Look.shown(evaluator.properties(of: resource.declaration).value),
          of: resource.declaration, in: deployment.template)
      }, after: nil)
  }

  private func otherChanges() -> Bool {
    guard let before = stack.deployment else { return true }
    if before.tags != deployment.tags { return true }
    if before.notificationARNs != deployment.notificationARNs { return true }
    let evaluator = Look.evaluator(stack, deployment, neighbours, fates)
    let outputs = evaluator.decided.outputs
    guard outputs.count == stack.outputs.count else { return true }
    return zip(outputs, stack.outputs).contains { output, old in
      output.id != old.key || output.description != old.description
        || evaluator.value(of: output).value.value?.scalarText != old.value
        || output.exportName.flatMap { evaluator.evaluate($0).value.value?.scalarText }
          != old.exportName
    }
  }

  /// A look at one resource, when what becomes of those it needs is known.
  private struct Look {
    let stack: Stack
    let deployment: Deployment
    let neighbours: Neighbourhood
    let fates: Fates
    let changedParameters: Set<String>
    var problem: String?

    /// An evaluator that knows what stays as it is, and nothing of what is made or replaced.
    ///
    /// Of what is changed in place, attributes may change. Where values are shown, AWS takes them
    /// to be what they are now.
    static func evaluator(
      _ stack: Stack, _ deployment: Deployment, _ neighbours: Neighbourhood, _ fates: Fates,
      forShowing: Bool = false
    ) -> Evaluator {
      let now = neighbours.evaluator(for: deployment, of: stack).known
      return neighbours.evaluator(
        for: deployment, of: stack,
        reference: { id in
          fates.new.contains(id) || fates.replaced.contains(id) ? nil : now.reference(id)
        },
        attribute: { id, attribute in
          let changes = fates.modified.contains(id) && !forShowing
          return changes || fates.new.contains(id) || fates.replaced.contains(id)
            ? nil : now.attribute(id, attribute)
        })
    }

    mutating func change(of resource: Template.Resource) -> PlannedChange? {
      let evaluator = Self.evaluator(stack, deployment, neighbours, fates)
      let after = evaluator.properties(of: resource)
      let shown = Self.evaluator(stack, deployment, neighbours, fates, forShowing: true)
        .properties(of: resource).value
      for cause in after.value.causes {
        if case .export(let name) = cause {
          problem =
            "ChangeSet creation failed for resource [\(resource.id)] because: No export named \(name)"
        }
      }
      guard let old = stack.resource(resource.id), !old.status.isGone else {
        return PlannedChange(
          action: .add, logicalID: resource.id, physicalID: nil, type: resource.type,
          replaces: nil, policyAction: nil, scope: [], details: [], before: nil,
          after: masked(Self.shown(shown), of: resource))
      }
      var details = propertyDetails(old, resource, after.value, shown)
      details += otherDetails(old, resource, evaluator)
      guard !details.isEmpty else { return nil }
      let replaces = details.contains(where: \.recreates)
      var scope: [String] = []
      for detail in details where !scope.contains(detail.attribute) {
        scope.append(detail.attribute)
      }
      return PlannedChange(
        action: .modify, logicalID: old.logicalID, physicalID: old.physicalID, type: old.type,
        replaces: replaces, policyAction: replaces ? Self.policyAction(old.declaration) : nil,
        scope: scope.sorted(), details: details, before: maskedBefore(old, resource),
        after: masked(Self.shown(shown), of: resource))
    }

    private static func policyAction(_ resource: Template.Resource) -> String {
      switch resource.updateReplacePolicy {
      case .retain, .retainExceptOnCreate: "ReplaceAndRetain"
      case .snapshot: "ReplaceAndSnapshot"
      default: "ReplaceAndDelete"
      }
    }

    // MARK: - Properties

    private func propertyDetails(
      _ old: ResourceRecord, _ resource: Template.Resource, _ after: Evaluated, _ shown: Evaluated
    ) -> [PlannedChange.Detail] {
      let before = old.properties.object ?? [:]
      let new = Self.members(of: after)
      let shown = Self.members(of: shown)
      var names = new.map(\.key)
      names += before.members.map(\.key).filter { !names.contains($0) }
      return names.flatMap { name -> [PlannedChange.Detail] in
        let now = new.first { $0.key == name }?.value
        if let now, case .known(let value) = now, value == before[name] { return [] }
        return details(
          of: name, before[name], shown.first { $0.key == name }?.value, resource, old)
      }
    }

    private func details(
      of name: String, _ before: Value?, _ after: Evaluated?, _ resource: Template.Resource,
      _ old: ResourceRecord
    ) -> [PlannedChange.Detail] {
      let isSecret = Secrets.reach(name, of: resource, in: deployment.template)
      let wasSecret = isSecret || hadSecret(name, old)
      let template = PlannedChange.Detail(
        attribute: "Properties", name: name,
        recreates: Recreation.follows(
          fromChanging: name, type: old.type, .object(resource.properties)),
        isStatic: true, source: "DirectModification", causingEntity: nil,
        before: wasSecret ? before.map { _ in .string(Deployment.mask) } : before,
        after: isSecret ? .string(Deployment.mask) : after.map(Self.shown))
      var found: [PlannedChange.Detail] = []
      let expression = resource.properties[name] ?? .null
      let references = References.within(expression)
      for reference in references {
        guard var detail = Self.cause(reference, template, fates, changedParameters),
          !found.contains(where: { $0.causingEntity == detail.causingEntity })
        else { continue }
        detail.name = name
        found.append(detail)
      }
      if found.isEmpty { return [template] }
      let wasWritten = old.declaration.properties[name]
      let namesParameter = found.contains { $0.source == "ParameterReference" }
      if namesParameter || wasWritten != expression {
        var direct = template
        direct.isStatic = false
        found.append(direct)
      }
      return found
    }

    /// The part that a reference has in a change.
    private static func cause(
      _ reference: Reference, _ template: PlannedChange.Detail, _ fates: Fates,
      _ changedParameters: Set<String>
    ) -> PlannedChange.Detail? {
      var detail = template
      switch reference.target {
      case .ref(let name) where changedParameters.contains(name):
        detail.source = "ParameterReference"
        detail.causingEntity = name
      case .ref(let name) where fates.replaced.contains(name) || fates.new.contains(name):
        detail.source = "ResourceReference"
        detail.causingEntity = name
      case .attribute(resource: let name, let attribute):
        let isNew = fates.replaced.contains(name) || fates.new.contains(name)
        guard isNew || fates.modified.contains(name) else { return nil }
        detail.source = "ResourceAttribute"
        detail.causingEntity = attribute.map { "\(name).\($0)" } ?? name
        detail.isStatic = isNew
      default: return nil
      }
      return detail
    }

    // MARK: - Everything else of a resource

    private func otherDetails(
      _ old: ResourceRecord, _ resource: Template.Resource, _ evaluator: Evaluator
    ) -> [PlannedChange.Detail] {
      var details: [PlannedChange.Detail] = []
      func add(_ attribute: String) {
        details.append(
          PlannedChange.Detail(
            attribute: attribute, name: nil, recreates: false, isStatic: true,
            source: "DirectModification", causingEntity: nil, before: nil, after: nil))
      }
      for attribute in [
        Template.ResourceAttribute.metadata, .creationPolicy, .updatePolicy, .deletionPolicy,
        .updateReplacePolicy,
      ] where old.declaration[attribute] != resource[attribute] {
        add(attribute.rawValue)
      }
      if let metadata = resource[.metadata], old.declaration[.metadata] == metadata {
        for reference in References.within(metadata) {
          guard let name = reference.name, changedParameters.contains(name) else { continue }
          add("Metadata")
          details[details.count - 1].source = "ParameterReference"
          details[details.count - 1].causingEntity = name
          break
        }
      }
      let tags = ResourceKind.of(old.type).isTaggable ? deployment.tags : []
      if tags != old.tags { add("Tags") }
      return details
    }

    // MARK: - Showing

    /// What AWS writes for what is known only afterwards.
    private static let later = Value.string("{{changeSet:KNOWN_AFTER_APPLY}}")

    private static func members(of value: Evaluated) -> [Evaluated.Member] {
      switch value {
      case .known(.object(let object)): object.members.map { .init($0.key, .known($0.value)) }
      case .object(let members): members
      default: []
      }
    }

    static func shown(_ value: Evaluated) -> Value {
      switch value {
      case .known(let value): value
      case .list(let elements): .array(elements.map(shown))
      case .object(let members):
        .object(Value.Object(members.map { .init($0.key, shown($0.value)) }))
      case .text, .unknown: later
      case .absent: .null
      }
    }

    private func masked(_ properties: Value, of resource: Template.Resource) -> Value {
      Secrets.masked(properties, of: resource, in: deployment.template)
    }

    /// What a resource is now, without what a secret brought in then or brings in from now on.
    private func maskedBefore(_ old: ResourceRecord, _ resource: Template.Resource) -> Value {
      let properties = masked(old.properties, of: resource)
      guard let template = stack.deployment?.template else { return properties }
      return Secrets.masked(properties, of: old.declaration, in: template)
    }

    private func hadSecret(_ property: String, _ old: ResourceRecord) -> Bool {
      guard let template = stack.deployment?.template else { return false }
      return Secrets.reach(property, of: old.declaration, in: template)
    }
  }
}
