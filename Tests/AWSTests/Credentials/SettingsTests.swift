import AWS
import Testing

@Suite struct SettingsTests {
  private static let config = """
    [default]
    region = eu-west-1
    [profile fraud-dev]
    region = sa-east-1
    aws_access_key_id = AKIDEV
    aws_secret_access_key = dev-secret
    aws_session_token = dev-token
    [profile role]
    role_arn = arn:aws:iam::1:role/x
    aws_access_key_id = AKIROLE
    aws_secret_access_key = role-secret
    [profile long]
    role_arn = arn:aws:iam::1:role/x
    source_profile = fraud-dev
    duration_seconds = forever
    [profile login]
    login_session = arn:aws:iam::1:user/ana
    [profile typo]
    role_arn = arn:aws:iam::1:role/x
    source_profile = fraud-dve
    [profile magic]
    role_arn = arn:aws:iam::1:role/x
    credential_source = Magic
    [profile half]
    aws_access_key_id = AKIHALF
    [profile loop]
    role_arn = arn:aws:iam::1:role/x
    source_profile = loop
    [profile both]
    credential_process = keys
    aws_access_key_id = AKIBOTH
    aws_secret_access_key = both-secret
    [profile empty]
    """
  private static let credentials = "[default]\naws_access_key_id=AKI\naws_secret_access_key=s\n"

  private func scene(
    _ variables: [String: String] = [:], config: String? = Self.config,
    credentials: String? = Self.credentials
  ) -> CredentialScene {
    var scene = CredentialScene()
    scene.variables = ["HOME": "/home/ana"].merging(variables) { _, new in new }
    scene.files["/home/ana/.aws/config"] = config
    scene.files["/home/ana/.aws/credentials"] = credentials
    scene.files["/locked"] = "<locked>"
    return scene
  }

  private static let keys = ["AWS_ACCESS_KEY_ID": "AKIENV", "AWS_SECRET_ACCESS_KEY": "env-secret"]

