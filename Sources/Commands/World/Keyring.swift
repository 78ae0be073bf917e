package import AWS

extension World {
  /// What only the sources of credentials need.
  package struct Keyring: Sendable {
    /// To the services of the container and the instance that this may run on: they answer at once
    /// or are not there, and no proxy is asked.
    package var nearby: @Sendable () -> Transport
    /// Runs a command line in a shell.
    package var run: @Sendable (_ command: String) async throws(ProgramFault) -> ProgramResult
    /// Replaces a file that nobody else may read, if that can be done.
    package var writePrivateFile: @Sendable (_ path: String, _ bytes: [UInt8]) -> Void

    package init(
      nearby: @escaping @Sendable () -> Transport,
      run: @escaping @Sendable (_ command: String) async throws(ProgramFault) -> ProgramResult,
      writePrivateFile: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) -> Void
    ) {
      self.nearby = nearby
      self.run = run
      self.writePrivateFile = writePrivateFile
    }
  }

  /// Where credentials of AWS are read from.
  var settings: SettingsWorld {
    SettingsWorld(
      variable: { name in variable(name) },
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
      settings: settings, transport: transport, nearby: keyring.nearby(), calls: calls,
      run: keyring.run,
      ask: { question in
        guard person.canAnswer(), (try? write(.error, Array(question.utf8))) != nil else {
          return nil
        }
        return person.answer()
      },
      writePrivateFile: keyring.writePrivateFile,
      userAgent: "esteira/\(VersionCommand.number)")
  }
}
