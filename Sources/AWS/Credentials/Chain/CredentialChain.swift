internal import Documents

/// Looks for credentials where AWS's command line does, and in its order.
///
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-authentication.html>
package struct CredentialChain: Sendable {
  private let settings: Settings
  private let endpoints: Endpoints
  private let region: String?
  private let role: String?
  private let world: CredentialsWorld

  /// - Parameters:
  ///   - region: where roles are assumed; else the region that the settings name.
  ///   - role: a role to assume at the end.
  package init(
    _ settings: Settings, region: String? = nil, role: String? = nil, _ world: CredentialsWorld
  ) {
    self.settings = settings
    endpoints = Endpoints(settings)
    self.region = region ?? settings.regionSetting?.name
    self.role = role
    self.world = world
  }

  /// What was settled before any source was asked: a route, or what is left to try.
  private enum Decision {
    case route(CredentialRoute, named: String?)
    case platform
  }

  /// The first credentials there are.
  package func find() async throws(AWSFault) -> Found {
    var skipped: [Skipped] = []
    var found: Found
    switch try decide(&skipped) {
    case .route(let route, let name):
      found = Found(
        credentials: try await follow(route, named: name), route: route, skipped: skipped)
    case .platform: found = try await platform(skipped)
    }
    guard let role, !isOwn(role, found.route) else { return found }
    let assumed = AssumedRole(arn: role)
    found.credentials = try await roles.credentials(of: assumed, with: found.credentials)
    found.route.roles.append(assumed)
    return found
  }

  // MARK: - The order

  private func decide(_ skipped: inout [Skipped]) throws(AWSFault) -> Decision {
    let environment = "the environment"
    let name = settings.profile
    let section = settings.files.profiles[name]
    // A name that is misspelt is not passed by, even where it would not have counted.
    if section == nil, settings.isProfileChosen { throw settings.missing(name) }
    if let profile = settings.askedProfile {
      skipped.append(Skipped(environment, "the profile `\(profile)` was asked for"))
    } else if settings.world.filled("AWS_ACCESS_KEY_ID") != nil {
      return .route(CredentialRoute(.environment), named: nil)
    } else {
      skipped.append(Skipped(environment, "`AWS_ACCESS_KEY_ID` is not set"))
    }
    // A role that is assumed with other credentials comes before the platform's token, and what
    // else is in the profile after it.
    if let section, RouteReader.hasRole(section), let route = try settings.route(of: name) {
      return .route(route, named: nil)
    }
    if let identity = try environmentIdentity(&skipped) {
      return .route(
        CredentialRoute(.webIdentity(identity)), named: "`AWS_WEB_IDENTITY_TOKEN_FILE`")
    }
    var reason = section == nil ? "it is not in the shared files" : "it has no credentials"
    do throws(AWSFault) {
      if section != nil, let route = try settings.route(of: name) {
        if case .singleSignOn(let sign) = route.origin, sign.account == nil, route.roles.isEmpty {
          // A session alone is good for other things than calls to AWS.
          reason = "it has an `sso_session` and no `sso_account_id`"
        } else {
          return .route(route, named: nil)
        }
      }
    } catch {
      // AWS's command line passes a secret without its key by.
      guard error.code == .incompleteKeys, section?.filled("aws_access_key_id") == nil else {
        throw error
      }
      reason = "it has an `aws_secret_access_key` and no `aws_access_key_id`"
    }
    skipped.append(Skipped("the profile `\(name)`", reason))
    return .platform
  }

  private func environmentIdentity(
    _ skipped: inout [Skipped]
  ) throws(AWSFault) -> WebIdentity? {
    let source = "the web identity of the environment"
    guard settings.askedProfile == nil else {
      skipped.append(Skipped(source, "a profile was asked for"))
      return nil
    }
    guard let file = settings.world.filled("AWS_WEB_IDENTITY_TOKEN_FILE") else {
      skipped.append(Skipped(source, "`AWS_WEB_IDENTITY_TOKEN_FILE` is not set"))
      return nil
    }
    guard let arn = settings.world.filled("AWS_ROLE_ARN") ?? role else {
      throw AWSFault(
        .badSetting, "`AWS_WEB_IDENTITY_TOKEN_FILE` is set and `AWS_ROLE_ARN` is not",
        hint: "set `AWS_ROLE_ARN`, or `role` for the environment in esteira.yaml")
    }
    return WebIdentity(
      role: AssumedRole(
        arn: arn, sessionName: settings.world.filled("AWS_ROLE_SESSION_NAME")), tokenFile: file)
  }

  private func platform(_ skipped: [Skipped]) async throws(AWSFault) -> Found {
    var skipped = skipped
    if let credentials = try await ContainerSource(world).credentials() {
      return Found(
        credentials: credentials, route: CredentialRoute(.container), skipped: skipped)
    }
    skipped.append(
      Skipped("the container", "`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is not set"))
    let instance = InstanceSource(settings, world)
    if instance.isDisabled {
      skipped.append(Skipped("the instance", "`AWS_EC2_METADATA_DISABLED` is set"))
    } else {
      do throws(AWSFault) {
        return Found(
          credentials: try await instance.credentials(), route: CredentialRoute(.instance),
          skipped: skipped)
      } catch {
        guard error.code == .instanceFailed else { throw error }
        skipped.append(Skipped("the instance", InstanceSource.reason(of: error)))
      }
    }
    throw AWSFault(
      .noCredentials, "no credentials were found",
      hint: "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or run `aws configure`",
      notes: skipped.map { "\($0.source): \($0.reason)" })
  }

  // MARK: - A route

  private var roles: RoleSource { RoleSource(endpoints: endpoints, region: region, world: world) }

  /// Whether the role at the end was reached already, by a token that gave it at once.
  private func isOwn(_ role: String, _ route: CredentialRoute) -> Bool {
    if let last = route.roles.last { return last.arn == role }
    if case .webIdentity(let identity) = route.origin { return identity.role.arn == role }
    return false
  }

  private func follow(
    _ route: CredentialRoute, named name: String?
  ) async throws(AWSFault) -> Credentials {
    var credentials: Credentials
    switch route.origin {
    case .keys(let keys, _): credentials = keys
    case .environment: credentials = try environmentKeys()
    case .container:
      guard let found = try await ContainerSource(world).credentials() else {
        throw AWSFault(
          .containerFailed, "the container's credentials are wanted, and this is no container",
          hint: "run it in ECS or EKS, where `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or "
            + "`AWS_CONTAINER_CREDENTIALS_FULL_URI` is set")
      }
      credentials = found
    case .instance: credentials = try await InstanceSource(settings, world).credentials()
    case .webIdentity(let identity):
      credentials = try await roles.credentials(
        of: identity, named: name ?? "the profile `\(settings.profile)`")
    case .singleSignOn(let sign):
      credentials = try await SignOnSource(sign: sign, endpoints: endpoints, world: world)
        .credentials()
    case .login(let session, let profile):
      credentials = try await LoginSource(session: session, profile: profile, world: world)
        .credentials()
    case .process(let command, let profile, let account):
      credentials = try await ProcessSource(
        command: command, profile: profile, account: account, world: world
      ).credentials()
    }
    for role in route.roles {
      credentials = try await roles.credentials(of: role, with: credentials)
    }
    return credentials
  }

  private func environmentKeys() throws(AWSFault) -> Credentials {
    let world = settings.world
    let id = world.filled("AWS_ACCESS_KEY_ID")
    let secret = world.filled("AWS_SECRET_ACCESS_KEY")
    guard let id, let secret else {
      guard id != nil || secret != nil else {
        throw AWSFault(
          .noCredentials,
          "the profile `\(settings.profile)` wants keys from the environment, and there are none",
          hint: "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`")
      }
      let (there, missing) =
        id == nil
        ? ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")
        : ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
      throw AWSFault(
        .incompleteKeys, "`\(there)` is set and `\(missing)` is not", hint: "set both, or neither")
    }
    let expiry = try environmentExpiry()
    let token = world.filled("AWS_SESSION_TOKEN") ?? world.filled("AWS_SECURITY_TOKEN")
    return Credentials(
      accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: token.map(Secret.init),
      expiry: expiry, account: world.filled("AWS_ACCOUNT_ID"))
  }

  /// When the environment's keys end, where whoever put them there says so.
  private func environmentExpiry() throws(AWSFault) -> Timestamp? {
    let name = "AWS_CREDENTIAL_EXPIRATION"
    guard let text = settings.world.filled(name) else { return nil }
    guard let expiry = Timestamp(expiration: text) else {
      throw AWSFault(
        .badSetting, "the variable `\(name)` holds `\(text)`, which is no time",
        hint: "write it like `2026-01-31T12:00:00Z`, or unset it")
    }
    guard expiry > world.calls.now() else {
      throw AWSFault(
        .credentialsExpired, "the keys in the environment ended at \(expiry.iso8601)",
        hint: "get new credentials and try again")
    }
    return expiry
  }
}
