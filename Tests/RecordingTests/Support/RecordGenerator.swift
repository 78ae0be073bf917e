import Documents
import Recording
import TestSupport

/// Makes records with a taste for what is awkward.
struct RecordGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func record() -> Record {
    Record(
      lineage: Lineage(text()), serial: .random(in: 1...1_000_000, using: &random),
      address: StackAddress(environment: text(), stack: text()),
      target: Record.Target(
        account: text(), region: text(), stackName: text(), stackID: maybe { $0.text() }),
      deployment: maybe { $0.deployment() }, revision: revision())
  }

  private mutating func revision() -> Revision {
    Revision(
      number: .random(in: 1...9_999_999, using: &random),
      outcome: Revision.Outcome.allCases.randomElement(using: &random) ?? .failed,
      author: Revision.Author(who: text(), commit: maybe { $0.text() }),
      when: Timestamp(milliseconds: .random(in: 0...4_000_000_000_000, using: &random)),
      attempted: maybe { $0.configuration() }, reason: maybe { $0.text() })
  }

  private mutating func deployment() -> Deployment {
    Deployment(
      configuration(), outputs: table { $0.text() },
      resources: table {
        DeployedResource(physicalID: $0.maybe { $0.text() }, type: $0.text(), status: $0.text())
      })
  }

  mutating func configuration() -> Configuration {
    Configuration(
      template: object(depth: 4),
      parameters: table { $0.maybe { .text($0.text()) } ?? .hidden($0.seal()) },
      tags: table { $0.text() }, capabilities: Set(table { $0.text() }.keys))
  }

  private mutating func seal() -> Seal? {
    maybe {
      Seal(of: $0.text(), named: $0.text(), salt: $0.text(), rounds: 1 + $0.text().utf8.count)
    }
  }

  private mutating func object(depth: Int) -> Value.Object {
    Value.Object(table { $0.value(depth: depth - 1) }.map { .init($0.key, $0.value) })
  }

  private mutating func value(depth: Int) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: .null
    case 1: .bool(.random(using: &random))
    case 2: .number(Number(.random(in: Int.min...Int.max, using: &random)))
    case 3:
      .number(Number(spelling: ["0.10", "-0", "1e400", "12345678901234567890123"].pick(&random)))
    case 4, 5: .string(text())
    case 6: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1) })
    default: .object(object(depth: depth))
    }
  }

  private mutating func maybe<Result>(_ make: (inout Self) -> Result) -> Result? {
    Bool.random(using: &random) ? make(&self) : nil
  }

  private mutating func table<Entry>(_ make: (inout Self) -> Entry) -> [String: Entry] {
    var table: [String: Entry] = [:]
    for _ in 0..<Int.random(in: 0...4, using: &random) { table[text()] = make(&self) }
    return table
  }

  mutating func text() -> String {
    let pieces = [
      "a", "Key", "arn:aws:sns:us-east-1:111111111111:topic", " ", "\"", "\\", "\u{0}", "\u{1F}",
      "\t", "\n", "\r\n", "\u{7F}", "é", "e\u{301}", "\u{2028}", "\u{FEFF}", "日本", "😀",
      "\u{10FFFF}", "\u{FFFD}", "${x}", "{", "]", "null", "12", "~", "digest", "esteira-record",
    ]
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.pick(&random) }.joined()
  }
}

extension [String] {
  fileprivate func pick(_ random: inout SeededGenerator) -> String {
    self[Int.random(in: indices, using: &random)]
  }
}
