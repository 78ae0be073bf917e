import Documents
import Recording
import Testing

@Suite("The journal")
struct JournalTests {
  static func entry(
    _ run: String, _ step: JournalEntry.Step, _ facts: JournalEntry.Facts = .init()
  ) -> JournalEntry {
    JournalEntry(
      run: run, address: Sample.address, when: Timestamp(seconds: 1_790_000_000), step: step,
      facts: facts)
  }

  static let steps: [JournalEntry.Step] =
    JournalEntry.Operation.allCases.map { .started($0) }
    + JournalEntry.Effect.allCases.map { .intends($0) } + [.learned]
    + JournalEntry.Ending.allCases.map { .ended($0) }

  static let all = steps.enumerated().map { index, step in
    entry(
      "run \(index)\n\"é\"", step,
      index % 2 == 0
        ? .init()
        : .init(
          stackName: "n", stackID: "arn:s", changeSetName: "c", changeSetID: "arn:c", token: "t",
          account: "111111111111", region: "sa-east-1"))
  }

  private func decode(_ bytes: [UInt8]) throws(RecordFault) -> [JournalEntry] {
    try JournalCodec.decode(bytes, of: Sample.address, name: "journal.jsonl")
  }

  @Test("reads back as what was written, a line an entry")
  func roundTrip() throws {
    let bytes = Self.all.flatMap(JournalCodec.encode)
    #expect(try decode(bytes) == Self.all)
    #expect(bytes.count { $0 == 0x0A } == Self.all.count)
  }

  @Test("holds, wherever it was torn, what was written whole")
  func torn() throws {
    let entries = Array(Self.all.prefix(4))
    let lines = entries.map(JournalCodec.encode)
    let bytes = Array(lines.joined())
    var ends: [Int] = []
    for line in lines { ends.append((ends.last ?? 0) + line.count) }
    for count in 0...bytes.count {
      let whole = ends.count { $0 <= count }
      #expect(try decode(Array(bytes[..<count])) == Array(entries[..<whole]), "\(count) bytes")
    }
  }

  @Test("lets the last line be garbage with a line break, and no other")
  func garbage() throws {
    let line = JournalCodec.encode(Self.all[0])
    let zeros = [UInt8](repeating: 0, count: 40) + [0x0A]
    #expect(try decode(line + zeros) == [Self.all[0]])
    let fault = #expect(throws: RecordFault.self) { try decode(zeros + line) }
    #expect(fault?.code == .journalDamaged)
    #expect(fault?.message.contains("line 1") == true)
  }

  @Test(
    "is refused when a line is whole and wrong",
    arguments: [
      ("{\"esteira-journal\": 2}", .newerVersion), ("{\"esteira-journal\": 1}", .journalDamaged),
      ("{}", .journalDamaged), ("7", .journalDamaged),
    ] as [(String, RecordCode)])
  func wrong(text: String, code: RecordCode) {
    let fault = #expect(throws: RecordFault.self) { try decode(Array((text + "\n").utf8)) }
    #expect(fault?.code == code)
  }

  @Test("is refused when it is about another stack")
  func otherStack() {
    let other = StackAddress(environment: "dev", stack: "serving")
    let fault = #expect(throws: RecordFault.self) {
      try JournalCodec.decode(JournalCodec.encode(Self.all[0]), of: other, name: "j")
    }
    #expect(fault?.code == .journalDamaged)
  }
}

@Suite("What is under way")
struct UndertakingTests {
  private typealias Facts = JournalEntry.Facts

  private func entry(
    _ run: String, _ step: JournalEntry.Step, _ facts: JournalEntry.Facts = .init()
  ) -> JournalEntry {
    JournalTests.entry(run, step, facts)
  }

  @Test("is nothing when every run has ended")
  func nothing() {
    #expect(Undertaking.underWay(in: []).isEmpty)
    let ended = JournalEntry.Ending.allCases.flatMap {
      [entry($0.rawValue, .started(.apply)), entry($0.rawValue, .ended($0))]
    }
    #expect(Undertaking.underWay(in: ended).isEmpty)
  }

  @Test("knows all names of the run, and the token of its last request alone")
  func facts() throws {
    let entries = [
      entry("old", .started(.apply)), entry("old", .ended(.failed)),
      entry("a", .started(.apply), Facts(stackName: "fraud")),
      entry("a", .intends(.createChangeSet), Facts(changeSetName: "c", token: "t1")),
      entry("a", .learned, Facts(stackID: "arn:s", changeSetID: "arn:c")),
      entry("a", .intends(.executeChangeSet)),
    ]
    let after = try #require(Undertaking.underWay(in: entries).first)
    #expect(after.run == "a")
    #expect(after.operation == .apply)
    #expect(after.effect == .executeChangeSet)
    #expect(!after.isAnswered)
    #expect(
      after.facts
        == Facts(
          stackName: "fraud", stackID: "arn:s", changeSetName: "c", changeSetID: "arn:c"))
    let before = try #require(Undertaking.underWay(in: entries.dropLast(2)).first)
    #expect(before.effect == .createChangeSet)
    #expect(before.facts.token == "t1")
    #expect(!before.isAnswered)
    let answered = try #require(Undertaking.underWay(in: entries.dropLast()).first)
    #expect(answered.isAnswered)
  }

  @Test("is every run that did not end, in the order they began")
  func several() {
    let entries = [
      entry("a", .started(.apply)), entry("b", .started(.destroy)), entry("c", .started(.apply)),
      entry("b", .ended(.succeeded)), entry("unknown", .intends(.deleteStack)),
    ]
    #expect(Undertaking.underWay(in: entries).map(\.run) == ["a", "c"])
  }
}
