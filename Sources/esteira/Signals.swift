internal import Commands
internal import Glibc
internal import Synchronization

/// Puts off the signals by which people and systems end a process.
enum Signals {
  private static let ending = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
  /// The signals that came meanwhile: a bit for each.
  private static let caught = Atomic<UInt64>(0)

  /// Runs the body as a whole: a signal that comes meanwhile takes effect afterwards. Not for two
  /// threads at a time.
  ///
  /// Handlers count for the whole process; a mask would hold for one thread, and the system would
  /// give the signal to another.
  static func deferred<Result>(
    _ body: () throws(FileFault) -> Result
  ) throws(FileFault) -> Result {
    caught.store(0, ordering: .relaxed)
    let before = ending.map { number in
      var note = sigaction()
      note.__sigaction_handler.sa_handler = { number in
        _ = Signals.caught.bitwiseOr(1 << UInt64(number), ordering: .relaxed)
      }
      note.sa_flags = SA_RESTART
      var old = sigaction()
      sigaction(number, &note, &old)
      return old
    }
    defer {
      for (number, old) in zip(ending, before) {
        var old = old
        sigaction(number, &old, nil)
        let came = caught.load(ordering: .relaxed) & (1 << UInt64(number)) != 0
        if came { kill(getpid(), number) }
      }
    }
    return try body()
  }
}
