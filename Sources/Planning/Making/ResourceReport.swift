internal import CloudFormation
internal import Documents

/// What AWS will report of a resource that stands and stays.
struct ResourceReport {
  private let comparison: ResourceComparison
  private let updates: [PropertyUpdate]
  private let hidden: [HiddenChange]

  init(_ comparison: ResourceComparison, _ updates: [PropertyUpdate], _ hidden: [HiddenChange]) {
    self.comparison = comparison
    self.updates = updates
    self.hidden = hidden
  }

  /// The report; nil if the resource is not in it.
  var report: Report? {
    let details = propertyDetails + otherDetails
    return details.isEmpty ? nil : .modify(details)
  }

  // MARK: - Properties

  private var propertyDetails: [Report.Detail] {
    let written = Set(comparison.reworded)
    let hiddenNames = Set(hidden.compactMap { Self.property($0.path) })
    let names = comparison.becomes.properties.members.map(\.key)
    let gone = comparison.was.properties.members.map(\.key).filter { !names.contains($0) }
    return (names + gone).flatMap { name -> [Report.Detail] in
      let isWritten = written.contains(name)
      let sources = sources(of: name, isWritten: isWritten || hiddenNames.contains(name))
      guard isWritten || !sources.isEmpty else { return [] }
      let recreation = recreation(of: name, isWritten: isWritten)
      var details = sources.map { source in
        Report.Detail(
          "Properties", name: name, recreation: recreation, isStatic: source.isStatic,
          source: source.kind, entity: source.entity)
      }
      let isRewritten = comparison.was.properties[name] != comparison.becomes.properties[name]
      let isOfParameter = sources.contains { $0.kind == .parameterReference }
      if details.isEmpty || isRewritten || isOfParameter {
        details.append(
          Report.Detail(
            "Properties", name: name, recreation: recreation, isStatic: details.isEmpty))
      }
      return details
    }
  }

  private struct Source: Hashable {
    var kind: Report.Source
    var entity: String
    var isStatic: Bool
  }

  /// What the value of a property comes from that changes.
  private func sources(of name: String, isWritten: Bool) -> [Source] {
    guard let value = comparison.becomes.properties[name] else { return [] }
    var sources: [Source] = []
    for reference in References.within(value) {
      guard let source = source(reference.target, isWritten: isWritten), !sources.contains(source)
      else { continue }
      sources.append(source)
    }
    return sources
  }

  private func source(_ target: Reference.Target, isWritten: Bool) -> Source? {
    switch target {
    case .ref(let name) where comparison.changes.parameters.contains(name):
      // Where the value stays what it is, AWS says nothing.
      return isWritten
        ? Source(kind: .parameterReference, entity: name, isStatic: true) : nil
    case .ref(let id):
      switch comparison.fates[id] {
      case .stays, .isUpdated: return nil
      case .isMade, .isReplaced:
        return Source(kind: .resourceReference, entity: id, isStatic: true)
      case .mayBeReplaced: return Source(kind: .resourceReference, entity: id, isStatic: false)
      }
    case .attribute(resource: let id, let attribute):
      let entity = attribute.map { "\(id).\($0)" } ?? id
      switch comparison.fates[id] {
      case .stays: return nil
      case .isMade, .isReplaced:
        return Source(kind: .resourceAttribute, entity: entity, isStatic: true)
      case .isUpdated, .mayBeReplaced:
        return Source(kind: .resourceAttribute, entity: entity, isStatic: false)
      }
    case .dependsOn, .condition, .mapping, .export: return nil
    }
  }

  /// What AWS takes the change of a property for.
  private func recreation(of name: String, isWritten: Bool) -> Report.Recreation {
    var effects = updates.filter { $0.property == name }.map(\.effect)
    effects += hidden.filter { Self.property($0.path) == name }.map(\.effect)
    // What stays all the same, AWS does not look into.
    if effects.isEmpty { effects = referredTo(in: name) }
    if effects.contains(where: { $0 == .replace || $0 == .refused }) { return .always }
    return effects.contains(.mayReplace) ? .conditionally : .never
  }

  /// What changes of the references in a property would do.
  private func referredTo(in name: String) -> [UpdateEffect] {
    let value = comparison.becomes.properties[name] ?? .null
    var paths = References.within(value).map { reference in
      reference.path.steps.prefix { step in
        if case .key(let key) = step { Intrinsic(rawValue: key) == nil } else { true }
      }
    }
    if paths.isEmpty { paths = [[]] }
    return paths.map { steps in
      let path = Path([.key("Properties"), .key(name)] + steps)
      return comparison.effect(of: PropertyChange(path, before: nil, after: nil)).effect
    }
  }

  private static func property(_ path: Path) -> String? {
    guard path.steps.count > 1, path.steps[0] == .key("Properties"),
      case .key(let name) = path.steps[1]
    else { return nil }
    return name
  }

  // MARK: - Everything else

  private var otherDetails: [Report.Detail] {
    let attributes: [Template.ResourceAttribute] = [
      .metadata, .creationPolicy, .updatePolicy, .deletionPolicy, .updateReplacePolicy,
    ]
    var details = attributes.map(\.rawValue).filter { attribute in
      let (old, new) = (comparison.before[attribute], comparison.after[attribute])
      guard let old, let new else { return (old == nil) != (new == nil) }
      return !old.isWritten(as: new)
    }.map { Report.Detail($0) }
    if comparison.takesStackTags { details.append(Report.Detail("Tags")) }
    return details
  }
}
