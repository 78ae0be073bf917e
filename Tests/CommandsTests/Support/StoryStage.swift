import AWS
import Commands
import Diagnostics
import Documents
import FileRecords
import Foundation
import LocalCloud
import Recording

/// Where the example of a story is played: its files in a table, `.esteira` in a real folder, and
/// whatever else it says is so.
final class StoryStage {
  private var files: [String: Example.File] = [:]
  private var variables: [String: String] = [:]
  /// The embedded cloud that stands for AWS, where something does.
  private var elsewhere: InMemoryClouds?
  private var network: Transport?
  private var answer: String?
  private var interrupts = false
  private var meanwhile: [String]?
  private let disk = ScriptedDisk()
  private let root = FileManager.default.temporaryDirectory
    .appendingPathComponent("esteira-story-\(UUID().uuidString)")
  /// What is held until the example is over: locks, ports.
  private var held: [Any] = []

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Plays the example; what its command left behind.
  static func play(_ example: Example) async throws -> InMemoryWorld {
    let stage = StoryStage()
    for file in example.files { try stage.write(file) }
    for circumstance in example.circumstances { try await stage.set(circumstance) }
    let world = stage.world(example.command)
    _ = await world.run()
    // Locks and ports are held until here.
    return withExtendedLifetime(stage) { world }
  }

  // MARK: - The world

  private lazy var clouds: InMemoryClouds = {
    let (root, system) = (root.path, disk.system)
    let other = InMemoryClouds()
    return InMemoryClouds(
      network: network ?? other.network,
      store: { try FolderStore(at: root + "/.esteira/local") },
      records: { waiting in
        let path = FilePath(root + "/.esteira/state")
        return RecordKeeping(
          store: FileRecordStore(path, waiting: waiting, system: system),
          lock: FileRecordLock(path, waiting: waiting, system: system),
          journal: FileJournal(path, waiting: waiting, system: system))
      })
  }()

  private func world(_ command: [String]) -> InMemoryWorld {
    InMemoryWorld(
      command, files: Array(files.values), variables: variables, clouds: clouds, answer: answer,
      interrupts: interrupts, meanwhile: meanwhile.map(action))
  }

  /// What someone else does with `esteira` or `aws` at another time.
  private func action(_ words: [String]) -> @Sendable () async -> Void {
    let arguments = Array(words.dropFirst())
    if words[0] == "aws" {
      let shell = CloudShell(elsewhere ?? clouds)
      return { try? await shell.run(arguments) }
    }
    let other = InMemoryWorld(
      arguments, files: Array(files.values), variables: variables, clouds: clouds)
    return { _ = await other.run() }
  }

  // MARK: - What happens

  private func set(_ circumstance: Circumstance) async throws {
    switch circumstance {
    case .esteira(let arguments):
      let world = world(arguments)
      _ = await world.run()
      for file in world.files { files[file.name] = file }
    case .aws(let arguments): try await CloudShell(elsewhere ?? clouds).run(arguments)
    case .writes(let file): try write(file)
    case .copies(let source, let path):
      try FileManager.default.copyItem(
        at: root.appendingPathComponent(source), to: root.appendingPathComponent(path))
    case .variable(let name, let value): variables[name] = value
    case .types(let text): answer = text
    case .interrupts: interrupts = true
    case .meanwhile(let arguments): meanwhile = arguments
    case .words(let text): throw Unplayable(what: text)
    case .calls(let calls): answerCalls(calls)
    case .disk(let disk): self.disk.does(disk)
    case .holds(let stack):
      let owner = LockOwner(
        id: "other", who: "bia", host: "desk", process: 8, when: clouds.now(), operation: "apply")
      let lock = clouds.keeping().lock
      let address = StackAddress(environment: "local", stack: stack)
      held.append((lock, try await lock.acquire(address, as: owner, timeout: .zero)))
    case .serves: held.append(try clouds.store())
    case .listens(let port):
      // Where something else has the port already, that serves as well.
      let listener = try? LoopbackListener(port: UInt16(port), clock: clouds.now) { _, _ in
        HTTPResponse(status: 404)
      }
      if let listener { held.append(listener) }
    }
  }

  private func answerCalls(_ calls: Circumstance.Calls) {
    guard calls == .otherAccount || calls == .lostOnTheWay else {
      network = ScriptedCalls.transport(for: calls)
      return
    }
    let aws = InMemoryClouds()
    elsewhere = aws
    network = aws.embeddedTransport()
    if calls == .lostOnTheWay, let way = network { network = ScriptedCalls.breakingOff(way) }
    let credentials = LocalCloud.credentials
    variables["AWS_ACCESS_KEY_ID"] = credentials.accessKeyID
    variables["AWS_SECRET_ACCESS_KEY"] = credentials.secretAccessKey.revealed
  }

  /// Lays a file out: really, if it belongs to the records or the embedded cloud.
  private func write(_ file: Example.File) throws {
    guard file.name == ".esteira" || file.name.hasPrefix(".esteira/") else {
      files[file.name] = file
      return
    }
    let path = root.appendingPathComponent(file.name)
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    switch file.contents {
    case .folder:
      try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    case .text(let text): try Data(text.utf8).write(to: path)
    default: throw Unplayable(what: file.name)
    }
  }
}

/// Something that an example says and the tests cannot play.
struct Unplayable: Error {
  var what: String
}
