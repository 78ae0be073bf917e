import AWS
import Documents
import Provisioning
import Recording

/// A cloud with one stack, which does what a test says when it is asked to change it.
struct ScriptedCloud {
  static let name = "fraud-dev-jobs"
  static let old = "arn:aws:cloudformation:us-east-1:111111111111:stack/fraud-dev-jobs/old"
  static let new = "arn:aws:cloudformation:us-east-1:111111111111:stack/fraud-dev-jobs/new"
  static let changeSet = "arn:aws:cloudformation:us-east-1:111111111111:changeSet/run/1"

  /// What is there now, by its name and its ARN.
  var stack: StackDescription?
  /// What becomes of a change set that is asked for.
  var changeSetStatus = "CREATE_COMPLETE"
  var changeSetReason: String?
  /// The change sets that are there, by name.
  var changeSets: Set<String> = []
  /// How an operation that is begun goes on, a step each time that the stack is looked at.
  var course: [StackStatus] = []
  var resources: [StackResource] = []
  /// What is told of resources when an operation begins.
  var tidings: [StackEvent] = []
  /// Whether a status that stays tells nothing anew.
  var isQuiet = false
  /// How many answers know nothing of a stack that was begun.
  var misses = 0
  /// How many looks at the stack and its events an operation takes to show.
  var delay = 0

  private(set) var events: [StackEvent] = []
  private var remaining: [StackStatus] = []
  private var hidden: (stack: StackDescription?, events: [StackEvent], looks: Int)?

  init(_ status: StackStatus? = nil, id: String = Self.old, isProtected: Bool = false) {
    guard let status else { return }
    stack = Self.stack(status, id: id, isProtected: isProtected)
  }

  static func stack(
    _ status: StackStatus, id: String = Self.old, isProtected: Bool = false
  ) -> StackDescription {
    StackDescription(
      id: id, name: name, status: status, created: Timestamp(seconds: 0),
      isTerminationProtected: isProtected)
  }

  static func resource(_ id: String, _ status: String = "CREATE_COMPLETE") -> StackResource {
    StackResource(
      logicalID: id, physicalID: id.lowercased(), type: "AWS::SNS::Topic", status: status,
      updated: Timestamp(seconds: 0))
  }

  static func event(_ id: String, _ status: String, _ reason: String? = nil) -> StackEvent {
    StackEvent(
      id: "\(id)-\(status)", stackID: old, stackName: name, logicalID: id,
      physicalID: id.lowercased(), resourceType: "AWS::SNS::Topic", time: Timestamp(seconds: 0),
      status: status, reason: reason)
  }

  /// What a move comes to.
  mutating func answer(_ move: Move) -> Answer {
    switch move {
    case .note, .report, .pause, .record: return .done
    case .describeStack(let name):
      advance()
      if name == Self.new, misses > 0 {
        misses -= 1
        return .stack(nil)
      }
      let stack = shown.stack
      guard let stack, name == stack.name || name == stack.id else { return .stack(nil) }
      // Deleted, it is known by its ARN alone.
      return .stack(stack.status == .deleteComplete && name == stack.name ? nil : stack)
    case .listResources: return .resources(resources)
    case .readTemplate: return .template(["Resources": [:]])
    case .readEvents(let stack, _):
      let events = shown.events.filter { !$0.isAboutStack || $0.stackID == stack }
      return .events(StackEventPage(events: events.reversed()))
    case .createChangeSet(let isCreation, let name, _):
      changeSets.formUnion([name, Self.changeSet])
      if isCreation { become(.reviewInProgress, id: Self.new) }
      return .changeSetCreated(
        CreatedChangeSet(id: Self.changeSet, stackID: stack?.id ?? Self.new))
    case .describeChangeSet(let name, let stack):
      guard changeSets.contains(name) else { return .changeSet(nil) }
      return .changeSet(
        ChangeSetDescription(
          id: Self.changeSet, name: name, stackID: stack, stackName: Self.name,
          status: changeSetStatus, statusReason: changeSetReason,
          executionStatus: changeSetStatus == "CREATE_COMPLETE" ? "AVAILABLE" : "UNAVAILABLE"))
    case .deleteChangeSet: return .done
    case .executeChangeSet:
      changeSets = []
      begin(course)
    case .deleteStack: begin(course.isEmpty ? [.deleteInProgress, .deleteComplete] : course)
    case .protect(_, let isProtected): stack?.isTerminationProtected = isProtected
    case .finish: preconditionFailure("the end has no answer")
    }
    return .done
  }

  /// What an answer tells: for a while, what was before.
  private var shown: (stack: StackDescription?, events: [StackEvent]) {
    hidden.map { ($0.stack, $0.events) } ?? (stack, events)
  }

  private mutating func begin(_ statuses: [StackStatus]) {
    if delay > 0 { hidden = (stack, events, delay) }
    course = []
    remaining = statuses
    events += tidings
    advance()
  }

  private mutating func advance() {
    if hidden != nil {
      hidden?.looks -= 1
      if hidden?.looks == 0 { hidden = nil }
    }
    guard !remaining.isEmpty else { return }
    become(remaining.removeFirst(), id: stack?.id ?? Self.new)
  }

  private mutating func become(_ status: StackStatus, id: String) {
    let isSame = stack?.status == status
    stack = Self.stack(status, id: id, isProtected: stack?.isTerminationProtected ?? false)
    if isSame, isQuiet { return }
    events.append(
      StackEvent(
        id: "\(events.count)", stackID: id, stackName: Self.name, logicalID: Self.name,
        physicalID: id, resourceType: "AWS::CloudFormation::Stack", time: Timestamp(seconds: 0),
        status: status.rawValue))
  }
}
