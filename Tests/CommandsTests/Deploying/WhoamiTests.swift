import AWS
import Commands
import Diagnostics
import LocalCloud
import Testing

@Suite struct WhoamiTests {
  private static let project = """
    project: fraud
    environments:
      dev: {account: "000000000000", region: sa-east-1}
      prod: {account: "222222222222", region: us-east-1, profile: fraud-prod}
      job: {account: "111111111111", region: us-east-1, role: "arn:aws:iam::111111111111:role/x"}
    """

  private static let keys = [
    "HOME": "/home/ana", "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
    "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
  ]

  private static let profile = """
    [fraud-prod]
    aws_access_key_id = \(LocalCloud.credentials.accessKeyID)
    aws_secret_access_key = \(LocalCloud.credentials.secretAccessKey.revealed)
    """

  /// What a run comes to, where the embedded cloud stands for AWS unless there is another network.
  private func run(
    _ line: String, _ variables: [String: String] = keys, project: String? = project,
    network: Transport? = nil
  ) async -> (code: ExitCode, output: String, error: String) {
    var files = [Example.File("/home/ana/.aws/credentials", .text(Self.profile))]
    if let project { files.append(Example.File("esteira.yaml", .text(project))) }
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init), files: files, variables: variables,
      clouds: InMemoryClouds(network: network ?? InMemoryClouds().embeddedTransport()))
    let code = await world.run()
    return (code, world.output, world.error)
  }

  @Test func theEmbeddedCloudIsSomeoneToo() async {
    let (code, output, _) = await run("whoami")
    #expect(code == .success)
    #expect(output.contains("environment  local\naccount      000000000000\n"))
    #expect(output.contains("credentials  the embedded cloud's own\n"))
  }

  @Test func keysOfTheEnvironmentAreNamed() async {
    let (code, output, _) = await run("whoami -e dev --verbose")
    #expect(code == .success)
    #expect(output.contains("region       sa-east-1, from esteira.yaml\n"))
    #expect(output.contains("credentials  the keys in the environment\n"))
    #expect(!output.contains("not used"))
  }

  @Test func anotherAccountIsAnError() async {
    let (code, output, error) = await run("whoami -e prod -v")
    #expect(code == .failure)
    #expect(output.contains("credentials  the keys of the profile `fraud-prod`\n"))
    #expect(
      output.contains(
        "not used     the environment: the profile `fraud-prod` was asked for\n"))
    #expect(error.contains("error[EST7001]"))
  }

  @Test func programsAreToldToo() async {
    let (code, output, _) = await run("whoami -e dev --json")
    #expect(code == .success)
    for part in [
      #""account": "000000000000""#, #""region": "sa-east-1""#, #""kind": "environment""#,
      #""embedded": false"#,
    ] {
      #expect(output.contains(part), "\(output)")
    }
  }

  @Test func outsideAProjectTheSettingsCount() async {
    let variables = Self.keys.merging(["AWS_REGION": "eu-west-1"]) { $1 }
    let (code, output, _) = await run("whoami", variables, project: nil)
    #expect(code == .success)
    #expect(output.contains("region       eu-west-1, from `AWS_REGION`\n"))
    #expect(await run("whoami -e dev", variables, project: nil).code == .failure)
  }

  @Test func withoutCredentialsEveryPlaceIsTold() async {
    let (code, output, error) = await run("whoami -e dev", ["HOME": "/home/ana"])
    #expect(code == .failure)
    #expect(output.isEmpty)
    #expect(error.contains("error[EST6040]"))
    #expect(error.contains("note: the environment: `AWS_ACCESS_KEY_ID` is not set\n"))
    #expect(error.contains("note: the instance: `169.254.169.254` does not answer"))
  }

  @Test func rolesOfEnvironmentsAreAssumed() async {
    let (code, output, _) = await run("whoami -e job") { (request) async throws(TransportFault) in
      let form = FormFields.decode(String(decoding: request.body, as: UTF8.self))
      let isRole = form.contains { $0.name == "Action" && $0.value == "AssumeRole" }
      let signature = request.headers["Authorization"] ?? ""
      guard isRole || signature.contains("Credential=ASIA/") else {
        return HTTPResponse(status: 403)
      }
      return HTTPResponse(
        status: 200,
        body: Array(
          (isRole
            ? """
            <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>\
            <SecretAccessKey>r</SecretAccessKey><SessionToken>t</SessionToken>\
            <Expiration>2099-08-05T20:58:02Z</Expiration></Credentials></AssumeRoleResult>\
            </AssumeRoleResponse>
            """
            : """
            <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:x</Arn>\
            <UserId>AID</UserId><Account>111111111111</Account></GetCallerIdentityResult>\
            </GetCallerIdentityResponse>
            """).utf8))
    }
    #expect(code == .success)
    #expect(output.contains("the role\n             `arn:aws:iam::111111111111:role/x`\n"))
    #expect(output.contains("good until   2099-08-05T20:58:02"))
  }
}
