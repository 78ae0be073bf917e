import Digests
import Documents
import Synchronization
import Testing

@testable import AWS

/// Profiles with `login_session`: what `aws login` left in its cache, and the AWS CLI for the rest.
@Suite struct LoginTests {
  private static let session = "arn:aws:iam::111111111111:user/ana"
  private static let file = "\(SHA256.digest(of: session.utf8).hex).json"

  /// A machine whose clock says 19:50 on 2021-08-05, with a session that ends then.
  private func scene(
    until expiry: String?, in folder: String = "/home/ana/.aws/login/cache",
    _ variables: [String: String] = [:],
    programs: @escaping @Sendable (String) -> ProgramResult? = { _ in nil }
  ) -> CredentialScene {
    var scene = CredentialScene()
    scene.variables = ["HOME": "/home/ana"].merging(variables) { $1 }
    scene.files["/home/ana/.aws/config"] =
      "[profile ana]\nlogin_session = \(Self.session)\ncredential_process = never\n"
    scene.files["\(folder)/\(Self.file)"] = expiry.map { expiry in
      """
      {"accessToken": {"accessKeyId": "AKILOGIN", "secretAccessKey": "hidden", \
      "sessionToken": "t", "accountId": "111111111111", "expiresAt": "\(expiry)"}, \
      "tokenType": "urn", "refreshToken": "r", "dpopKey": "k", "clientId": "c"}
      """
    }
    scene.programs = programs
    return scene
  }

  @Test(arguments: [
    ("/home/ana/.aws/login/cache", [:]), ("/cache", ["AWS_LOGIN_CACHE_DIRECTORY": "/cache"]),
  ])
  func whatIsGoodIsUsed(_ folder: String, _ variables: [String: String]) async throws {
    let found = try await scene(until: "2021-08-05T20:00:00Z", in: folder, variables)
      .find(profile: "ana")
    #expect(found.credentials.accessKeyID == "AKILOGIN")
    #expect(found.credentials.account == "111111111111")
    #expect(found.credentials.expiry == Timestamp(iso8601: "2021-08-05T20:00:00Z"))
    #expect(found.route.origin.kind == "login")
    #expect(!"\(found)".contains("hidden"))
  }

  @Test func whatEndsIsRenewedByTheCommandLine() async throws {
    let asked = Mutex<[String]>([])
    let scene = scene(until: "2021-08-05T19:54:00Z") { command in
      asked.withLock { $0.append(command) }
      return ProgramResult(
        status: 0,
        output: Array(
          (#"{"Version": 1, "AccessKeyId": "AKINEW", "SecretAccessKey": "s", "#
            + #""SessionToken": "t", "Expiration": "2021-08-05T20:05:00Z"}"#).utf8), errors: [])
    }
    #expect(try await scene.find(profile: "ana").credentials.accessKeyID == "AKINEW")
    #expect(
      asked.withLock { $0 } == [
        "aws configure export-credentials --format process --profile 'ana'"
      ])
  }

  @Test(arguments: [nil, "2021-08-05T19:00:00Z"])
  func whoIsNotSignedInIsToldHow(_ expiry: String?) async {
    let scene = scene(until: expiry)
    let fault = await #expect(throws: AWSFault.self) {
      try await scene.find(profile: "ana")
    }
    #expect(fault?.code == .signInNeeded)
    #expect(fault?.hint == "run `aws login --profile ana`")
  }
}
