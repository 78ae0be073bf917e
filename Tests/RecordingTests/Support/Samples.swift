import Documents
import Recording
import Synchronization
import Testing

/// Values that tests speak about.
enum Sample {
  static let address = StackAddress(environment: "prod", stack: "serving")
  static let lineage = Lineage("3f2a9c")

  static let template: Value.Object = [
    "Parameters": ["Password": ["Type": "String", "NoEcho": true], "Size": ["Type": "Number"]],
    "Resources": ["Topic": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": "naïve"]]],
    "Outputs": ["Url": ["Value": "x"], "Login": ["Value": ["Ref": "Password"]]],
  ]

  static let record = Record(
    lineage: lineage, address: address,
    target: Record.Target(
      account: "111111111111", region: "sa-east-1", stackName: "fraud-prod-serving",
      stackID: "arn:aws:cloudformation:sa-east-1:111111111111:stack/fraud-prod-serving/0b1e"),
    deployment: Deployment(
      Configuration(
        template: template,
        parameters: ["Password": .text("hunter2"), "Size": .text("4")], tags: ["team": "risk"],
        capabilities: ["CAPABILITY_NAMED_IAM", "CAPABILITY_IAM"]),
      outputs: ["Url": "https://example.com", "Login": "hunter2"],
      resources: [
        "Topic": DeployedResource(
          physicalID: "arn:aws:sns:sa-east-1:111111111111:t", type: "AWS::SNS::Topic",
          status: "CREATE_COMPLETE")
      ]),
    revision: Revision(
      number: 1, outcome: .succeeded,
      author: Revision.Author(who: "ana@laptop", commit: "a2783fc"),
      when: Timestamp(seconds: 1_790_000_000)))

  /// A small record of a stack, with something in it that tells it from others.
  static func record(_ note: String, at address: StackAddress = address) -> Record {
    var record = record
    record.address = address
    return record.noting(note)
  }

  static func owner(_ id: String) -> LockOwner {
    LockOwner(
      id: id, who: "ana", host: "laptop", process: 4711, when: Timestamp(seconds: 1_790_000_000),
      operation: "apply")
  }
}

extension Record {
  /// This record with one more tag on what stands.
  func noting(_ note: String) -> Record {
    var record = self
    let before = deployment?.configuration
    record.deployment = Deployment(
      Configuration(
        template: before?.template ?? [:],
        tags: (before?.tags ?? [:]).merging([note: "noted"]) { $1 }))
    return record
  }

  /// What follows after another successful apply.
  func followed(noting note: String) -> Record {
    followed(
      by: Revision(
        number: 0, outcome: .succeeded, author: revision.author, when: revision.when),
      deployment: noting(note).deployment, target: target)
  }

  var notes: Set<String> { Set(deployment?.configuration.tags.keys ?? [:].keys) }
}

/// The code of the fault that a body throws.
func code(
  of body: () async throws -> Void, location: SourceLocation = #_sourceLocation
) async -> RecordCode? {
  do {
    try await body()
    return nil
  } catch let fault as RecordFault {
    return fault.code
  } catch {
    Issue.record("threw \(error)", sourceLocation: location)
    return nil
  }
}

/// Time that passes when someone waits for it.
final class TestClock: Sendable {
  private let time = Mutex<Duration>(.zero)
  private let pauses = Mutex<[Duration]>([])
  private let onPause: @Sendable (Int) async -> Void

  /// Calls the closure at each pause, with its number from 1.
  init(onPause: @escaping @Sendable (Int) async -> Void = { _ in }) {
    self.onPause = onPause
  }

  var paused: [Duration] { pauses.withLock(\.self) }

  var waiting: Waiting {
    Waiting(
      now: { [self] in time.withLock(\.self) },
      pause: { [self] duration in
        time.withLock { $0 += duration }
        let count = pauses.withLock { pauses in
          pauses.append(duration)
          return pauses.count
        }
        try Task.checkCancellation()
        await onPause(count)
      })
  }
}

extension Waiting {
  /// Lets others run and never gives up.
  static var patient: Waiting { Waiting(now: { .zero }, pause: { _ in await Task.yield() }) }
}
