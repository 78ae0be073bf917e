/// How much simulated time things take.
package struct Pace: Sendable, Equatable {
  /// Milliseconds for a resource to be made, changed or deleted.
  package var resource: Int64
  /// Milliseconds for a change set to be worked out.
  package var changeSet: Int64

  /// Nothing takes less than two milliseconds, so that every step has its own time.
  package init(resource: Int64 = 20, changeSet: Int64 = 20) {
    self.resource = max(2, resource)
    self.changeSet = max(2, changeSet)
  }
}
