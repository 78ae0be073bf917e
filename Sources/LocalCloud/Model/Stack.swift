internal import Documents

/// A stack with everything that belongs to it.
struct Stack: Sendable, Equatable {
  var name: String
  var region: String
  var arn: String
  var status: StackState
  var reason: String?
  var created: Timestamp
  var updated: Timestamp?
  var deleted: Timestamp?
  /// What it is made from; nil until a first operation began.
  var deployment: Deployment?
  var resources: [ResourceRecord]
  var outputs: [Output]
  var changeSets: [ChangeSet]
  /// In the order in which they happened.
  var events: [EventRecord]
  /// What is under way.
  var operation: Operation?
  /// A rollback that failed, to be continued.
  var stalled: Operation?
  /// The change set that was executed last, where the last operation was one.
  var changeSetARN: String?
  var isProtected: Bool
  var disablesRollback: Bool
  /// What it left behind when it let go of resources that are to be retained.
  var remnants: [Remnant]
  /// The exports of other stacks that it uses.
  var imports: [String]

  /// A value that a stack shows, and may export.
  struct Output: Sendable, Equatable {
    var key: String
    var value: String
    var description: String?
    var exportName: String?
  }

  /// A stack that is only a name so far.
  init(name: String, region: String, arn: String, status: StackState, at time: Timestamp) {
    self.name = name
    self.region = region
    self.arn = arn
    self.status = status
    created = time
    resources = []
    outputs = []
    changeSets = []
    events = []
    isProtected = false
    disablesRollback = false
    remnants = []
    imports = []
  }

  /// Whether its name leads to it.
  var isListed: Bool { status != .deleteComplete }

  /// The resource of a logical id that the stack has.
  func resource(_ logicalID: String) -> ResourceRecord? {
    resources.first { $0.logicalID == logicalID }
  }

  /// Changes a resource in its place, or puts it at the end.
  mutating func set(_ resource: ResourceRecord) {
    if let index = resources.firstIndex(where: { $0.logicalID == resource.logicalID }) {
      resources[index] = resource
    } else {
      resources.append(resource)
    }
  }

  /// When it would next change by itself.
  var due: Timestamp? {
    let times = changeSets.compactMap(\.due) + (operation.map { [$0.due] } ?? [])
    return times.min()
  }
}
