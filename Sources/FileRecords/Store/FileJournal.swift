package import Recording

/// Keeps the journal of each stack in a file of its folder, a line an entry.
package struct FileJournal: Journal {
  private let folder: RecordFolder

  /// The journals in the folder of a store.
  package init(_ root: FilePath, waiting: Waiting, system: FileSystem = .real) {
    folder = RecordFolder(root: root, files: DurableFiles(system: system), waiting: waiting)
  }

  package func append(_ entry: JournalEntry) async throws {
    let path = try folder.journal(entry.address)
    try await folder.withGate(entry.address) { () throws(RecordFault) in
      try folder.files.append(JournalCodec.encode(entry), to: path) { line in
        // What is whole and cannot be understood is reported to readers, and not cut off.
        (try? JournalCodec.decode(line, of: entry.address, name: "").isEmpty) != true
      } beginning: { () throws(RecordFault) in
        try folder.files.synchronise(folder: path.parent, for: path)
        try folder.makeLast(entry.address)
      }
      if entry.isEnding { shorten(path, of: entry.address) }
    }
  }

  /// Empties a journal that tells of nothing any more. If that fails, it is as long as it was, or its
  /// emptiness may not outlive a power cut: nothing is lost either way, since the first line makes
  /// the file's name last.
  private func shorten(_ path: FilePath, of address: StackAddress) {
    guard let bytes = try? folder.files.contents(of: path),
      JournalRule.isSpent(bytes, of: address)
    else { return }
    try? folder.files.replace(path, with: [])
  }

  package func entries(of address: StackAddress) async throws -> [JournalEntry] {
    let path = try folder.journal(address)
    guard let bytes = try folder.files.contents(of: path) else {
      try folder.checkAbsence(below: path.parent)
      return []
    }
    return try JournalCodec.decode(bytes, of: address, name: path.description)
  }

  package func stacks(in environment: String) async throws -> [String] {
    try folder.stacks(in: environment) { address throws(RecordFault) in
      try folder.journal(address)
    }
  }
}
