/// What the records need of an operating system, call by call, so that a test can let any single
/// one of them fail, or be the last.
package struct FileSystem: Sendable {
  package var open: @Sendable (FilePath, Opening) throws(SystemFault) -> Int32
  package var close: @Sendable (Int32) -> Void
  package var status: @Sendable (Int32) throws(SystemFault) -> FileStatus
  /// The status of what is at a path; of a symbolic link itself, if it is not followed.
  package var statusAt: @Sendable (FilePath, _ following: Bool) throws(SystemFault) -> FileStatus
  /// At most so many bytes from an offset on; none at the end.
  package var read: @Sendable (Int32, _ offset: Int, _ count: Int) throws(SystemFault) -> [UInt8]
  /// Writes at the file's position and says how many bytes it took.
  package var write: @Sendable (Int32, ArraySlice<UInt8>) throws(SystemFault) -> Int
  package var truncate: @Sendable (Int32, _ size: Int) throws(SystemFault) -> Void
  /// Returns when the contents, or the names in a folder, are on the disk.
  package var synchronise: @Sendable (Int32) throws(SystemFault) -> Void
  package var rename: @Sendable (_ from: FilePath, _ to: FilePath) throws(SystemFault) -> Void
  package var unlink: @Sendable (FilePath) throws(SystemFault) -> Void
  package var makeFolder: @Sendable (FilePath) throws(SystemFault) -> Void
  /// The names in a folder, without `.` and `..`, in no order.
  package var names: @Sendable (FilePath) throws(SystemFault) -> [[UInt8]]
  /// Takes the exclusive lock of an open file, if nobody has it. It is given back when the file
  /// is closed, or its process dies.
  package var lock: @Sendable (Int32) throws(SystemFault) -> Bool

  package init(
    open: @escaping @Sendable (FilePath, Opening) throws(SystemFault) -> Int32,
    close: @escaping @Sendable (Int32) -> Void,
    status: @escaping @Sendable (Int32) throws(SystemFault) -> FileStatus,
    statusAt: @escaping @Sendable (FilePath, _ following: Bool) throws(SystemFault) -> FileStatus,
    read: @escaping @Sendable (Int32, _ offset: Int, _ count: Int) throws(SystemFault) -> [UInt8],
    write: @escaping @Sendable (Int32, ArraySlice<UInt8>) throws(SystemFault) -> Int,
    truncate: @escaping @Sendable (Int32, _ size: Int) throws(SystemFault) -> Void,
    synchronise: @escaping @Sendable (Int32) throws(SystemFault) -> Void,
    rename: @escaping @Sendable (_ from: FilePath, _ to: FilePath) throws(SystemFault) -> Void,
    unlink: @escaping @Sendable (FilePath) throws(SystemFault) -> Void,
    makeFolder: @escaping @Sendable (FilePath) throws(SystemFault) -> Void,
    names: @escaping @Sendable (FilePath) throws(SystemFault) -> [[UInt8]],
    lock: @escaping @Sendable (Int32) throws(SystemFault) -> Bool
  ) {
    self.open = open
    self.close = close
    self.status = status
    self.statusAt = statusAt
    self.read = read
    self.write = write
    self.truncate = truncate
    self.synchronise = synchronise
    self.rename = rename
    self.unlink = unlink
    self.makeFolder = makeFolder
    self.names = names
    self.lock = lock
  }

  /// What a file is opened for. A symbolic link in the file's own place is never followed.
  package enum Opening: Sendable {
    case reading
    /// For synchronising the names in it.
    case folder
    /// A file that must not be there yet, for its owner alone.
    case creating
    /// Reading and adding at the end; made if need be, for its owner alone.
    case appending
    /// Locking and writing; made if need be, for all to read.
    case locking
  }
}

/// What something in a file system is.
package struct FileStatus: Hashable, Sendable {
  package var kind: Kind
  package var size: Int
  /// The same for two names of one file, and for nothing else.
  package var identity: Identity

  package init(kind: Kind, size: Int, identity: Identity) {
    self.kind = kind
    self.size = size
    self.identity = identity
  }

  package enum Kind: Hashable, Sendable {
    case file
    case folder
    case link
    case other
  }

  package struct Identity: Hashable, Sendable {
    package var device: UInt64
    package var number: UInt64

    package init(device: UInt64, number: UInt64) {
      self.device = device
      self.number = number
    }
  }
}

/// Why a call to the operating system failed.
package struct SystemFault: Error, Hashable {
  /// The error number, as in `errno.h`.
  package var number: Int32
  /// The system's own words.
  package var reason: String

  package init(number: Int32, reason: String) {
    self.number = number
    self.reason = reason
  }
}
