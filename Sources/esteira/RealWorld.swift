internal import Commands
internal import Glibc

extension World {
  /// The process's own arguments, environment, streams and files.
  static var real: World {
    World(
      arguments: arguments(),
      variable: { name in getenv(name).map { String(cString: $0) } },
      isTerminal: { isatty(StandardStreams.descriptor(of: $0)) == 1 },
      write: { stream, bytes throws(FileFault) in
        try Descriptor(number: StandardStreams.descriptor(of: stream)).write(bytes)
      },
      readInput: { limit throws(FileFault) in
        try Descriptor(number: STDIN_FILENO).read(limit: limit)
      },
      readFile: { path, limit throws(FileFault) in try Files.read(path, limit: limit) },
      readRegularFile: { path, limit throws(FileFault) in
        try Files.readRegular(path, limit: limit)
      },
      replaceFile: { path, bytes, version throws(FileFault) in
        try Files.replace(path, with: bytes, version)
      })
  }

  /// The arguments as bytes: `CommandLine.arguments` would repair what is not UTF-8, and a file
  /// name must stay what it is.
  private static func arguments() -> [[UInt8]] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        Array(UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
      }
    }
  }
}
