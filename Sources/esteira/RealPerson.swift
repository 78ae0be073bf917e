internal import Commands
internal import Glibc
internal import Synchronization

/// Counts how often the person pressed Ctrl-C. Once asks to stop; the second time ends the process.
private let interruptions = Atomic<Int>(0)

extension World.Person {
  /// Whoever the process belongs to.
  static var real: World.Person {
    World.Person(
      name: name, host: host, process: Int(getpid()),
      canAnswer: { isatty(STDIN_FILENO) == 1 },
      answer: { readLine() },
      secretAnswer: secretAnswer,
      isInterrupting: { interruptions.load(ordering: .relaxed) > 0 },
      heedInterruptions: listenForInterruptions)
  }

  /// Lets the commands stop by themselves when they are interrupted for the first time.
  private static func listenForInterruptions() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let count = interruptions.add(1, ordering: .relaxed).newValue
        let words: StaticString =
          count == 1
          ? "\nInterrupted: it stops as soon as it can. Once more leaves at once.\n"
          : "\nLeft. Run the same command again: it picks up what is under way.\n"
        // Nothing but system calls is allowed in here.
        _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
        if count > 1 { _exit(128 + number) }
      }
      // Without restarting: whoever waits for an answer is to notice.
      sigaction(number, &action, nil)
    }
  }

  /// A line that the terminal does not show while it is typed.
  private static func secretAnswer() -> String? {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return readLine() }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      _ = write(STDERR_FILENO, "\n", 1)
    }
    return readLine()
  }

  private static func name() -> String {
    if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name {
      return String(cString: name)
    }
    return String(getuid())
  }

  private static func host() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
