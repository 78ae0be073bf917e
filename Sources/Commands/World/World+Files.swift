extension World {
  /// The files below a folder that are wanted, in the order of their paths; what is hidden is passed
  /// over. A folder that cannot be listed is told of, and the others are looked through.
  ///
  /// - Parameters:
  ///   - enters: Whether a folder is looked into, by what is in it.
  ///   - isWanted: Whether a file is, by its name.
  ///   - fails: Is given a folder and why it could not be listed.
  func files(
    below root: [UInt8], enters: ([UInt8], [Folders.Entry]) -> Bool = { _, _ in true },
    where isWanted: ([UInt8]) -> Bool, fails: ([UInt8], FileFault) -> Void
  ) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var waiting = [root]
    while let folder = waiting.popLast() {
      do throws(FileFault) {
        let entries = try folders.list(folder)
        guard enters(folder, entries) else { continue }
        for entry in entries where !entry.name.isEmpty && entry.name.first != UInt8(ascii: ".") {
          let path = ProjectLoader.path(folder, entry.name)
          if entry.isFolder {
            waiting.append(path)
          } else if isWanted(entry.name) {
            found.append(path)
          }
        }
      } catch {
        fails(folder, error)
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension World {
  /// What a file holds; none if there is no such file.
  func contents(_ path: [UInt8], limit: Int) throws(FileFault) -> FileContents? {
    do throws(FileFault) {
      return try readRegularFile(path, limit)
    } catch {
      guard error.kind == .notFound else { throw error }
      return nil
    }
  }

  /// Makes a file hold these bytes, whether it is there or not; returns whether it held others.
  func put(_ bytes: [UInt8], _ path: [UInt8]) throws(FileFault) -> Bool {
    guard let old = try contents(path, limit: .max) else {
      try createFile(path, bytes)
      return true
    }
    guard old.bytes != bytes else { return false }
    try replaceFile(path, bytes, old.version)
    return true
  }
}
