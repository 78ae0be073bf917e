internal import Commands
internal import Glibc

/// Reads and replaces files by path.
enum Files {
  /// All of a file, at most the limit.
  static func read(_ path: [UInt8], limit: Int) throws(FileFault) -> [UInt8] {
    let descriptor = try opened(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return try Descriptor(number: descriptor).read(limit: limit)
  }

  /// Writes a new file beside the old one and gives it the old one's name, so that whoever looks
  /// sees the old contents or the new ones, whatever happens in between.
  static func replace(_ path: [UInt8], with bytes: [UInt8]) throws(FileFault) {
    let target = try resolved(path)
    var status = stat()
    guard withPath(target, { stat($0, &status) }) == 0 else { throw FileFault(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault(.other, "Not a regular file")
    }
    // Renaming needs only the folder; a file that its owner protected stays as it is.
    guard withPath(target, { faccessat(AT_FDCWD, $0, W_OK, AT_EACCESS) }) == 0 else {
      throw FileFault(errno: errno)
    }
    let slash = (target.lastIndex(of: UInt8(ascii: "/")) ?? 0) + 1
    let folder = Array(target[..<slash])
    let temporary = try write(bytes, in: folder, like: status)
    guard withPath(temporary, { from in withPath(target) { rename(from, $0) } }) == 0 else {
      let fault = FileFault(errno: errno)
      _ = withPath(temporary) { unlink($0) }
      throw fault
    }
    try synchronise(folder: folder)
  }

  /// A complete new file in the folder, on the disk, with the owner and mode of another.
  private static func write(
    _ bytes: [UInt8], in folder: [UInt8], like status: stat
  ) throws(FileFault) -> [UInt8] {
    // The name has a fixed length: one made from a long file name could be too long.
    var template = (folder + Array(".esteira-XXXXXX".utf8)).map { CChar(bitPattern: $0) } + [0]
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    let name = template.dropLast().map { UInt8(bitPattern: $0) }
    do throws(FileFault) {
      defer { close(descriptor) }
      // Only root can give files away; without that the file is its writer's, as with any editor.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw FileFault(errno: errno) }
      try Descriptor(number: descriptor).write(bytes)
      guard fsync(descriptor) == 0 else { throw FileFault(errno: errno) }
      return name
    } catch {
      _ = withPath(name) { unlink($0) }
      throw error
    }
  }

  /// Makes a renaming in a folder last through a power cut.
  private static func synchronise(folder: [UInt8]) throws(FileFault) {
    let descriptor = try opened(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(descriptor) }
    // Some file systems cannot, and have nothing to make last.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw FileFault(errno: errno)
    }
  }

  /// The path of the file itself, every symbolic link followed.
  private static func resolved(_ path: [UInt8]) throws(FileFault) -> [UInt8] {
    let resolved = withPath(path) { realpath($0, nil) }
    guard let resolved else { throw FileFault(errno: errno) }
    defer { free(resolved) }
    return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  private static func opened(_ path: [UInt8], _ flags: Int32) throws(FileFault) -> Int32 {
    let descriptor = withPath(path) { open($0, flags) }
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    return descriptor
  }

  /// Calls the body with the path as a C string.
  private static func withPath<Result>(
    _ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // An array with a terminator always has a base address.
      body(buffer.baseAddress!)
    }
  }
}
