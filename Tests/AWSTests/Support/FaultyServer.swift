import AWS
import Documents
import Synchronization
import TestSupport

/// What a server does with one request.
enum Mishap: CaseIterable, Sendable {
  case right
  case reset, stalls, nameNotFound, refused
  case throttles, throttlesForAWhile
  case fails, failsSilently, failsWithPage
  case truncates, garbage, page
  case denies, clockIsOff

  /// Whether a caller may find something else by trying again, for operations that may be repeated.
  var mayPass: Bool {
    switch self {
    case .reset, .stalls, .nameNotFound, .refused, .throttles, .throttlesForAWhile, .fails,
      .failsSilently, .failsWithPage, .clockIsOff:
      true
    case .right, .truncates, .garbage, .page, .denies: false
    }
  }

  /// Whether the operation may have been carried out.
  var isDoubtful: Bool {
    switch self {
    case .reset, .stalls, .fails, .failsSilently, .failsWithPage: true
    default: false
    }
  }

  /// The codes that tell of it.
  var codes: Set<AWSCode> {
    switch self {
    case .right: []
    case .reset: [.connectionLost]
    case .stalls: [.timedOut]
    case .nameNotFound: [.nameNotFound]
    case .refused: [.connectionRefused]
    case .throttles, .throttlesForAWhile: [.throttled]
    case .fails, .failsSilently: [.serviceFailed]
    case .failsWithPage, .truncates, .garbage, .page: [.unreadableAnswer]
    case .denies: [.accessDenied]
    case .clockIsOff: [.clockSkewed]
    }
  }
}

/// How a service writes right answers and errors.
enum Dialect: CaseIterable, Sendable {
  case query, json, restXML

  var right: String {
    switch self {
    case .query: "<AskResponse><AskResult><Answer>right</Answer></AskResult></AskResponse>"
    case .json: #"{"logGroups":[{"logGroupName":"right"}]}"#
    case .restXML:
      "<ListBucketResult><Contents><Key>right</Key><ETag>t</ETag></Contents></ListBucketResult>"
    }
  }

  func error(_ code: String) -> String {
    switch self {
    case .query:
      "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>no</Message></Error>"
        + "<RequestId>r</RequestId></ErrorResponse>"
    case .json: #"{"__type":"x#\#(code)","message":"no"}"#
    case .restXML: "<Error><Code>\(code)</Code><Message>no</Message></Error>"
    }
  }
}

/// A server whose mishaps were drawn before, on a clock that only it and pauses move.
final class FaultyServer: Sendable {
  struct State {
    var now = Timestamp(milliseconds: 1_795_194_000_000)
    var answered: [Mishap] = []
    var paused: [Int64] = []
    var random: SeededGenerator
  }

  let state: Mutex<State>
  private let script: [Mishap]
  private let dialect: Dialect

  /// A server that goes wrong as the script says, and right afterwards.
  init(_ script: [Mishap], _ dialect: Dialect, seed: UInt64) {
    self.script = script
    self.dialect = dialect
    state = Mutex(State(random: SeededGenerator(seed: seed)))
  }

  var world: CallWorld {
    CallWorld(
      now: { self.state.withLock(\.now) },
      pause: { (milliseconds) throws(CancellationError) in
        self.state.withLock { state in
          state.paused.append(milliseconds)
          state.now = state.now.advanced(byMilliseconds: milliseconds)
        }
      },
      random: { self.state.withLock { Double.random(in: 0..<1, using: &$0.random) } })
  }

  var transport: Transport {
    { (request) async throws(TransportFault) in
      let mishap = self.state.withLock { state in
        let index = state.answered.count
        let mishap = index < self.script.count ? self.script[index] : .right
        state.answered.append(mishap)
        state.now = state.now.advanced(byMilliseconds: mishap == .stalls ? 60_000 : 40)
        return mishap
      }
      func fault(_ kind: TransportFault.Kind) -> TransportFault {
        TransportFault(kind, host: request.url.authority, reason: "as the script says")
      }
      switch mishap {
      case .reset: throw fault(.connectionLost)
      case .stalls: throw fault(.timedOut)
      case .nameNotFound: throw fault(.nameNotFound)
      case .refused: throw fault(.refused)
      default: return self.answer(mishap)
      }
    }
  }

  private func answer(_ mishap: Mishap) -> HTTPResponse {
    state.withLock { state in
      switch mishap {
      case .throttles: answer(400, dialect.error("Throttling"))
      case .throttlesForAWhile:
        answer(429, dialect.error("SlowDown"), ["Retry-After": "\(state.random.next() % 100_000)"])
      case .fails: answer(500, dialect.error("InternalFailure"))
      case .failsSilently: answer(503, "")
      case .failsWithPage: answer(502, "<html><body>Bad Gateway<br></body></html>")
      case .truncates:
        answer(
          200,
          String(dialect.right.prefix(.random(in: 1..<dialect.right.count, using: &state.random))))
      case .garbage:
        HTTPResponse(
          status: 200,
          body: (0..<Int.random(in: 1..<200, using: &state.random)).map { _ in
            UInt8(truncatingIfNeeded: state.random.next())
          })
      case .page: answer(200, "<html><head><title>Log in</title></head><body/></html>")
      case .denies: answer(403, dialect.error("AccessDenied"))
      case .clockIsOff:
        // Each time by another hour, so that correcting it once does not do.
        answer(
          403, dialect.error("RequestExpired"),
          [
            "Date": state.now.advanced(
              byMilliseconds: Int64(state.answered.count) * 3_600_000
            ).httpDate
          ])
      default: answer(200, dialect.right)
      }
    }
  }

  private func answer(_ status: Int, _ body: String, _ headers: HTTPHeaders = [:]) -> HTTPResponse {
    HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
  }
}
