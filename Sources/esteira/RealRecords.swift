internal import Commands
internal import FileRecords
internal import Recording

/// Records in files.
enum RealRecords {
  static func keeping(_ folder: [UInt8]) -> RecordKeeping {
    let root = FilePath(folder)
    let waiting = Waiting(now: RealClock.uptime, pause: RealClock.pause)
    let keeping = RecordKeeping(
      store: FileRecordStore(root, waiting: waiting), lock: FileRecordLock(root, waiting: waiting),
      journal: FileJournal(root, waiting: waiting))
    return Killing.around(keeping)
  }
}
