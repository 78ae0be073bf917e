internal import Glibc

/// Files that hold secrets.
enum PrivateFiles {
  /// Puts a file in the place of another; only its owner may read it. Nothing happens where that
  /// cannot be done.
  static func replace(_ path: String, with bytes: [UInt8]) {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten = (try? Descriptor(number: descriptor).write(bytes)) != nil
    guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
      unlink(temporary)
      return
    }
  }
}
