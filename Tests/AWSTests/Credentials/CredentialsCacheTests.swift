import AWS
import Documents
import Synchronization
import Testing

@Suite struct CredentialsCacheTests {
  /// A source whose credentials are good for a while, a clock, and what goes wrong.
  private final class Source: Sendable {
    struct State {
      var now: Int64 = 1_000_000_000
      var fetches = 0
      var isFailing = false
      var life: Int64? = 3_600_000
      var waiting: [CheckedContinuation<Void, Never>] = []
      var isHeld = false
    }

    let state = Mutex(State())

    var cache: CredentialsCache {
      CredentialsCache(
        now: { Timestamp(milliseconds: self.state.withLock(\.now)) },
        fetch: { () async throws(AWSFault) in
          let number = self.state.withLock { state in
            state.fetches += 1
            return state.fetches
          }
          await self.hold()
          let (now, life, isFailing) = self.state.withLock { ($0.now, $0.life, $0.isFailing) }
          if isFailing { throw AWSFault(.timedOut, "no answer") }
          return CredentialChain.Found(
            credentials: Credentials(
              accessKeyID: "AKI\(number)", secretAccessKey: Secret("s"),
              expiry: life.map { Timestamp(milliseconds: now + $0) }),
            route: CredentialRoute(.instance), skipped: [])
        })
    }

    private func hold() async {
      await withCheckedContinuation { continuation in
        let isHeld = state.withLock { state in
          if state.isHeld { state.waiting.append(continuation) }
          return state.isHeld
        }
        if !isHeld { continuation.resume() }
      }
    }

    func release() {
      let waiting = state.withLock { state in
        state.isHeld = false
        return state.waiting
      }
      waiting.forEach { $0.resume() }
    }

    func pass(_ minutes: Int64) { state.withLock { $0.now += minutes * 60_000 } }
  }

  @Test func credentialsMayBeGoodForever() async throws {
    let source = Source()
    source.state.withLock { state in
      state.now = -1000
      state.life = .max
    }
    #expect(try await source.cache.current().credentials.accessKeyID == "AKI1")
  }

  private func id(_ cache: CredentialsCache) async throws -> String {
    try await cache.current().credentials.accessKeyID
  }

  @Test func goodCredentialsAreKeptAndRenewedEarly() async throws {
    let source = Source()
    let cache = source.cache
    #expect(try await id(cache) == "AKI1")
    source.pass(54)
    #expect(try await id(cache) == "AKI1")
    source.pass(2)
    #expect(try await id(cache) == "AKI2")
  }

  @Test func credentialsWithoutAnEndAreKept() async throws {
    let source = Source()
    source.state.withLock { $0.life = nil }
    let cache = source.cache
    _ = try await id(cache)
    source.pass(1_000_000)
    #expect(try await id(cache) == "AKI1")
  }

  @Test func shortLivesAreNotRenewedAllTheTime() async throws {
    let source = Source()
    source.state.withLock { $0.life = 4 * 60_000 }
    let cache = source.cache
    _ = try await id(cache)
    source.pass(2)
    #expect(try await id(cache) == "AKI1")
    source.pass(1)
    #expect(try await id(cache) == "AKI2")
  }

  @Test func failuresAreForgotten() async throws {
    let source = Source()
    let cache = source.cache
    source.state.withLock { $0.isFailing = true }
    await #expect(throws: AWSFault.self) { try await cache.current() }
    source.state.withLock { $0.isFailing = false }
    #expect(try await id(cache) == "AKI2")
  }

  @Test func failedRenewalsLeaveWhatIsStillGood() async throws {
    let source = Source()
    let cache = source.cache
    _ = try await id(cache)
    source.pass(56)
    source.state.withLock { $0.isFailing = true }
    #expect(try await id(cache) == "AKI1")
    // Not again at once.
    #expect(try await id(cache) == "AKI1")
    #expect(source.state.withLock(\.fetches) == 2)
    source.pass(5)
    await #expect(throws: AWSFault.self) { try await cache.current() }
  }

  @Test func manyCallersFetchOnce() async throws {
    let source = Source()
    let cache = source.cache
    source.state.withLock { $0.isHeld = true }
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<50 { group.addTask { try await self.id(cache) } }
      // One who gives up does not take it from the others.
      let impatient = Task { try await self.id(cache) }
      impatient.cancel()
      while source.state.withLock(\.waiting.isEmpty) { await Task.yield() }
      source.release()
      _ = try await impatient.value
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(ids == ["AKI1"])
    #expect(source.state.withLock(\.fetches) == 1)
  }
}
