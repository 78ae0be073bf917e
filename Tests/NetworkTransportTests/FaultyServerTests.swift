import AWS
import Documents
import TestSupport
import Testing

@testable import NetworkTransport

/// Calls over real connections to a server that goes wrong in every way it can.
@Suite struct FaultyServerTests {
  @Test(.timeLimit(.minutes(2)), arguments: [1, 2] as [UInt64])
  func everyCallEndsAndNoConnectionIsLeft(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let acts = FaultyListener.Act.allCases
    let server = try FaultyListener(
      (0..<200).compactMap { _ in acts.randomElement(using: &random) })
    try await play(on: server)
    #expect(server.mostOpen <= 2 * 4, "the server notices an end after the next beginning")
    // The connections that were kept go with the transport.
    while server.open > 0 { await Task.yield() }
  }

  private func play(on server: FaultyListener) async throws {
    let network = NetworkTransport(
      limits: NetworkTransport.Limits(silence: 0.05, answer: 30, parallel: 4, idle: 3600))
    let client = QueryClient(
      QueryClient.Service(name: "Oracle", signingName: "oracle", version: "1"),
      at: Endpoint(
        url: HTTPURL(scheme: .http, host: "127.0.0.1", port: server.port),
        signingRegion: "us-east-1"),
      credentials: { () throws(AWSFault) in
        Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
      }, transport: network.transport,
      world: CallWorld(
        now: { Timestamp(milliseconds: 1_795_194_000_000) },
        pause: { (_) throws(CancellationError) in }, random: { 0.5 }), userAgent: "esteira/0")
    let expected: Set<AWSCode> = [
      .connectionLost, .timedOut, .throttled, .serviceFailed, .unreadableAnswer,
    ]
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<30 {
            do throws(AWSFault) {
              let result = try await client.call("Ask")
              #expect(result.element["Answer"]?.text == "right")
            } catch {
              #expect(expected.contains(error.code), "\(error)")
              #expect((1...3).contains(error.attempts))
            }
          }
        }
      }
    }
    while !server.isDone { _ = try? await client.call("Ask") }
    #expect(try await client.call("Ask").element["Answer"]?.text == "right")
  }
}
