internal import Synchronization

/// A store that lives as long as its process. It can be told to fail from some write on, as if the
/// process had been killed there.
package final class InMemoryStore: CloudStore {
  private let state: Mutex<State>

  private struct State {
    var files: [String: [UInt8]] = [:]
    var writes = 0
    var lastWrite = Int.max
    var faults: [UInt8]?
  }

  /// A store with these files, in which no write after so many succeeds.
  package init(_ files: [StoredFile] = [], failingAfter writes: Int = .max, faults: String? = nil) {
    let table = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { $1 })
    state = Mutex(
      State(files: table, lastWrite: writes, faults: faults.map { Array($0.utf8) }))
  }

  /// How many writes there were, the failed ones with them.
  package var writes: Int { state.withLock(\.writes) }

  package func load() -> [StoredFile] {
    state.withLock { state in
      state.files.sorted { $0.key < $1.key }.map { StoredFile(name: $0.key, bytes: $0.value) }
    }
  }

  package func write(_ name: String, _ bytes: [UInt8]) throws(LocalCloudFault) {
    try change { $0[name] = bytes }
  }

  package func remove(_ name: String) throws(LocalCloudFault) {
    try change { $0[name] = nil }
  }

  package func faults() -> [UInt8]? { state.withLock(\.faults) }

  private func change(_ change: (inout [String: [UInt8]]) -> Void) throws(LocalCloudFault) {
    let succeeded = state.withLock { state in
      state.writes += 1
      guard state.writes <= state.lastWrite else { return false }
      change(&state.files)
      return true
    }
    guard succeeded else {
      throw LocalCloudFault(
        .unusableFolder, "the store is told to fail from its write \(writes) on",
        hint: "this is a test")
    }
  }
}
