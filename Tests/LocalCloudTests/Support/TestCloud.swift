import AWS
import Documents
import LocalCloud
import Synchronization
import TestSupport

/// A client of an embedded cloud whose time only passes when a test says so.
final class TestCloud: Sendable {
  let cloud: LocalCloud
  let store: any CloudStore
  private let signer: Signer
  private let time: Mutex<Timestamp>

  init(
    store: any CloudStore = InMemoryStore(), faults: FaultPlan = .none, pageSize: Int = 100,
    region: String = "us-east-1", seed: UInt64 = 1,
    credentials: Credentials = LocalCloud.credentials,
    at time: Timestamp = Timestamp(seconds: 1_800_000_000)
  ) throws {
    self.store = store
    let numbers = Mutex(SeededGenerator(seed: seed))
    cloud = try LocalCloud(
      configuration: LocalCloud.Configuration(faults: faults, pageSize: pageSize), store: store,
      entropy: Entropy { numbers.withLock { $0.next() } })
    signer = Signer(credentials: credentials, region: region, service: "cloudformation")
    self.time = Mutex(time)
  }

  var now: Timestamp { time.withLock(\.self) }

  /// Lets time pass.
  func wait(_ milliseconds: Int64) {
    time.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
  }

  /// A signed call; the result's element, or the refusal.
  func call(_ action: String, _ fields: [String: String] = [:]) throws(Refused) -> XMLElement {
    let (response, document) = answer(action, fields)
    guard response.status == 200 else {
      let error = document["Error"]
      throw Refused(
        status: response.status, code: error?["Code"]?.text ?? "",
        message: error?["Message"]?.text ?? "")
    }
    return document[action + "Result"] ?? XMLElement("none")
  }

  /// A signed call's whole answer.
  func answer(_ action: String, _ fields: [String: String]) -> (HTTPResponse, XMLElement) {
    let response = cloud.respond(to: request(action, fields), at: now)
    let document = (try? XMLReader.read(response.body)) ?? XMLElement("unreadable")
    return (response, document)
  }

  /// A signed request.
  func request(_ action: String, _ fields: [String: String]) -> HTTPRequest {
    var all = fields
    all["Action"] = action
    all["Version"] = "2010-05-15"
    let body = FormFields.encode(
      all.sorted { $0.key < $1.key }.map { FormFields.Field($0.key, $0.value) })
    let request = HTTPRequest(
      method: "POST", url: HTTPURL(scheme: .http, host: "127.0.0.1", port: 4566),
      headers: ["Content-Type": "application/x-www-form-urlencoded"], body: body)
    return signer.sign(request, at: now)
  }
}

/// An answer that is no success.
struct Refused: Error, Equatable, CustomStringConvertible {
  var status: Int
  var code: String
  var message: String

  var description: String { "\(status) \(code): \(message)" }
}
