import AWS
import Commands
import Diagnostics
import LocalCloud
import Synchronization
import Testing

/// Records in S3, from the key `state` of an environment on.
@Suite struct BucketRecordTests {
  private static let project = """
    project: fraud
    environments:
      prod:
        account: "000000000000"
        region: eu-west-1
        state: s3://fraud-records/team
    """

  private static let topic = """
    stack: jobs
    resources:
      topic:
        type: AWS::SNS::Topic
        properties: {DisplayName: Jobs}
    """

  /// What was asked of S3, and what is refused of it.
  private final class Watch: Sendable {
    let calls = Mutex<[String]>([])
    let refused = Mutex<String?>(nil)
    /// The call whose answer is lost, once.
    let lost = Mutex<String?>(nil)

    /// An account that an embedded cloud stands for.
    func account() -> InMemoryClouds {
      let aws = InMemoryClouds().embeddedTransport()
      return InMemoryClouds(network: { [self] (request) async throws(TransportFault) in
        let line = "\(request.method) \(request.url.target)"
        if request.url.host.contains(".s3.") { calls.withLock { $0.append(line) } }
        if let part = refused.withLock({ $0 }), line.contains(part) {
          return HTTPResponse(
            status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8))
        }
        let answer = try await aws(request)
        let isLost = lost.withLock { lost in
          defer { if lost == line { lost = nil } }
          return lost == line
        }
        if isLost { throw TransportFault(.connectionLost, host: "s3", reason: "reset") }
        return answer
      })
    }
  }

  private func run(
    _ line: String, on clouds: InMemoryClouds, answer: String? = nil, stack: String = topic
  ) async -> (code: ExitCode, output: String, error: String) {
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [
        Example.File("esteira.yaml", .text(Self.project)),
        Example.File("jobs.yaml", .text(stack)),
      ],
      variables: [
        "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
      ], clouds: clouds, answer: answer)
    return (await world.run(), world.output, world.error)
  }

  @Test func aStackLivesByItsRecordInTheBucket() async {
    let watch = Watch()
    let clouds = watch.account()
    let before = await run("plan -e prod", on: clouds)
    #expect(before.code == .success && before.output.contains("topic"), "\(before)")
    #expect(!watch.calls.withLock { $0.contains { $0.hasPrefix("PUT") } })
    let applied = await run("apply -e prod --yes", on: clouds)
    #expect(applied.code == .success, "\(applied)")
    #expect(applied.output.contains("Made the bucket `fraud-records`"))
    let made = watch.calls.withLock { $0 }.filter { $0.hasPrefix("PUT") }.prefix(5)
    #expect(
      made == [
        "PUT /", "PUT /?publicAccessBlock", "PUT /?encryption", "PUT /?versioning", "PUT /?policy",
      ])
    let settled = await run("plan -e prod", on: clouds)
    #expect(settled.output.contains("Nothing to do."), "\(settled)")
    let again = await run("apply -e prod --yes", on: clouds)
    #expect(again.code == .success && !again.output.contains("Made the bucket"))
    let destroyed = await run("destroy -e prod --yes", on: clouds)
    #expect(destroyed.code == .success && destroyed.output.contains("jobs: destroyed"))
  }

  @Test func theBucketIsAskedFor() async {
    let watch = Watch()
    let clouds = watch.account()
    #expect(await run("apply -e prod", on: clouds, answer: "no").code == .failure)
    #expect(!watch.calls.withLock { $0.contains("PUT /") })
    let agreed = await run("apply -e prod", on: clouds, answer: "yes")
    #expect(agreed.code == .success, "\(agreed)")
    let question = "The records go to the bucket `fraud-records`, which does not exist. Make it?"
    #expect((agreed.output + agreed.error).contains(question), "\(agreed)")
  }

  @Test func aBucketWhoseMakingWasNotAnsweredIsProtected() async {
    let watch = Watch()
    let clouds = watch.account()
    watch.lost.withLock { $0 = "PUT /" }
    let applied = await run("apply -e prod --yes", on: clouds)
    #expect(applied.code == .success, "\(applied)")
    #expect(watch.lost.withLock { $0 } == nil)
    #expect(watch.calls.withLock { $0.contains("PUT /?policy") })
  }

  @Test func aBucketThatCannotBeProtectedIsNotLeft() async {
    let watch = Watch()
    let clouds = watch.account()
    watch.refused.withLock { $0 = "?policy" }
    let refused = await run("apply -e prod --yes", on: clouds)
    #expect(refused.code == .failure && refused.error.contains("EST6021"), "\(refused)")
    #expect(watch.calls.withLock { $0.last } == "DELETE /")
    watch.refused.withLock { $0 = nil }
    #expect(await run("apply -e prod --yes", on: clouds).code == .success)
  }

  /// A template that no call holds goes by the bucket, under a name that tells what is in it.
  @Test func aLongTemplateGoesByTheBucket() async {
    func stack(_ letter: String, _ count: Int = 60_000) -> String {
      Self.topic + "\n    metadata: {Notes: \(String(repeating: letter, count: count))}\n"
    }
    let watch = Watch()
    let clouds = watch.account()
    func puts() -> [String] {
      watch.calls.withLock { $0 }.filter { $0.hasPrefix("PUT /team/prod/jobs/templates/") }
    }
    let plan = await run("plan -e prod", on: clouds, stack: stack("a"))
    #expect(plan.code == .success && puts().isEmpty, "\(plan.error)")
    let applied = await run("apply -e prod --yes", on: clouds, stack: stack("a"))
    #expect(applied.code == .success, "\(applied.error)")
    #expect(puts().count == 1 && puts()[0].count == "PUT /team/prod/jobs/templates/".count + 64 + 5)
    let settled = await run("plan -e prod", on: clouds, stack: stack("a"))
    #expect(settled.output.contains("Nothing to do."), "\(settled)")
    #expect(await run("apply -e prod --yes", on: clouds, stack: stack("b")).code == .success)
    #expect(await run("apply -e prod --yes", on: clouds, stack: stack("a")).code == .success)
    #expect(Set(puts()).count == 2)
    // What a call holds goes in a call, and beyond a limit nothing goes.
    let count = puts().count
    #expect(
      await run("apply -e prod --yes", on: clouds, stack: stack("c", 40_000)).code == .success)
    let long = await run("plan -e prod", on: clouds, stack: stack("d", 1_000_000))
    #expect(long.code == .failure && long.error.contains("1000000 bytes"), "\(long.error)")
    #expect(puts().count == count)
  }
}
