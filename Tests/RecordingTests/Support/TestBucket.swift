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
    /// The service says that two of them met.
    case conflict
  }

  private struct State {
    var calls: [String] = []
    var milliseconds: Int64 = 1_795_000_000_000
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
        now: { self.now() }, pause: { (_) throws(CancellationError) in }, random: { 0.5 }),
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
    let mishap = mishap(request.method, key, number)
    let lost = TransportFault(.connectionLost, host: request.url.authority, reason: "reset")
    switch mishap {
    case .lostBefore: throw lost
    case .conflict:
      return HTTPResponse(
        status: 409, body: Array("<Error><Code>ConditionalRequestConflict</Code></Error>".utf8))
    case .lostAfter, nil: break
    }
    let answer = cloud.respond(to: request, at: now())
    if mishap != nil { throw lost }
    return answer
  }
}
