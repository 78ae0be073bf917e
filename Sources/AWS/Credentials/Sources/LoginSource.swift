internal import Digests
internal import Documents

/// Credentials of a person who signed in with `aws login`.
///
/// They are good for minutes and lie in AWS's own cache. Renewing them takes a proof that only the
/// AWS CLI makes, by a key that it drew: where they are about to end, it is asked to.
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html>
struct LoginSource: Sendable {
  let session: String
  let profile: String
  let world: CredentialsWorld

  /// The credentials of the session.
  func credentials() async throws(AWSFault) -> Credentials {
    if let cached = try cached(),
      let expiry = cached.expiry,
      expiry > world.calls.now().advanced(byMilliseconds: CredentialsCache.margin)
    {
      return cached
    }
    do throws(AWSFault) {
      return try await ProcessSource(
        command: "aws configure export-credentials --format process --profile \(quoted(profile))",
        profile: profile, account: nil, world: world
      ).credentials()
    } catch {
      var fault = stale("the AWS CLI did not renew it")
      fault.notes = [error.message]
      throw fault
    }
  }

  /// What lies in the cache, however old it is; nil where it cannot be understood.
  private func cached() throws(AWSFault) -> Credentials? {
    let folder =
      world.settings.filled("AWS_LOGIN_CACHE_DIRECTORY") ?? "~/.aws/login/cache"
    let name = SHA256.digest(of: session.utf8).hex
    guard let path = world.settings.expanded("\(folder)/\(name).json") else {
      throw stale("without `HOME` its file cannot be found")
    }
    let bytes: [UInt8]?
    do throws(SettingsFileFault) {
      bytes = try world.settings.readFile(path)
    } catch {
      throw stale("its file `\(path)` cannot be read: \(error.reason)")
    }
    guard let bytes else { throw stale("there is no file `\(path)`") }
    guard let token = JSONText.value(bytes)?["accessToken"], let id = token["accessKeyId"]?.text,
      let secret = token["secretAccessKey"]?.text,
      let expiry = token["expiresAt"]?.text.flatMap(Timestamp.init(iso8601:))
    else { return nil }
    return Credentials(
      accessKeyID: id, secretAccessKey: Secret(secret),
      sessionToken: token["sessionToken"]?.text.map(Secret.init), expiry: expiry,
      account: token["accountId"]?.text)
  }

  /// A text as one word of a shell.
  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  private func stale(_ why: String) -> AWSFault {
    AWSFault(
      .signInNeeded, "the sign-in of the profile `\(profile)` is not good: \(why)",
      hint: "run `aws login --profile \(profile)`")
  }
}
