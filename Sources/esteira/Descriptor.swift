internal import Commands
internal import Glibc

/// An open file descriptor.
struct Descriptor {
  let number: Int32

  private static let chunk = 1 << 16

  /// Everything up to the end. The size, where there is one, is looked at before anything is read;
  /// what has none is read until the limit is passed.
  func read(limit: Int) throws(FileFault) -> [UInt8] {
    let status = try status()
    if status.st_mode & S_IFMT == S_IFDIR { throw FileFault(errno: EISDIR) }
    let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    guard size <= limit else { throw Self.tooLarge(limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    while true {
      // One byte more than the file has, to meet its end without another round.
      let room = max(Self.chunk, size + 1 - bytes.count)
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let received = Self.retrying { Glibc.read(number, buffer.baseAddress, buffer.count) }
        failure = received < 0 ? errno : 0
        count = max(0, received)
      }
      if failure != 0 { throw FileFault(errno: failure) }
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      guard bytes.count <= limit else { throw Self.tooLarge(limit) }
    }
  }

  /// What the system knows of the file.
  func status() throws(FileFault) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw FileFault(errno: errno) }
    return status
  }

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8]) throws(FileFault) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Self.retrying {
          Glibc.write(number, buffer.baseAddress?.advanced(by: start), bytes.count - start)
        }
      }
      if written < 0 {
        // A pipe or terminal that someone else made non-blocking: wait until it takes more.
        guard errno == EAGAIN else { throw FileFault(errno: errno) }
        var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = Self.retrying { Int(poll(&waiting, 1, -1)) }
        continue
      }
      start += written
    }
  }

  /// Calls again when a signal came between.
  private static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  private static func tooLarge(_ limit: Int) -> FileFault {
    FileFault(.tooLarge(limit: limit), "File too large")
  }
}

extension FileFault {
  /// What an error number of the operating system means for a file.
  init(errno number: Int32) {
    let kind: Kind =
      switch number {
      case ENOENT: .notFound
      case EISDIR: .isFolder
      case EACCES, EPERM: .noPermission
      // A socket, or a device that nothing is behind.
      case ENXIO, ENODEV: .notRegular
      case EPIPE: .closed
      default: .other
      }
    self.init(kind, String(cString: strerror(number)))
  }
}
