internal import AWS
internal import CCurl
internal import Glibc

/// The transfers of one transport, served by one thread that ends with the transport.
struct TransferLoop: ~Copyable {
  private let curl: CurlLibrary
  private let multi: OpaquePointer
  private let mailbox: Mailbox
  private let limits: NetworkTransport.Limits
  private let certificates: String?
  private let isDirect: Bool
  private var waiting: [Order] = []
  /// By their handles.
  private var active: [OpaquePointer: Transfer] = [:]
  /// When something was last begun or ended.
  private var lastEvent = ContinuousClock.now

  /// For how long after an event the thread looks around before it sleeps: what answers as fast as
  /// that would be kept waiting for longer by the waking up. One processor alone is left to others.
  private static let patience: Duration =
    sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 ? .microseconds(150) : .zero

  /// Starts a thread; it is reached through the mailbox.
  static func start(
    with curl: CurlLibrary, _ limits: NetworkTransport.Limits, certificates: String?,
    isDirect: Bool
  ) throws(CurlLibrary.Missing) -> Mailbox {
    guard let multi = esteira_curl_multi_new(curl.table) else {
      throw CurlLibrary.Missing(reason: "libcurl cannot be started")
    }
    let waker = Waker(curl: curl, multi: multi)
    let mailbox = Mailbox(waker)
    let isRunning = DetachedThread.start {
      var loop = TransferLoop(waker, mailbox, limits, certificates, isDirect)
      loop.run()
    }
    guard isRunning else {
      mailbox.retire()
      esteira_curl_multi_free(curl.table, multi)
      throw CurlLibrary.Missing(reason: "the system gives no thread for the network")
    }
    return mailbox
  }

  private init(
    _ waker: Waker, _ mailbox: Mailbox, _ limits: NetworkTransport.Limits, _ certificates: String?,
    _ isDirect: Bool
  ) {
    curl = waker.curl
    multi = waker.multi
    self.mailbox = mailbox
    self.limits = limits
    self.certificates = certificates
    self.isDirect = isDirect
    esteira_curl_keep_connections(curl.table, multi, limits.parallel)
  }

  deinit {
    esteira_curl_multi_free(curl.table, multi)
  }

  private mutating func run() {
    while true {
      let (orders, isClosed) = mailbox.collect()
      waiting += orders
      giveUp()
      if isClosed, waiting.isEmpty, active.isEmpty { break }
      admit()
      check(esteira_curl_perform(curl.table, multi))
      settle()
      guard waiting.isEmpty || active.count >= limits.parallel else { continue }
      if lastEvent.duration(to: .now) > Self.patience, mailbox.mayRest() { rest() }
    }
    mailbox.retire()
  }

  /// Begins the requests that are next, as many as there is room for.
  private mutating func admit() {
    let next = waiting.prefix(max(0, limits.parallel - active.count))
    waiting.removeFirst(next.count)
    if !next.isEmpty { lastEvent = .now }
    for order in next {
      do throws(TransportFault) {
        let transfer = try Transfer(
          order, with: curl, limits, certificates: certificates, isDirect: isDirect)
        let easy = transfer.handle.pointer
        active[easy] = transfer
        check(esteira_curl_add(curl.table, multi, easy))
      } catch {
        order.end(.failure(error))
      }
    }
  }

  /// Answers those whose transfers are over.
  private mutating func settle() {
    var error: Int32 = 0
    while let easy = esteira_curl_next_finished(curl.table, multi, &error) {
      guard let transfer = active[easy] else { continue }
      lastEvent = .now
      let result = transfer.result(error)
      // First: whoever has the answer may end the process, and with it what this needs.
      drop(easy)
      transfer.order.end(result)
    }
  }

  /// Ends what the callers do not want any more and what takes too long.
  private mutating func giveUp() {
    waiting.removeAll { order in
      guard order.cancellation.isAsked else { return false }
      order.endAsCancelled()
      return true
    }
    let now = ContinuousClock.now
    for (easy, transfer) in active {
      if transfer.order.cancellation.isAsked {
        transfer.order.endAsCancelled()
        // Afterwards: this waits for a name server that is being asked.
        drop(easy)
      } else if let words = transfer.expiry(now) {
        transfer.order.end(.timedOut, words)
        drop(easy)
      }
    }
  }

  private mutating func drop(_ easy: OpaquePointer) {
    esteira_curl_remove(curl.table, multi, easy)
    active[easy] = nil
  }

  /// Waits until there is something to do.
  private mutating func rest() {
    let now = ContinuousClock.now
    let next = active.values.map { $0.deadline }.min()
    let pause = next.map { max(.zero, now.duration(to: $0)) } ?? .seconds(3600)
    // One more, so that the deadline is over by then.
    let milliseconds = min(pause / .milliseconds(1), 3_600_000) + 1
    check(esteira_curl_wait(curl.table, multi, Int32(milliseconds)))
  }

  /// Ends everything that is under way if libcurl cannot go on.
  private mutating func check(_ error: Int32) {
    guard error != 0 else { return }
    let words = String(cString: esteira_curl_multi_words(curl.table, error))
    for (easy, transfer) in active {
      drop(easy)
      transfer.order.end(.other, words)
    }
  }
}
