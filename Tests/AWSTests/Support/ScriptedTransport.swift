import AWS
import Documents
import Synchronization

/// A transport that answers from a list and remembers what it was asked.
final class ScriptedTransport: Sendable {
  enum Step: Sendable {
    case answer(HTTPResponse)
    case fault(TransportFault.Kind)

    static func xml(_ body: String, status: Int = 200, headers: HTTPHeaders = [:]) -> Step {
      .answer(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    static func error(
      _ code: String, _ message: String = "no", status: Int = 400, headers: HTTPHeaders = [:]
    ) -> Step {
      xml(
        """
        <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error>\
        <Type>\(status < 500 ? "Sender" : "Receiver")</Type><Code>\(code)</Code>\
        <Message>\(message)</Message></Error><RequestId>req-1</RequestId></ErrorResponse>
        """, status: status, headers: headers)
    }
  }

  private struct State {
    var steps: [Step]
    var requests: [HTTPRequest] = []
    var pauses: [Int64] = []
  }

  private let state: Mutex<State>

  init(_ steps: [Step]) {
    state = Mutex(State(steps: steps))
  }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }
  var pauses: [Int64] { state.withLock { $0.pauses } }

  /// The fields of the form of a request, by name.
  func form(_ index: Int) -> [String: String] {
    Dictionary(
      FormFields.decode(String(decoding: requests[index].body, as: UTF8.self))
        .map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
  }

  var transport: Transport {
    { (request) throws(TransportFault) in
      let step = self.state.withLock { state -> Step in
        state.requests.append(request)
        return state.steps.isEmpty ? .fault(.other) : state.steps.removeFirst()
      }
      switch step {
      case .answer(let response): return response
      case .fault(let kind):
        throw TransportFault(kind, host: request.url.authority, reason: "as the script says")
      }
    }
  }

  var world: CallWorld {
    CallWorld(
      now: { Timestamp(milliseconds: 1_795_194_000_000) },
      pause: { (milliseconds) throws(CancellationError) in
        self.state.withLock { $0.pauses.append(milliseconds) }
      },
      random: { 0.5 })
  }

  func client(_ service: QueryClient.Service) -> QueryClient {
    QueryClient(
      service,
      at: Endpoint(
        url: HTTPURL(host: "\(service.signingName).us-east-1.amazonaws.com"),
        signingRegion: "us-east-1"),
      credentials: { () throws(AWSFault) in
        Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
      },
      transport: transport, world: world, userAgent: "esteira/0")
  }
}
