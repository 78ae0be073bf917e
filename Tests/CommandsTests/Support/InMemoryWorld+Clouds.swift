import AWS
import Commands
import Diagnostics
import Documents
import LocalCloud
import Recording
import Synchronization
import TestSupport

/// The clouds, records and clock that several runs of commands share.
final class InMemoryClouds: Sendable {
  private struct State {
    var milliseconds: Int64 = 1_795_000_000_000
    var random = SeededGenerator(seed: 0)
    var cloud = InMemoryStore()
  }

  private let state = Mutex(State())
  /// Who is asked beyond the network.
  let network: Transport
  /// Opens what the embedded cloud keeps, where that is not in memory.
  private let opened: (@Sendable () throws -> any CloudStore)?
  /// Where records are kept.
  private let records: @Sendable (Waiting) -> RecordKeeping

  init(
    network: @escaping Transport = { (request) async throws(TransportFault) in
      throw TransportFault(.refused, host: request.url.authority, reason: "Connection refused")
    }, store: (@Sendable () throws -> any CloudStore)? = nil,
    records: (@Sendable (Waiting) -> RecordKeeping)? = nil
  ) {
    self.network = network
    opened = store
    let (entries, journal) = (InMemoryRecordStore(), InMemoryJournal())
    self.records =
      records ?? { waiting in
        RecordKeeping(
          store: entries, lock: InMemoryRecordLock(waiting: waiting), journal: journal)
      }
  }

  /// What the embedded cloud keeps.
  func store() throws -> any CloudStore { try opened?() ?? state.withLock(\.cloud) }

  /// The embedded cloud begins anew, and this goes wrong in it.
  func breakCloud(_ faults: String) {
    state.withLock { $0.cloud = InMemoryStore(faults: faults) }
  }

  var clock: World.Clock {
    World.Clock(
      now: { [self] in now() },
      uptime: { [self] in .milliseconds(state.withLock(\.milliseconds)) },
      pause: { [self] duration in
        let parts = duration.components
        state.withLock {
          $0.milliseconds += parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000 + 1
        }
      })
  }

  func now() -> Timestamp {
    state.withLock { state in
      state.milliseconds += 1
      return Timestamp(milliseconds: state.milliseconds)
    }
  }

  /// The same numbers in every run.
  func random() -> UInt64 { state.withLock { $0.random.next() } }

  var clouds: World.Clouds {
    World.Clouds(
      network: { [network] _ in network },
      embedded: { [self] _ in
        let cloud = try LocalCloud(store: store())
        return cloud.transport(clock: { [self] in now() })
      },
      serve: { [self] _, port, ready in
        // It listens and does not wait for calls.
        let cloud = try LocalCloud(store: store())
        let listener = try LoopbackListener(port: UInt16(port), clock: { [self] in now() }) {
          cloud.respond(to: $0, at: $1)
        }
        ready(Int(listener.port))
      })
  }

  /// An embedded cloud that stands for AWS.
  func embeddedTransport() -> Transport {
    { [self] (request) async throws(TransportFault) in
      do {
        return try LocalCloud(store: store()).respond(to: request, at: now())
      } catch {
        throw TransportFault(.other, host: request.url.authority, reason: "\(error)")
      }
    }
  }

  func keeping() -> RecordKeeping {
    let clock = clock
    return records(Waiting(now: clock.uptime, pause: clock.pause))
  }
}

extension InMemoryWorld {
  /// A machine that is no container and no instance, and that has no programs.
  static let emptyKeyring = World.Keyring(
    nearby: {
      { (request) async throws(TransportFault) in
        throw TransportFault(.refused, host: request.url.authority, reason: "Connection refused")
      }
    },
    run: { _ async throws(ProgramFault) in throw ProgramFault("No such file or directory") },
    writePrivateFile: { _, _ in })

  /// What lies in a folder of the table of files.
  static func entries(
    of folder: [UInt8], in names: some Sequence<[UInt8]>
  ) -> [World.Folders.Entry] {
    let slash = UInt8(ascii: "/")
    let prefix = folder.isEmpty ? [] : folder + [slash]
    var entries: [[UInt8]: Bool] = [:]
    for name in names where name.starts(with: prefix) {
      let rest = name.dropFirst(prefix.count)
      guard let end = rest.firstIndex(of: slash) else {
        entries[Array(rest)] = false
        continue
      }
      entries[Array(rest[..<end])] = true
    }
    return entries.map { World.Folders.Entry(name: $0.key, isFolder: $0.value) }
  }
}
