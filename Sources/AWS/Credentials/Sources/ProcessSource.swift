internal import Documents

/// Credentials that a program prints.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>
struct ProcessSource: Sendable {
  let command: String
  let profile: String
  let account: String?
  let world: CredentialsWorld

  /// What the program gives. What it prints is never shown, because it may hold a secret; of what one
  /// that fails writes for people, the first line is.
  func credentials() async throws(AWSFault) -> Credentials {
    let result: ProgramResult
    do throws(ProgramFault) {
      result = try await world.run(command)
    } catch {
      throw failed("could not be run: \(error.reason)")
    }
    guard result.status == 0 else {
      // What it writes for people, but nothing that moves a terminal's cursor.
      let said = String(decoding: result.errors.prefix(300), as: UTF8.self)
        .split(whereSeparator: \.isNewline).first
        .map {
          $0.filter { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
        }
      throw failed("ended with \(result.status)" + (said.map { ": \($0)" } ?? ""))
    }
    guard let value = JSONText.value(result.output) else {
      throw failed("printed something that is not JSON")
    }
    guard value["Version"]?.number?.int == 1 else {
      throw failed("printed JSON whose `Version` is not 1")
    }
    guard var credentials = Credentials(value, tokenMember: "SessionToken") else {
      throw failed(
        "printed JSON without a usable `AccessKeyId`, `SecretAccessKey` or `Expiration`")
    }
    credentials.account = credentials.account ?? account
    if let expiry = credentials.expiry, expiry <= world.calls.now() {
      throw failed("printed credentials that expired at \(expiry.iso8601)")
    }
    return credentials
  }

  private func failed(_ what: String) -> AWSFault {
    AWSFault(
      .processFailed, "the `credential_process` of the profile `\(profile)` \(what)",
      hint: "run the command by hand and look at what it prints")
  }
}
