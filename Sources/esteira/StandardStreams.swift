internal import Commands
internal import Glibc

/// The three descriptors every process starts with.
enum StandardStreams {
  /// Makes a broken pipe and a limit on the size of files error codes instead of the end of the
  /// process, and fills descriptors that were closed: a file opened later must not become standard output.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for descriptor in STDIN_FILENO...STDERR_FILENO
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // Opened the wrong way round, so that using it is still an error.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  static func descriptor(of stream: World.Stream) -> Int32 {
    switch stream {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }
}
