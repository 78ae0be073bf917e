internal import Commands
internal import Glibc

/// Reads and replaces files by path.
enum Files {
  /// All that can be read by a path, at most the limit.
  static func read(_ path: [UInt8], limit: Int) throws(FileFault) -> [UInt8] {
    let descriptor = try opened(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return try Descriptor(number: descriptor).read(limit: limit)
  }

  /// All of a regular file, at most the limit, and which version of it that is.
  static func readRegular(_ path: [UInt8], limit: Int) throws(FileFault) -> FileContents {
    // Opening a pipe would wait for someone who writes to it, or take their reader away.
    var status = stat()
    guard withPath(path, { stat($0, &status) }) == 0 else { throw FileFault(errno: errno) }
    try check(status)
    let descriptor = try opened(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    defer { close(descriptor) }
    let file = Descriptor(number: descriptor)
    // Before reading: what is written meanwhile makes another version.
    status = try file.status()
    try check(status)
    return FileContents(try file.read(limit: limit), FileVersion(status))
  }

  private static func check(_ status: stat) throws(FileFault) {
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else {
      throw FileFault(.notRegular, "Not a regular file")
    }
  }

  /// Writes a new file beside the old one and gives it the old one's name, so that whoever looks
  /// sees the old contents or the new ones, whatever happens in between.
  static func replace(
    _ path: [UInt8], with bytes: [UInt8], _ version: FileVersion
  ) throws(FileFault) {
    let target = try resolved(path)
    let status = try status(of: target, version)
    guard status.st_nlink == 1 else { throw FileFault(.hardLinked, "The file has other names") }
    // Renaming needs only the folder; a file that its owner protected stays as it is.
    guard withPath(target, { faccessat(AT_FDCWD, $0, W_OK, AT_EACCESS) }) == 0 else {
      throw FileFault(errno: errno)
    }
    let slash = (target.lastIndex(of: UInt8(ascii: "/")) ?? 0) + 1
    let folder = Array(target[..<slash])
    // The new file must not be left behind under its own name.
    try Signals.deferred { () throws(FileFault) in
      let temporary = try write(bytes, in: folder, like: target, status)
      do throws(FileFault) {
        _ = try self.status(of: target, version)
        guard withPath(temporary, { from in withPath(target) { rename(from, $0) } }) == 0 else {
          throw FileFault(errno: errno)
        }
      } catch {
        _ = withPath(temporary) { unlink($0) }
        throw error
      }
    }
    synchronise(folder: folder)
  }

  /// Makes a new file under a name that nothing has, and the folders above it.
  static func create(_ path: [UInt8], _ bytes: [UInt8]) throws(FileFault) {
    for (index, byte) in path.enumerated().dropFirst() where byte == UInt8(ascii: "/") {
      let isMade = withPath(Array(path[..<index])) { mkdir($0, 0o777) } == 0
      guard isMade || errno == EEXIST else { throw FileFault(errno: errno) }
    }
    let slash = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let folder = slash == 0 ? Array("./".utf8) : Array(path[..<slash])
    try Signals.deferred { () throws(FileFault) in
      var template = (folder + Array(".esteira-XXXXXX".utf8)).map { CChar(bitPattern: $0) } + [0]
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { throw FileFault(errno: errno) }
      let name = template.dropLast().map { UInt8(bitPattern: $0) }
      defer { _ = withPath(name) { unlink($0) } }
      try fill(descriptor, bytes)
      // Unlike renaming, linking fails where someone was faster.
      if withPath(name, { from in withPath(path) { link(from, $0) } }) == 0 { return }
      // Some file systems know one name for a file.
      guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno),
        withPath(name, { from in withPath(path) { rename(from, $0) } }) == 0
      else { throw FileFault(errno: errno) }
    }
    synchronise(folder: folder)
  }

  /// Removes a file, if it is there.
  static func remove(_ path: [UInt8]) throws(FileFault) {
    guard withPath(path, { unlink($0) }) == 0 || errno == ENOENT else {
      throw FileFault(errno: errno)
    }
  }

  /// Gives a new file its mode and contents, on the disk, and closes it.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(FileFault) {
    defer { close(descriptor) }
    let mask = umask(0)
    umask(mask)
    guard fchmod(descriptor, 0o666 & ~mask) == 0 else { throw FileFault(errno: errno) }
    try Descriptor(number: descriptor).write(bytes)
    guard fsync(descriptor) == 0 else { throw FileFault(errno: errno) }
  }

