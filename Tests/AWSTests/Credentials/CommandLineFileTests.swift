import AWS
import Documents
import Testing

/// What AWS's command line takes in its files, and the SDKs' common rules do not have.
@Suite struct CommandLineFileTests {
  private func profiles(
    _ text: String, as file: ProfileParser.File = .config
  ) throws -> [String: [String: String]] {
    try ProfileParser.parse(Array(text.utf8), as: file).profiles.mapValues { section in
      Dictionary(uniqueKeysWithValues: section.properties.map { ($0, section[$0] ?? "") })
    }
  }

  @Test(
    arguments: [
      ("[profile \"my profile\"]\nregion = a", ["my profile": ["region": "a"]]),
      ("[profile 'it is']\nregion = a", ["it is": ["region": "a"]]),
      ("[profile my profile]\nregion = a", [:]),
      ("[profile \"open]\nregion = a", [:]),
      ("[profile größe]\nregion = a", ["größe": ["region": "a"]]),
      ("[default]\nregion: a\nx : b=c", ["default": ["region": "a", "x": "b=c"]]),
      ("[default]\n  region = a\n  output = b", ["default": ["region": "a", "output": "b"]]),
      ("[default]\nregion = a # home\nx = b ;c", ["default": ["region": "a # home", "x": "b ;c"]]),
      (
        "[default]\ns3 =\n  # where\n\taddressing_style\t=\tpath\nx = y",
        ["default": ["s3": "\naddressing_style\t=\tpath", "x": "y"]]
      ),
      ("[default]\nkey with space = a", ["default": ["key with space": "a"]]),
    ] as [(String, [String: [String: String]])])
  func theFilesOfTheCommandLineAreRead(
    _ text: String, _ expected: [String: [String: String]]
  ) throws {
    #expect(try profiles(text) == expected)
  }

