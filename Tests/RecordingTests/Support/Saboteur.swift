import FileRecords
import Glibc
import Synchronization

/// A file system whose n-th call goes wrong.
final class Saboteur: Sendable {
  /// What happens at the n-th call.
  enum Plan: Sendable {
    /// It fails with an error number, and all others work.
    case fail(Int32)
    /// The process dies in it: of a write half arrives, and nothing happens afterwards.
    case die
  }

  private struct State {
    var calls: [String] = []
    var open: Set<Int32> = []
    var isDead = false
  }

  private let real: FileSystem
  private let turn: Int
  private let plan: Plan
  private let state = Mutex(State())

  init(_ real: FileSystem = .real, at turn: Int = .max, _ plan: Plan = .die) {
    self.real = real
    self.turn = turn
    self.plan = plan
  }

  /// The names of the calls so far.
  var calls: [String] { state.withLock(\.calls) }
  /// Whether the n-th call has come.
  var hasStruck: Bool { calls.count >= turn }

  var system: FileSystem {
    FileSystem(
      open: { [self] path, opening throws(SystemFault) in
        try call("open \(opening)")
        let descriptor = try real.open(path, opening)
        _ = state.withLock { $0.open.insert(descriptor) }
        return descriptor
      },
      close: { [self] descriptor in
        // Dying has closed all of them.
        if state.withLock({ $0.open.remove(descriptor) }) != nil { real.close(descriptor) }
      },
      status: { [self] descriptor throws(SystemFault) in
        try call("status")
        return try real.status(descriptor)
      },
      statusAt: { [self] path, following throws(SystemFault) in
        try call("statusAt")
        return try real.statusAt(path, following)
      },
      read: { [self] descriptor, offset, count throws(SystemFault) in
        try call("read")
        // In small pieces, as the system may.
        return try real.read(descriptor, offset, min(count, 1000))
      },
      write: { [self] descriptor, bytes throws(SystemFault) in
        try call("write") { () throws(SystemFault) in
          _ = try real.write(descriptor, bytes.prefix(bytes.count / 2))
        }
        return try real.write(descriptor, bytes.prefix(max(1, bytes.count * 2 / 3)))
      },
      truncate: { [self] descriptor, size throws(SystemFault) in
        try call("truncate")
        try real.truncate(descriptor, size)
      },
      synchronise: { [self] descriptor throws(SystemFault) in
        try call("synchronise")
        try real.synchronise(descriptor)
      },
      rename: { [self] from, to throws(SystemFault) in
        try call("rename")
        try real.rename(from, to)
      },
      unlink: { [self] path throws(SystemFault) in
        try call("unlink")
        try real.unlink(path)
      },
      makeFolder: { [self] path throws(SystemFault) in
        try call("makeFolder")
        try real.makeFolder(path)
      },
      names: { [self] path throws(SystemFault) in
        try call("names")
        return try real.names(path)
      },
      lock: { [self] descriptor throws(SystemFault) in
        try call("lock")
        return try real.lock(descriptor)
      })
  }

  private func call(
    _ name: String, dying: () throws(SystemFault) -> Void = {}
  ) throws(SystemFault) {
    let (isTurn, wasDead) = state.withLock { state in
      if state.isDead { return (false, true) }
      state.calls.append(name)
      return (state.calls.count == turn, false)
    }
    if wasDead { throw Self.death }
    guard isTurn else { return }
    switch plan {
    case .fail(let number): throw SystemFault(number: number, reason: "as planned")
    case .die:
      try? dying()
      let open = state.withLock { state in
        state.isDead = true
        defer { state.open = [] }
        return state.open
      }
      for descriptor in open { real.close(descriptor) }
      throw Self.death
    }
  }

  private static let death = SystemFault(number: EIO, reason: "dead")
}
