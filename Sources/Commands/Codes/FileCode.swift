internal import Diagnostics

/// What can be wrong with files as a whole.
package enum FileCode: Int, DiagnosticCode {
  case notFound = 101
  case isFolder = 102
  case noPermission = 103
  case tooLarge = 104
  case unreadable = 105
  case cannotWrite = 106
  case changedMeanwhile = 107
  case hardLinked = 108
  case notRegular = 109
  case noDocument = 110
}

extension FileCode {
  /// Why a file could not be read.
  static func reading(_ file: Argument, _ fault: FileFault) -> Diagnostic {
    let name = name(file)
    switch fault.kind {
    case .notFound:
      return Diagnostic(
        notFound, .error, "there is no file \(name)", at: file.place,
        hint: Diagnostic.Hint("check the spelling, and the folder the command is run in"))
    case .isFolder:
      return Diagnostic(
        isFolder, .error, "\(name) is a folder, and a file was expected", at: file.place,
        hint: Diagnostic.Hint("name the files in it, for example with a pattern: `\(file.text)/*`"))
    case .notRegular:
      return Diagnostic(
        notRegular, .error, "\(name) is a pipe, a socket or a device, and a file was expected",
        at: file.place,
        hint: Diagnostic.Hint(
          "write `-` for standard input; `--to` reads a pipe and prints what is in it"))
    case .noPermission:
      return Diagnostic(
        noPermission, .error, "you may not read \(name)", at: file.place,
        hint: Diagnostic.Hint("check the permissions of the file and of the folders above it"))
    case .tooLarge(let limit):
      return Diagnostic(
        tooLarge, .error, "\(name) is larger than \(size(limit)), the most that is read",
        at: file.place,
        hint: Diagnostic.Hint("check that it is the file you mean; split it if it is"))
    case .changed, .hardLinked, .closed, .other:
      return Diagnostic(
        unreadable, .error, "\(name) cannot be read: \(fault.reason)", at: file.place,
        hint: Diagnostic.Hint("check that it is a file, and that its disk answers"))
    }
  }

  /// Why a file could not be written; it is as it was before.
  static func writing(_ file: Argument, _ fault: FileFault) -> Diagnostic {
    switch fault.kind {
    case .changed:
      return Diagnostic(
        changedMeanwhile, .error, "`\(file.text)` was changed by someone else after it was read",
        at: file.place,
        hint: Diagnostic.Hint("their version is untouched; run the command again to format it"))
    case .hardLinked:
      return Diagnostic(
        hardLinked, .error, "`\(file.text)` has other names, which would keep the old contents",
        at: file.place,
        hint: Diagnostic.Hint(
          "the file is unchanged; make the other names symbolic links, or remove them"))
    default:
      return Diagnostic(
        cannotWrite, .error, "`\(file.text)` cannot be written: \(fault.reason)", at: file.place,
        hint: Diagnostic.Hint(
          "the file is unchanged; check its permissions, its folder's, and the space on its disk"))
    }
  }

  /// What is said of something in a folder that has a file's name and is none.
  static func passedOver(_ file: Argument) -> Diagnostic {
    Diagnostic(
      notRegular, .note, "\(name(file)) is a pipe, a socket or a device, and is passed over",
      at: file.place,
      hint: Diagnostic.Hint("name it to have it read: a folder is looked through for files"))
  }

  /// Why there is nothing to check in a file.
  static func nothingToCheck(_ file: Argument) -> Diagnostic {
    Diagnostic(
      noDocument, .error, "there is no document in \(name(file)), so there is nothing to check",
      at: file.place, hint: Diagnostic.Hint("check that it is the file you mean"))
  }

  /// Why nothing is printed of a file.
  static func noDocument(_ file: Argument) -> Diagnostic {
    Diagnostic(
      noDocument, .warning, "there is no document in \(name(file)), so nothing is printed of it",
      at: file.place,
      hint: Diagnostic.Hint(
        "check that it is the file you mean; nothing and `null` are not the same"))
  }

  private static func name(_ file: Argument) -> String {
    InputFile.isStandardInput(file) ? "standard input" : "`\(file.text)`"
  }

  /// Why what a command printed did not arrive.
  static func printing(_ fault: FileFault) -> Diagnostic {
    Diagnostic(
      cannotWrite, .error, "standard output cannot be written: \(fault.reason)",
      hint: Diagnostic.Hint("what was printed is not complete; check where it was sent"))
  }

  private static func size(_ bytes: Int) -> String {
    bytes % (1 << 20) == 0 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
  }
}
