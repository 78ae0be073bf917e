internal import Commands
internal import Glibc
internal import Synchronization

/// Counts how often the person pressed Ctrl-C. Once asks to stop; the second time the system ends
/// the process.
private let interruptions = Atomic<Int>(0)

extension World.Person {
  /// Whoever the process belongs to.
  static var real: World.Person {
    World.Person(
      name: name(), host: host(), process: Int(getpid()),
      canAnswer: { isatty(STDIN_FILENO) == 1 },
      answer: { readLine() },
      isInterrupting: { interruptions.load(ordering: .relaxed) > 0 })
  }

  /// Lets the commands stop by themselves when they are interrupted for the first time.
  static func listenForInterruptions() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        interruptions.add(1, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      // Without restarting: whoever waits for an answer is to notice.
      sigaction(number, &action, nil)
    }
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
