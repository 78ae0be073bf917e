/// Works out how a profile comes to its credentials; asks nobody for any.
///
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html>
struct RouteReader {
  let settings: Settings

  /// The route of a profile; nil where the profile has nothing to do with credentials.
  func route(of name: String) throws(AWSFault) -> CredentialRoute? {
    guard let section = settings.files.profiles[name] else { throw settings.missing(name) }
    if Self.hasRole(section) { return try roleRoute(name, section, visited: [name]) }
    return try plainRoute(name, section)
  }

  /// Whether a profile assumes a role with other credentials.
  static func hasRole(_ section: ProfileSection) -> Bool {
    section.filled("role_arn") != nil && section.filled("web_identity_token_file") == nil
  }

  // MARK: - Roles

  private func roleRoute(
    _ name: String, _ section: ProfileSection, visited: [String]
  ) throws(AWSFault) -> CredentialRoute {
    let role = try role(name, section)
    switch (section.filled("source_profile"), section.filled("credential_source")) {
    case (_?, _?):
      throw bad(
        name, "has both `source_profile` and `credential_source`", "remove one of them")
    case (nil, nil):
      throw bad(
        name, "has a `role_arn`, and nothing says with which credentials the role is assumed",
        "add `source_profile`, `credential_source` or `web_identity_token_file`")
    case (nil, let source?):
      return CredentialRoute(try named(source, name), roles: [role])
    case (let source?, nil):
      var route = try sourceRoute(source, of: name, visited: visited)
      route.roles.append(role)
      return route
    }
  }

  private func sourceRoute(
    _ source: String, of name: String, visited: [String]
  ) throws(AWSFault) -> CredentialRoute {
    guard let section = settings.files.profiles[source] else {
      throw settings.missing(source, namedBy: name)
    }
    let hasKeys =
      section.filled("aws_access_key_id") != nil || section.filled("aws_secret_access_key") != nil
    // A profile may use its own keys for its own role, and no other may come twice.
    let isOwn = source == name && hasKeys
    guard isOwn || !visited.contains(source) else {
      throw AWSFault(
        .profileLoop,
        "profiles name each other as source: "
          + (visited + [source]).map { "`\($0)`" }.joined(separator: " → "),
        hint: "let the last `source_profile` name a profile with credentials of its own")
    }
    if !hasKeys, Self.hasRole(section) {
      return try roleRoute(source, section, visited: visited + [source])
    }
    guard let route = try plainRoute(source, section) else {
      throw AWSFault(
        .noCredentials, "the profile `\(source)`, the source of `\(name)`, has no credentials",
        hint: "add keys to it, or name another `source_profile`")
    }
    return route
  }

  private func named(_ source: String, _ name: String) throws(AWSFault) -> CredentialRoute.Origin {
    switch source.lowercased() {
    case "environment": return .environment
    case "ec2instancemetadata": return .instance
    case "ecscontainer": return .container
    default:
      throw bad(
        name, "has the `credential_source` `\(source)`, which is none",
        "write `Environment`, `Ec2InstanceMetadata` or `EcsContainer`")
    }
  }

  private func role(_ name: String, _ section: ProfileSection) throws(AWSFault) -> AssumedRole {
    var seconds: Int?
    if let text = section.filled("duration_seconds") {
      seconds = Int(text)
      guard let seconds, (900...43_200).contains(seconds) else {
        throw bad(
          name, "has the `duration_seconds` `\(text)`", "write a number from 900 to 43200")
      }
    }
    return AssumedRole(
      arn: section.filled("role_arn") ?? "", sessionName: section.filled("role_session_name"),
      externalID: section.filled("external_id"), mfaSerial: section.filled("mfa_serial"),
      seconds: seconds)
  }

  // MARK: - Without a role of its own

