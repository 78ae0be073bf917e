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

  /// The value of a variable that is set and not blank.
  func filled(_ name: String) -> String? {
    guard let value = variable(name) else { return nil }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    guard value.contains(where: { !isBlank($0) }) else { return nil }
    return value
  }

  /// A path with the home folder in the place of a `~` at its beginning; none without a home.
  func expanded(_ path: String) -> String? {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return filled("HOME").map { $0 + path.dropFirst() }
  }
}

/// Why a settings file that exists could not be read, in the system's words.
package struct SettingsFileFault: Error, Sendable {
  package var reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}
