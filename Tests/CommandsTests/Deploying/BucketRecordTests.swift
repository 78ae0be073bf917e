import AWS
import Commands
import Diagnostics
import Documents
import LocalCloud
import Recording
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
    /// How S3 answers the beginnings of calls instead of carrying them out, one after another.
    let answers = Mutex<[(call: String, status: Int, code: String)]>([])

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
        let scripted = answers.withLock { answers -> (call: String, status: Int, code: String)? in
          let index = answers.firstIndex { line.hasPrefix($0.call) }
          return index.map { answers.remove(at: $0) }
        }
        if let scripted {
          return HTTPResponse(
            status: scripted.status,
            body: Array("<Error><Code>\(scripted.code)</Code></Error>".utf8))
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
    _ line: String, project: String = project, on clouds: InMemoryClouds, answer: String? = nil,
    interrupts: Bool = false, stack: String = topic
  ) async -> (code: ExitCode, output: String, error: String) {
    let world = InMemoryWorld(
      line.split(separator: " ").map(String.init),
      files: [
        Example.File("esteira.yaml", .text(project)),
        Example.File("jobs.yaml", .text(stack)),
      ],
      variables: [
        "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
      ], clouds: clouds, answer: answer, interrupts: interrupts)
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
    let made = watch.calls.withLock { $0 }.filter { $0.hasPrefix("PUT") }.prefix(6)
    #expect(
      made == [
        "PUT /", "PUT /?publicAccessBlock", "PUT /?encryption", "PUT /?lifecycle", "PUT /?policy",
        "PUT /?versioning",
      ])
    let settled = await run("plan -e prod", on: clouds)
    #expect(settled.output.contains("Nothing to do."), "\(settled)")
    let again = await run("apply -e prod --yes", on: clouds)
    #expect(again.code == .success && !again.output.contains("Made the bucket"))
    let destroyed = await run("destroy -e prod --yes", on: clouds)
    #expect(destroyed.code == .success && destroyed.output.contains("jobs: destroyed"))
  }

  @Test func projectsWithOnePlaceForTheirRecordsKeepApart() async {
    let watch = Watch()
    let clouds = watch.account()
    #expect(await run("apply -e prod --yes", on: clouds).code == .success)
    let other = Self.project.replacing("project: fraud", with: "project: risk")
    let nothing = await run("destroy -e prod --yes", project: other, on: clouds)
    #expect(nothing.output.contains("jobs: there was nothing to destroy"), "\(nothing)")
    let applied = await run("apply -e prod --yes", project: other, on: clouds)
    #expect(applied.code == .success && applied.output.contains("jobs: created"), "\(applied)")
    #expect(await run("destroy -e prod --yes", project: other, on: clouds).code == .success)
    let first = await run("plan -e prod", on: clouds)
    #expect(first.output.contains("Nothing to do."), "\(first)")
    let written = watch.calls.withLock { $0 }.filter {
      $0.hasPrefix("PUT") && $0.contains("/record.json")
    }
    #expect(written.contains { $0.hasPrefix("PUT /team/fraud/prod/jobs/record.json") })
    #expect(written.contains { $0.hasPrefix("PUT /team/risk/prod/jobs/record.json") })
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

  @Test func aBucketWhoseMakerDiedIsProtected() async {
    let watch = Watch()
    let clouds = watch.account()
    watch.answers.withLock {
      $0 = [("PUT /?policy", 403, "AccessDenied"), ("DELETE /", 403, "AccessDenied")]
    }
    let first = await run("apply -e prod --yes", on: clouds)
    #expect(first.error.contains("is not protected yet"), "\(first)")
    watch.calls.withLock { $0 = [] }
    let second = await run("apply -e prod --yes", on: clouds)
    #expect(second.code == .success, "\(second)")
    #expect(second.output.contains("Protected the bucket `fraud-records`"))
    let calls = watch.calls.withLock { $0 }
    let settings = calls.filter { $0.hasPrefix("PUT /?") }
    // What was done is not done again, and it comes before the first record.
    #expect(settings == ["PUT /?policy", "PUT /?versioning"])
    #expect(
      calls.firstIndex { $0.hasPrefix("PUT /team") }! > calls.lastIndex(of: "PUT /?versioning")!)
    watch.calls.withLock { $0 = [] }
    #expect(await run("apply -e prod --yes", on: clouds).code == .success)
    #expect(!watch.calls.withLock { $0.contains { $0.hasPrefix("PUT /?") } })
  }

  @Test(arguments: [
    ("PUT /?publicAccessBlock", 404, "NoSuchBucket"), ("PUT /?encryption", 409, "OperationAborted"),
    ("PUT /?versioning", 404, "NoSuchBucket"),
  ])
  func aBucketThatIsNotKnownEverywhereIsWaitedFor(call: String, status: Int, code: String) async {
    let watch = Watch()
    let clouds = watch.account()
    watch.answers.withLock { $0 = Array(repeating: (call, status, code), count: 3) }
    let before = clouds.now()
    let applied = await run("apply -e prod --yes", on: clouds)
    #expect(applied.code == .success, "\(applied)")
    #expect(watch.answers.withLock { $0.isEmpty })
    #expect(!watch.calls.withLock { $0.contains("DELETE /") })
    #expect(clouds.now().milliseconds - before.milliseconds > 150)
  }

  @Test(arguments: [
    [("PUT /", 409, "OperationAborted")], [("PUT /", 500, "InternalError")],
  ])
  func makingABucketThatMeetsAnotherIsTriedAgain(
    _ answers: [(call: String, status: Int, code: String)]
  ) async {
    let watch = Watch()
    let clouds = watch.account()
    watch.answers.withLock { $0 = answers }
    let applied = await run("apply -e prod --yes", on: clouds)
    #expect((applied.code == .success) == (answers[0].status == 409), "\(applied)")
  }

  @Test func aBucketThatSomebodyElseMadeMeanwhileIsProtectedAndNeverDeleted() async {
    let watch = Watch()
    let clouds = watch.account()
    #expect(await run("apply -e prod --yes", on: clouds).code == .success)
    watch.answers.withLock {
      $0 = [
        ("GET /?versioning", 404, "NoSuchBucket"), ("PUT /?policy", 403, "AccessDenied"),
      ]
    }
    let other = Self.project.replacing("project: fraud", with: "project: risk")
    let applied = await run("apply -e prod --yes", project: other, on: clouds)
    #expect(applied.code == .failure && applied.error.contains("EST6021"), "\(applied)")
    #expect(!watch.calls.withLock { $0.contains("DELETE /") })
    #expect(await run("apply -e prod --yes", project: other, on: clouds).code == .success)
  }

  @Test func aNameThatIsTakenElsewhereIsTold() async {
    let watch = Watch()
    watch.answers.withLock { $0 = [("PUT /", 409, "BucketAlreadyExists")] }
    let applied = await run("apply -e prod --yes", on: watch.account())
    #expect(applied.code == .failure)
    #expect(applied.error.contains("names of buckets are shared by all of AWS"), "\(applied)")
  }

  // MARK: - Locks that stay

  @Test func theLockIsGivenBackAlsoAfterAnInterruption() async {
    let watch = Watch()
    let clouds = watch.account()
    // S3 is busy just when the person has asked to stop.
    watch.answers.withLock {
      $0 = Array(repeating: ("DELETE /team", 503, "SlowDown"), count: 2)
    }
    let applied = await run("apply -e prod --yes", on: clouds, interrupts: true)
    #expect(applied.code == .interrupted, "\(applied)")
    #expect(watch.answers.withLock { $0.isEmpty })
    let free = await run("state unlock jobs -e prod", on: clouds)
    #expect(free.output.contains("Nobody holds"), "\(free)")
  }

  @Test func aLockWhoseProcessLivesIsNotBroken() async throws {
    let lock = InMemoryRecordLock(waiting: Waiting(now: { .zero }, pause: { _ in }))
    let clouds = InMemoryClouds(records: { _ in
      RecordKeeping(store: InMemoryRecordStore(), lock: lock, journal: InMemoryJournal())
    })
    let owner = LockOwner(
      id: "other", who: "bia", host: "desk", process: 8, when: clouds.now(), operation: "apply")
    let address = StackAddress(environment: "local", stack: "jobs")
    _ = try await lock.acquire(address, as: owner, timeout: .zero)
    let refused = await run("state unlock jobs --holder other --yes", on: clouds)
    #expect(refused.code == .failure && refused.error.contains("error[EST5010]"), "\(refused)")
    #expect(try await lock.holder(of: address) == owner)
  }

  /// A text without the ends of its lines.
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func aLockThatADeadRunLeftIsBrokenByItsName() async throws {
    let watch = Watch()
    let clouds = watch.account()
    #expect(await run("apply -e prod --yes", on: clouds).code == .success)
    // Giving it back is refused.
    watch.answers.withLock { $0 = [("DELETE /team", 403, "AccessDenied")] }
    let destroyed = await run("destroy -e prod --yes", on: clouds)
    #expect(destroyed.code == .failure)
    let command = "esteira state unlock jobs --env prod"
    #expect(flat(destroyed.error).contains(command), "\(destroyed)")
    let locked = await run("apply -e prod --yes", on: clouds)
    #expect(locked.error.contains("error[EST5010]") && flat(locked.error).contains(command))
    #expect(!locked.error.contains("the lock goes with the process"))

    let asked = await run("state unlock jobs -e prod", on: clouds)
    #expect(asked.code == .failure && asked.error.contains("error[EST0205]"), "\(asked)")
    let words = "held by ana on laptop, process 7, for `destroy`"
    #expect(flat(asked.output).contains(words), "\(asked)")
    let id = try #require(
      flat(asked.output).split(separator: "its id is `").last?
        .split(separator: "`").first)
    #expect(await run("state unlock jobs -e prod", on: clouds, answer: "no").code == .failure)
    let other = await run("state unlock jobs -e prod --holder x --yes", on: clouds)
    #expect(other.error.contains("error[EST5012]"), "\(other)")
    let unnamed = await run("state unlock jobs -e prod --yes", on: clouds)
    #expect(flat(unnamed.error).contains("--holder \(id)"), "\(unnamed)")
    let freed = await run("state unlock jobs -e prod --holder \(id) --yes", on: clouds)
    #expect(freed.code == .success && freed.output.contains("is free"), "\(freed)")
    #expect(await run("apply -e prod --yes", on: clouds).code == .success)
    let free = await run("state unlock jobs -e prod", on: clouds)
    #expect(free.code == .success && free.output.contains("Nobody holds"), "\(free)")
    let unknown = await run("state unlock jbos -e prod", on: clouds)
    #expect(unknown.error.contains("error[EST0203]"), "\(unknown)")
  }

  /// A template that no call holds goes by the bucket, under a name that tells what is in it.
  @Test func aLongTemplateGoesByTheBucket() async {
    func stack(_ letter: String, _ count: Int = 60_000) -> String {
      Self.topic + "\n    metadata: {Notes: \(String(repeating: letter, count: count))}\n"
    }
    let watch = Watch()
    let clouds = watch.account()
    func puts() -> [String] {
      watch.calls.withLock { $0 }.filter { $0.hasPrefix("PUT /team/fraud/prod/jobs/templates/") }
    }
    let plan = await run("plan -e prod", on: clouds, stack: stack("a"))
    #expect(plan.code == .success && puts().isEmpty, "\(plan.error)")
    let applied = await run("apply -e prod --yes", on: clouds, stack: stack("a"))
    #expect(applied.code == .success, "\(applied.error)")
    let folder = "PUT /team/fraud/prod/jobs/templates/"
    #expect(puts().count == 1 && puts()[0].count == folder.count + 64 + 5)
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
