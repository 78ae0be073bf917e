internal import Diagnostics
internal import Documents

/// Writes journal entries as lines of JSON and reads them.
package enum JournalCodec {
  private static let version = 1

  /// One line, with its line break.
  package static func encode(_ entry: JournalEntry) -> [UInt8] {
    let (step, detail) = words(of: entry.step)
    let facts = entry.facts
    let members = Value.Object.of([
      ("esteira-journal", .number(Number(version))),
      ("when", .string(entry.when.iso8601)),
      ("run", .string(entry.run)),
      ("environment", .string(entry.address.environment)),
      ("stack", .string(entry.address.stack)),
      ("step", .string(step)),
      (step, detail.map(Value.string)),
      ("stack-name", facts.stackName.map(Value.string)),
      ("stack-arn", facts.stackID.map(Value.string)),
      ("change-set", facts.changeSetName.map(Value.string)),
      ("change-set-arn", facts.changeSetID.map(Value.string)),
      ("token", facts.token.map(Value.string)),
      ("account", facts.account.map(Value.string)),
      ("region", facts.region.map(Value.string)),
    ])
    return Value.object(members).canonicalJSONBytes + [0x0A]
  }

  /// The entries of a stack's journal.
  ///
  /// The last line may be torn, by a death in the middle of its writing: the effect it announced
  /// was then never begun, and the line says nothing. Any other line has to be right.
  package static func decode(
    _ bytes: [UInt8], of address: StackAddress, name: String
  ) throws(RecordFault) -> [JournalEntry] {
    let source = Source(name: name, bytes: bytes)
    var entries: [JournalEntry] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      do throws(Malformed) {
        guard let value = json(Array(bytes[start..<end])) else {
          // Blocks of a file may reach the disk in any order, so that the end can be there first.
          if end + 1 == bytes.count { return entries }
          throw Malformed("it is not JSON")
        }
        let entry = try self.entry(value)
        guard entry.address == address else {
          throw Malformed("it is about \(entry.address), and not about \(address)")
        }
        entries.append(entry)
      } catch {
        throw RecordFault(
          error.isNewer ? .newerVersion : .journalDamaged,
          "line \(entries.count + 1) of `\(name)` cannot be understood",
          hint: error.isNewer
            ? "use the Esteira that wrote it, or a later one"
            : "look in AWS whether something is under way with the stack; if nothing is, move the "
              + "file away",
          underlying: error.message, at: Place(source, Span(start: start, end: end)))
      }
      start = end + 1
    }
    return entries
  }

  private static func json(_ line: [UInt8]) -> Value? {
    let reading = read(Source(name: "line", bytes: line), as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics, for: .json)
    return diagnostics.hasErrors ? nil : value
  }

  private static func entry(_ value: Value) throws(Malformed) -> JournalEntry {
    guard case .object(let object) = value else { throw Malformed("it is not an object") }
    var fields = try Fields(object)
    let found = try fields.count("esteira-journal")
    guard found == version else {
      throw Malformed("it has version \(found) of the journal's form", isNewer: found > version)
    }
    let entry = JournalEntry(
      run: try fields.text("run"),
      address: StackAddress(
        environment: try fields.text("environment"), stack: try fields.text("stack")),
      when: try fields.timestamp("when"), step: try step(&fields),
      facts: JournalEntry.Facts(
        stackName: try fields.optionalText("stack-name"),
        stackID: try fields.optionalText("stack-arn"),
        changeSetName: try fields.optionalText("change-set"),
        changeSetID: try fields.optionalText("change-set-arn"),
        token: try fields.optionalText("token"),
        account: try fields.optionalText("account"),
        region: try fields.optionalText("region")))
    try fields.end()
    return entry
  }

  private static func words(of step: JournalEntry.Step) -> (step: String, detail: String?) {
    switch step {
    case .started(let operation): ("started", operation.rawValue)
    case .intends(let effect): ("intends", effect.rawValue)
    case .learned: ("learned", nil)
    case .ended(let ending): ("ended", ending.rawValue)
    }
  }

  private static func step(_ fields: inout Fields) throws(Malformed) -> JournalEntry.Step {
    switch try fields.text("step") {
    case "started": .started(try fields.choice("started"))
    case "intends": .intends(try fields.choice("intends"))
    case "learned": .learned
    case "ended": .ended(try fields.choice("ended"))
    case let other: throw Malformed("`\(other)` is not a step")
    }
  }
}
