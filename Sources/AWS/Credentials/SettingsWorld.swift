/// Where settings are read from.
package struct SettingsWorld: Sendable {
  /// The value of an environment variable.
  package var variable: @Sendable (_ name: String) -> String?
  /// The contents of a file; none where it does not exist.
  package var readFile: @Sendable (_ path: String) throws(SettingsFileFault) -> [UInt8]?

  package init(
    variable: @escaping @Sendable (_ name: String) -> String?,
    readFile: @escaping @Sendable (_ path: String) throws(SettingsFileFault) -> [UInt8]?
  ) {
    self.variable = variable
    self.readFile = readFile
  }

  /// The value of a variable that is set and not empty.
  func filled(_ name: String) -> String? {
    variable(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Why a settings file that exists could not be read, in the system's words.
package struct SettingsFileFault: Error, Sendable {
  package var reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}
