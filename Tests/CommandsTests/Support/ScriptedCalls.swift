import AWS
import Diagnostics
import Synchronization

/// Calls to AWS that end as an example says.
enum ScriptedCalls {
  static func transport(for calls: Circumstance.Calls) -> Transport {
    switch calls {
    case .nameNotFound: fails(.nameNotFound)
    case .refused: fails(.refused)
    case .untrusted: fails(.tls)
    case .timedOut: fails(.timedOut)
    case .lost: fails(.connectionLost)
    case .proxy: fails(.proxy)
    case .failed: fails(.other)
    case .unreadableBody: fails(.body)
    case .cancelled: fails(.cancelled)
    case .page: answers(200, "<html>Please log in</html>")
    case .invalid: refuses("ValidationError", 400)
    case .denied: refuses("AccessDenied", 403)
    case .wrongSecret: refuses("SignatureDoesNotMatch", 403)
    case .expired: refuses("ExpiredToken", 403)
    case .skewed: refuses("RequestExpired", 400)
    case .throttled: refuses("Throttling", 400)
    case .broken: refuses("InternalFailure", 500)
    case .otherAccount, .lostOnTheWay: fails(.other)
    }
  }

  /// Another way, which breaks off once it was used to execute a change set.
  static func breakingOff(_ way: @escaping Transport) -> Transport {
    let isBroken = Mutex(false)
    return { (request) async throws(TransportFault) in
      guard !isBroken.withLock({ $0 }) else { return try await fails(.connectionLost)(request) }
      let answer = try await way(request)
      if String(decoding: request.body, as: UTF8.self).contains("Action=ExecuteChangeSet") {
        isBroken.withLock { $0 = true }
      }
      return answer
    }
  }

  private static func fails(_ kind: TransportFault.Kind) -> Transport {
    { (request) async throws(TransportFault) in
      throw TransportFault(kind, host: request.url.authority, reason: "as the story says")
    }
  }

  private static func answers(_ status: Int, _ text: String) -> Transport {
    { (_) async throws(TransportFault) in HTTPResponse(status: status, body: Array(text.utf8)) }
  }

  private static func refuses(_ code: String, _ status: Int) -> Transport {
    answers(
      status,
      "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code>"
        + "<Message>As the story says</Message></Error></ErrorResponse>")
  }
}
