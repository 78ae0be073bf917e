import AWS
import Commands
import Diagnostics
import LocalCloud
import Synchronization
import Testing

/// What `--debug` tells of calls, and what it never tells.
@Suite struct DebugTests {
  private static let project = """
    project: fraud
    environments:
      dev: {account: "000000000000", region: sa-east-1}
    """

  private func run(
    _ line: String, _ variables: [String: String] = [:], failing failures: Int = 0
  ) async -> InMemoryWorld {
    let left = Mutex(failures)
    let cloud = InMemoryClouds().embeddedTransport()
    let keys = [
      "HOME": "/home/ana", "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
      "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
    ]
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [Example.File("esteira.yaml", .text(Self.project))],
      variables: keys.merging(variables) { $1 },
      clouds: InMemoryClouds(network: { (request) async throws(TransportFault) in
        let fails = left.withLock { left in
          left -= 1
          return left >= 0
        }
        if fails { throw TransportFault(.connectionLost, host: "sts", reason: "reset") }
        return try await cloud(request)
      }))
    #expect(await world.run() == .success)
    return world
  }

  @Test(
    arguments: [
      ("whoami -e dev --debug", [:]), ("whoami -e dev", ["ESTEIRA_LOG": "debug"]),
      ("whoami --debug", [:]),
    ] as [(String, [String: String])])
  func callsAreTold(_ line: String, _ variables: [String: String]) async {
    let world = await run(line, variables)
    let lines = world.error.split(separator: "\n")
    #expect(lines.count == 2, "\(world.error)")
    #expect(lines.first?.contains("→ POST https://sts.") == true)
    #expect(lines.first?.contains(" GetCallerIdentity, ") == true)
    #expect(lines.last?.contains("← 200, ") == true)
    #expect(lines.last?.contains("request ") == true)
    #expect(!world.error.contains(LocalCloud.credentials.secretAccessKey.revealed))
    #expect(!world.error.contains(LocalCloud.credentials.accessKeyID))
    #expect(!world.output.contains("debug"))
  }

  @Test(arguments: [[:], ["ESTEIRA_LOG": ""], ["ESTEIRA_LOG": "off"]])
  func nothingIsToldUnasked(_ variables: [String: String]) async {
    #expect(await run("whoami -e dev", variables).error == "")
  }

  @Test func whatIsTriedAgainIsTold() async {
    let error = await run("whoami -e dev --debug", ["AWS_MAX_ATTEMPTS": "4"], failing: 2).error
    #expect(error.contains("← connectionLost, "))
    #expect(error.contains("↻ STS GetCallerIdentity: failed; try 2 of 4 in "))
    #expect(error.contains("↻ STS GetCallerIdentity: failed; try 3 of 4 in "))
    #expect(error.contains(" ms, 490 of 500 retry tokens left"))
  }
}
