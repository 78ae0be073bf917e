internal import Diagnostics

/// What the environment and the shared files say, as AWS's own command line finds it.
///
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html>
package struct Settings: Sendable {
  /// The contents of both shared files together.
  package let files: ProfileFiles
  /// The contents of the credentials file alone: keys there come before what makes keys.
  let credentialsFile: ProfileFiles
  let world: SettingsWorld
  /// The profile that was asked for outside the environment.
  let askedProfile: String?

  /// Reads the shared files. A profile that is named here comes before the environment's keys.
  package init(profile: String? = nil, _ world: SettingsWorld) throws(AWSFault) {
    self.world = world
    askedProfile = profile
    let credentials = try Self.read(.credentials, world)
    credentialsFile = credentials ?? ProfileFiles()
    files = ProfileFiles(config: try Self.read(.config, world), credentials: credentials)
  }

  /// The name of the profile that counts.
  package var profile: String {
    askedProfile ?? world.filled("AWS_PROFILE") ?? world.filled("AWS_DEFAULT_PROFILE") ?? "default"
  }

  /// What stands in the profile that counts.
  package var section: ProfileSection { files.profiles[profile] ?? ProfileSection() }

  /// Whether somebody chose the profile, so that it has to be there.
  var isProfileChosen: Bool {
    askedProfile != nil || world.filled("AWS_PROFILE") != nil
      || world.filled("AWS_DEFAULT_PROFILE") != nil
  }

  /// A setting that is a variable or else a property of the profile.
  func setting(_ variable: String, _ property: String) -> String? {
    world.filled(variable) ?? section.filled(property)
  }

  /// Whether such a setting is `true`.
  func isOn(_ variable: String, _ property: String) -> Bool {
    setting(variable, property)?.lowercased() == "true"
  }

  // MARK: - Region

  /// A region, and where it was found.
  package struct Region: Sendable, Equatable {
    package var name: String
    /// In words, such as "`AWS_REGION`".
    package var source: String
  }

  /// The region to work in, where the caller names none and one is set.
  package var regionSetting: Region? {
    for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
      if let region = world.filled(name) { return Region(name: region, source: "`\(name)`") }
    }
    return section.filled("region").map {
      Region(name: $0, source: "the profile `\(profile)`")
    }
  }

  /// The region to work in, where the caller names none.
  package func region() throws(AWSFault) -> String {
    if let region = regionSetting { return region.name }
    throw AWSFault(
      .noRegion, "no region is set",
      hint: "set `region` for the environment in esteira.yaml, or `AWS_REGION`")
  }

  // MARK: - Files

  /// The fault of a profile that stands nowhere.
  func missing(_ profile: String, namedBy other: String? = nil) -> AWSFault {
    let near = Spelling.nearest(to: profile, among: files.profiles.keys.sorted())
    let whose = other.map { ", which the profile `\($0)` names as its source" } ?? ""
    return AWSFault(
      .profileNotFound, "there is no profile `\(profile)` in the shared files\(whose)",
      hint: near.first.map { "did you mean `\($0)`?" }
        ?? "look at the names in `\(Self.path(.config, world) ?? "~/.aws/config")`")
  }

  /// Where a shared file lies; none without a home.
  package static func path(_ file: ProfileParser.File, _ world: SettingsWorld) -> String? {
    let (variable, name) =
      switch file {
      case .config: ("AWS_CONFIG_FILE", "config")
      case .credentials: ("AWS_SHARED_CREDENTIALS_FILE", "credentials")
      }
    guard let set = world.filled(variable) else {
      return world.filled("HOME").map { "\($0)/.aws/\(name)" }
    }
    return world.expanded(set)
  }

  private static func read(
    _ file: ProfileParser.File, _ world: SettingsWorld
  ) throws(AWSFault) -> ProfileFiles? {
    guard let path = path(file, world) else { return nil }
    let bytes: [UInt8]?
    do throws(SettingsFileFault) {
      bytes = try world.readFile(path)
    } catch {
      throw AWSFault(
        .unreadableProfiles, "`\(path)` cannot be read: \(error.reason)",
        hint: "check the permissions of the file and of the folders above it")
    }
    guard let bytes else { return nil }
    do throws(ProfileFault) {
      return try ProfileParser.parse(bytes, as: file)
    } catch {
      throw AWSFault(
        .malformedProfiles, "`\(path)`, line \(error.line): \(error.kind.message)",
        hint: "mend the line; `aws configure` writes the file as it should be")
    }
  }
}
