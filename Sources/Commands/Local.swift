internal import AWS
internal import Diagnostics
internal import Documents
internal import LocalCloud

/// `esteira local`.
enum LocalCommand {
  private static let port = Flag(
    "port", kind: .value(name: "N"),
    help: "The port; 0 takes any that is free. The default is 4580."
  )
  private static let defaultPort = 4580

  static let command: Command = Command(
    name: "local", summary: "Work with the embedded cloud", subcommands: [serve])

  private static let serve: Command = Command(
    name: "serve",
    summary: "Put the embedded cloud on a port of this machine",
    discussion: """
      Answers as CloudFormation and STS do, on 127.0.0.1 alone, until it is interrupted. The AWS \
      CLI, boto3 and Terraform can talk to it; signatures are verified.
      """,
    flags: [port, ProjectFlags.project],
    examples: [
      Command.Sample("Serve the project's embedded cloud", "esteira local serve"),
      Command.Sample(
        "Look at it with the AWS CLI",
        "AWS_ENDPOINT_URL=http://127.0.0.1:4580 aws cloudformation list-stacks"),
    ]
  ) { invocation, world in
    var outcome = Outcome()
    do {
      let number = try portNumber(invocation)
      let loaded = try ProjectLoader(world: world, invocation: invocation).load()
      try await world.clouds.serve(loaded.path(".esteira", "local"), number) { port in
        let text = """
          The embedded cloud listens on http://127.0.0.1:\(port); nothing is created on AWS.
          To talk to it:
            export AWS_ENDPOINT_URL=http://127.0.0.1:\(port) AWS_DEFAULT_REGION=us-east-1
            export AWS_ACCESS_KEY_ID=\(LocalCloud.credentials.accessKeyID)
            export AWS_SECRET_ACCESS_KEY=\(LocalCloud.credentials.secretAccessKey.revealed)
          Interrupt it to end it.

          """
        try? world.write(.output, Array(text.utf8))
      }
    } catch {
      outcome.add(error)
    }
    return outcome
  }

  private static func portNumber(_ invocation: Invocation) throws(Refused) -> Int {
    guard let argument = invocation.value(of: port) else { return defaultPort }
    guard let number = Int(argument.text), (0...65535).contains(number) else {
      throw Refused(diagnostics: [CommandCode.malformedPort(argument)])
    }
    return number
  }
}
