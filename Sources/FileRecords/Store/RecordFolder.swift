internal import Glibc
internal import Recording

/// Where the files of the records are:
///
///     ROOT/ENVIRONMENT/STACK/record.json            the record
///                            revisions/000012.json  the record after revision 12
///                            journal.jsonl          what was about to be done
///                            lock                   held while the stack is changed
///                            .gate                  held while one of these files is
struct RecordFolder: Sendable {
  let root: FilePath
  let files: DurableFiles
  let waiting: Waiting

  /// How long another process may take for one write, before it counts as stuck.
  private static let patience: Duration = .seconds(30)

  func record(_ address: StackAddress) throws(RecordFault) -> FilePath {
    try folder(address).appending("record.json")
  }

  func revisions(_ address: StackAddress) throws(RecordFault) -> FilePath {
    try folder(address).appending("revisions")
  }

  func revision(_ number: Int, _ address: StackAddress) throws(RecordFault) -> FilePath {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    return try revisions(address).appending(padded + ".json")
  }

  func journal(_ address: StackAddress) throws(RecordFault) -> FilePath {
    try folder(address).appending("journal.jsonl")
  }

  func lock(_ address: StackAddress) throws(RecordFault) -> FilePath {
    try folder(address).appending("lock")
  }

  func folder(_ address: StackAddress) throws(RecordFault) -> FilePath {
    try folder(environment: address.environment).appending(try StackAddress.usable(address.stack))
  }

  func folder(environment: String) throws(RecordFault) -> FilePath {
    root.appending(try StackAddress.usable(environment))
  }

  /// The names of the environment's stacks that have a certain file, sorted.
  func stacks(
    in environment: String, with file: (StackAddress) throws(RecordFault) -> FilePath
  ) throws(RecordFault) -> [String] {
    var stacks: [String] = []
    for name in try names(in: try folder(environment: environment)) {
      // A folder of another name than a stack could have is none of ours.
      guard let path = try? file(StackAddress(environment: environment, stack: name)) else {
        continue
      }
      if try files.kindIfAny(of: path) != nil { stacks.append(name) }
    }
    return stacks.sorted()
  }

  /// The names in a folder, in no order; none where there is no folder.
  func names(in path: FilePath) throws(RecordFault) -> [String] {
    do throws(SystemFault) {
      return try files.system.names(path).compactMap { String(validating: $0, as: UTF8.self) }
    } catch {
      guard error.number == ENOENT else { throw RecordFault(error, .reading, path) }
      try checkAbsence(below: path)
      return []
    }
  }

  /// Makes sure that what is missing is really not there: a link that leads nowhere, such as to a
  /// disk that is not mounted, would make every stack look as if it had never been applied.
  func checkAbsence(below folder: FilePath) throws(RecordFault) {
    var path = folder
    while true {
      if case .link = try files.kindIfAny(of: path), try !files.isFolder(path) {
        throw .deadLink(path)
      }
      if path == root { return }
      path = path.parent
    }
  }

  /// Makes sure that the stack's folder stays. It is there, but may have been made by a process
  /// that died before it was on the disk; so may those above it, up to the project's own.
  func makeLast(_ address: StackAddress) throws(RecordFault) {
    var path = try folder(address)
    while path != root.parent {
      try files.synchronise(folder: path.parent, for: path)
      path = path.parent
    }
    try files.synchronise(folder: path.parent, for: path)
  }

  /// Runs the body while no other process touches the stack's files.
  func withGate<Result>(
    _ address: StackAddress, _ body: () throws(RecordFault) -> Result
  ) async throws -> Result {
    let folder = try folder(address)
    try files.makeFolder(folder)
    let gate = folder.appending(".gate")
    guard
      let descriptor = try await waiting.attempt(for: Self.patience, { try locked(gate) })
    else {
      throw RecordFault(
        .busy, "another process is writing the files of \(address) and does not finish",
        hint: "look for an `esteira` process that is stopped, and let it continue or end it")
    }
    defer { files.system.close(descriptor) }
    return try body()
  }

  /// Opens a file and takes its lock, or nothing if someone has it.
  func locked(_ path: FilePath) throws(RecordFault) -> Int32? {
    do throws(SystemFault) {
      let descriptor = try files.system.open(path, .locking)
      do throws(SystemFault) {
        if try files.system.lock(descriptor), try isStill(path, descriptor) { return descriptor }
      } catch {
        files.system.close(descriptor)
        throw error
      }
      files.system.close(descriptor)
      return nil
    } catch {
      throw RecordFault(error, .writing, path)
    }
  }

  /// Whether a path still names the file that was opened by it.
  func isStill(_ path: FilePath, _ descriptor: Int32) throws(SystemFault) -> Bool {
    let opened = try files.system.status(descriptor)
    do throws(SystemFault) {
      return try files.system.statusAt(path, false).identity == opened.identity
    } catch  where error.number == ENOENT {
      return false
    }
  }
}
