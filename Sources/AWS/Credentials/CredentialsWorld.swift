/// What the sources of credentials need of the world.
package struct CredentialsWorld: Sendable {
  package var settings: SettingsWorld
  /// The way to AWS.
  package var transport: Transport
  /// The way to the instance's service, which answers at once or is not there. Never through a proxy.
  package var nearby: Transport
  /// The way to the container's service, which may have to ask others first. Never through a proxy.
  package var container: Transport
  package var calls: CallWorld
  /// Runs a command line in a shell.
  package var run: @Sendable (_ command: String) async throws(ProgramFault) -> ProgramResult
  /// Asks the person for a line; none where nobody can be asked.
  package var ask: @Sendable (_ question: String) -> String?
  /// Replaces a file that nobody else may read. A failure is of no consequence.
  package var writePrivateFile: @Sendable (_ path: String, _ bytes: [UInt8]) -> Void
  package var userAgent: String

  package init(
    settings: SettingsWorld, transport: @escaping Transport, nearby: @escaping Transport,
    container: Transport? = nil, calls: CallWorld,
    run: @escaping @Sendable (_ command: String) async throws(ProgramFault) -> ProgramResult,
    ask: @escaping @Sendable (_ question: String) -> String?,
    writePrivateFile: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) -> Void,
    userAgent: String
  ) {
    self.settings = settings
    self.transport = transport
    self.nearby = nearby
    self.container = container ?? nearby
    self.calls = calls
    self.run = run
    self.ask = ask
    self.writePrivateFile = writePrivateFile
    self.userAgent = userAgent
  }
}

/// What a program left behind.
package struct ProgramResult: Sendable {
  /// What it ended with; more than 128 where a signal ended it.
  package var status: Int
  package var output: [UInt8]
  /// What it wrote for people.
  package var errors: [UInt8]

  package init(status: Int, output: [UInt8] = [], errors: [UInt8] = []) {
    self.status = status
    self.output = output
    self.errors = errors
  }
}

/// Why a program could not be run to its end, in the system's words.
package struct ProgramFault: Error, Sendable {
  package var reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}
