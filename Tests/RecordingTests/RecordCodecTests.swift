import Diagnostics
import Documents
import Recording
import TestSupport
import Testing

@Suite("The form of a record")
struct RecordCodecTests {
  private let codec = RecordCodec.current

  private func fault(_ bytes: [UInt8], _ codec: RecordCodec = .current) -> RecordFault? {
    do throws(RecordFault) {
      _ = try codec.decode(bytes, name: "record.json")
      return nil
    } catch {
      return error
    }
  }

  private func rewritten(_ change: (inout Value.Object) -> Void) throws -> [UInt8] {
    var object = codec.value(of: Sample.record)
    change(&object)
    return Value.object(object).prettyJSONBytes
  }

  @Test("reads back as what was written", arguments: 0..<400)
  func roundTrip(seed: UInt64) throws {
    var generator = RecordGenerator(seed: seed)
    let record = generator.record()
    let bytes = try codec.encode(record)
    #expect(try codec.decode(bytes, name: "record.json") == record)
    #expect(try codec.encode(try codec.decode(bytes, name: "record.json")) == bytes)
  }

  @Test("is what people read and compare")
  func golden() throws {
    expectGolden(String(decoding: try codec.encode(Sample.record), as: UTF8.self), "record.json")
  }

  @Test("never holds a secret's value, wherever the configuration stands")
  func secrets() throws {
    var record = Sample.record
    record.revision.attempted = Configuration(
      template: ["Parameters": ["Key": ["Type": "String", "NoEcho": "TRUE"]]],
      parameters: ["Key": .text("hunter2")])
    let text = String(decoding: try codec.encode(record), as: UTF8.self)
    #expect(!text.contains("hunter2"))
    #expect(record.deployment?.configuration.parameters["Password"] == .hidden(nil))
    #expect(record.deployment?.configuration.parameters["Size"] == .text("4"))
    #expect(!"\(record)".contains("hunter2"))
  }

  @Test("has a seal of what it does not hold, if there is a salt for it")
  func seals() throws {
    var salts = 0
    let configuration = Configuration(
      template: [
        "Parameters": [
          "Key": ["Type": "String", "NoEcho": true], "Word": ["Type": "String", "NoEcho": true],
          "Link": ["Type": "String", "NoEcho": true], "Open": ["Type": "String"],
        ]
      ],
      parameters: [
        "Key": .text("hunter2"), "Word": .text("hunter2"), "Open": .text("4"),
        "Link": .text("{{resolve:secretsmanager:a}}"),
      ],
      salt: {
        salts += 1
        return "salt"
      })
    #expect(salts == 1)
    guard case .hidden(let key?)? = configuration.parameters["Key"],
      case .hidden(let word?)? = configuration.parameters["Word"]
    else {
      Issue.record("\(configuration.parameters)")
      return
    }
    #expect(key.fits("hunter2", named: "Key"))
    #expect(!key.fits("hunter3", named: "Key"))
    #expect(key.digest != word.digest, "what is equal does not look so")
    #expect(configuration.parameters["Link"] == .text("{{resolve:secretsmanager:a}}"))
    var record = Sample.record
    record.deployment = Deployment(configuration)
    let bytes = try codec.encode(record)
    #expect(try codec.decode(bytes, name: "r") == record)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("hunter2"))
  }

  @Test("without secrets draws no salt")
  func noSalt() {
    let open = Configuration(
      template: ["Parameters": ["Open": ["Type": "String"]]], parameters: ["Open": .text("4")],
      salt: {
        Issue.record("drawn")
        return ""
      })
    #expect(open.parameters["Open"] == .text("4"))
  }

  @Test("of older versions, which had no seals and did not name hidden outputs, is read")
  func olderVersions() throws {
    var members = codec.value(of: Sample.record)
    guard case .object(var deployment)? = members["deployment"] else { return }
    #expect(deployment["hidden-outputs"] == ["Login"])
    deployment["hidden-outputs"] = nil
    members["deployment"] = .object(deployment)
    members["esteira-record"] = nil
    members["digest"] = nil
    for version in [1, 2] {
      let old = RecordCodec(version: version, migrations: [:])
      let record = try codec.decode(Value.object(old.framed(members)), name: "r")
      #expect(record.deployment?.hiddenOutputs == nil)
      #expect(record.deployment?.outputs == Sample.record.deployment?.outputs)
      #expect(try codec.decode(try codec.encode(record), name: "r") == record)
    }
  }

