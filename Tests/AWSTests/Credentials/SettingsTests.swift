import AWS
import Testing

@Suite struct SettingsTests {
  private static let home = ["HOME": "/home/ana"]
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
    [profile program]
    credential_process = /bin/keys
    [profile half]
    aws_access_key_id = AKIHALF
    [profile empty]
    """
  private static let credentials = "[default]\naws_access_key_id=AKI\naws_secret_access_key=s\n"

  private func settings(
    _ variables: [String: String] = [:], profile: String? = nil, config: String? = Self.config,
    credentials: String? = Self.credentials
  ) throws(AWSFault) -> Settings {
    let variables = Self.home.merging(variables) { _, new in new }
    return try Settings(
      profile: profile,
      SettingsWorld(
        variable: { variables[$0] },
        readFile: { (path) throws(SettingsFileFault) in
          switch path {
          case "/home/ana/.aws/config": config.map { Array($0.utf8) }
          case "/home/ana/.aws/credentials": credentials.map { Array($0.utf8) }
          case "/locked": throw SettingsFileFault("permission denied")
          default: nil
          }
        }))
  }

  private static let keys = ["AWS_ACCESS_KEY_ID": "AKIENV", "AWS_SECRET_ACCESS_KEY": "env-secret"]

  @Test(
    arguments: [
      ([:], nil, "AKI", "the profile `default`"), (keys, nil, "AKIENV", "the environment"),
      (["AWS_PROFILE": "fraud-dev"], nil, "AKIDEV", "the profile `fraud-dev`"),
      (
        ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""], nil, "AKI", "the profile `default`"
      ),
      (["AWS_SECRET_ACCESS_KEY": "alone"], nil, "AKI", "the profile `default`"),
      (keys.merging(["AWS_PROFILE": "fraud-dev"]) { $1 }, nil, "AKIENV", "the environment"),
      (keys, "fraud-dev", "AKIDEV", "the profile `fraud-dev`"),
    ] as [([String: String], String?, String, String)])
  func credentialsAreFound(
    _ variables: [String: String], _ profile: String?, _ id: String, _ source: String
  ) throws {
    let found = try settings(variables, profile: profile).credentials()
    #expect(found.credentials.accessKeyID == id)
    #expect(found.source == source)
  }

  @Test func sessionTokensAreFound() throws {
    let token = try settings(profile: "fraud-dev").credentials().credentials.sessionToken
    #expect(token == Secret("dev-token"))
    let variables = Self.keys.merging(["AWS_SESSION_TOKEN": "t"]) { $1 }
    #expect(try settings(variables).credentials().credentials.sessionToken == Secret("t"))
  }

  @Test(
    arguments: [
      ([:], "fraud-dve", AWSCode.profileNotFound, "did you mean `fraud-dev`?"),
      (["AWS_PROFILE": "nobody"], nil, .profileNotFound, "/home/ana/.aws/config"),
      ([:], "role", .profileNotSupported, "export-credentials --profile role"),
      ([:], "program", .profileNotSupported, "export-credentials"),
      ([:], "half", .incompleteKeys, "add it"), ([:], "empty", .noCredentials, "aws configure"),
      (["AWS_ACCESS_KEY_ID": "AKI"], nil, .incompleteKeys, "set both"),
      (["AWS_CONFIG_FILE": "/locked"], nil, .unreadableProfiles, "permissions"),
    ] as [([String: String], String?, AWSCode, String)])
  func faultsSayWhatToDo(
    _ variables: [String: String], _ profile: String?, _ code: AWSCode, _ hint: String
  ) {
    let fault = #expect(throws: AWSFault.self) {
      try settings(variables, profile: profile).credentials()
    }
    #expect(fault?.code == code)
    #expect(fault?.hint?.contains(hint) == true)
  }

  @Test func withoutAnythingThereAreNoCredentials() {
    let fault = #expect(throws: AWSFault.self) {
      try settings(config: nil, credentials: nil).credentials()
    }
    #expect(fault?.code == .noCredentials)
    let web = #expect(throws: AWSFault.self) {
      try settings(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"], config: nil, credentials: nil)
        .credentials()
    }
    #expect(web?.hint?.contains("`AWS_WEB_IDENTITY_TOKEN_FILE` is set") == true)
  }

  @Test func malformedFileIsNamedWithItsLineAndNotShown() {
    let fault = #expect(throws: AWSFault.self) {
      try settings(credentials: "[default]\naws_secret_access_key hunter2\n").credentials()
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
    #expect(try settings(variables, profile: profile).region() == region)
  }

  @Test func noRegionIsAFault() {
    let fault = #expect(throws: AWSFault.self) { try settings(profile: "empty").region() }
    #expect(fault?.code == .noRegion)
  }

  @Test func secretsAreNotPrinted() throws {
    let settings = try settings(profile: "fraud-dev")
    var dumped = ""
    dump(settings, to: &dumped)
    dump(try settings.credentials(), to: &dumped)
    let signer = Signer(
      credentials: try settings.credentials().credentials, region: "r", service: "s")
    dump(signer, to: &dumped)
    dumped += "\(settings) \(signer) \(String(reflecting: signer))"
    #expect(!dumped.contains("dev-secret"))
    #expect(!dumped.contains("dev-token"))
    #expect(dumped.contains("AKIDEV"))
  }
}
