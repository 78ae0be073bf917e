internal import CloudFormation
package import Documents

extension ResourceChange {
  /// The entry afterwards as it may be shown: without secrets.
  package var shownAfter: Value? { after.map { $0.withoutSecrets(of: type) } }

  /// The entry as it stands as it may be shown: without secrets.
  package var shownBefore: Value? { before.map { $0.withoutSecrets(of: type) } }

  /// What changes, as it may be shown: without secrets.
  package var shownUpdates: [PropertyUpdate] {
    guard let facts = Facts[type] else { return updates }
    return updates.map { update in
      let change = update.change
      guard change.path.steps.first == .key("Properties") else { return update }
      let steps = change.path.steps.dropFirst().map { step in
        switch step {
        case .key(let key): key
        case .index(let index): String(index)
        }
      }
      var shown = update
      shown.change.before = change.before.map { facts.hidingSecrets(in: $0, at: steps) }
      shown.change.after = change.after.map { facts.hidingSecrets(in: $0, at: steps) }
      return shown
    }
  }
}

extension Template {
  /// The template as it may be shown: without secrets in the properties of its resources.
  var withoutSecrets: Template {
    resources.reduce(self) { template, resource in
      template.setting(
        Template.Resource(
          id: resource.id, Value.object(resource.body).withoutSecrets(of: resource.type)))
    }
  }
}

extension Value {
  /// The entry of a resource without secrets in its properties.
  fileprivate func withoutSecrets(of type: String) -> Value {
    guard case .object(var entry) = self, let properties = entry["Properties"],
      let facts = Facts[type]
    else { return self }
    entry["Properties"] = facts.hidingSecrets(in: properties)
    return .object(entry)
  }
}
