package import AWS
internal import Synchronization

/// The way to servers over the network, with the system's libcurl. Connections are kept and used
/// again; cookies, caches and redirections are not followed. Proxies are taken from the
/// environment, as curl takes them.
///
/// libcurl is loaded, and the thread that serves it started, with the first request.
package final class NetworkTransport: Sendable {
  /// How long things may take, in seconds, and how much may come.
  package struct Limits: Sendable {
    /// Without a single byte coming or going.
    package var silence: Double
    /// For a whole answer.
    package var answer: Double
    /// The bytes of an answer, its headers included.
    package var size: Int
    /// Requests under way at a time; more of them wait.
    package var parallel: Int
    /// For how many seconds a connection is kept that nobody uses.
    package var idle: Int

    package init(
      silence: Double = 60, answer: Double = 300, size: Int = 256 << 20, parallel: Int = 16,
      idle: Int = 60
    ) {
      self.silence = silence
      self.answer = answer
      self.size = size
      self.parallel = parallel
      self.idle = idle
    }
  }

  private let limits: Limits
  private let certificates: String?
  private let isDirect: Bool
  private let mailbox = Mutex<Mailbox?>(nil)

  /// A transport with its own connections.
  ///
  /// - Parameters:
  ///   - certificates: the file of the authorities to trust, instead of the system's.
  ///   - isDirect: whether proxies are passed by, whatever the environment says.
  package init(
    limits: Limits = Limits(), certificates: String? = nil, isDirect: Bool = false
  ) {
    self.limits = limits
    self.certificates = certificates
    self.isDirect = isDirect
  }

  deinit {
    mailbox.withLock { $0?.close() }
  }

  /// The port that clients call through.
  package var transport: Transport {
    { (request) async throws(TransportFault) in try await self.send(request) }
  }

  private func send(_ request: HTTPRequest) async throws(TransportFault) -> HTTPResponse {
    let mailbox = try openMailbox(for: request)
    let cancellation = Cancellation()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.post(
          Order(request: request, cancellation: cancellation, continuation: continuation))
      }
    } onCancel: {
      cancellation.ask()
      mailbox.wake()
    }
    return try result.get()
  }

  /// The way to the thread, which the first request starts.
  private func openMailbox(for request: HTTPRequest) throws(TransportFault) -> Mailbox {
    try mailbox.withLock { (mailbox) throws(TransportFault) in
      if let mailbox { return mailbox }
      do throws(CurlLibrary.Missing) {
        let new = try TransferLoop.start(
          with: try CurlLibrary.shared.get(), limits, certificates: certificates,
          isDirect: isDirect)
        mailbox = new
        return new
      } catch {
        throw TransportFault(.other, host: request.url.authority, reason: error.reason)
      }
    }
  }
}
