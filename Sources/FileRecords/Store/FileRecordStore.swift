package import Recording

/// Keeps records in a folder, as JSON files that people can read and put under version control.
package struct FileRecordStore: RecordStore {
  private let folder: RecordFolder
  private let codec: RecordCodec

  /// The store in a folder, which need not be there yet.
  package init(
    _ root: FilePath, waiting: Waiting, system: FileSystem = .real, codec: RecordCodec = .current
  ) {
    folder = RecordFolder(root: root, files: DurableFiles(system: system), waiting: waiting)
    self.codec = codec
  }

  package func record(of address: StackAddress) async throws -> Record? {
    try head(of: address)
  }

  package func write(_ record: Record, replacing version: RecordVersion?) async throws {
    let bytes = try codec.encode(record)
    let address = record.address
    try await folder.withGate(address) { () throws(RecordFault) in
      let current = try head(of: address)
      try WriteRule.check(record, over: current, replacing: version)
      if current == nil { try folder.makeLast(address) }
      // The history first: a revision that the record does not know yet is not part of it.
      if record.revision.number != current?.revision.number {
        try folder.files.makeFolder(try folder.revisions(address))
        try folder.files.replace(
          try folder.revision(record.revision.number, address), with: bytes)
      }
      try folder.files.replace(try folder.record(address), with: bytes)
    }
  }

  package func stacks(in environment: String) async throws -> [String] {
    try folder.stacks(in: environment) { address throws(RecordFault) in try folder.record(address) }
  }

  package func revisions(of address: StackAddress) async throws -> [Int] {
    guard let latest = try head(of: address)?.revision.number else { return [] }
    return try folder.names(in: try folder.revisions(address)).compactMap { name in
      guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)), number <= latest else {
        return nil
      }
      return number
    }.sorted()
  }

  package func record(of address: StackAddress, revision: Int) async throws -> Record? {
    guard let head = try head(of: address), revision <= head.revision.number else { return nil }
    let path = try folder.revision(revision, address)
    guard let record = try read(path, address) else { return nil }
    guard record.lineage == head.lineage else {
      throw RecordFault(
        .otherLineage,
        "`\(path)` has the lineage \(record.lineage), and the record has \(head.lineage)",
        hint: "it was copied here from another record: move it away")
    }
    return record
  }

  private func head(of address: StackAddress) throws(RecordFault) -> Record? {
    try read(try folder.record(address), address)
  }

  private func read(_ path: FilePath, _ address: StackAddress) throws(RecordFault) -> Record? {
    guard let bytes = try folder.files.contents(of: path) else {
      try folder.checkAbsence(below: path.parent)
      return nil
    }
    let record = try codec.decode(bytes, name: path.description)
    try WriteRule.checkPlace(record, at: address, name: path.description)
    return record
  }
}
