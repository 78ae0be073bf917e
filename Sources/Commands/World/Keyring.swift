package import AWS

extension World {
  /// What only the sources of credentials need.
  package struct Keyring: Sendable {
    /// To the service of the instance that this may run on: it answers at once or is not there, and no
    /// proxy is asked.
    package var nearby: @Sendable () -> Transport
    /// To the service of the container, which may have to ask others first.
    package var container: @Sendable () -> Transport
    /// The home folder, where no variable says it.
    package var home: @Sendable () -> String?
    /// Runs a command line in a shell.
    package var run: @Sendable (_ command: String) async throws(ProgramFault) -> ProgramResult
    /// Replaces a file that nobody else may read, if that can be done.
    package var writePrivateFile: @Sendable (_ path: String, _ bytes: [UInt8]) -> Void

    package init(
      nearby: @escaping @Sendable () -> Transport,
      container: (@Sendable () -> Transport)? = nil,
      home: @escaping @Sendable () -> String? = { nil },
      run: @escaping @Sendable (_ command: String) async throws(ProgramFault) -> ProgramResult,
      writePrivateFile: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) -> Void
    ) {
      self.nearby = nearby
      self.container = container ?? nearby
      self.home = home
      self.run = run
      self.writePrivateFile = writePrivateFile
    }
  }

  /// Where credentials of AWS are read from.
  var settings: SettingsWorld {
    SettingsWorld(
      variable: { name in variable(name) ?? (name == "HOME" ? keyring.home() : nil) },
      readFile: { path throws(SettingsFileFault) in
        do throws(FileFault) {
          return try readFile(Array(path.utf8), 1 << 20)
        } catch {
          if error.kind == .notFound { return nil }
          throw SettingsFileFault(error.reason)
        }
      })
  }

  /// What the clients of AWS's services need besides a way there.
  var calls: CallWorld {
    CallWorld(
      now: clock.now,
      pause: { milliseconds throws(CancellationError) in
        do { try await pauseUnlessInterrupted(.milliseconds(milliseconds)) } catch {
          throw CancellationError()
        }
        // A call that has failed is not repeated for someone who wants to stop.
        if person.isInterrupting() { throw CancellationError() }
      },
      steadyPause: { milliseconds throws(CancellationError) in
        do { try await clock.pause(.milliseconds(milliseconds)) } catch {
          throw CancellationError()
        }
      },
      random: { Double(random() >> 11) / Double(1 << 53) }, trace: trace)
  }

  /// What the sources of credentials need.
  func credentials(through transport: @escaping Transport) -> CredentialsWorld {
    CredentialsWorld(
      settings: settings, transport: transport, nearby: keyring.nearby(),
      container: keyring.container(), calls: calls,
      run: keyring.run,
      ask: { question in
        guard person.canAnswer(), (try? write(.error, Array(question.utf8))) != nil else {
          return nil
        }
        return person.secretAnswer()
      },
      writePrivateFile: keyring.writePrivateFile,
      userAgent: "esteira/\(VersionCommand.number)")
  }
}
