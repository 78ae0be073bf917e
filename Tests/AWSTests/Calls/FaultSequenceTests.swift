import AWS
import Documents
import Synchronization
import TestSupport
import Testing

/// Ten thousand calls over networks and services that go wrong: each ends in the right answer or in
/// one coded fault, after no more tries and no more waiting than its budget allows.
@Suite struct FaultSequenceTests {
  /// One call, and what is allowed of it.
  struct Sequence: CustomTestStringConvertible {
    var seed: UInt64
    var script: [Mishap]
    var dialect: Dialect
    var repetition: Repetition
    var policy: RetryPolicy

    var testDescription: String { "\(seed): \(dialect) \(repetition) \(script)" }

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      self.seed = seed
      // Every other script is made of what may pass, so that long ones are played to their ends.
      let pool = seed % 2 == 0 ? Mishap.allCases : Mishap.allCases.filter(\.mayPass)
      script = (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
        pool.randomElement(using: &random)
      }
      dialect = Dialect.allCases[Int(random.next() % 3)]
      repetition = random.next() % 4 == 0 ? .unsafe : .safe
      policy = RetryPolicy(
        maximumAttempts: Int.random(in: 1...5, using: &random), isAdaptive: random.next() % 4 == 0)
    }

    /// What the call ends with by the rules, and after how many tries.
    var expected: (mishap: Mishap, tries: Int) {
      for (index, mishap) in script.enumerated() {
        let isLast = index + 1 == policy.maximumAttempts
        let mayRepeat = mishap.mayPass && (repetition == .safe || !mishap.isDoubtful)
        if isLast || !mayRepeat { return (mishap, index + 1) }
      }
      return (.right, script.count + 1)
    }
  }

  private static let credentials: CredentialsSource = { () throws(AWSFault) in
    Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
  }

  /// What a call said.
  private func call(_ sequence: Sequence, _ server: FaultyServer) async throws(AWSFault) -> String?
  {
    switch sequence.dialect {
    case .query:
      let client = QueryClient(
        QueryClient.Service(name: "Oracle", signingName: "oracle", version: "1"),
        at: Endpoint(url: HTTPURL(host: "oracle.amazonaws.com"), signingRegion: "us-east-1"),
        credentials: Self.credentials, transport: server.transport, world: server.world,
        policy: sequence.policy, userAgent: "esteira/0")
      return try await client.call("Ask", QueryMembers(), sequence.repetition)
        .element["Answer"]?.text
    case .json, .restXML:
      let isJSON = sequence.dialect == .json
      let client = Services(
        Endpoints(), in: "us-east-1", credentials: Self.credentials, transport: server.transport,
        world: server.world, policy: sequence.policy, userAgent: "esteira/0"
      ).client(isJSON ? "logs" : "s3")
      let output = try await client.call(
        isJSON ? "DescribeLogGroups" : "ListObjectsV2",
        isJSON ? .record([]) : ["Bucket": "records"], sequence.repetition)
      return isJSON
        ? output.value.list("logGroups").first?["logGroupName"]?.text
        : output.value.list("Contents").first?["Key"]?.text
    }
  }

  /// What is wrong with how a call ended; nothing in a good world.
  private func mistakes(of sequence: Sequence) async -> [String] {
    let server = FaultyServer(sequence.script, sequence.dialect, seed: sequence.seed)
    let began = server.state.withLock(\.now)
    let (mishap, tries) = sequence.expected
    var mistakes: [String] = []
    func check(_ holds: Bool, _ what: String) {
      if !holds { mistakes.append("\(sequence.testDescription): \(what)") }
    }
    do throws(AWSFault) {
      let answer = try await call(sequence, server)
      check(mishap == .right, "it ended well, expected \(mishap)")
      check(answer == "right", "the answer is \(answer ?? "none")")
    } catch {
      check(mishap.codes.contains(error.code), "\(error.code), expected \(mishap)")
      check(error.attempts == tries, "it says \(error.attempts) tries")
      check(!error.message.isEmpty && !error.message.contains("\n"), "the message is no line")
    }
    let state = server.state.withLock { $0 }
    check(state.answered.count == tries, "\(state.answered.count) tries, expected \(tries)")
    // Twenty seconds of its own and five more for a server that asks, or a turn in the slowed line.
    check(state.paused.allSatisfy { (0...25_000).contains($0) }, "paused \(state.paused)")
    let longest = Int64(tries) * (60_000 + 25_000 + 2_000)
    check(state.now.milliseconds - began.milliseconds <= longest, "it took too long")
    return mistakes
  }

  @Test func everyCallEndsAsItShould() async {
    let count: UInt64 = 10_000
    let mistakes = await withTaskGroup(of: [String].self) { group in
      for start in stride(from: 0, to: count, by: 500) {
        group.addTask {
          var found: [String] = []
          for seed in start..<start + 500 {
            found += await self.mistakes(of: Sequence(seed: seed))
          }
          return found
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(mistakes.prefix(10) == [])
  }

  @Test func scriptsReachEveryEnding() {
    let all = (0..<10_000).map { Sequence(seed: $0) }
    for mishap in Mishap.allCases {
      #expect(all.contains { $0.expected.mishap == mishap }, "\(mishap)")
    }
    #expect(all.contains { $0.expected == (.right, 5) })
  }

  @Test func anOutageIsNotAnsweredByAStorm() async {
    let server = FaultyServer(Array(repeating: .fails, count: 10_000), .query, seed: 1)
    let client = QueryClient(
      QueryClient.Service(name: "Oracle", signingName: "oracle", version: "1"),
      at: Endpoint(url: HTTPURL(host: "oracle.amazonaws.com"), signingRegion: "us-east-1"),
      credentials: Self.credentials, transport: server.transport, world: server.world,
      userAgent: "esteira/0")
    for _ in 0..<1000 { _ = try? await client.call("Ask") }
    // A hundred repetitions use the quota up; from then on each call is tried once.
    #expect(server.state.withLock(\.answered.count) == 1000 + 500 / 5)
  }
}
