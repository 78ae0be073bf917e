internal import Diagnostics

/// What the environment and the shared files say: credentials and region, as AWS's own command line
/// finds them.
///
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html>
package struct Settings: Sendable {
  private let world: SettingsWorld
  private let files: ProfileFiles
  /// The profile that was asked for outside the environment.
  private let askedProfile: String?

  /// Reads the shared files. A profile that is named here comes before the environment's keys.
  package init(profile: String? = nil, _ world: SettingsWorld) throws(AWSFault) {
    self.world = world
    askedProfile = profile
    files = ProfileFiles(
      config: try Self.read(.config, world), credentials: try Self.read(.credentials, world))
  }

  /// Credentials, and where they were found.
  package struct Found: Sendable {
    package var credentials: Credentials
    /// In words, such as "the environment" or "the profile `dev`".
    package var source: String
  }

  /// The name of the profile that counts.
  package var profile: String {
    askedProfile ?? world.filled("AWS_PROFILE") ?? world.filled("AWS_DEFAULT_PROFILE") ?? "default"
  }

  // MARK: - Region

  /// The region to work in, where the caller names none.
  package func region() throws(AWSFault) -> String {
    if let region = world.filled("AWS_REGION") ?? world.filled("AWS_DEFAULT_REGION") {
      return region
    }
    if let region = files.profiles[profile]?["region"], !region.isEmpty { return region }
    throw AWSFault(
      .noRegion, "no region is set",
      hint: "set `region` for the environment in esteira.yaml, or `AWS_REGION`")
  }

  // MARK: - Credentials

  /// The credentials to sign with.
  package func credentials() throws(AWSFault) -> Found {
    if askedProfile == nil, let found = try environmentKeys() { return found }
    guard let section = files.profiles[profile] else { throw missingProfile() }
    return try keys(of: section)
  }

  private func environmentKeys() throws(AWSFault) -> Found? {
    guard let id = world.filled("AWS_ACCESS_KEY_ID") else { return nil }
    guard let secret = world.filled("AWS_SECRET_ACCESS_KEY") else {
      throw AWSFault(
        .incompleteKeys, "`AWS_ACCESS_KEY_ID` is set and `AWS_SECRET_ACCESS_KEY` is not",
        hint: "set both, or neither")
    }
    let token = world.filled("AWS_SESSION_TOKEN") ?? world.filled("AWS_SECURITY_TOKEN")
    return Found(
      credentials: Credentials(
        accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: token.map(Secret.init)),
      source: "the environment")
  }

  /// Properties by which a profile gets its credentials elsewhere; those before the profile's own
  /// keys, and those after them.
  private static let elsewhere = (
    before: [
      "role_arn", "web_identity_token_file", "sso_session", "sso_start_url", "sso_account_id",
    ],
    after: ["credential_process", "login_session", "credential_source", "source_profile"]
  )

  private func keys(of section: ProfileSection) throws(AWSFault) -> Found {
    if let property = Self.elsewhere.before.first(where: { section[$0] != nil }) {
      throw notSupported(property)
    }
    let id = section["aws_access_key_id"].flatMap { $0.isEmpty ? nil : $0 }
    let secret = section["aws_secret_access_key"].flatMap { $0.isEmpty ? nil : $0 }
    switch (id, secret) {
    case (let id?, let secret?):
      let token = section["aws_session_token"].flatMap { $0.isEmpty ? nil : $0 }
      return Found(
        credentials: Credentials(
          accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: token.map(Secret.init)),
        source: "the profile `\(profile)`")
    case (_?, nil), (nil, _?):
      let missing = id == nil ? "aws_access_key_id" : "aws_secret_access_key"
      throw AWSFault(
        .incompleteKeys, "the profile `\(profile)` has no `\(missing)`",
        hint: "add it to the profile")
    case (nil, nil):
      if let property = Self.elsewhere.after.first(where: { section[$0] != nil }) {
        throw notSupported(property)
      }
      throw AWSFault(
        .noCredentials, "the profile `\(profile)` has no keys",
        hint: "add them with `aws configure`, or name another profile")
    }
  }

  private func notSupported(_ property: String) -> AWSFault {
    AWSFault(
      .profileNotSupported,
      "the profile `\(profile)` gets its credentials by `\(property)`, which is not supported yet",
      hint: "put keys into the environment: `eval \"$(aws configure export-credentials --profile "
        + "\(profile) --format env)\"`")
  }

  private func missingProfile() -> AWSFault {
    let isChosen = askedProfile != nil || profile != "default"
    guard isChosen else {
      let other = Self.otherSources.first { world.filled($0) != nil }
      return AWSFault(
        .noCredentials, "no credentials were found in the environment or the shared files",
        hint: other.map {
          "`\($0)` is set, but credentials from there are not supported yet: set "
            + "`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`"
        } ?? "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or run `aws configure`")
    }
    let near = Spelling.nearest(to: profile, among: files.profiles.keys.sorted())
    return AWSFault(
      .profileNotFound, "there is no profile `\(profile)` in the shared files",
      hint: near.first.map { "did you mean `\($0)`?" }
        ?? "look at the names in `\(Self.path(.config, world) ?? "~/.aws/config")`")
  }

  private static let otherSources = [
    "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  ]

  // MARK: - Files

  /// Where a shared file lies; none without a home.
  package static func path(_ file: ProfileParser.File, _ world: SettingsWorld) -> String? {
    let (variable, name) =
      switch file {
      case .config: ("AWS_CONFIG_FILE", "config")
      case .credentials: ("AWS_SHARED_CREDENTIALS_FILE", "credentials")
      }
    let home = world.filled("HOME")
    guard let set = world.filled(variable) else { return home.map { "\($0)/.aws/\(name)" } }
    if set == "~" || set.hasPrefix("~/") { return home.map { $0 + set.dropFirst() } }
    return set
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
