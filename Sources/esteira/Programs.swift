internal import AWS
internal import Commands
internal import Glibc
internal import Synchronization

/// Runs programs whose output is wanted.
enum Programs {
  /// Nobody prints more than this for credentials.
  private static let limit = 1 << 16
  /// Milliseconds after which a program is ended.
  private static let patience: Int32 = 60_000

  /// A program that was begun, and where it writes.
  private struct Begun {
    var process: pid_t
    /// Whether it has a group of its own, which ends with it.
    var isAlone: Bool
    var output: Pipe
    var errors: Pipe
  }

  /// Held while pipes are made and a program begun, so that none takes over another one's.
  private static let beginning = Mutex<Void>(())

  private static func begin(_ command: String) throws(ProgramFault) -> Begun {
    let output = try Pipe()
    let errors: Pipe
    do throws(ProgramFault) {
      errors = try Pipe()
    } catch {
      output.closeReading()
      output.closeWriting()
      throw error
    }
    defer {
      output.closeWriting()
      errors.closeWriting()
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    // What it begins ends with it, unless it may ask on the terminal: that talks to one group alone.
    let isAlone = isatty(STDIN_FILENO) == 0
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if isAlone {
      posix_spawnattr_setpgroup(&attributes, 0)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    }
    var process: pid_t = 0
    let arguments = ["sh", "-c", command].map { $0.withCString { strdup($0) } }
    defer { arguments.forEach { free($0) } }
    let failure = posix_spawn(
      &process, "/bin/sh", &actions, &attributes, arguments + [nil], environ)
    guard failure == 0 else {
      output.closeReading()
      errors.closeReading()
      throw ProgramFault(String(cString: strerror(failure)))
    }
    return Begun(process: process, isAlone: isAlone, output: output, errors: errors)
  }

  /// Runs a command line in the shell, which may ask the person on the terminal.
  static func run(_ command: String) throws(ProgramFault) -> ProgramResult {
    let begun = try beginning.withLock { (_) throws(ProgramFault) in try begin(command) }
    let (output, errors, process) = (begun.output, begun.errors, begun.process)
    let (texts, isWhole) = read([output.reading, errors.reading])
    output.closeReading()
    errors.closeReading()
    if !isWhole { kill(begun.isAlone ? -process : process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard isWhole else {
      if World.Person.real.isInterrupting() { throw ProgramFault("it was interrupted") }
      throw ProgramFault("it did not end within \(patience / 1000) seconds, or printed too much")
    }
    let signal = status & 0x7F
    return ProgramResult(
      status: Int(signal == 0 ? (status >> 8) & 0xFF : 128 + signal), output: texts[0],
      errors: texts[1])
  }

  /// All that comes from some pipes until they end, and whether they did so in time and measure.
  private static func read(_ descriptors: [Int32]) -> (texts: [[UInt8]], isWhole: Bool) {
    var texts: [[UInt8]] = descriptors.map { _ in [] }
    var open = Set(descriptors.indices)
    let end = milliseconds() + Int(patience)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !open.isEmpty {
      var polled = open.sorted().map {
        pollfd(fd: descriptors[$0], events: Int16(POLLIN), revents: 0)
      }
      let left = end - milliseconds()
      guard left > 0, !World.Person.real.isInterrupting() else { return (texts, false) }
      // Another thread may be told of an interruption.
      if poll(&polled, nfds_t(polled.count), Int32(min(left, 200))) < 0 {
        guard errno == EINTR else { return (texts, false) }
        continue
      }
      for (index, entry) in zip(open.sorted(), polled) where entry.revents != 0 {
        let count = Glibc.read(entry.fd, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { open.remove(index) } else { texts[index] += buffer.prefix(count) }
        guard texts[index].count <= limit else { return (texts, false) }
      }
    }
    return (texts, true)
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Both ends of a pipe; neither outlives a program that is begun.
  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws(ProgramFault) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw ProgramFault(String(cString: strerror(errno))) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (reading, writing) = (ends[0], ends[1])
    }

    func closeReading() { close(reading) }
    func closeWriting() { close(writing) }
  }
}
