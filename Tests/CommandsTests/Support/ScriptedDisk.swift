import Diagnostics
import FileRecords
import Glibc
import Synchronization

/// The real file system, until an example says what is wrong with it.
final class ScriptedDisk: Sendable {
  private let trouble = Mutex<Circumstance.Disk?>(nil)

  /// From now on the disk does this.
  func does(_ disk: Circumstance.Disk) { trouble.withLock { $0 = disk } }

  var system: FileSystem {
    var system = FileSystem.real
    let real = FileSystem.real
    system.open = { [self] path, opening throws(SystemFault) in
      try fail(.forbidden, EACCES)
      switch opening {
      case .creating, .appending, .locking: try fail(.readOnly, EROFS)
      case .reading, .folder: break
      }
      return try real.open(path, opening)
    }
    system.makeFolder = { [self] path throws(SystemFault) in
      try fail(.readOnly, EROFS)
      try real.makeFolder(path)
    }
    system.read = { [self] descriptor, offset, count throws(SystemFault) in
      try fail(.unreadable, EIO)
      return try real.read(descriptor, offset, count)
    }
    system.write = { [self] descriptor, bytes throws(SystemFault) in
      try fail(.unwritable, EIO)
      try fail(.full, ENOSPC)
      return try real.write(descriptor, bytes)
    }
    system.synchronise = { [self] descriptor throws(SystemFault) in
      try fail(.forgetful, EIO)
      try real.synchronise(descriptor)
    }
    system.lock = { [self] descriptor throws(SystemFault) in
      guard trouble.withLock({ $0 }) != .gated else { return false }
      return try real.lock(descriptor)
    }
    return system
  }

  private func fail(_ disk: Circumstance.Disk, _ number: Int32) throws(SystemFault) {
    guard trouble.withLock({ $0 }) == disk else { return }
    throw SystemFault(number: number, reason: String(cString: strerror(number)))
  }
}
