/// What is to go wrong, so that unhappy paths can be walked for real.
package struct FaultPlan: Sendable, Equatable {
  package var rules: [Rule]
  /// Every so many calls one is answered with `Throttling`; 0 for none.
  package var throttleEvery: Int

  package init(rules: [Rule] = [], throttleEvery: Int = 0) {
    self.rules = rules
    self.throttleEvery = throttleEvery
  }

  /// Nothing goes wrong that need not.
  package static let none = FaultPlan()

  /// One thing that fails.
  package struct Rule: Sendable, Equatable {
    /// A resource type, or a logical id.
    package var target: String
    package var action: Action
    /// The words of the resource's event.
    package var reason: String
    /// Whether a creation fails only after the resource exists.
    package var isLate: Bool

    package init(
      _ target: String, fails action: Action = .create,
      reason: String = "Resource handler returned message: \"Failed on demand\"",
      late isLate: Bool = false
    ) {
      self.target = target
      self.action = action
      self.reason = reason
      self.isLate = isLate
    }
  }

  /// What a resource can fail to do.
  package enum Action: String, Sendable, CaseIterable {
    case create, update, delete
    /// Going back to what it was before a failed update.
    case rollback
  }

  /// The words for a failure, if one is asked for.
  func reason(for action: Action, of logicalID: String, type: String, late: Bool) -> String? {
    rules.first {
      $0.action == action && ($0.target == logicalID || $0.target == type)
        && (action != .create || $0.isLate == late)
    }?.reason
  }
}
