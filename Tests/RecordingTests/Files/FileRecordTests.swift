import Documents
import FileRecords
import Foundation
import Recording
import Testing

@Suite("Records in files")
struct FileRecordTests {
  private let address = Sample.address
  private let first = Sample.record("first")
  private let place = "records/prod/serving"

  private func store(_ folder: TemporaryFolder) -> FileRecordStore {
    FileRecordStore(folder.records, waiting: .patient)
  }

  @Test("are where the documentation says, for their owner alone; who holds a lock is for all")
  func layout() async throws {
    let folder = try TemporaryFolder()
    try await store(folder).write(first, replacing: nil)
    let lock = FileRecordLock(folder.records, waiting: .patient)
    let held = try await lock.acquire(address, as: Sample.owner("one"), timeout: .zero)
    try await FileJournal(folder.records, waiting: .patient).append(JournalTests.all[0])
    #expect(
      folder.files.filter { $0.hasPrefix(place + "/") } == [
        "\(place)/.gate", "\(place)/journal.jsonl", "\(place)/lock", "\(place)/record.json",
        "\(place)/revisions", "\(place)/revisions/000001.json",
      ])
    #expect(try folder.mode("\(place)/record.json") == 0o600)
    #expect(try folder.mode("\(place)/revisions/000001.json") == 0o600)
    #expect(try folder.mode("\(place)/journal.jsonl") == 0o600)
    #expect(try folder.mode("\(place)/lock") == 0o644)
    #expect(folder.bytes("\(place)/record.json") == (try RecordCodec.current.encode(first)))
    try await lock.release(held)
    #expect(folder.bytes("\(place)/lock") == [])
  }

  @Test("leave nothing behind when they are only looked at")
  func lookedAt() async throws {
    let folder = try TemporaryFolder()
    #expect(try await store(folder).record(of: address) == nil)
    #expect(try await store(folder).stacks(in: "prod") == [])
    #expect(
      try await FileRecordLock(folder.records, waiting: .patient).holder(of: address) == nil)
    #expect(
      try await FileJournal(folder.records, waiting: .patient).entries(of: address) == [])
    #expect(folder.files == [])
  }

  @Test(
    "are not read and not overwritten when they are damaged",
    arguments: [
      (Array("".utf8), .damaged), (Array("{\"esteira-record\": 1".utf8), .damaged),
      ([0xFF, 0xFE, 0x00], .damaged), ([UInt8](repeating: 0, count: 100), .damaged),
      (Array("{}\n".utf8), .notARecord), (Array("{\"esteira-record\": 4}".utf8), .newerVersion),
      (Array("{\"esteira-record\": 1, \"digest\": \"sha256:00\"}".utf8), .edited),
    ] as [([UInt8], RecordCode)])
  func damaged(bytes: [UInt8], expected: RecordCode) async throws {
    let folder = try TemporaryFolder()
    let store = store(folder)
    try folder.put(bytes, "\(place)/record.json")
    #expect(await code { _ = try await store.record(of: address) } == expected)
    #expect(await code { try await store.write(first, replacing: nil) } == expected)
    #expect(folder.bytes("\(place)/record.json") == bytes)
    #expect(try await store.stacks(in: "prod") == ["serving"], "it is there, though damaged")
  }

  @Test("are refused in another stack's place")
  func otherStack() async throws {
    let folder = try TemporaryFolder()
    let store = store(folder)
    let other = Sample.record("x", at: StackAddress(environment: "dev", stack: "serving"))
    try folder.put(try RecordCodec.current.encode(other), "\(place)/record.json")
    #expect(await code { _ = try await store.record(of: address) } == .otherStack)
    #expect(await code { try await store.write(first, replacing: nil) } == .otherStack)
  }

  @Test("do not take another lineage's file for a part of their history")
  func foreignRevision() async throws {
    let folder = try TemporaryFolder()
    let store = store(folder)
    try await store.write(first, replacing: nil)
    var foreign = first
    foreign.lineage = Lineage("other")
    try folder.put(
      try RecordCodec.current.encode(foreign), "\(place)/revisions/000001.json")
    #expect(await code { _ = try await store.record(of: address, revision: 1) } == .otherLineage)
  }

  @Test(
    "have no names that would lead elsewhere",
    arguments: ["", ".", "..", "../serving", "a/b", ".hidden", "a\u{0}b", "a\nb"]
      + [String(repeating: "a", count: 201)])
  func names(name: String) async throws {
    let folder = try TemporaryFolder()
    let addresses = [
      StackAddress(environment: "prod", stack: name),
      StackAddress(environment: name, stack: "serving"),
    ]
    for address in addresses {
      let record = Sample.record("x", at: address)
      #expect(
        await code { try await store(folder).write(record, replacing: nil) } == .unusableName)
      #expect(
        await code { _ = try await store(folder).record(of: address) } == .unusableName)
    }
    #expect(folder.files == [])
  }

  // MARK: Folders

  @Test("may be in a folder that is a symbolic link", arguments: ["records", "records/prod"])
  func linkedFolder(name: String) async throws {
    let folder = try TemporaryFolder()
    try folder.folder("elsewhere")
    let link = folder.file(name)
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.file("elsewhere"))
    try await store(folder).write(first, replacing: nil)
    #expect(try await store(folder).record(of: address) == first)
    #expect(try await store(folder).stacks(in: "prod") == ["serving"])
    #expect(folder.files.contains { $0.hasPrefix("elsewhere/") && $0.hasSuffix("record.json") })
  }

  @Test(
    "are not taken for missing when a link to their folder leads nowhere",
    arguments: ["records", "records/prod", "records/prod/serving"])
  func deadLink(name: String) async throws {
    let folder = try TemporaryFolder()
    let link = folder.file(name)
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.file("unmounted"))
    #expect(await code { _ = try await store(folder).record(of: address) } == .notAFolder)
    #expect(
      await code { try await store(folder).write(first, replacing: nil) } == .notAFolder)
    let journal = FileJournal(folder.records, waiting: .patient)
    #expect(await code { _ = try await journal.entries(of: address) } == .notAFolder)
    if !name.hasSuffix("serving") {
      #expect(await code { _ = try await store(folder).stacks(in: "prod") } == .notAFolder)
    }
  }

  @Test(
    "are refused where a file lies in a folder's place",
    arguments: ["records", "records/prod", "records/prod/serving"])
  func fileForFolder(name: String) async throws {
    let folder = try TemporaryFolder()
    try folder.put([], name)
    #expect(await code { _ = try await store(folder).record(of: address) } == .notAFolder)
    #expect(
      await code { try await store(folder).write(first, replacing: nil) } == .notAFolder)
    let lock = FileRecordLock(folder.records, waiting: .patient)
    #expect(
      await code {
        _ = try await lock.acquire(address, as: Sample.owner("one"), timeout: .zero)
      } == .notAFolder)
  }

  /// What can lie where a file belongs.
  enum Obstacle: String, CaseIterable {
    case folder
    case link
    case pipe

    func put(_ name: String, in folder: TemporaryFolder) throws {
      try folder.folder("records/prod/serving")
      switch self {
      case .folder: try folder.folder(name)
      case .link:
        try folder.put(Array("kept".utf8), "target")
        try FileManager.default.createSymbolicLink(
          at: folder.file(name), withDestinationURL: folder.file("target"))
      case .pipe: #expect(mkfifo(folder.file(name).path, 0o600) == 0)
      }
    }
  }

  @Test(
    "are refused where something else lies in a file's place", arguments: Obstacle.allCases)
  func obstacle(obstacle: Obstacle) async throws {
    let folder = try TemporaryFolder()
    try obstacle.put("\(place)/record.json", in: folder)
    #expect(await code { _ = try await store(folder).record(of: address) } == .notAFile)
    #expect(await code { try await store(folder).write(first, replacing: nil) } == .notAFile)
    if obstacle == .link { #expect(folder.bytes("target") == Array("kept".utf8)) }

    try obstacle.put("\(place)/journal.jsonl", in: folder)
    let journal = FileJournal(folder.records, waiting: .patient)
    #expect(await code { _ = try await journal.entries(of: address) } == .notAFile)
    #expect(await code { try await journal.append(JournalTests.all[0]) } == .notAFile)
    if obstacle == .link { #expect(folder.bytes("target") == Array("kept".utf8)) }
  }

  @Test("are not overwritten where something else lies in a revision's place")
  func revisionObstacle() async throws {
    let folder = try TemporaryFolder()
    try folder.folder("\(place)/revisions/000001.json")
    #expect(await code { try await store(folder).write(first, replacing: nil) } == .notAFile)
    #expect(folder.bytes("\(place)/record.json") == nil)
  }
}
