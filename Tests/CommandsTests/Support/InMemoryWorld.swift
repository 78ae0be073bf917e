import Commands
import Diagnostics
import Recording
import Synchronization

/// A world that is nothing but values: files in a table, streams that remember.
final class InMemoryWorld: Sendable {
  private struct State {
    var files: [[UInt8]: Example.Contents] = [:]
    var output: [UInt8] = []
    var error: [UInt8] = []
    var hasWaited = false
  }

  private let state: Mutex<State>
  private let arguments: [[UInt8]]
  private let input: [UInt8]
  private let variables: [String: String]
  private let terminals: Set<World.Stream>
  /// What writing to standard output comes to.
  private let outputFault: FileFault?
  private let clouds: InMemoryClouds
  /// What the person types; none when there is nobody.
  private let answer: String?
  /// Whether the person interrupts it once it waits for something.
  private let interrupts: Bool
  /// What someone else does just before this run takes its first lock.
  private let meanwhile: (@Sendable () async -> Void)?
  private let processors: Int

  init(
    _ arguments: [String], files: [Example.File] = [], input: String = "",
    variables: [String: String] = [:], terminals: Set<World.Stream> = [],
    outputFault: FileFault? = nil, clouds: InMemoryClouds = InMemoryClouds(),
    answer: String? = nil, interrupts: Bool = false, meanwhile: (@Sendable () async -> Void)? = nil,
    processors: Int = 1
  ) {
    self.arguments = arguments.map { Array($0.utf8) }
    self.input = Array(input.utf8)
    self.variables = variables
    self.terminals = terminals
    self.outputFault = outputFault
    self.clouds = clouds
    self.answer = answer
    self.interrupts = interrupts
    self.meanwhile = meanwhile
    self.processors = processors
    let table = files.map { (Array($0.name.utf8), $0.contents) }
    state = Mutex(State(files: Dictionary(uniqueKeysWithValues: table)))
  }

  var output: String { String(decoding: state.withLock(\.output), as: UTF8.self) }
  var error: String { String(decoding: state.withLock(\.error), as: UTF8.self) }

  /// The text of a file as it is now.
  func text(_ name: String) -> String? {
    switch state.withLock({ $0.files[Array(name.utf8)] }) {
    case .text(let text), .readOnly(let text), .contested(let text), .hardLinked(let text): text
    default: nil
    }
  }

  /// The files as they are now.
  var files: [Example.File] {
    state.withLock(\.files).map { Example.File(String(decoding: $0.key, as: UTF8.self), $0.value) }
  }

  /// Runs the command line.
  func run() async -> ExitCode {
    await Shell.run(in: world)
  }

  private var world: World {
    var world = World(
      arguments: arguments,
      variable: { [variables] in variables[$0] },
      isTerminal: { [terminals] in terminals.contains($0) },
      write: { [self] stream, bytes throws(FileFault) in
        if stream == .output, let outputFault { throw outputFault }
        state.withLock { state in
          switch stream {
          case .output: state.output += bytes
          case .error: state.error += bytes
          }
        }
      },
      readInput: { [input] limit throws(FileFault) in
        guard input.count <= limit else { throw FileFault(.tooLarge(limit: limit), "too large") }
        return input
      },
      readFile: { [self] path, limit throws(FileFault) in
        try read(path, state.withLock(\.files), limit)
      },
      readRegularFile: { [self] path, limit throws(FileFault) in
        let files = state.withLock(\.files)
        if case .pipe = files[path] { throw FileFault(.notRegular, "Not a regular file") }
        return FileContents(try read(path, files, limit), FileVersion())
      },
      replaceFile: { [self] path, bytes, _ throws(FileFault) in
        switch state.withLock({ $0.files[path] }) {
        case .readOnly: throw FileFault(.noPermission, "Permission denied")
        case .contested: throw FileFault(.changed, "Changed")
        case .hardLinked: throw FileFault(.hardLinked, "Several names")
        default: break
        }
        let text = String(decoding: bytes, as: UTF8.self)
        state.withLock { $0.files[path] = .text(text) }
      },
      createFile: { [self] path, bytes throws(FileFault) in
        let isNew = state.withLock { state in
          guard state.files[path] == nil else { return false }
          state.files[path] = .text(String(decoding: bytes, as: UTF8.self))
          return true
        }
        guard isNew else { throw FileFault(.other, "File exists") }
      },
      removeFile: { [self] path throws(FileFault) in state.withLock { $0.files[path] = nil } },
      folders: World.Folders(
        depth: { 0 },
        list: { [self] folder throws(FileFault) in
          Self.entries(
            of: folder, in: state.withLock { $0.files.keys.sorted { $0.count < $1.count } })
        }),
      clock: clock, random: { [clouds] in clouds.random() },
      person: World.Person(
        name: { "ana" }, host: { "laptop" }, process: 7, canAnswer: { [answer] in answer != nil },
        answer: { [answer] in answer },
        isInterrupting: { [self] in interrupts && state.withLock(\.hasWaited) }),
      clouds: clouds.clouds, keyring: Self.emptyKeyring, records: { [self] _ in keeping() })
    world.processors = processors
    return world
  }

  private var clock: World.Clock {
    var clock = clouds.clock
    let pause = clock.pause
    clock.pause = { [self] duration in
      state.withLock { $0.hasWaited = true }
      try await pause(duration)
    }
    return clock
  }

  private func keeping() -> RecordKeeping {
    var keeping = clouds.keeping()
    if let meanwhile { keeping.lock = OvertakenLock(keeping.lock, by: meanwhile) }
    return keeping
  }

  private func read(
    _ path: [UInt8], _ files: [[UInt8]: Example.Contents], _ limit: Int
  ) throws(FileFault) -> [UInt8] {
    guard let contents = files[path] else {
      let isFolder = files.keys.contains { $0.starts(with: path + [UInt8(ascii: "/")]) }
      if isFolder { throw FileFault(.isFolder, "Is a directory") }
      let slash = path.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
      if case .text = files[Array(path[..<slash])] { throw FileFault(.other, "Not a directory") }
      throw FileFault(.notFound, "No such file or directory")
    }
    switch contents {
    case .text(let text), .readOnly(let text), .contested(let text), .hardLinked(let text):
      return Array(text.utf8)
    case .pipe: return []
    case .bytes(let bytes, _): return bytes
    case .folder: throw FileFault(.isFolder, "Is a directory")
    case .unreadable: throw FileFault(.noPermission, "Permission denied")
    case .repeated(let pattern, let count, let prefix, let suffix):
      // By its size, before it is there at all.
      let size = prefix.utf8.count + pattern.utf8.count * count + suffix.utf8.count
      guard size <= limit else { throw FileFault(.tooLarge(limit: limit), "File too large") }
      return Array((prefix + String(repeating: pattern, count: count) + suffix).utf8)
    }
  }
}
