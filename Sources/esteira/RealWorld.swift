internal import AWS
internal import Commands
internal import FileRecords
internal import Glibc
internal import LocalCloud
internal import NetworkTransport
internal import Recording

extension World {
  /// The process's own arguments, environment, streams and files.
  static var real: World {
    var world = World(
      arguments: arguments(),
      variable: { name in getenv(name).map { String(cString: $0) } },
      isTerminal: { isatty(StandardStreams.descriptor(of: $0)) == 1 },
      write: { stream, bytes throws(FileFault) in
        try Descriptor(number: StandardStreams.descriptor(of: stream)).write(bytes)
      },
      readInput: { limit throws(FileFault) in
        try Descriptor(number: STDIN_FILENO).read(limit: limit)
      },
      readFile: { path, limit throws(FileFault) in
        Footprint.trim()
        return try Files.read(path, limit: limit)
      },
      readRegularFile: { path, limit throws(FileFault) in
        Footprint.trim()
        return try Files.readRegular(path, limit: limit)
      },
      replaceFile: { path, bytes, version throws(FileFault) in
        try Files.replace(path, with: bytes, version)
      },
      createFile: { path, bytes throws(FileFault) in try Files.create(path, bytes) },
      removeFile: { path throws(FileFault) in try Files.remove(path) },
      folders: Folders(depth: RealFolders.depth, list: RealFolders.list),
      clock: RealClock.clock,
      random: {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
      },
      person: .real, clouds: .real, keyring: .real, records: RealRecords.keeping)
    world.processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return world
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

extension World.Keyring {
  /// Programs, files, and the network without its proxies.
  static var real: World.Keyring {
    World.Keyring(
      nearby: { nearby(patience: patience) },
      // As long as AWS's own tools wait.
      container: { nearby(patience: 2) },
      home: {
        getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
      },
      run: { command throws(ProgramFault) in try Programs.run(command) },
      writePrivateFile: { path, bytes in PrivateFiles.replace(path, with: bytes) })
  }

  private static func nearby(patience: Double) -> Transport {
    NetworkTransport(
      limits: NetworkTransport.Limits(
        silence: patience, answer: 5 * patience, size: 1 << 20), isDirect: true
    ).transport
  }

  /// Seconds without an answer; AWS's own tools have the variable too.
  private static var patience: Double {
    let text = getenv("AWS_METADATA_SERVICE_TIMEOUT").map { String(cString: $0) }
    return text.flatMap(Double.init).map { min(max($0, 0.1), 60) } ?? 1
  }
}

extension World.Clouds {
  /// The network, and the embedded cloud in this process.
  static var real: World.Clouds {
    World.Clouds(
      network: { Killing.around(NetworkTransport(certificates: $0).transport) },
      embedded: { folder in
        let cloud = try LocalCloud(
          store: try FolderStore(at: String(decoding: folder, as: UTF8.self)))
        return Killing.around(cloud.transport(clock: RealClock.now))
      },
      serve: { folder, port, ready in
        try await RealServer.serve(folder, port, ready)
      })
  }
}
