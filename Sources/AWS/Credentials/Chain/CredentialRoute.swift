/// How a profile comes to its credentials: where they begin, and the roles that are assumed from
/// there, one with the credentials of the other.
package struct CredentialRoute: Sendable, Equatable {
  package var origin: Origin
  /// In the order in which they are assumed.
  package var roles: [AssumedRole]

  package init(_ origin: Origin, roles: [AssumedRole] = []) {
    self.origin = origin
    self.roles = roles
  }

  /// Where the first credentials come from.
  package enum Origin: Sendable, Equatable {
    /// Keys that stand in a profile.
    case keys(Credentials, profile: String)
    /// Keys in the environment's variables.
    case environment
    case container
    case instance
    case webIdentity(WebIdentity)
    case singleSignOn(SingleSignOn)
    /// A session that `aws login` made.
    case login(session: String, profile: String)
    /// What a program prints; the account is what the profile says where the program does not.
    case process(command: String, profile: String, account: String?)
  }

  /// The route in words.
  package var words: String {
    ([origin.words] + roles.map { "then the role `\($0.arn)`" }).joined(separator: ", ")
  }
}

/// A role, and what its trust asks for.
package struct AssumedRole: Sendable, Equatable {
  package var arn: String
  package var sessionName: String?
  package var externalID: String?
  /// The device whose code is asked for.
  package var mfaSerial: String?
  /// For how long its credentials are to be good.
  package var seconds: Int?

  package init(
    arn: String, sessionName: String? = nil, externalID: String? = nil, mfaSerial: String? = nil,
    seconds: Int? = nil
  ) {
    self.arn = arn
    self.sessionName = sessionName
    self.externalID = externalID
    self.mfaSerial = mfaSerial
    self.seconds = seconds
  }
}

/// A role for someone whose identity provider, such as GitHub or GitLab, leaves a token in a file.
package struct WebIdentity: Sendable, Equatable {
  package var role: AssumedRole
  package var tokenFile: String

  package init(role: AssumedRole, tokenFile: String) {
    self.role = role
    self.tokenFile = tokenFile
  }
}

/// A sign-in that `aws sso login` made, and what it is used for.
package struct SingleSignOn: Sendable, Equatable {
  package var profile: String
  /// The name of the session; none in the older form, where everything stands in the profile.
  package var session: String?
  package var startURL: String
  package var region: String
  package var account: String?
  package var roleName: String?

  package init(
    profile: String, session: String? = nil, startURL: String, region: String,
    account: String? = nil, roleName: String? = nil
  ) {
    self.profile = profile
    self.session = session
    self.startURL = startURL
    self.region = region
    self.account = account
    self.roleName = roleName
  }
}

extension CredentialRoute.Origin {
  /// The origin as programs know it.
  package var kind: String {
    switch self {
    case .keys: "profile-keys"
    case .environment: "environment"
    case .container: "container"
    case .instance: "instance"
    case .webIdentity: "web-identity"
    case .singleSignOn: "sso"
    case .login: "login"
    case .process: "process"
    }
  }

  /// The origin in words.
  package var words: String {
    switch self {
    case .keys(_, let profile): "the keys of the profile `\(profile)`"
    case .environment: "the keys in the environment"
    case .container: "the container"
    case .instance: "the instance"
    case .webIdentity(let identity):
      "the web identity in `\(identity.tokenFile)` for the role `\(identity.role.arn)`"
    case .singleSignOn(let sign): "the sign-in of the profile `\(sign.profile)`"
    case .login(_, let profile): "the sign-in by `aws login` of the profile `\(profile)`"
    case .process(_, let profile, _): "the program of the profile `\(profile)`"
    }
  }
}