  private func plainRoute(
    _ name: String, _ section: ProfileSection
  ) throws(AWSFault) -> CredentialRoute? {
    if let file = section.filled("web_identity_token_file") {
      guard section.filled("role_arn") != nil else {
        throw bad(name, "has a `web_identity_token_file` and no `role_arn`", "add `role_arn`")
      }
      return CredentialRoute(
        .webIdentity(
          WebIdentity(
            role: try role(name, section), tokenFile: settings.world.expanded(file) ?? file)))
    }
    // A session alone gives no credentials: what else the profile has comes before it.
    let signsIn = section.filled("sso_account_id") ?? section.filled("sso_role_name")
    if signsIn != nil, let origin = try singleSignOn(name, section) {
      return CredentialRoute(origin)
    }
    if let own = settings.credentialsFile.profiles[name], let origin = try keys(name, own) {
      return CredentialRoute(origin)
    }
    if let session = section.filled("login_session") {
      return CredentialRoute(.login(session: session, profile: name))
    }
    if let command = section.filled("credential_process") {
      return CredentialRoute(
        .process(command: command, profile: name, account: section.filled("aws_account_id")))
    }
    if let origin = try keys(name, section) { return CredentialRoute(origin) }
    return try singleSignOn(name, section).map { CredentialRoute($0) }
  }

  private func keys(
    _ name: String, _ section: ProfileSection
  ) throws(AWSFault) -> CredentialRoute.Origin? {
    let id = section.filled("aws_access_key_id")
    let secret = section.filled("aws_secret_access_key")
    switch (id, secret) {
    case (nil, nil): return nil
    case (let id?, let secret?):
      return .keys(
        Credentials(
          accessKeyID: id, secretAccessKey: Secret(secret),
          sessionToken: section.filled("aws_session_token").map(Secret.init),
          account: section.filled("aws_account_id")), profile: name)
    default:
      let missing = id == nil ? "aws_access_key_id" : "aws_secret_access_key"
      throw AWSFault(
        .incompleteKeys, "the profile `\(name)` has no `\(missing)`",
        hint: "add it to the profile")
    }
  }

  // MARK: - Single sign-on

  private func singleSignOn(
    _ name: String, _ section: ProfileSection
  ) throws(AWSFault) -> CredentialRoute.Origin? {
    let (account, role) = (section.filled("sso_account_id"), section.filled("sso_role_name"))
    let sessionName = section.filled("sso_session")
    guard
      sessionName != nil || account != nil || role != nil || section.filled("sso_start_url") != nil
    else { return nil }
    var source = section
    if let sessionName {
      guard let session = settings.files.ssoSessions[sessionName] else {
        throw bad(
          name, "names the `sso_session` `\(sessionName)`, which is not there",
          "add a section `[sso-session \(sessionName)]`, or run `aws configure sso`")
      }
      for property in ["sso_region", "sso_start_url"] {
        guard let own = section.filled(property), own != session.filled(property) else { continue }
        throw bad(
          name, "has its own `\(property)` beside that of its `sso_session`",
          "leave it to the section `[sso-session \(sessionName)]`")
      }
      source = session
    }
    guard let region = source.filled("sso_region"), let url = source.filled("sso_start_url") else {
      let missing = source.filled("sso_region") == nil ? "sso_region" : "sso_start_url"
      throw bad(name, "signs in without `\(missing)`", "run `aws configure sso`")
    }
    if (account == nil) != (role == nil) || (sessionName == nil && account == nil) {
      let missing = account == nil ? "sso_account_id" : "sso_role_name"
      throw bad(name, "signs in without `\(missing)`", "add it, or run `aws configure sso`")
    }
    return .singleSignOn(
      SingleSignOn(
        profile: name, session: sessionName, startURL: url, region: region, account: account,
        roleName: role))
  }

  private func bad(_ name: String, _ what: String, _ hint: String) -> AWSFault {
    AWSFault(.badProfile, "the profile `\(name)` \(what)", hint: hint)
  }
}

extension Settings {
  /// How a profile comes to its credentials; nil where it has nothing to do with any.
  package func route(of profile: String) throws(AWSFault) -> CredentialRoute? {
    try RouteReader(settings: self).route(of: profile)
  }
}
