import AWS
import BucketRecords
import Documents
import LocalCloud
import Recording
import Synchronization

/// A bucket of the embedded cloud, reached by signed calls that may go wrong.
final class TestBucket: Sendable {
  /// What happens to a call on its way.
  enum Mishap: Sendable {
    /// It does not arrive.
    case lostBefore
    /// It arrives and is carried out, and the answer does not come back.
    case lostAfter
    /// It seems lost, and is carried out just before the call that comes so much later.
    case landsLate(after: Int)
    /// The service says that two of them met.
    case conflict
    /// The service fails, and does nothing.
    case failure

    /// What the service says in the place of doing it.
    fileprivate var refusal: HTTPResponse? {
      switch self {
      case .conflict: Self.answer(409, "ConditionalRequestConflict")
      case .failure: Self.answer(500, "InternalError")
      case .lostBefore, .lostAfter, .landsLate: nil
      }
    }

    private static func answer(_ status: Int, _ code: String) -> HTTPResponse {
      HTTPResponse(
        status: status, body: Array("<Error><Code>\(code)</Code></Error>".utf8))
    }
  }

  private struct State {
    var calls: [String] = []
    var milliseconds: Int64 = 1_795_000_000_000
    var pauses: [Int64] = []
    /// Requests that are still on their way, and how many answers come before them.
    var late: [(request: HTTPRequest, after: Int)] = []
  }

  static let name = "records"
  private let cloud: LocalCloud
  private let state = Mutex(State())
  private let mishap: @Sendable (_ method: String, _ key: String, _ number: Int) -> Mishap?

  /// A bucket, which is there unless that is asked otherwise.
  init(
    isThere: Bool = true, store: InMemoryStore = InMemoryStore(),
    mishap: @escaping @Sendable (_ method: String, _ key: String, _ number: Int) -> Mishap? = {
      _, _, _ in nil
    }
  ) throws {
    cloud = try LocalCloud(store: store)
    self.mishap = mishap
    if isThere {
      let request = HTTPRequest(method: "PUT", url: HTTPURL(host: "records.s3.amazonaws.com"))
      let signer = Signer(
        credentials: LocalCloud.credentials, region: "us-east-1", service: "s3")
      _ = cloud.respond(to: signer.sign(request, at: now()), at: now())
    }
  }

  /// The calls so far: method and key.
  var calls: [String] { state.withLock(\.calls) }

  /// The pauses so far, in milliseconds.
  var pauses: [Int64] { state.withLock(\.pauses) }

  func now() -> Timestamp {
    state.withLock { state in
      state.milliseconds += 1
      return Timestamp(milliseconds: state.milliseconds)
    }
  }

  var services: Services {
    Services(
      Endpoints(), in: "us-east-1",
      credentials: { () throws(AWSFault) in LocalCloud.credentials },
      transport: { (request) async throws(TransportFault) in try await self.answer(request) },
      world: CallWorld(
        now: { self.now() },
        pause: { milliseconds throws(CancellationError) in
          self.state.withLock { $0.pauses.append(milliseconds) }
        }, random: { 0.5 }),
      userAgent: "esteira/0")
  }

  var client: S3Client { S3Client(services, owner: LocalCloud.account) }

  /// A view of the records, as one process has it.
  func place(_ prefix: String = "team/fraud") -> BucketPlace {
    BucketPlace(client, bucket: Self.name, prefix: prefix)
  }

  private func answer(_ request: HTTPRequest) async throws(TransportFault) -> HTTPResponse {
    let key = String(request.url.path.dropFirst())
    let number = state.withLock { state in
      state.calls.append("\(request.method) \(key)")
      return state.calls.count
    }
    // Others come in between.
    await Task.yield()
    land()
    let mishap = mishap(request.method, key, number)
    let lost = TransportFault(.connectionLost, host: request.url.authority, reason: "reset")
    if let refusal = mishap?.refusal { return refusal }
    switch mishap {
    case .lostBefore: throw lost
    case .landsLate(let count):
      state.withLock { $0.late.append((request, count)) }
      throw lost
    default: break
    }
    let answer = cloud.respond(to: request, at: now())
    if mishap != nil { throw lost }
    return answer
  }

  /// Carries out what has been on its way for long enough.
  private func land() {
    let landing = state.withLock { state in
      for index in state.late.indices { state.late[index].after -= 1 }
      defer { state.late.removeAll { $0.after <= 0 } }
      return state.late.filter { $0.after <= 0 }.map(\.request)
    }
    for request in landing { _ = cloud.respond(to: request, at: now()) }
  }
}
