internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What a plan cannot promise.
package enum PlanCode: Int, DiagnosticCode {
  case typeChanged = 4001
  case dataLoss = 4002
  case fixedName = 4003
  case updateRefused = 4004
  case notASavedPlan = 4010
  case planEdited = 4011
  case planNewer = 4012
  case planOfAnother = 4013
  case planStale = 4014
  case planDiffers = 4015
}

extension Plan {
  /// The resources that would have to change their type, which CloudFormation refuses.
  package var typeChanges: [ResourceChange] {
    resources.filter { change in
      guard let before = change.before, let after = change.after else { return false }
      return Sight.type(of: before) != Sight.type(of: after)
    }
  }

  /// The resources whose data would be lost, or may be, with what that is.
  package var dataLosses: [(change: ResourceChange, data: String)] {
    resources.compactMap { change in change.dataAtRisk.map { (change, $0) } }
  }

  /// The resources that are replaced and have a name that stays: the new one is made first, and
  /// cannot have the name of the old one. What replaces it, and the property that has the name.
  package var nameConflicts: [(change: ResourceChange, update: PropertyUpdate, name: String)] {
    resources.compactMap { change in
      guard change.action == .replace, let facts = Facts[change.type],
        !facts.isDeletedBeforeReplacement, let name = facts.nameProperty,
        let value = change.after?["Properties"]?[name], value.plainText != nil,
        change.before?["Properties"]?[name] == value
      else { return nil }
      // With another owner a name is free again.
      let update = change.updates.first { update in
        update.outcome == .replace && update.isKnown
          && !update.causes.contains { if case .resource = $0 { true } else { false } }
      }
      return update.map { (change, $0, name) }
    }
  }

  /// The updates that a service refuses.
  package var refusedUpdates: [(change: ResourceChange, update: PropertyUpdate)] {
    resources.flatMap { change in
      change.updates.filter { $0.effect == .refused }.map { (change, $0) }
    }
  }
}
