import Documents
import Foundation
import TestSupport
import Testing

@testable import AWS

/// The cases of AWS's specification. The five of long polling are left out: no operation here polls.
@Suite(.enabled(if: IndependentData.isHere)) struct RetryCaseTests {
  struct File: Decodable {
    var standardRetryIntegrationTestCases: [Case]
    var newStandardRetryIntegrationTestCases: [Case]
    var newStandardRetryMultiInvocationTestCases: [Case]
    var newStandardRetryMultiThreadedTestCases: [Threads]
    var adaptiveRetryCubicTestCases: [Curve]
    var adaptiveRetryE2eTestCases: [Pace]
  }

  struct Threads: Decodable {
    var threads: [[Case.Step]]
    var expectedFinalQuota: Int
  }

  struct Curve: Decodable {
    struct Given: Decodable {
      var lastMaxRate: Double
      var lastThrottleTime: Double
    }

    struct Step: Decodable {
      var response: String
      var timestamp: Double
      var calculatedRate: Double
    }

    var given: Given
    var cases: [Step]
  }

  struct Pace: Decodable {
    struct Step: Decodable {
      var response: String
      var timestamp: Double
      var measuredTxRate: Double
      var newTokenBucketRate: Double
    }

    var cases: [Step]
  }

  struct Case: Decodable {
    struct Given: Decodable {
      var maxAttempts: Int?
      var initialRetryTokens: Int?
      var maxBackoffTime: Double?
    }

    struct Step: Decodable {
      struct Response: Decodable {
        var statusCode: Int
        var errorCode: String?
        var headers: [String: String]?
      }

      struct Expected: Decodable {
        var outcome: String
        var retryQuota: Int
        var delay: Double?
      }

      var response: Response
      var expected: Expected
    }

    var name: String
    var given: Given
    var responses: [Step]
  }

  private static func file() throws -> File {
    try JSONDecoder.snakeCase.decode(
      File.self, from: Data(IndependentData.bytes("retries/smithy-standard-retry-cases.json")))
  }

  @Test func standardMode() throws {
    let cases = try Self.file().standardRetryIntegrationTestCases
    #expect(cases.count == 6)
    for sample in cases { try run(sample, .standard) }
  }

  /// The successor of the standard mode differs in numbers only.
  @Test func newStandardMode() throws {
    let file = try Self.file()
    let cases =
      file.newStandardRetryIntegrationTestCases + file.newStandardRetryMultiInvocationTestCases
    #expect(cases.count == 13)
    let policy = RetryPolicy(
      cost: .init(throttled: 5, transient: 14, timedOut: 14),
      firstPause: .init(throttled: 1000, transient: 50))
    for sample in cases { try run(sample, policy) }
  }

  /// Calls at the same time share the quota: the steps are taken in the one order that fits.
  @Test func manyCallsShareAQuota() throws {
    let cases = try Self.file().newStandardRetryMultiThreadedTestCases
    #expect(cases.count == 1)
    for sample in cases {
      let policy = RetryPolicy(
        maximumAttempts: 5, cost: .init(throttled: 5, transient: 14, timedOut: 14))
      var quota = RetryQuota(capacity: policy.quota)
      var waiting = sample.threads.map { (RetryAttempts(policy, isSafe: true), $0[...]) }
      var left = sample.threads.map(\.count).reduce(0, +)
      while left > 0 {
        // Whoever fails comes first: a success before it would fit, too.
        let order = waiting.indices.sorted { left, right in
          (waiting[left].1.first?.response.statusCode ?? 0)
            > (waiting[right].1.first?.response.statusCode ?? 0)
        }
        let next = order.first { index in
          var (attempts, steps) = waiting[index]
          var tried = quota
          guard let step = steps.popFirst() else { return false }
          let outcome: RetryOutcome =
            step.response.statusCode == 200 ? .success : .failure(.transient)
          _ = attempts.decide(after: outcome, quota: &tried, random: 1)
          guard tried.available == step.expected.retryQuota else { return false }
          quota = tried
          waiting[index] = (attempts, steps)
          return true
        }
        _ = try #require(next)
        left -= 1
      }
      #expect(quota.available == sample.expectedFinalQuota)
    }
  }

  @Test func adaptiveCurve() throws {
    let cases = try Self.file().adaptiveRetryCubicTestCases
    #expect(cases.count == 2)
    for sample in cases {
      var curve = SendingPace.Curve(
        lastRate: sample.given.lastMaxRate, lastTime: sample.given.lastThrottleTime)
      var rate = 0.0
      for step in sample.cases {
        rate =
          step.response == "throttle"
          ? curve.shrunk(from: rate, at: step.timestamp) : curve.grown(at: step.timestamp)
        #expect(abs(rate - step.calculatedRate) < 1e-6, "at \(step.timestamp)")
      }
    }
  }

  @Test func adaptivePace() throws {
    let cases = try Self.file().adaptiveRetryE2eTestCases
    #expect(cases.count == 1)
    for sample in cases {
      var pace = SendingPace()
      for step in sample.cases {
        pace.note(step.response == "throttle", seconds: step.timestamp)
        #expect(abs(pace.measured - step.measuredTxRate) < 1e-6, "at \(step.timestamp)")
        #expect(abs(pace.rate - step.newTokenBucketRate) < 1e-6, "at \(step.timestamp)")
      }
    }
  }

  private func run(_ sample: Case, _ usual: RetryPolicy) throws {
    var policy = usual
    if let count = sample.given.maxAttempts { policy.maximumAttempts = count }
    if let seconds = sample.given.maxBackoffTime { policy.longestPause = Int64(seconds * 1000) }
    var quota = RetryQuota(
      capacity: policy.quota, available: sample.given.initialRetryTokens)
    var attempts = RetryAttempts(policy, isSafe: true)
    for step in sample.responses {
      let headers = HTTPHeaders((step.response.headers ?? [:]).map { .init($0.key, $0.value) })
      let response = HTTPResponse(
        status: step.response.statusCode, headers: headers,
        body: Array((step.response.errorCode.map(body) ?? "").utf8))
      let answer = QueryAnswer(response, action: "X")
      let outcome = RetryOutcome(answer, response, at: Timestamp(milliseconds: 0))
      let decision = attempts.decide(after: outcome, quota: &quota, random: 1)
      let expected: RetryDecision =
        switch step.expected.outcome {
        case "retry_request":
          .repeat(after: Int64(((step.expected.delay ?? 0) * 1000).rounded()))
        case "success": .done
        case "max_attempts_exceeded": .stop(.attemptsExceeded)
        case "retry_quota_exceeded": .stop(.quotaExceeded)
        default: .stop(.final)
        }
      #expect(decision == expected, "\(sample.name)")
      #expect(quota.available == step.expected.retryQuota, "\(sample.name)")
      if decision == .done { attempts = RetryAttempts(policy, isSafe: true) }
    }
  }

  private func body(_ code: String) -> String {
    "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>"
  }
}