  @Test("is refused when a seal would take hours")
  func sealOfManyRounds() throws {
    let bytes = try codec.encode(Sample.record)
    let reading = read(Source(name: "r", bytes: bytes), as: .json)
    var diagnostics = reading.diagnostics
    let text = try #require(reading.documents.first).value(&diagnostics).canonicalJSON
    let many = text.split(separator: "\"Password\":{\"hidden\":true}", maxSplits: 1).joined(
      separator: "\"Password\":{\"hidden\":{\"salt\":\"a\",\"rounds\":1000000000,\"digest\":\"b\"}}"
    )
    #expect(many != text)
    let changed = read(Source(name: "r", text: many), as: .json)
    guard case .object(var members)? = changed.documents.first?.value(&diagnostics) else { return }
    members["esteira-record"] = nil
    members["digest"] = nil
    let fault = fault(Value.object(codec.framed(members)).prettyJSONBytes)
    #expect(fault?.code == .damaged)
    #expect(fault?.underlying?.contains("rounds") == true)
  }

  @Test("may be laid out anew, with other line breaks and another order")
  func cosmetics() throws {
    let object = codec.value(of: Sample.record)
    let reversed = Value.Object(object.members.reversed())
    let lines = String(decoding: try codec.encode(Sample.record), as: UTF8.self)
    let texts = [
      Value.object(object).canonicalJSON, Value.object(reversed).prettyJSON,
      lines.split(separator: "\n").joined(separator: "\r\n"),
    ]
    for text in texts {
      #expect(try codec.decode(Array(text.utf8), name: "record.json") == Sample.record)
    }
  }

  @Test("is refused wherever it was cut off")
  func truncated() throws {
    let bytes = try codec.encode(Sample.record)
    // The last byte is a line break, which may be missing.
    for count in 0..<(bytes.count - 1) {
      #expect(fault(Array(bytes[..<count]))?.code == .damaged, "\(count) bytes")
    }
  }

  @Test("is refused, or means the same, whichever byte has a bit turned", arguments: [0, 5])
  func turned(bit: Int) throws {
    let bytes = try codec.encode(Sample.record)
    var refused = 0
    for index in bytes.indices {
      var bytes = bytes
      bytes[index] ^= 1 << UInt8((index + bit) % 8)
      if let record = try? codec.decode(bytes, name: "record.json") {
        #expect(record == Sample.record, "byte \(index)")
      } else {
        refused += 1
      }
    }
    #expect(refused > bytes.count / 2)
  }

  @Test("is refused when someone edited it, with and without its digest")
  func edited() throws {
    #expect(fault(try rewritten { $0["serial"] = 7 })?.code == .edited)
    #expect(fault(try rewritten { $0["digest"] = nil })?.code == .damaged)
    #expect(fault(try rewritten { $0["digest"] = "sha256:00" })?.code == .edited)
    #expect(fault(try rewritten { $0["extra"] = true })?.code == .edited)
  }

  @Test(
    "is refused when another program wrote the file",
    arguments: ["{}", "[]", "null", "\"text\"", "{\"version\": 4, \"serial\": 1}"])
  func foreign(text: String) {
    #expect(fault(Array(text.utf8))?.code == .notARecord)
  }

  @Test("is refused when a newer program wrote it, whatever else is in it")
  func newer() throws {
    let fault = fault(try rewritten { $0["esteira-record"] = 4 })
    #expect(fault?.code == .newerVersion)
    #expect(fault?.message.contains("version 4") == true)
    #expect(self.fault(Array("{\"esteira-record\": 99}".utf8))?.code == .newerVersion)
  }

  @Test(
    "is refused when its version is none",
    arguments: [0, -1, "1", .number(Number(spelling: "1.5"))] as [Value])
  func noVersion(version: Value) throws {
    #expect(fault(try rewritten { $0["esteira-record"] = version })?.code == .damaged)
  }

