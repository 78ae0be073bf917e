import Foundation
import Testing

/// The walk through the house: from a stack file to the embedded cloud and back.
struct DeployTests {
  static let project = "project: fraud\n"
  static let jobs = """
    stack: jobs
    variables:
      label:
        type: string
        default: before
    resources:
      topic:
        type: AWS::SNS::Topic
        properties:
          DisplayName: ${var.label}
      queue:
        type: AWS::SQS::Queue
        properties:
          Tags:
            - Key: topic
              Value: ${topic}
      role:
        type: AWS::IAM::Role
        properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  Service: lambda.amazonaws.com
    outputs:
      topic: ${topic}

    """

  /// A folder with a project in it.
  static func withProject<Result>(_ body: (URL) throws -> Result) throws -> Result {
    try withFolder { folder in
      try folder.write("esteira.yaml", project)
      try folder.write("jobs.yaml", jobs)
      return try body(folder)
    }
  }

  @Test func theWholeWalk() throws {
    try Self.withProject { folder in
      func run(_ line: String, _ code: Int32, _ words: String...) throws {
        let result = try Program.run(line.split(separator: " ").map(String.init), in: folder)
        #expect(result.code == code, "\(line): \(result.output)\(result.error)")
        for word in words { #expect(result.output.contains(word), "\(line): \(result.output)") }
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.contains("nothing is created on AWS") ?? false, "\(line)")
      }
      try run("plan --detailed-exitcode", 2, "+ topic  AWS::SNS::Topic", "CAPABILITY_IAM")
      try run(
        "apply --yes", 0, "jobs: created",
        "topic (local):\n    arn:aws:sns:us-east-1:000000000000")
      try run("plan --detailed-exitcode", 0, "Nothing to do")
      try run(
        "plan --detailed-exitcode --var label=after", 2, "~ DisplayName: \"before\" → \"after\"")
      try run("apply --yes --var label=after", 0, "jobs: updated")
      try run("plan --detailed-exitcode --var label=after", 0, "Nothing to do")
      try run("destroy --yes", 0, "jobs: destroyed")
      try run("destroy --yes", 0, "there was nothing to destroy")
      try run("plan --detailed-exitcode", 2, "will be created")
    }
  }

  /// Leaves what a failed creation leaves: a stack that was rolled back.
  @discardableResult
  static func failToCreate(in folder: URL) throws -> Program.Result {
    let local = folder.appendingPathComponent(".esteira/local")
    try FileManager.default.createDirectory(at: local, withIntermediateDirectories: true)
    try local.write("faults.yaml", faults)
    let failed = try Program.run(["apply", "--yes"], in: folder)
    #expect(failed.code == 1)
    try FileManager.default.removeItem(at: local.appendingPathComponent("faults.yaml"))
    return failed
  }

  @Test func aFailedStackShowsItsFirstReasonAndCanBeAppliedAgain() throws {
    try Self.withProject { folder in
      let failed = try Self.failToCreate(in: folder)
      #expect(failed.error.contains("error[EST7009]"), "\(failed.error)")
      #expect(failed.error.contains("The queue does not want to be"))
      #expect(failed.output.contains("FAILED"))
      let again = try Program.run(["apply", "--yes"], in: folder)
      #expect(again.code == 0, "\(again.error)")
      #expect(again.output.contains("jobs: created"))
    }
  }

  @Test func whatWasBegunIsFoundAgainWithoutItsFile() throws {
    try Self.withProject { folder in
      try folder.write("other.yaml", Self.jobs.replacing("stack: jobs", with: "stack: other"))
      let killed = try Program.shell(
        "ESTEIRA_TEST_KILL_AT=13 \"$ESTEIRA\" apply jobs --yes >&2; echo \"$?\"", in: folder)
      #expect(killed.output == "137\n")
      try FileManager.default.removeItem(at: folder.appendingPathComponent("jobs.yaml"))
      let words = "Stack jobs was begun and has no file: `esteira destroy jobs` deletes it."
      for command in [["plan"], ["apply", "--yes"]] {
        let result = try Program.run(command, in: folder)
        #expect(result.code == 0, "\(result.error)")
        #expect(result.output.contains(words), "\(result.output)")
      }
      let destroyed = try Program.run(["destroy", "jobs", "--yes"], in: folder)
      #expect(destroyed.code == 0, "\(destroyed.error)")
      let stacks = folder.appendingPathComponent(".esteira/local/stacks").path
      let standing = try FileManager.default.contentsOfDirectory(atPath: stacks).filter { name in
        !(try folder.text(".esteira/local/stacks/" + name)).contains("DELETE_COMPLETE")
      }
      #expect(standing.count == 1, "\(standing)")
      #expect(standing.first?.contains("fraud-local-other") == true)
    }
  }

  private static let faults = """
    fail:
      - resource: AWS::SQS::Queue
        action: create
        reason: The queue does not want to be

    """

  /// What is under way when a run is killed, and what the next run has to bring about.
  enum Scene: String, CaseIterable {
    case creation
    /// Of a stack whose first creation failed: its remains go first.
    case recreation
    case update
    case deletion

    var isDeletion: Bool { self == .deletion }
    var command: [String] {
      switch self {
      case .creation, .recreation: ["apply", "--yes"]
      case .update: ["apply", "--yes", "--var", "label=after"]
      case .deletion: ["destroy", "--yes"]
      }
    }
  }

  /// Every instant of an apply and of a destroy: before and after each call, each line of the
  /// journal and each write of the record.
  @Test(arguments: Scene.allCases)
  func killedAtAnyInstantTheNextRunEndsRight(scene: Scene) throws {
    var instants = 0
    while true {
      let isOver = try Self.withProject { folder in
        switch scene {
        case .creation: break
        case .recreation: try Self.failToCreate(in: folder)
        case .update, .deletion:
          #expect(try Program.run(["apply", "--yes"], in: folder).code == 0)
        }
        let quoted = scene.command.joined(separator: " ")
        let killed = try Program.shell(
          "ESTEIRA_TEST_KILL_AT=\(instants) \"$ESTEIRA\" \(quoted) >&2; echo \"$?\"", in: folder)
        if killed.output == "0\n" { return true }
        #expect(killed.output == "137\n")
        let next = try Program.run(scene.command, in: folder)
        #expect(next.code == 0, "\(scene) at \(instants): \(next.output)\(next.error)")
        let plan = ["plan", "--detailed-exitcode"] + scene.command.dropFirst(2)
        let after = try Program.run(plan, in: folder)
        #expect(
          after.code == (scene.isDeletion ? 2 : 0), "\(scene) at \(instants): \(after.output)")
        let stacks = try FileManager.default.contentsOfDirectory(
          atPath: folder.appendingPathComponent(".esteira/local/stacks").path)
        let standing = try stacks.filter { name in
          let text = try folder.text(".esteira/local/stacks/" + name)
          return !text.contains("DELETE_COMPLETE")
        }
        #expect(standing.count == (scene.isDeletion ? 0 : 1), "\(scene) at \(instants)")
        return false
      }
      if isOver { break }
      instants += 1
    }
    #expect(instants >= 20)
  }
}