  @Test(
    arguments: [
      ([:], nil, "AKI", "the keys of the profile `default`"),
      (keys, nil, "AKIENV", "the keys in the environment"),
      (["AWS_PROFILE": "fraud-dev"], nil, "AKIDEV", "the keys of the profile `fraud-dev`"),
      (
        ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""], nil, "AKI",
        "the keys of the profile `default`"
      ),
      (["AWS_SECRET_ACCESS_KEY": "alone"], nil, "AKI", "the keys of the profile `default`"),
      (
        keys.merging(["AWS_PROFILE": "fraud-dev"]) { $1 }, nil, "AKIENV",
        "the keys in the environment"
      ),
      (keys, "fraud-dev", "AKIDEV", "the keys of the profile `fraud-dev`"),
    ] as [([String: String], String?, String, String)])
  func credentialsAreFound(
    _ variables: [String: String], _ profile: String?, _ id: String, _ source: String
  ) async throws {
    let found = try await scene(variables).find(profile: profile)
    #expect(found.credentials.accessKeyID == id)
    #expect(found.route.words == source)
  }

  @Test func sessionTokensAreFound() async throws {
    let found = try await scene().find(profile: "fraud-dev")
    #expect(found.credentials.sessionToken == Secret("dev-token"))
    let variables = Self.keys.merging(["AWS_SESSION_TOKEN": "t"]) { $1 }
    #expect(try await scene(variables).find().credentials.sessionToken == Secret("t"))
  }

  @Test(
    arguments: [
      ([:], "fraud-dve", AWSCode.profileNotFound, "did you mean `fraud-dev`?"),
      (["AWS_PROFILE": "nobody"], nil, .profileNotFound, "/home/ana/.aws/config"),
      ([:], "role", .badProfile, "`credential_source`"),
      ([:], "long", .badProfile, "from 900 to 43200"),
      ([:], "typo", .profileNotFound, "did you mean `fraud-dev`?"),
      ([:], "magic", .badProfile, "`EcsContainer`"),
      ([:], "login", .signInNeeded, "aws login --profile login"),
      ([:], "half", .incompleteKeys, "add it"), ([:], "loop", .profileLoop, "of its own"),
      ([:], "both", .processFailed, "by hand"), ([:], "empty", .noCredentials, "aws configure"),
      (["AWS_ACCESS_KEY_ID": "AKI"], nil, .incompleteKeys, "set both"),
      (["AWS_CONFIG_FILE": "/locked"], nil, .unreadableProfiles, "permissions"),
      (["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"], nil, .badSetting, "AWS_ROLE_ARN"),
    ] as [([String: String], String?, AWSCode, String)])
  func faultsSayWhatToDo(
    _ variables: [String: String], _ profile: String?, _ code: AWSCode, _ hint: String
  ) async {
    let fault = await #expect(throws: AWSFault.self) {
      try await scene(variables).find(profile: profile)
    }
    #expect(fault?.code == code)
    #expect(fault?.hint?.contains(hint) == true)
  }

  @Test func keysInTheCredentialsFileComeBeforeAProgram() async throws {
    let scene = scene(
      credentials: "[both]\naws_access_key_id=AKIFILE\naws_secret_access_key=s\n")
    #expect(try await scene.find(profile: "both").credentials.accessKeyID == "AKIFILE")
  }

  @Test func withoutAnythingEveryPlaceIsNamed() async {
    let fault = await #expect(throws: AWSFault.self) {
      try await scene(config: nil, credentials: nil).find()
    }
    #expect(fault?.code == .noCredentials)
    #expect(
      fault?.notes.map { $0.prefix { $0 != ":" } } == [
        "the environment", "the web identity of the environment", "the profile `default`",
        "the container", "the instance",
      ])
  }

  @Test func malformedFileIsNamedWithItsLineAndNotShown() async {
    let fault = await #expect(throws: AWSFault.self) {
      try await scene(credentials: "[default]\naws_secret_access_key hunter2\n").find()
    }
    #expect(fault?.code == .malformedProfiles)
    #expect(fault?.message.hasPrefix("`/home/ana/.aws/credentials`, line 2:") == true)
    #expect(fault?.message.contains("hunter2") == false)
  }

  @Test(
    arguments: [
      ([:], nil, "eu-west-1"), (["AWS_DEFAULT_REGION": "us-east-2"], nil, "us-east-2"),
      (["AWS_DEFAULT_REGION": "us-east-2", "AWS_REGION": "us-west-2"], nil, "us-west-2"),
      ([:], "fraud-dev", "sa-east-1"),
    ] as [([String: String], String?, String)])
  func regionIsFound(_ variables: [String: String], _ profile: String?, _ region: String) throws {
    let settings = try Settings(profile: profile, scene(variables).settingsWorld)
    #expect(try settings.region() == region)
  }

  @Test func noRegionIsAFault() {
    let fault = #expect(throws: AWSFault.self) {
      try Settings(profile: "empty", scene().settingsWorld).region()
    }
    #expect(fault?.code == .noRegion)
  }

  @Test func secretsAreNotPrinted() async throws {
    let settings = try Settings(profile: "fraud-dev", scene().settingsWorld)
    let found = try await scene().find(profile: "fraud-dev")
    var dumped = ""
    dump(settings, to: &dumped)
    dump(found, to: &dumped)
    let signer = Signer(credentials: found.credentials, region: "r", service: "s")
    dump(signer, to: &dumped)
    dumped += "\(settings) \(found) \(signer) \(String(reflecting: signer))"
    #expect(!dumped.contains("dev-secret"))
    #expect(!dumped.contains("dev-token"))
    #expect(dumped.contains("AKIDEV"))
  }

  // MARK: - Retries and certificates

  @Test(
    arguments: [
      ([:], "", 3, false),
      (["AWS_RETRY_MODE": "adaptive"], "retry_mode = standard", 3, true),
      (["AWS_RETRY_MODE": " "], "retry_mode = Adaptive\nmax_attempts = 7", 7, true),
      (["AWS_MAX_ATTEMPTS": "1"], "max_attempts = 7", 1, false),
      ([:], "retry_mode = legacy", 5, false),
      (["AWS_MAX_ATTEMPTS": "2"], "retry_mode = legacy", 2, false),
    ] as [([String: String], String, Int, Bool)])
  func triesAreASetting(
    _ variables: [String: String], _ lines: String, _ tries: Int, _ isAdaptive: Bool
  ) throws {
    let policy = try Settings(
      scene(variables, config: "[default]\n\(lines)\n").settingsWorld
    ).retryPolicy()
    #expect(policy.maximumAttempts == tries)
    #expect(policy.isAdaptive == isAdaptive)
  }

  @Test(
    arguments: [
      (["AWS_RETRY_MODE": "hard"], "", "`AWS_RETRY_MODE` is `hard`, which means nothing"),
      (
        [:], "max_attempts = 0",
        "`max_attempts` of the profile `default` is `0`, which means nothing"
      ),
      (["AWS_MAX_ATTEMPTS": "x"], "", "`AWS_MAX_ATTEMPTS` is `x`, which means nothing"),
    ] as [([String: String], String, String)])
  func triesThatMeanNothing(
    _ variables: [String: String], _ lines: String, _ message: String
  ) throws {
    let settings = try Settings(
      scene(variables, config: "[default]\n\(lines)\n").settingsWorld)
    let fault = #expect(throws: AWSFault.self) { try settings.retryPolicy() }
    #expect(fault?.code == .badSetting)
    #expect(fault?.message == message)
  }

  @Test(
    arguments: [
      ([:], "", nil), (["AWS_CA_BUNDLE": "/a.pem"], "ca_bundle = /b.pem", "/a.pem"),
      ([:], "ca_bundle = ~/b.pem", "/home/ana/b.pem"),
    ] as [([String: String], String, String?)])
  func authoritiesAreASetting(
    _ variables: [String: String], _ lines: String, _ path: String?
  ) throws {
    let settings = try Settings(
      scene(variables, config: "[default]\n\(lines)\n").settingsWorld)
    #expect(settings.certificates == path)
  }
}
