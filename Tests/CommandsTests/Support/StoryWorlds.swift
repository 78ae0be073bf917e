import AWS
import Commands
import Diagnostics
import LocalCloud

/// The worlds in which the examples of stories come true: most need nothing but their files.
enum StoryWorlds {
  static func world(for code: Int, _ example: Example) async -> InMemoryWorld {
    switch code {
    case 206:
      return InMemoryWorld(example.command, files: example.files, answer: "no")
    case 6000..<7000:
      return InMemoryWorld(
        example.command, files: example.files + profiles(for: code),
        variables: variables(for: code), clouds: InMemoryClouds(network: network(for: code)))
    case 7001:
      return await wrongAccount(example)
    case 7002, 7004, 7008, 7009, 7015:
      return await afterwards(code, example)
    default:
      return InMemoryWorld(example.command, files: example.files)
    }
  }

  // MARK: - Calls to AWS

  private static let keys = ["AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"]

  private static func variables(for code: Int) -> [String: String] {
    switch code {
    case 6009: keys.merging(["AWS_ENDPOINT_URL": "nonsense"]) { $1 }
    case 6040: [:]
    case 6041: ["AWS_ACCESS_KEY_ID": "AKIAEXAMPLE"]
    case 6042: ["AWS_PROFILE": "nobody"]
    case 6043, 6044, 6045: ["HOME": "/home/ana"]
    default: keys
    }
  }

  private static func profiles(for code: Int) -> [Example.File] {
    let contents: Example.Contents? =
      switch code {
      case 6043: .text("[default]\nrole_arn = arn:aws:iam::111111111111:role/deploy\n")
      case 6044: .text("[default\n")
      case 6045: .unreadable
      default: nil
      }
    return contents.map { [Example.File("/home/ana/.aws/config", $0)] } ?? []
  }

  private static func network(for code: Int) -> Transport {
    let kinds: [Int: TransportFault.Kind] = [
      6001: .nameNotFound, 6002: .refused, 6003: .tls, 6004: .timedOut, 6005: .connectionLost,
      6006: .proxy, 6007: .other, 6008: .cancelled,
    ]
    let errors = [
      6020: ("ValidationError", 400), 6021: ("AccessDenied", 403),
      6022: ("SignatureDoesNotMatch", 403), 6023: ("ExpiredToken", 403),
      6024: ("RequestExpired", 400), 6025: ("Throttling", 400), 6026: ("InternalFailure", 500),
    ]
    return { (request) async throws(TransportFault) in
      if let kind = kinds[code] {
        throw TransportFault(kind, host: request.url.authority, reason: "as the story says")
      }
      let (name, status) = errors[code] ?? ("", 200)
      let text =
        name.isEmpty
        ? "<html>Please log in</html>"
        : "<ErrorResponse><Error><Type>Sender</Type><Code>\(name)</Code>"
          + "<Message>As the story says</Message></Error></ErrorResponse>"
      return HTTPResponse(status: status, body: Array(text.utf8))
    }
  }

  // MARK: - Provisioning

  /// AWS is an embedded cloud here, and belongs to another account than the project says.
  private static func wrongAccount(_ example: Example) async -> InMemoryWorld {
    let credentials = LocalCloud.credentials
    let project = """
      project: fraud
      environments:
        dev:
          account: "111111111111"
          region: us-east-1

      """
    let clouds = InMemoryClouds(network: InMemoryClouds().embeddedTransport())
    let files = [Example.File("esteira.yaml", .text(project))] + example.files.dropFirst()
    return InMemoryWorld(
      example.command + ["--env", "dev"], files: files,
      variables: [
        "AWS_ACCESS_KEY_ID": credentials.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": credentials.secretAccessKey.revealed,
      ], clouds: clouds)
  }

  /// What happened before the example is run.
  private static func afterwards(_ code: Int, _ example: Example) async -> InMemoryWorld {
    let clouds = InMemoryClouds()
    func run(_ stack: String, project: String = "project: fraud\n") async {
      let world = InMemoryWorld(
        ["apply", "--yes"],
        files: [
          Example.File("esteira.yaml", .text(project)), Example.File("jobs.yaml", .text(stack)),
        ], clouds: clouds)
      _ = await world.run()
    }
    let queue = "stack: jobs\nresources:\n  queue:\n    type: AWS::SQS::Queue\n"
    var files = example.files
    switch code {
    case 7002:
      await run(queue)
      clouds.forgetRecords()
    case 7004:
      await run(queue)
      clouds.forgetCloud()
    case 7008:
      files = [
        files[0],
        Example.File(
          "jobs.yaml",
          .text(
            """
            stack: jobs
            resources:
              topic:
                type: AWS::SNS::Topic
                properties:
                  DisplayName: !ImportValue nobody-exports-this

            """)),
      ]
    case 7009:
      clouds.breakCloud("fail:\n  - resource: AWS::SNS::Topic\n    reason: There is no room\n")
    default:
      await run(queue)
      files[0] = Example.File(
        "esteira.yaml",
        .text("project: fraud\nenvironments:\n  local:\n    region: eu-west-1\n"))
    }
    return InMemoryWorld(example.command, files: files, clouds: clouds)
  }
}
