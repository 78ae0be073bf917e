package import Documents
internal import Synchronization

/// Keeps credentials until shortly before they end. Callers that come while they are being fetched
/// wait for the same ones; a failure is told to those who wait and is forgotten.
package final class CredentialsCache: Sendable {
  /// How credentials are had anew.
  package typealias Fetch = @Sendable () async throws(AWSFault) -> CredentialChain.Found

  private typealias Fetching = Task<Result<CredentialChain.Found, AWSFault>, Never>

  private struct State {
    var found: CredentialChain.Found?
    /// From then on they are fetched anew.
    var renewal: Timestamp?
    var fetching: Fetching?
  }

  /// How long before their end credentials and tokens are renewed, at most, in milliseconds.
  static let margin: Int64 = 5 * 60_000
  /// After how long a failed renewal of ones that are still good is tried again, in milliseconds.
  private static let patience: Int64 = 60_000

  private let state = Mutex(State())
  private let now: @Sendable () -> Timestamp
  private let fetch: Fetch

  package init(now: @escaping @Sendable () -> Timestamp, fetch: @escaping Fetch) {
    self.now = now
    self.fetch = fetch
  }

  /// The port that clients sign through.
  package var source: CredentialsSource {
    { () async throws(AWSFault) in try await self.current().credentials }
  }

  /// Credentials that are good now.
  package func current() async throws(AWSFault) -> CredentialChain.Found {
    enum Step {
      case have(CredentialChain.Found)
      case wait(Fetching)
    }
    let step = state.withLock { state -> Step in
      if let found = state.found, state.renewal.map({ now() < $0 }) ?? true { return .have(found) }
      if let fetching = state.fetching { return .wait(fetching) }
      // A task of its own: whoever began it may give up without taking it from the others.
      let fetching = Fetching { await self.renew() }
      state.fetching = fetching
      return .wait(fetching)
    }
    switch step {
    case .have(let found): return found
    case .wait(let fetching): return try await fetching.value.get()
    }
  }

  private func renew() async -> Result<CredentialChain.Found, AWSFault> {
    let result: Result<CredentialChain.Found, AWSFault>
    do throws(AWSFault) {
      result = .success(try await fetch())
    } catch {
      result = .failure(error)
    }
    let now = now()
    return state.withLock { state in
      state.fetching = nil
      switch result {
      case .success(let found):
        state.found = found
        state.renewal = found.credentials.expiry.map { expiry in
          // What is good for a short time only is not renewed all the time.
          let life = expiry > now ? expiry.milliseconds.subtractingSaturated(now.milliseconds) : 0
          return expiry.advanced(byMilliseconds: -min(Self.margin, life / 4))
        }
        return result
      case .failure:
        guard let old = state.found, let expiry = old.credentials.expiry, now < expiry else {
          state.found = nil
          return result
        }
        state.renewal = min(expiry, now.advanced(byMilliseconds: Self.patience))
        return .success(old)
      }
    }
  }
}

extension Int64 {
  /// A difference that is as large as it can be where it would be too large.
  fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
    let (difference, isTooMuch) = subtractingReportingOverflow(other)
    return isTooMuch ? .max : difference
  }
}
