internal import Diagnostics
internal import Digests
package import Documents

/// Writes records as JSON that people can read and compare, and reads all that were ever written.
///
/// A record is an object whose first member is the version of its form and whose last one is the
/// digest of all others, taken over their canonical JSON: spacing and order may change on the way,
/// for example by a version control that rewrites line breaks, and nothing else.
package struct RecordCodec: Sendable {
  /// Makes the next version's form of one version's members.
  package typealias Migration = @Sendable (_ members: Value.Object) throws -> Value.Object

  /// The version that is written.
  package let version: Int
  /// From which version to the one after it. All that were ever released are here.
  private let migrations: [Int: Migration]

  /// What this program reads and writes.
  package static let current = RecordCodec(
    version: 3,
    migrations: [
      // Version 2 has seals of hidden values; in version 1 there were none.
      1: { $0 },
      // Version 3 names the outputs that are kept out of it.
      2: { $0 },
    ])

  /// A codec with made-up versions proves the chain of migrations; all else uses `current`.
  package init(version: Int, migrations: [Int: Migration]) {
    self.version = version
    self.migrations = migrations
  }

  // MARK: Writing

  /// The record as JSON text, with a line break at its end.
  ///
  /// What comes back is known to be readable: it has been read.
  package func encode(_ record: Record) throws(RecordFault) -> [UInt8] {
    let bytes = Value.object(value(of: record)).prettyJSONBytes + [0x0A]
    do throws(RecordFault) {
      if try decode(bytes, name: "record") == record { return bytes }
      throw RecordFault(.notRecordable, "it reads back as something else", hint: "")
    } catch {
      throw RecordFault(
        .notRecordable, "the record of \(record.address) cannot be written down",
        hint: "look for values in the template that JSON cannot hold: `.inf`, `.nan`, or lists "
          + "and objects nested more than 500 deep",
        underlying: error.message)
    }
  }

  /// The record as a document: version, members, digest.
  package func value(of record: Record) -> Value.Object {
    framed(record.members)
  }

  /// The members of any version, with its frame.
  package func framed(_ members: Value.Object) -> Value.Object {
    let head = [Value.Object.Member(Key.version, .number(Number(version)))]
    let body = Value.Object(head + members.members)
    return Value.Object(body.members + [.init(Key.digest, .string(Self.digest(of: body)))])
  }

  // MARK: Reading

  /// Reads a record; `name` is how people know the file it comes from.
  package func decode(_ bytes: [UInt8], name: String) throws(RecordFault) -> Record {
    let source = Source(name: name, bytes: bytes)
    let reading = read(source, as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics, for: .json)
    if let error = diagnostics.first(where: { $0.severity == .error }) {
      throw RecordFault(
        .damaged, "`\(name)` is damaged: it is not complete JSON", hint: Self.recovery,
        underlying: error.message, at: error.place)
    }
    return try decode(value ?? .null, name: name)
  }

  /// Reads a record from a document; `name` is how people know where it comes from.
  package func decode(_ value: Value, name: String) throws(RecordFault) -> Record {
    guard case .object(var object) = value, let written = object[Key.version] else {
      throw RecordFault(
        .notARecord, "`\(name)` is not a record of Esteira",
        hint: "move it away: another program's file lies where a record belongs")
    }
    guard case .number(let number) = written, let found = number.int, found >= 1 else {
      throw damaged(name, "`\(Key.version)` is not a whole number from 1")
    }
    guard found <= version else {
      throw RecordFault(
        .newerVersion,
        "`\(name)` has version \(found) of the record's form, and this program reads up to "
          + "version \(version)",
        hint: "use the Esteira that wrote it, or a later one")
    }
    try checkDigest(&object, name)
    object[Key.version] = nil
    do {
      for old in found..<version {
        guard let migration = migrations[old] else {
          throw Malformed("version \(old) was never released")
        }
        object = try migration(object)
      }
      return try Record(try Fields(object))
    } catch let error as Malformed {
      throw damaged(name, error.message)
    } catch {
      throw damaged(name, "version \(found) cannot be understood (\(error))")
    }
  }

  private func checkDigest(_ object: inout Value.Object, _ name: String) throws(RecordFault) {
    guard case .string(let written) = object[Key.digest] else {
      throw damaged(name, "its digest is missing")
    }
    object[Key.digest] = nil
    guard written == Self.digest(of: object) else {
      throw RecordFault(
        .edited, "`\(name)` is not as Esteira wrote it: its contents do not match its digest",
        hint: "undo the edit, if there was one; else " + Self.recovery)
    }
  }

  private func damaged(_ name: String, _ what: String) -> RecordFault {
    RecordFault(
      .damaged, "`\(name)` is damaged", hint: Self.recovery, underlying: what)
  }

  private static func digest(of object: Value.Object) -> String {
    "sha256:" + SHA256.digest(of: Value.object(object).canonicalJSONBytes).hex
  }

  private enum Key {
    static let version = "esteira-record"
    static let digest = "digest"
  }

  private static let recovery =
    "put back a copy, such as the latest file of its `revisions` folder; nothing has been changed"
}
