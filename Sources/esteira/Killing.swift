internal import AWS
internal import Glibc
internal import Synchronization

/// Ends the process as a power cut would, at a chosen instant: the tests' way to prove that
/// nothing is lost. `ESTEIRA_TEST_KILL_AT=7` kills it at the seventh call to a cloud; the even
/// instants lie before a call, the odd ones between the call and its answer.
enum Killing {
  private static let instants = Atomic<Int>(0)

  /// The transport, with an instant before and after each call; the very same one when nobody
  /// asked for an end.
  static func before(_ transport: @escaping Transport) -> Transport {
    guard let text = getenv("ESTEIRA_TEST_KILL_AT"), let last = Int(String(cString: text)) else {
      return transport
    }
    return { (request) async throws(TransportFault) in
      pass(last)
      let response = try await transport(request)
      pass(last)
      return response
    }
  }

  private static func pass(_ last: Int) {
    let instant = instants.add(1, ordering: .relaxed).oldValue
    if instant == last { kill(getpid(), SIGKILL) }
  }
}
