import FileRecords
import Glibc
import Recording
import TestSupport
import Testing

@Suite("A journal in a file")
struct JournalFileTests {
  private let started = JournalTests.entry("a", .started(.apply))
  private let ended = JournalTests.entry("a", .ended(.succeeded))
  private let next = JournalTests.entry("b", .started(.destroy))

  @Test("is old or new when the machine dies while it is emptied, and loses nothing afterwards")
  func emptied() async throws {
    var random = SeededGenerator(seed: 9)
    let root = FilePath("/project/.esteira/records")
    func journal(_ system: FileSystem) -> FileJournal {
      FileJournal(root, waiting: .patient, system: system)
    }
    var found: Set<[JournalEntry]> = []
    for turn in 1... {
      let disk = VolatileDisk(folder: "project")
      try await journal(disk.system).append(started)
      let saboteur = Saboteur(disk.system, at: turn)
      _ = await code { try await journal(saboteur.system).append(ended) }
      for isCut in [Bool](repeating: true, count: 10) + [false] {
        let left = isCut ? disk.afterPowerCut(&random) : disk
        let entries = try await journal(left.system).entries(of: Sample.address)
        found.insert(entries)
        if !saboteur.hasStruck, !isCut { #expect(entries == []) }
        if entries == [started] { #expect(saboteur.hasStruck, "what was acknowledged was lost") }
        try await journal(left.system).append(next)
        let after = journal(left.afterPowerCut(&random).system)
        #expect(try await after.entries(of: Sample.address) == entries + [next], "call \(turn)")
      }
      if !saboteur.hasStruck {
        #expect(turn > 15)
        break
      }
    }
    #expect(found == [[started], [started, ended], []])
  }

  @Test("takes an entry, though there is no room to empty it")
  func full() async throws {
    for turn in 1... {
      let folder = try TemporaryFolder()
      let healthy = FileJournal(folder.records, waiting: .patient)
      try await healthy.append(started)
      let saboteur = Saboteur(at: turn, .fail(ENOSPC))
      let failing = FileJournal(
        folder.records, waiting: .patient, system: saboteur.system)
      let code = await code { try await failing.append(ended) }
      guard saboteur.hasStruck else { break }
      let entries = try await healthy.entries(of: Sample.address)
      #expect(entries == [started] ? code != nil : code == nil, "call \(turn)")
      #expect(!folder.files.contains { $0.hasSuffix(".new") }, "call \(turn) left a file behind")
    }
  }

  @Test("that is damaged is left as it is, and counts as under way")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    let line = JournalCodec.encode(started)
    try folder.put(Array("{}\n".utf8) + line, "records/prod/serving/journal.jsonl")
    let journal = FileJournal(folder.records, waiting: .patient)
    try await journal.append(ended)
    let whole = Array("{}\n".utf8) + line + JournalCodec.encode(ended)
    #expect(folder.bytes("records/prod/serving/journal.jsonl") == whole)
    #expect(try await journal.stacksUnderWay(in: "prod") == ["serving"])
  }
}