  @Test func namesOfCredentialsAreTakenAsTheyStand() throws {
    #expect(
      try profiles("[my profile]\naws_access_key_id = A", as: .credentials)
        == ["my profile": ["aws_access_key_id": "A"]])
  }

  @Test(arguments: ["[default]\nregion", "[default]\n = a", "region = a", "[default\n"])
  func whatIsNothingIsRefused(_ text: String) {
    #expect(throws: ProfileFault.self) { try profiles(text) }
  }

  @Test func propertiesInsideOthersMayHaveTabs() throws {
    let files = try ProfileParser.parse(
      Array("[default]\ns3 =\n\taddressing_style\t=\tpath\t\n".utf8), as: .config)
    #expect(files.profiles["default"]?.nested("addressing_style", in: "s3") == "path")
  }

  // MARK: - What is found

  private func scene(_ config: String, _ variables: [String: String] = [:]) -> CredentialScene {
    var scene = CredentialScene()
    scene.variables = ["HOME": "/h", "AWS_EC2_METADATA_DISABLED": "true"].merging(variables) { $1 }
    scene.files["/h/.aws/config"] = config
    return scene
  }

  @Test func aSessionBesideKeysIsPassedBy() async throws {
    let found = try await scene(
      """
      [default]
      sso_session = work
      aws_access_key_id = AKI
      aws_secret_access_key = s
      """
    ).find()
    #expect(found.credentials.accessKeyID == "AKI")
  }

  @Test func aSessionAloneGivesNoCredentials() async {
    let fault = await #expect(throws: AWSFault.self) {
      try await scene(
        """
        [default]
        sso_session = work
        [sso-session work]
        sso_region = us-east-1
        sso_start_url = https://example.awsapps.com/start
        """
      ).find()
    }
    #expect(fault?.code == .noCredentials)
    #expect(fault?.notes.contains { $0.contains("no `sso_account_id`") } == true)
  }

  @Test func aSecretWithoutItsKeyIsPassedBy() async {
    let fault = await #expect(throws: AWSFault.self) {
      try await scene("[default]\naws_secret_access_key = s").find()
    }
    #expect(fault?.code == .noCredentials)
    #expect(fault?.notes.contains { $0.contains("`aws_access_key_id`") } == true)
  }

  private static let keys = ["AWS_ACCESS_KEY_ID": "AKI", "AWS_SECRET_ACCESS_KEY": "s"]

  @Test(
    arguments: [
      ("2021-08-05T20:00:00Z", nil), ("2021-08-05T20:00:00+00:00", nil),
      ("2021-08-05 20:00:00+0000", nil), ("2021-08-05T20:00:00UTC", nil),
      ("2021-08-05T19:00:00Z", .credentialsExpired), ("tomorrow", .badSetting),
    ] as [(String, AWSCode?)])
  func theEndOfKeysInTheEnvironmentCounts(_ end: String, _ code: AWSCode?) async {
    let scene = scene("", Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": end]) { $1 })
    do throws(AWSFault) {
      let found = try await scene.find()
      #expect(code == nil)
      #expect(found.credentials.expiry == Timestamp(iso8601: "2021-08-05T20:00:00Z"))
    } catch {
      #expect(error.code == code)
    }
  }

  @Test(arguments: [
    ("\"\"", "2021-08-05T21:00:00Z"), ("null", "2021-08-05T21:00:00+00:00"),
  ])
  func anEmptyTokenIsNone(_ token: String, _ end: String) async throws {
    var scene = scene("[default]\ncredential_process = keys")
    let text = """
      {"Version":1,"AccessKeyId":"AKI","SecretAccessKey":"s","SessionToken":\(token),\
      "Expiration":"\(end)"}
      """
    scene.programs = { _ in ProgramResult(status: 0, output: Array(text.utf8)) }
    let found = try await scene.find()
    #expect(found.credentials.sessionToken == nil && found.credentials.expiry != nil)
  }

  @Test func whatAnInstanceGivesPastItsEndIsUsedForAWhile() async throws {
    var scene = scene("", ["AWS_EC2_METADATA_DISABLED": "false"])
    let base = "http://169.254.169.254/latest"
    let keys = """
      {"Code":"Success","AccessKeyId":"AKI","SecretAccessKey":"s","Token":"t",\
      "Expiration":"2021-08-05T19:00:00Z"}
      """
    scene.server = RecordedServer([
      .init(method: "PUT", url: base + "/api/token", status: 200, body: "t"),
      .init(
        method: "GET", url: base + "/meta-data/iam/security-credentials/", status: 200, body: "r"),
      .init(
        method: "GET", url: base + "/meta-data/iam/security-credentials/r", status: 200, body: keys),
    ])
    let expiry = try await scene.find().credentials.expiry
    #expect(expiry.map { $0 > scene.now.advanced(byMilliseconds: 12 * 60_000 - 1) } == true)
  }

  // MARK: - Addresses

  private func endpoints(_ config: String, _ variables: [String: String] = [:]) throws -> Endpoints
  {
    Endpoints(try Settings(scene(config, variables).settingsWorld))
  }

  @Test(
    arguments: [
      ("", "http://127.0.0.1:1/records"), ("path", "http://127.0.0.1:1/records"),
      ("auto", "http://127.0.0.1:1/records"), ("virtual", "http://records.localhost:1/"),
    ])
  func bucketsStandInThePathOfASetAddress(_ style: String, _ url: String) throws {
    let host = style == "virtual" ? "localhost" : "127.0.0.1"
    let config = style.isEmpty ? "" : "[default]\ns3 =\n  addressing_style = \(style)\n"
    let endpoint = try endpoints(config, ["AWS_ENDPOINT_URL": "http://\(host):1"])
      .endpoint(of: "s3", in: "us-east-1", ["Bucket": .text("records")])
    #expect(endpoint.url.text == url)
  }

  @Test(arguments: ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"])
  func aSetAddressIsTakenAsItIs(_ variable: String) throws {
    let endpoints = try endpoints("", ["AWS_ENDPOINT_URL": "http://127.0.0.1:1", variable: "true"])
    #expect(try endpoints.endpoint(of: "sts", in: "us-east-1").url.text == "http://127.0.0.1:1/")
  }

  @Test func servicesThatAreNotThereAreAMistake() throws {
    let endpoints = try endpoints("[default]\nservices = mine\n")
    let fault = #expect(throws: AWSFault.self) {
      try endpoints.endpoint(of: "sts", in: "us-east-1")
    }
    #expect(fault?.code == .badProfile && fault?.message.contains("`mine`") == true)
  }

  @Test(arguments: ["http://ana:secret@host:1", "ana:secret@host", "https://a@b:secret@host/x y"])
  func aPasswordInAnAddressIsNotShown(_ url: String) throws {
    let endpoints = try endpoints("", ["AWS_ENDPOINT_URL": url])
    let fault = #expect(throws: AWSFault.self) {
      try endpoints.endpoint(of: "sts", in: "us-east-1")
    }
    #expect(fault?.code == .badEndpoint)
    #expect(fault?.message.contains("secret") == false && fault?.message.contains("***") == true)
  }
}
