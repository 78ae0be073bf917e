internal import AWS
internal import CCurl
internal import Synchronization

/// One request that waits for its answer.
struct Order: Sendable {
  let request: HTTPRequest
  let cancellation: Cancellation
  let continuation: CheckedContinuation<Result<HTTPResponse, TransportFault>, Never>

  /// Answers. Exactly once.
  func end(_ result: Result<HTTPResponse, TransportFault>) {
    continuation.resume(returning: result)
  }

  /// Answers that no answer came.
  func end(_ kind: TransportFault.Kind, _ reason: String) {
    end(.failure(TransportFault(kind, host: request.url.authority, reason: reason)))
  }

  /// Answers that the caller gave up.
  func endAsCancelled() {
    end(.cancelled, "the caller gave up")
  }
}

/// Whether the caller of a request gave up. It may do so before the request is posted.
final class Cancellation: Sendable {
  private let wasAsked = Atomic<Bool>(false)

  func ask() {
    wasAsked.store(true, ordering: .releasing)
  }

  var isAsked: Bool { wasAsked.load(ordering: .acquiring) }
}

/// What the tasks of a transport leave for the thread that serves them.
final class Mailbox: Sendable {
  private struct State {
    var orders: [Order] = []
    var isClosed = false
    /// Whether the thread waits, or is about to, without having seen what was left.
    var isResting = false
  }

  private let state = Mutex(State())
  /// None once the thread has ended. It has a lock of its own: the thread that is woken looks at the
  /// state at once, and would find that locked by who wakes it.
  private let waker: Mutex<Waker?>

  init(_ waker: Waker) {
    self.waker = Mutex(waker)
  }

  /// Leaves a request.
  func post(_ order: Order) {
    let isResting = state.withLock { state in
      precondition(!state.isClosed, "the transport lives as long as somebody sends through it")
      state.orders.append(order)
      return state.isResting
    }
    if isResting { wake() }
  }

  /// Has the thread look around: under the lock, because the thread takes away what wakes it.
  func wake() {
    waker.withLock { $0?.wake() }
  }

  /// Nothing will be posted any more: the thread finishes what it has and ends.
  func close() {
    state.withLock { $0.isClosed = true }
    wake()
  }

  /// Whether the thread may wait: nothing was left since it looked. Whoever leaves something from now
  /// on wakes it.
  func mayRest() -> Bool {
    state.withLock { state in
      state.isResting = state.orders.isEmpty
      return state.isResting
    }
  }

  /// What was left since the last time, and whether that was all.
  func collect() -> (orders: [Order], isClosed: Bool) {
    state.withLock { state in
      defer { state.orders = [] }
      state.isResting = false
      return (state.orders, state.isClosed)
    }
  }

  /// Nobody is to be woken any more.
  func retire() {
    waker.withLock { $0 = nil }
  }
}

/// Ends the wait of the thread that serves a multi handle.
///
/// Unchecked, because libcurl lets any thread do this one thing with the handle of another.
struct Waker: @unchecked Sendable {
  let curl: CurlLibrary
  let multi: OpaquePointer

  func wake() {
    esteira_curl_wake(curl.table, multi)
  }
}
