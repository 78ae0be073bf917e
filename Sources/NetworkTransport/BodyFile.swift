package import AWS
internal import Glibc

/// A file whose bytes are sent, or which is made of bytes that come, piece by piece.
package final class BodyFile: Sendable {
  private let descriptor: Int32
  private let size: Int
  /// Set while the file is in the making: it is removed unless it is kept.
  private let draft: String?

  private init(_ descriptor: Int32, size: Int, draft: String? = nil) {
    self.descriptor = descriptor
    self.size = size
    self.draft = draft
  }

  deinit {
    if let draft { unlink(draft) }
    close(descriptor)
  }

  /// Opens a regular file to be sent, as long as it is now.
  package static func reading(_ path: String) throws(BodyFault) -> BodyFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw fault(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw BodyFault("\(path): it is not a regular file")
    }
    return BodyFile(descriptor, size: Int(status.st_size))
  }

  /// Makes a file that has its name only once `keep` has been called.
  package static func making(_ path: String) throws(BodyFault) -> BodyFile {
    let draft = "\(path).\(getpid()).part"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw fault(path) }
    return BodyFile(descriptor, size: 0, draft: draft)
  }

  /// Gives the file its name, once all of its bytes are there.
  package func keep(as path: String) throws(BodyFault) {
    guard let draft else { return }
    guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw Self.fault(path) }
  }

  /// What the file holds.
  package var source: BodySource {
    BodySource(size: size) { (offset, buffer) throws(BodyFault) in
      while true {
        let count = pread(self.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw BodyFault(String(cString: strerror(errno))) }
        return count
      }
    }
  }

  /// Where the bytes of the file go.
  package var sink: BodySink {
    BodySink { (offset, bytes) throws(BodyFault) in
      var written = 0
      while written < bytes.count {
        let count = pwrite(
          self.descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written,
          off_t(offset + written))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw BodyFault(String(cString: strerror(errno))) }
        written += count
      }
    }
  }

  private static func fault(_ path: String) -> BodyFault {
    BodyFault("\(path): \(String(cString: strerror(errno)))")
  }
}
