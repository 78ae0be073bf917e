internal import Documents

/// One line of a stack's history.
struct EventRecord: Sendable, Equatable {
  var id: String
  var time: Timestamp
  var logicalID: String
  var physicalID: String
  var type: String
  var status: String
  var reason: String?
  /// The token of the call that began the operation.
  var token: String?
}