  /// What the system knows of a file that must still be the version that was read.
  private static func status(
    of target: [UInt8], _ version: FileVersion
  ) throws(FileFault) -> stat {
    var status = stat()
    guard withPath(target, { lstat($0, &status) }) == 0 else { throw fault(ofReplacing: errno) }
    guard FileVersion(status) == version else { throw changed }
    return status
  }

  private static let changed = FileFault(.changed, "The file has changed")

  /// What an error number means for a file that was there to be read.
  private static func fault(ofReplacing number: Int32) -> FileFault {
    number == ENOENT ? changed : FileFault(errno: number)
  }

  /// A complete new file in the folder, on the disk, with the owner, mode and attributes of another.
  private static func write(
    _ bytes: [UInt8], in folder: [UInt8], like target: [UInt8], _ status: stat
  ) throws(FileFault) -> [UInt8] {
    // The name has a fixed length: one made from a long file name could be too long.
    var template = (folder + Array(".esteira-XXXXXX".utf8)).map { CChar(bitPattern: $0) } + [0]
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    let name = template.dropLast().map { UInt8(bitPattern: $0) }
    do throws(FileFault) {
      defer { close(descriptor) }
      let mode = try giveAway(descriptor, like: status)
      guard fchmod(descriptor, mode) == 0 else { throw FileFault(errno: errno) }
      // Behind the mode, which an access control list is another form of.
      try Attributes.copy(from: target, to: descriptor)
      try Descriptor(number: descriptor).write(bytes)
      guard fsync(descriptor) == 0 else { throw FileFault(errno: errno) }
      return name
    } catch {
      _ = withPath(name) { unlink($0) }
      throw error
    }
  }

  /// Gives a new file the owner and group of another as far as the system lets it; returns the mode
  /// it may have then.
  private static func giveAway(
    _ descriptor: Int32, like status: stat
  ) throws(FileFault) -> mode_t {
    if fchown(descriptor, status.st_uid, status.st_gid) == 0 { return status.st_mode & 0o7777 }
    // Only root can give files away; a group that one belongs to can be given by anyone. Whoever
    // owns the file now must not lend their rights by a set-user-id bit.
    let permissions = status.st_mode & 0o777
    if fchown(descriptor, uid_t.max, status.st_gid) == 0 { return permissions }
    // Where the group may do what everyone may, it is no loss.
    let isSameForAll = permissions >> 3 & 0o7 == permissions & 0o7
    guard status.st_uid == geteuid(), isSameForAll else {
      throw FileFault(.noPermission, "Its owner and group could not be kept")
    }
    return permissions
  }

  /// Makes a renaming in a folder last through a power cut, where the system can. The file is
  /// replaced by now, and whole either way: that this fails changes nothing for anyone.
  private static func synchronise(folder: [UInt8]) {
    let descriptor = withPath(folder) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The path of the file itself, every symbolic link followed.
  private static func resolved(_ path: [UInt8]) throws(FileFault) -> [UInt8] {
    let resolved = withPath(path) { realpath($0, nil) }
    guard let resolved else { throw fault(ofReplacing: errno) }
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

extension FileVersion {
  /// The file itself, its size, and when it was last written or otherwise changed.
  fileprivate init(_ status: stat) {
    self.init(
      UInt64(status.st_dev), UInt64(status.st_ino), UInt64(bitPattern: Int64(status.st_size)),
      UInt64(bitPattern: Int64(status.st_mtim.tv_sec)), UInt64(status.st_mtim.tv_nsec),
      UInt64(bitPattern: Int64(status.st_ctim.tv_sec)), UInt64(status.st_ctim.tv_nsec))
  }
}
