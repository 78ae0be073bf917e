/// A section of a shared file, such as a profile. Its values are kept like secrets, because some
/// are.
package struct ProfileSection: Sendable, Equatable {
  private var values: [String: Secret] = [:]

  /// The value of a property, whose name is in lower case.
  package subscript(property: String) -> String? { values[property]?.revealed }

  /// The value of a property where it is not empty.
  package func filled(_ property: String) -> String? {
    self[property].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The value of a property inside another, as `addressing_style` is inside `s3`.
  package func nested(_ property: String, in outer: String) -> String? {
    for line in self[outer]?.split(separator: "\n") ?? [] {
      let parts = line.split(separator: "=", maxSplits: 1).map {
        String($0).trimmed { $0 == " " || $0 == "\t" }
      }
      if parts.count == 2, parts[0].lowercased() == property { return parts[1] }
    }
    return nil
  }

  /// The names of its properties, sorted.
  package var properties: [String] { values.keys.sorted() }

  /// Sets a property.
  mutating func set(_ property: String, _ value: String) {
    values[property] = Secret(value)
  }

  /// Takes another section's properties over.
  mutating func merge(_ other: ProfileSection) {
    values.merge(other.values) { _, new in new }
  }
}

/// What stands in the shared configuration and credentials files.
package struct ProfileFiles: Sendable, Equatable {
  package var profiles: [String: ProfileSection] = [:]
  package var ssoSessions: [String: ProfileSection] = [:]
  package var services: [String: ProfileSection] = [:]

  /// The contents of both files together; the credentials file has the last word.
  package init(config: ProfileFiles? = nil, credentials: ProfileFiles? = nil) {
    for file in [config, credentials].compactMap({ $0 }) {
      profiles.merge(file.profiles, uniquingKeysWith: Self.merged)
      ssoSessions.merge(file.ssoSessions, uniquingKeysWith: Self.merged)
      services.merge(file.services, uniquingKeysWith: Self.merged)
    }
  }

  static func merged(_ old: ProfileSection, _ new: ProfileSection) -> ProfileSection {
    var both = old
    both.merge(new)
    return both
  }
}

/// Why a shared file cannot be understood. It does not show the line, which may hold a secret.
package struct ProfileFault: Error, Sendable, Equatable {
  /// Counted from 1.
  package var line: Int
  package var kind: Kind

  /// What is wrong.
  package enum Kind: Sendable, CaseIterable {
    case notText
    case noBracket
    case outsideProfile
    case noEqualsSign
    case noName
    case continuationWithoutProperty
    case noEqualsSignInside
    case noNameInside

    /// The kind in words.
    package var message: String {
      switch self {
      case .notText: "this is not UTF-8"
      case .noBracket: "the name of a profile has to end with `]`"
      case .outsideProfile: "a profile such as `[default]` has to come first"
      case .noEqualsSign: "a property needs an `=` between its name and its value"
      case .noName: "there is no name in front of the `=`"
      case .continuationWithoutProperty:
        "a line that begins with a space continues a property, and there is none to continue"
      case .noEqualsSignInside: "a property inside another needs an `=`"
      case .noNameInside: "there is no name in front of the `=` of a property inside another"
      }
    }
  }
}
