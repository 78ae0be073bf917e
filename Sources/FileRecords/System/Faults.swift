internal import Glibc
internal import Recording

extension RecordFault {
  /// What was being done with a file when the system refused.
  enum Activity {
    case reading
    case writing
  }

  /// What a refusal of the operating system means for a file of the records.
  init(_ fault: SystemFault, _ activity: Activity, _ path: FilePath) {
    let unchanged = activity == .writing ? "; the record is as it was" : ""
    switch fault.number {
    case ENOSPC, EDQUOT:
      self.init(
        .diskFull, "there is no room to write `\(path)`",
        hint: "make room and run the command again" + unchanged, underlying: fault.reason)
    case EACCES, EPERM:
      self.init(
        .noPermission,
        "you may not \(activity == .reading ? "read" : "write") `\(path)`",
        hint: "check the owner and mode of the file and of the folders above it" + unchanged,
        underlying: fault.reason)
    case EROFS:
      self.init(
        .readOnly, "`\(path)` is on a file system that is read-only",
        hint: "mount it so that it can be written, or work in another folder" + unchanged,
        underlying: fault.reason)
    case EISDIR, ELOOP, ENXIO:
      self = .notAFile(path, underlying: fault.reason)
    case ENOTDIR:
      self.init(
        .notAFolder, "a part of the path `\(path)` is not a folder",
        hint: "move away what lies in the folder's place", underlying: fault.reason)
    default:
      self.init(
        activity == .reading ? .unreadable : .notWritten,
        "`\(path)` cannot be \(activity == .reading ? "read" : "written")",
        hint: "check the path and its disk" + unchanged, underlying: fault.reason)
    }
  }

  /// Something else lies where a file of the records belongs.
  static func notAFile(_ path: FilePath, underlying: String? = nil) -> RecordFault {
    RecordFault(
      .notAFile, "`\(path)` is not a regular file, and a file of the records belongs there",
      hint: "move it away; of a symbolic link, put what it points at in its place",
      underlying: underlying)
  }

  /// A symbolic link in the place of a folder leads to nothing.
  static func deadLink(_ path: FilePath) -> RecordFault {
    RecordFault(
      .notAFolder, "`\(path)` is a symbolic link that leads nowhere",
      hint: "make the folder that it points at, or mount the disk that it is on")
  }
}
