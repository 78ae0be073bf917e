import AWS
import Documents
import Testing

@Suite struct SourceTests {
  private static let now = Timestamp(milliseconds: 1_628_193_000_000)
  private static let keys =
    "[profile keys]\naws_access_key_id = AKI\naws_secret_access_key = s\n"

  private func scene(
    _ config: String, _ exchanges: [RecordedServer.Exchange] = []
  ) -> CredentialScene {
    var scene = CredentialScene()
    scene.variables = ["HOME": "/home/ana", "AWS_REGION": "us-east-1"]
    scene.files["/home/ana/.aws/config"] = config
    scene.server = RecordedServer(exchanges)
    return scene
  }

  private func role(
    _ action: String = "AssumeRole", _ form: [String: String] = [:],
    host: String = "sts.us-east-1.amazonaws.com"
  ) -> RecordedServer.Exchange {
    RecordedServer.Exchange(
      method: "POST", url: "https://\(host)/",
      form: form.merging(["Action": action]) { $1 }, status: 200,
      body: """
        <\(action)Response><\(action)Result><AssumedRoleUser><Arn>arn:aws:sts::111111111111:assumed-role/x/y</Arn>\
        </AssumedRoleUser><Credentials><AccessKeyId>ASIA</AccessKeyId>\
        <SecretAccessKey>r</SecretAccessKey><SessionToken>t</SessionToken>\
        <Expiration>2021-08-05T20:58:02Z</Expiration></Credentials></\(action)Result></\(action)Response>
        """)
  }

  // MARK: - Roles

