internal import Glibc

extension FileSystem {
  /// The operating system's own.
  package static let real = FileSystem(
    open: { path, opening throws(SystemFault) in
      try checked { withPath(path) { Glibc.open($0, opening.flags, opening.mode) } }
    },
    close: { descriptor in
      // A program that is just being started has a copy of the descriptor until it runs, which
      // would keep the lock for so long.
      _ = flock(descriptor, LOCK_UN)
      _ = Glibc.close(descriptor)
    },
    status: { descriptor throws(SystemFault) in
      var status = stat()
      _ = try checked { fstat(descriptor, &status) }
      return FileStatus(status)
    },
    statusAt: { path, following throws(SystemFault) in
      var status = stat()
      _ = try checked {
        withPath(path) { following ? stat($0, &status) : lstat($0, &status) }
      }
      return FileStatus(status)
    },
    read: { descriptor, offset, count throws(SystemFault) in
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        var received = 0
        repeat {
          received = pread(descriptor, buffer.baseAddress, buffer.count, offset)
        } while received < 0 && errno == EINTR
        failure = received < 0 ? errno : 0
        filled = max(0, received)
      }
      if failure != 0 { throw SystemFault(errno: failure) }
      return bytes
    },
    write: { descriptor, bytes throws(SystemFault) in
      try checked {
        bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
    },
    truncate: { descriptor, size throws(SystemFault) in
      _ = try checked { ftruncate(descriptor, size) }
    },
    synchronise: { descriptor throws(SystemFault) in
      do throws(SystemFault) {
        _ = try checked { fsync(descriptor) }
      } catch  where error.number == EINVAL || error.number == ENOTSUP {
        // Some file systems cannot, and have nothing to make last.
      }
    },
    rename: { from, to throws(SystemFault) in
      _ = try checked { withPath(from) { from in withPath(to) { Glibc.rename(from, $0) } } }
    },
    unlink: { path throws(SystemFault) in
      _ = try checked { withPath(path) { Glibc.unlink($0) } }
    },
    makeFolder: { path throws(SystemFault) in
      _ = try checked { withPath(path) { mkdir($0, 0o755) } }
    },
    names: { path throws(SystemFault) in try names(in: path) },
    lock: { descriptor throws(SystemFault) in
      do throws(SystemFault) {
        // Not `fcntl`: its locks are lost when any descriptor of the file is closed.
        _ = try checked { flock(descriptor, LOCK_EX | LOCK_NB) }
        return true
      } catch  where error.number == EWOULDBLOCK {
        return false
      }
    })

  private static func names(in path: FilePath) throws(SystemFault) -> [[UInt8]] {
    guard let folder = withPath(path, { opendir($0) }) else { throw SystemFault(errno: errno) }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        if errno != 0 { throw SystemFault(errno: errno) }
        return names.filter { $0 != Array(".".utf8) && $0 != Array("..".utf8) }
      }
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) })
    }
  }

  /// Calls again when a signal came between; throws what the call says by a negative result.
  private static func checked<Result: FixedWidthInteger>(
    _ call: () -> Result
  ) throws(SystemFault) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let number = errno
      if number != EINTR { throw SystemFault(errno: number) }
    }
  }

  /// Calls the body with the path as a C string.
  private static func withPath<Result>(
    _ path: FilePath, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    (path.bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // An array with a terminator always has a base address.
      body(buffer.baseAddress!)
    }
  }
}

extension FileSystem.Opening {
  fileprivate var flags: Int32 {
    switch self {
    // Opening a pipe would wait for someone to write into it.
    case .reading: O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    case .folder: O_RDONLY | O_CLOEXEC | O_DIRECTORY
    case .creating: O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL | O_NOFOLLOW
    case .appending: O_RDWR | O_CLOEXEC | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK
    case .locking: O_RDWR | O_CLOEXEC | O_CREAT | O_NOFOLLOW | O_NONBLOCK
    }
  }

  fileprivate var mode: mode_t {
    if case .locking = self { 0o644 } else { 0o600 }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    self.init(
      kind: kind, size: Int(status.st_size),
      identity: Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)))
  }
}

extension SystemFault {
  /// The fault of an error number.
  init(errno number: Int32) {
    self.init(number: number, reason: String(cString: strerror(number)))
  }
}