  /// Members by their names, as what stands in their place and what is said of it.
  @Test(
    "is refused when a member is missing or not of its kind, though the digest is right",
    arguments: [
      ("lineage", nil, "`lineage` is missing"), ("serial", 0, "`serial`"),
      ("serial", "1", "`serial`"), ("account", 1, "`account`"), ("stack-arn", true, "`stack-arn`"),
      ("revision", ["number": 1], "`revision.outcome` is missing"),
      ("deployment", [], "`deployment`"), ("surprise", 1, "`surprise`"),
    ] as [(String, Value?, String)])
  func malformed(key: String, value: Value?, words: String) throws {
    var members = codec.value(of: Sample.record)
    members["esteira-record"] = nil
    members["digest"] = nil
    members[key] = value
    let fault = fault(Value.object(codec.framed(members)).prettyJSONBytes)
    #expect(fault?.code == .damaged)
    #expect(fault?.underlying?.contains(words) == true, "\(fault?.underlying ?? "-")")
  }

  @Test("is not written when it could not be read again")
  func notRecordable() {
    var deep: Value = 1
    for _ in 0..<600 { deep = .array([deep]) }
    for template in [["A": .number(Number(spelling: ".inf"))], ["A": deep]] as [Value.Object] {
      var record = Sample.record
      record.deployment = Deployment(Configuration(template: template))
      #expect(throws: RecordFault.self) { try codec.encode(record) }
    }
  }

  // MARK: Migration

  /// Version 2 says who by a list, version 3 (ours, for once) as now; version 1 had no environment.
  private let later = RecordCodec(
    version: 3,
    migrations: [
      1: { members in
        var members = members
        members["environment"] = "prod"
        return members
      },
      2: { members in
        var members = members
        guard case .object(var revision) = members["revision"],
          case .array(let names) = revision["who"], case .string(let who) = names.first
        else { throw MadeUpFault() }
        revision["who"] = .string(who)
        members["revision"] = .object(revision)
        return members
      },
    ])

  private struct MadeUpFault: Error {}

  private func old(version: Int, who: Value) -> [UInt8] {
    var members = codec.value(of: Sample.record)
    members["esteira-record"] = nil
    members["digest"] = nil
    if version == 1 { members["environment"] = nil }
    guard case .object(var revision) = members["revision"] else { return [] }
    revision["who"] = who
    members["revision"] = .object(revision)
    let writer = RecordCodec(version: version, migrations: [:])
    return Value.object(writer.framed(members)).prettyJSONBytes
  }

  @Test("is migrated from every older version", arguments: [1, 2])
  func migrated(version: Int) throws {
    let record = try later.decode(old(version: version, who: ["ana@laptop", "b"]), name: "r")
    #expect(record == Sample.record)
    #expect(later.value(of: record)["esteira-record"] == 3)
  }

  @Test("is refused when an older version does not hold what it should")
  func migrationFails() {
    #expect(fault(old(version: 2, who: "ana"), later)?.code == .damaged)
    let gap = RecordCodec(version: 3, migrations: [1: { $0 }])
    #expect(fault(old(version: 1, who: ["ana"]), gap)?.code == .damaged)
  }

  @Test("is checked against its digest before it is migrated")
  func migrationOfEdited() throws {
    let text = String(decoding: old(version: 1, who: ["ana@laptop"]), as: UTF8.self)
    let edited = text.split(separator: "sa-east-1", maxSplits: 1).joined(separator: "us-east-1")
    #expect(fault(Array(edited.utf8), later)?.code == .edited)
  }
}

@Suite("A configuration")
struct ConfigurationTests {
  @Test("has the digest of its template's meaning")
  func digest() {
    let one = Configuration(template: ["A": 1, "B": 2])
    #expect(one.templateDigest == Configuration(template: ["B": 2, "A": 1]).templateDigest)
    #expect(one.templateDigest != Configuration(template: ["A": 1, "B": 3]).templateDigest)
    // As `sha256sum` has it for `{"A":1,"B":2}`.
    #expect(
      one.templateDigest
        == "sha256:f7ef7cc3945f6773a2519cb8558e6c2a574047a5c718a291d391380e96840c3f")
  }
}