  @Test func rolesSayWhatTheirTrustAsksFor() async throws {
    var scene = scene(
      """
      [default]
      role_arn = arn:aws:iam::111111111111:role/x
      source_profile = keys
      external_id = ext
      mfa_serial = arn:aws:iam::111111111111:mfa/ana
      duration_seconds = 1800
      role_session_name = me

      """ + Self.keys,
      [
        role(
          "AssumeRole",
          [
            "RoleArn": "arn:aws:iam::111111111111:role/x", "ExternalId": "ext",
            "SerialNumber": "arn:aws:iam::111111111111:mfa/ana", "TokenCode": "123456",
            "DurationSeconds": "1800", "RoleSessionName": "me",
          ])
      ])
    scene.answer = "123 456\n"
    let found = try await scene.find()
    #expect(scene.server.mistakes == [])
    #expect(found.credentials.account == "111111111111")
    #expect(
      found.route.words
        == "the keys of the profile `keys`, then the role `arn:aws:iam::111111111111:role/x`")
    scene.answer = nil
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .noMFACode)
  }

  @Test func rolesOfEnvironmentsAreAssumedAtTheEnd() async throws {
    let scene = scene(
      "[default]\naws_access_key_id = AKI\naws_secret_access_key = s\n",
      [role(host: "sts.sa-east-1.amazonaws.com")])
    let found = try await scene.find(region: "sa-east-1", role: "arn:aws:iam::1:role/deploy")
    #expect(found.route.roles == [AssumedRole(arn: "arn:aws:iam::1:role/deploy")])
    #expect(scene.server.mistakes == [])
  }

  /// What a job at GitHub or GitLab has: a token in a file, and a role that the project names.
  @Test func tokensOfJobsGiveTheRoleOfTheEnvironmentAtOnce() async throws {
    var scene = scene(
      "", [role("AssumeRoleWithWebIdentity", ["WebIdentityToken": "jwt", "RoleArn": "arn:role"])])
    scene.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "~/token"
    scene.files["/home/ana/token"] = "jwt\n"
    let found = try await scene.find(role: "arn:role")
    #expect(found.route.roles.isEmpty)
    #expect(scene.server.mistakes == [])
    #expect(scene.server.requests.allSatisfy { $0.headers["Authorization"] == nil })
  }

  @Test func withoutARegionTheSharedEndpointIsUsed() async throws {
    var scene = scene(
      "[default]\nrole_arn = arn:role\nsource_profile = keys\n" + Self.keys,
      [role(host: "sts.amazonaws.com")])
    scene.variables["AWS_REGION"] = nil
    _ = try await scene.find()
    #expect(scene.server.mistakes == [])
  }

  @Test func answersWithCredentialsAreNeverShown() async throws {
    var broken = role()
    broken.body = String(broken.body.dropLast(200))
    let scene = scene(
      "[default]\nrole_arn = arn:role\nsource_profile = keys\n" + Self.keys, [broken])
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .unreadableAnswer)
    #expect(fault?.message.contains("AccessKeyId") == false)
  }

  // MARK: - Files and programs

  @Test(arguments: [nil, "", " \n", "<locked>"] as [String?])
  func tokenFilesThatHoldNothingAreNamed(_ contents: String?) async {
    var scene = scene("[default]\nrole_arn = arn:role\nweb_identity_token_file = /token\n")
    scene.files["/token"] = contents
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .noTokenFile)
    #expect(fault?.message.contains("`/token`") == true)
  }

  @Test(
    arguments: [
      (nil, "could not be run"),
      (ProgramResult(status: 1, errors: Array("\u{1B}[2Jred".utf8)), "1: [2Jred"),
      (ProgramResult(status: 3, errors: Array("no\nx".utf8)), "3: no"),
      (ProgramResult(status: 0, output: Array("hunter2".utf8)), "not JSON"),
      (ProgramResult(status: 0, output: Array(#"{"Version": 2}"#.utf8)), "`Version`"),
      (
        ProgramResult(status: 0, output: Array(#"{"Version": 1, "AccessKeyId": "A"}"#.utf8)),
        "`SecretAccessKey`"
      ),
      (
        ProgramResult(
          status: 0,
          output: Array(
            #"""
            {"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hunter2",
             "Expiration": "2020-01-01T00:00:00Z"}
            """#.utf8)), "expired"
      ),
    ] as [(ProgramResult?, String)])
  func programsThatFailAreNamed(_ result: ProgramResult?, _ words: String) async {
    var scene = scene("[default]\ncredential_process = keys --now\n")
    scene.programs = { _ in result }
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .processFailed)
    #expect(fault?.message.contains(words) == true)
    #expect(fault?.message.contains("hunter2") == false)
  }

  // MARK: - Single sign-on

  private static let sign = """
    [default]
    sso_session = dev
    sso_account_id = 111111111111
    sso_role_name = deploy
    [sso-session dev]
    sso_region = us-east-1
    sso_start_url = https://x.awsapps.com/start
    """
  private static let path =
    "/home/ana/.aws/sso/cache/34c6fceca75e456f25e7e99531e2425c6c1de443.json"

  private func cached(expires: String) -> String {
    """
    {"accessToken": "old", "expiresAt": "\(expires)", "refreshToken": "refresh", "clientId": "id",
     "clientSecret": "hush", "registrationExpiresAt": "2199-01-01T00:00:00Z", "region": "us-east-1"}
    """
  }

  private func credentials(token: String, status: Int = 200) -> RecordedServer.Exchange {
    RecordedServer.Exchange(
      method: "GET",
      url: "https://portal.sso.us-east-1.amazonaws.com/federation/credentials"
        + "?role_name=deploy&account_id=111111111111",
      headers: ["x-amz-sso_bearer_token": token], status: status,
      body: """
        {"roleCredentials": {"accessKeyId": "ASIA", "secretAccessKey": "s", "sessionToken": "t",
         "expiration": 1628200000000}}
        """)
  }

  private func renewal(status: Int, seconds: String = "28800") -> RecordedServer.Exchange {
    RecordedServer.Exchange(
      method: "POST", url: "https://oidc.us-east-1.amazonaws.com/token", status: status,
      body: #"{"accessToken": "new", "expiresIn": \#(seconds), "refreshToken": "next"}"#)
  }

  @Test func endedTokensAreRenewedAndKept() async throws {
    var scene = scene(Self.sign, [renewal(status: 200), credentials(token: "new")])
    scene.files[Self.path] = cached(expires: "2021-08-05T19:00:00UTC")
    let found = try await scene.find()
    #expect(found.credentials.accessKeyID == "ASIA")
    #expect(scene.server.mistakes == [])
    let kept = try #require(scene.written.files[Self.path])
    for part in [
      #""accessToken":"new""#, #""refreshToken":"next""#, #""clientId":"id""#,
      #""expiresAt":"2021-08-06T03:50:00Z""#,
    ] {
      #expect(kept.filter { !$0.isWhitespace }.contains(part))
    }
  }

  @Test func tokensThatCannotBeRenewedAreUsedToTheirEnd() async throws {
    var scene = scene(Self.sign, [renewal(status: 400), credentials(token: "old")])
    scene.files[Self.path] = cached(expires: "2021-08-05T19:52:00Z")
    _ = try await scene.find()
    #expect(scene.server.mistakes == [])
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "0", "1e300"])
  func renewedTokensThatAreGoodForeverAreNone(_ seconds: String) async throws {
    let server = [renewal(status: 200, seconds: seconds), credentials(token: "old")]
    var scene = scene(Self.sign, server)
    scene.files[Self.path] = cached(expires: "2021-08-05T19:52:00Z")
    _ = try await scene.find()
    #expect(scene.server.mistakes == [])
  }

  @Test(arguments: [nil, "nonsense", "{}", "<locked>"] as [String?])
  func withoutATokenASignInIsNeeded(_ contents: String?) async {
    var scene = scene(Self.sign)
    scene.files[Self.path] = contents
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .signInNeeded)
    #expect(fault?.hint == "run `aws sso login --profile default`")
  }

  @Test func tokensThatAreNotAcceptedNeedASignIn() async {
    var scene = scene(Self.sign, [credentials(token: "old", status: 401)])
    scene.files[Self.path] = cached(expires: "2099-01-01T00:00:00Z")
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .signInNeeded)
  }

  // MARK: - Containers and instances

  @Test(
    arguments: [
      ("http://example.com/x", AWSCode.badSetting), ("http://10.0.0.1/", .badSetting),
      ("http://localhost.example.com/", .badSetting), ("http://127.0.0.5:8/", .containerFailed),
    ])
  func tokensOfContainersStayOnTheMachine(_ url: String, _ code: AWSCode) async {
    var scene = scene("")
    scene.variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url
    scene.variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "token"
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == code)
    #expect(scene.server.requests.isEmpty == (code == .badSetting))
  }

  @Test func instancesThatDoNotAnswerAreAskedOnce() async {
    let scene = scene("")
    let fault = await #expect(throws: AWSFault.self) { try await scene.find() }
    #expect(fault?.code == .noCredentials)
    #expect(scene.server.requests.map(\.method) == ["PUT"])
  }
}
