/// Everything a command can touch outside itself, as small functions. The program builds the real
/// one, tests build one in memory.
package struct World: Sendable {
  /// What was typed after the program's name.
  package var arguments: [[UInt8]]
  /// The value of an environment variable.
  package var variable: @Sendable (_ name: String) -> String?
  package var isTerminal: @Sendable (Stream) -> Bool
  /// Writes all of the bytes.
  package var write: @Sendable (Stream, [UInt8]) throws(FileFault) -> Void
  /// All of standard input; refused when there are more bytes than the limit.
  package var readInput: @Sendable (_ limit: Int) throws(FileFault) -> [UInt8]
  /// All that can be read by a name, which may be a pipe's; refused, by its size where it has one,
  /// when there are more bytes than the limit.
  package var readFile: @Sendable (_ path: [UInt8], _ limit: Int) throws(FileFault) -> [UInt8]
  /// All of a regular file that is to be replaced; what is none is refused and never waited for.
  package var readRegularFile:
    @Sendable (_ path: [UInt8], _ limit: Int) throws(FileFault) -> FileContents
  /// Gives an existing file new contents, all or nothing, where it still is the version that was
  /// read. After a fault the file is what it was.
  ///
  /// A symbolic link stays a link, and the mode stays, and so do extended attributes and access
  /// control lists: where one cannot be kept, the file is refused. So do owner and group where the system lets
  /// them: a file of someone else's becomes its writer's and keeps its group; where that would
  /// change what a group may do, the file is refused. So is one with several names (hard links),
  /// all but one of which would keep the old contents: writing into the file itself would keep them
  /// together, but a crash would leave half a file.
  package var replaceFile:
    @Sendable (_ path: [UInt8], _ bytes: [UInt8], _ version: FileVersion) throws(FileFault) -> Void
  /// Makes a file that is not there yet, and the folders above it, all or nothing.
  package var createFile: @Sendable (_ path: [UInt8], _ bytes: [UInt8]) throws(FileFault) -> Void
  /// Removes a file. One that is not there is no fault.
  package var removeFile: @Sendable (_ path: [UInt8]) throws(FileFault) -> Void
  package var folders: Folders
  package var clock: Clock
  /// How much work can be done at the same time.
  package var processors = 1
  /// Any 64 bits, nothing about which can be guessed.
  package var random: @Sendable () -> UInt64
  package var person: Person
  package var clouds: Clouds
  package var keyring: Keyring
  /// Takes lines about calls, where somebody wants to see them.
  var trace: (@Sendable (String) -> Void)?
  /// The records below a folder, which need not exist yet.
  package var records: @Sendable (_ folder: [UInt8]) -> RecordKeeping

  package init(
    arguments: [[UInt8]],
    variable: @escaping @Sendable (_ name: String) -> String?,
    isTerminal: @escaping @Sendable (Stream) -> Bool,
    write: @escaping @Sendable (Stream, [UInt8]) throws(FileFault) -> Void,
    readInput: @escaping @Sendable (_ limit: Int) throws(FileFault) -> [UInt8],
    readFile: @escaping @Sendable (_ path: [UInt8], _ limit: Int) throws(FileFault) -> [UInt8],
    readRegularFile:
      @escaping @Sendable (_ path: [UInt8], _ limit: Int) throws(FileFault) -> FileContents,
    replaceFile:
      @escaping @Sendable (_ path: [UInt8], _ bytes: [UInt8], _ version: FileVersion)
      throws(FileFault) -> Void,
    createFile:
      @escaping @Sendable (_ path: [UInt8], _ bytes: [UInt8]) throws(FileFault) -> Void,
    removeFile: @escaping @Sendable (_ path: [UInt8]) throws(FileFault) -> Void,
    folders: Folders, clock: Clock, random: @escaping @Sendable () -> UInt64, person: Person,
    clouds: Clouds, keyring: Keyring,
    records: @escaping @Sendable (_ folder: [UInt8]) -> RecordKeeping
  ) {
    self.arguments = arguments
    self.variable = variable
    self.isTerminal = isTerminal
    self.write = write
    self.readInput = readInput
    self.readFile = readFile
    self.readRegularFile = readRegularFile
    self.replaceFile = replaceFile
    self.createFile = createFile
    self.removeFile = removeFile
    self.folders = folders
    self.clock = clock
    self.random = random
    self.person = person
    self.clouds = clouds
    self.keyring = keyring
    self.records = records
  }

  /// Where text goes to.
  package enum Stream: Sendable {
    case output
    case error
  }
}

/// Why a file could not be read or written.
package struct FileFault: Error {
  package var kind: Kind
  /// The system's own words for it.
  package var reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  package enum Kind: Sendable, Equatable {
    case notFound
    case isFolder
    /// A pipe, a device.
    case notRegular
    case noPermission
    case tooLarge(limit: Int)
    /// It is not the version that was read.
    case changed
    /// It has more than one name.
    case hardLinked
    /// Nobody reads the other end any more.
    case closed
    case other
  }
}
