import FileRecords
import Glibc
import Synchronization

/// A disk in memory that loses in a power cut what was not synchronised: contents of files and
/// names in folders, each for itself and in any combination.
final class VolatileDisk: Sendable {
  private struct Node {
    var isFolder: Bool
    var bytes: [UInt8] = []
    var lasting: [UInt8] = []
    var names: [String: Int] = [:]
    var lastingNames: [String: Int] = [:]
  }

  private struct Handle {
    var node: Int
    var appends: Bool
    var position = 0
  }

  private struct State {
    var nodes: [Node]
    var handles: [Int32: Handle] = [:]
    var nextHandle: Int32 = 100
    var locks: [Int: Int32] = [:]
  }

  private let state: Mutex<State>

  /// A disk with one folder on it.
  init(folder: String) {
    let root = Node(isFolder: true, names: [folder: 1], lastingNames: [folder: 1])
    state = Mutex(State(nodes: [root, Node(isFolder: true)]))
  }

  private init(nodes: [Node]) {
    state = Mutex(State(nodes: nodes))
  }

  /// The disk as it may be found after a power cut.
  func afterPowerCut(_ random: inout some RandomNumberGenerator) -> VolatileDisk {
    var nodes = state.withLock(\.nodes)
    for index in nodes.indices {
      let node = nodes[index]
      if Bool.random(using: &random) { nodes[index].bytes = node.lasting }
      // Half of what was written may be there.
      if nodes[index].bytes != node.lasting, Bool.random(using: &random) {
        let same = zip(node.bytes, node.lasting).prefix { $0 == $1 }.count
        nodes[index].bytes.removeLast((node.bytes.count - same) / 2)
      }
      for name in Set(node.names.keys).union(node.lastingNames.keys)
      where Bool.random(using: &random) {
        nodes[index].names[name] = node.lastingNames[name]
      }
      nodes[index].lasting = nodes[index].bytes
      nodes[index].lastingNames = nodes[index].names
    }
    return VolatileDisk(nodes: nodes)
  }

  var system: FileSystem {
    FileSystem(
      open: { [self] path, opening throws(SystemFault) in
        try with { state throws(SystemFault) in try Self.open(path, opening, &state) }
      },
      close: { [self] descriptor in
        state.withLock { state in
          guard let handle = state.handles.removeValue(forKey: descriptor) else { return }
          if state.locks[handle.node] == descriptor { state.locks[handle.node] = nil }
        }
      },
      status: { [self] descriptor throws(SystemFault) in
        try with { state throws(SystemFault) in
          Self.status(of: try Self.handle(descriptor, state).node, state)
        }
      },
      statusAt: { [self] path, _ throws(SystemFault) in
        try with { state throws(SystemFault) in
          Self.status(of: try Self.find(path, state), state)
        }
      },
      read: { [self] descriptor, offset, count throws(SystemFault) in
        try with { state throws(SystemFault) in
          let bytes = state.nodes[try Self.handle(descriptor, state).node].bytes
          return Array(bytes.dropFirst(offset).prefix(count))
        }
      },
      write: { [self] descriptor, bytes throws(SystemFault) in
        try with { state throws(SystemFault) in
          let handle = try Self.handle(descriptor, state)
          let size = state.nodes[handle.node].bytes.count
          let start = handle.appends ? size : handle.position
          state.nodes[handle.node].bytes.replaceSubrange(
            start..<min(size, start + bytes.count), with: bytes)
          state.handles[descriptor]?.position = start + bytes.count
          return bytes.count
        }
      },
      truncate: { [self] descriptor, size throws(SystemFault) in
        try with { state throws(SystemFault) in
          let node = try Self.handle(descriptor, state).node
          state.nodes[node].bytes.removeLast(state.nodes[node].bytes.count - size)
        }
      },
      synchronise: { [self] descriptor throws(SystemFault) in
        try with { state throws(SystemFault) in
          let node = try Self.handle(descriptor, state).node
          state.nodes[node].lasting = state.nodes[node].bytes
          state.nodes[node].lastingNames = state.nodes[node].names
        }
      },
      rename: { [self] from, to throws(SystemFault) in
        try with { state throws(SystemFault) in
          let node = try Self.find(from, state)
          let (old, new) = (try Self.find(from.parent, state), try Self.find(to.parent, state))
          state.nodes[old].names[from.name] = nil
          state.nodes[new].names[to.name] = node
        }
      },
      unlink: { [self] path throws(SystemFault) in
        try with { state throws(SystemFault) in
          _ = try Self.find(path, state)
          state.nodes[try Self.find(path.parent, state)].names[path.name] = nil
        }
      },
      makeFolder: { [self] path throws(SystemFault) in
        try with { state throws(SystemFault) in
          let parent = try Self.find(path.parent, state)
          guard state.nodes[parent].names[path.name] == nil else { throw Self.fault(EEXIST) }
          state.nodes.append(Node(isFolder: true))
          state.nodes[parent].names[path.name] = state.nodes.count - 1
        }
      },
      names: { [self] path throws(SystemFault) in
        try with { state throws(SystemFault) in
          state.nodes[try Self.find(path, state)].names.keys.map { Array($0.utf8) }
        }
      },
      lock: { [self] descriptor throws(SystemFault) in
        try with { state throws(SystemFault) in
          let node = try Self.handle(descriptor, state).node
          guard state.locks[node] == nil else { return false }
          state.locks[node] = descriptor
          return true
        }
      })
  }

  private func with<Result: Sendable>(
    _ body: (inout State) throws(SystemFault) -> Result
  ) throws(SystemFault) -> Result {
    try state.withLock { state throws(SystemFault) in try body(&state) }
  }

  private static func open(
    _ path: FilePath, _ opening: FileSystem.Opening, _ state: inout State
  ) throws(SystemFault) -> Int32 {
    let parent = try find(path.parent, state)
    let appends = if case .appending = opening { true } else { false }
    let existing = path.name.isEmpty ? parent : state.nodes[parent].names[path.name]
    let node: Int
    switch (opening, existing) {
    case (.creating, .some): throw fault(EEXIST)
    case (.reading, nil), (.folder, nil): throw fault(ENOENT)
    case (_, let existing?): node = existing
    case (_, nil):
      state.nodes.append(Node(isFolder: false))
      node = state.nodes.count - 1
      state.nodes[parent].names[path.name] = node
    }
    state.nextHandle += 1
    state.handles[state.nextHandle] = Handle(node: node, appends: appends)
    return state.nextHandle
  }

  private static func handle(_ descriptor: Int32, _ state: State) throws(SystemFault) -> Handle {
    guard let handle = state.handles[descriptor] else { throw fault(EBADF) }
    return handle
  }

  private static func find(_ path: FilePath, _ state: State) throws(SystemFault) -> Int {
    var node = 0
    for name in path.description.split(separator: "/") {
      guard let next = state.nodes[node].names[String(name)] else { throw fault(ENOENT) }
      node = next
    }
    return node
  }

  private static func status(of node: Int, _ state: State) -> FileStatus {
    FileStatus(
      kind: state.nodes[node].isFolder ? .folder : .file, size: state.nodes[node].bytes.count,
      identity: .init(device: 0, number: UInt64(node)))
  }

  private static func fault(_ number: Int32) -> SystemFault {
    SystemFault(number: number, reason: "error number \(number)")
  }
}

extension FilePath {
  fileprivate var name: String {
    description.split(separator: "/").last.map(String.init) ?? ""
  }
}
