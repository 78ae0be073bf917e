internal import Documents
internal import Glibc
internal import Recording

/// Reads and replaces whole files, so that whoever looks finds the old contents or the new ones,
/// and what was acknowledged survives a power cut.
struct DurableFiles: Sendable {
  let system: FileSystem

  /// All of a file, or nothing if there is none.
  func contents(of path: FilePath) throws(RecordFault) -> [UInt8]? {
    do throws(SystemFault) {
      let descriptor = try system.open(path, .reading)
      defer { system.close(descriptor) }
      guard try system.status(descriptor).kind == .file else { throw Self.noFile }
      // What is larger is refused by whoever reads it as a document.
      return try bytes(of: descriptor, from: 0, limit: ReadingLimits.bytes + 1)
    } catch {
      if error.number == ENOENT { return nil }
      throw RecordFault(error, .reading, path)
    }
  }

  /// Puts new contents in a file's place, all or nothing.
  func replace(_ path: FilePath, with bytes: [UInt8]) throws(RecordFault) {
    do throws(SystemFault) {
      // Renaming over a folder fails, over a link or a pipe it would not.
      if try kind(of: path, following: false).map({ $0 != .file }) ?? false { throw Self.noFile }
      let temporary = path.parent.appending(".new")
      try removeLeftover(temporary)
      let descriptor = try system.open(temporary, .creating)
      do throws(SystemFault) {
        defer { system.close(descriptor) }
        try write(bytes, to: descriptor)
        try system.synchronise(descriptor)
      } catch {
        try? system.unlink(temporary)
        throw error
      }
      do throws(SystemFault) {
        try system.rename(temporary, path)
      } catch {
        try? system.unlink(temporary)
        throw error
      }
    } catch {
      throw RecordFault(error, .writing, path)
    }
    try synchronise(folder: path.parent, for: path)
  }

  /// Adds a line at the end of a file, after cutting off what `isWhole` says is torn. Before
  /// the first line, `beginning` makes the file's name last: one that has lines is known to.
  func append(
    _ line: [UInt8], to path: FilePath, isWhole: (_ lastLine: [UInt8]) -> Bool,
    beginning: () throws(RecordFault) -> Void
  ) throws(RecordFault) {
    if try isEmpty(path) { try beginning() }
    do throws(SystemFault) {
      let descriptor = try system.open(path, .appending)
      defer { system.close(descriptor) }
      let status = try system.status(descriptor)
      guard status.kind == .file else { throw Self.noFile }
      let end = try endOfWholeLines(descriptor, size: status.size, isWhole)
      if end < status.size { try system.truncate(descriptor, end) }
      do throws(SystemFault) {
        try write(line, to: descriptor)
        try system.synchronise(descriptor)
      } catch {
        // A part of a line would be cut off the next time; a line that was not acknowledged should
        // not be read before that either.
        try? system.truncate(descriptor, end)
        throw error
      }
    } catch {
      throw RecordFault(error, .writing, path)
    }
  }

  /// Whether a file that is there to be added to has nothing in it; makes it if need be.
  private func isEmpty(_ path: FilePath) throws(RecordFault) -> Bool {
    do throws(SystemFault) {
      let descriptor = try system.open(path, .appending)
      defer { system.close(descriptor) }
      let status = try system.status(descriptor)
      return status.kind == .file && status.size == 0
    } catch {
      throw RecordFault(error, .writing, path)
    }
  }

  /// Makes a folder and those above it that are missing, and makes sure that they stay.
  func makeFolder(_ path: FilePath) throws(RecordFault) {
    do throws(SystemFault) {
      try system.makeFolder(path)
    } catch {
      switch error.number {
      case ENOENT where path.parent != path:
        if case .link = try kindIfAny(of: path.parent), try !isFolder(path.parent) {
          throw .deadLink(path.parent)
        }
        try makeFolder(path.parent)
        try makeFolder(path)
        return
      case EEXIST:
        guard try isFolder(path) else {
          if case .link = try kindIfAny(of: path) { throw .deadLink(path) }
          throw RecordFault(SystemFault(errno: ENOTDIR), .writing, path)
        }
        return
      default: throw RecordFault(error, .writing, path)
      }
    }
    try synchronise(folder: path.parent, for: path)
  }

  /// Makes the names in a folder last, for the sake of the file or folder that was put there.
  func synchronise(folder: FilePath, for path: FilePath) throws(RecordFault) {
    do throws(SystemFault) {
      let descriptor = try system.open(folder, .folder)
      defer { system.close(descriptor) }
      try system.synchronise(descriptor)
    } catch {
      throw RecordFault(
        .notDurable, "`\(path)` is in place, but may not outlive a power cut",
        hint: "check the disk of `\(folder)`", underlying: error.reason)
    }
  }

  /// What is at a path, if there is anything; links are not followed.
  func kindIfAny(of path: FilePath) throws(RecordFault) -> FileStatus.Kind? {
    do throws(SystemFault) {
      return try kind(of: path, following: false)
    } catch {
      throw RecordFault(error, .reading, path)
    }
  }

  /// Whether a path is a folder, or a link that leads to one.
  func isFolder(_ path: FilePath) throws(RecordFault) -> Bool {
    do throws(SystemFault) {
      return try kind(of: path, following: true) == .folder
    } catch {
      throw RecordFault(error, .reading, path)
    }
  }

  /// Bytes of an open file up to its end.
  func bytes(
    of descriptor: Int32, from offset: Int, limit: Int
  ) throws(SystemFault) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = try system.read(
        descriptor, offset + bytes.count, min(1 << 16, limit - bytes.count))
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  /// Writes all of the bytes at the file's position.
  func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try system.write(descriptor, rest)
      rest = rest.dropFirst(count)
    }
  }

  /// Where the lines end that were written whole.
  private func endOfWholeLines(
    _ descriptor: Int32, size: Int, _ isWhole: ([UInt8]) -> Bool
  ) throws(SystemFault) -> Int {
    // Entries are far shorter; a file without a line break in it is read in full.
    var start = max(0, size - 1 << 16)
    var tail = try bytes(of: descriptor, from: start, limit: size - start)
    if start > 0, tail.dropLast().lastIndex(of: 0x0A) == nil {
      start = 0
      tail = try bytes(of: descriptor, from: 0, limit: size)
    }
    guard let lastBreak = tail.lastIndex(of: 0x0A) else { return 0 }
    let lines = tail[...lastBreak]
    let lastStart = lines.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return start + (isWhole(Array(lines[lastStart...])) ? lines.count : lastStart)
  }

  private func kind(
    of path: FilePath, following: Bool
  ) throws(SystemFault) -> FileStatus.Kind? {
    do throws(SystemFault) {
      return try system.statusAt(path, following).kind
    } catch  where error.number == ENOENT {
      return nil
    }
  }

  private func removeLeftover(_ path: FilePath) throws(SystemFault) {
    do throws(SystemFault) {
      try system.unlink(path)
    } catch  where error.number == ENOENT {
      return
    }
  }

  /// As if a folder had been opened.
  private static var noFile: SystemFault {
    SystemFault(number: EISDIR, reason: "Not a regular file")
  }
}
