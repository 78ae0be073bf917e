import AWS
import Documents
import Foundation
import Synchronization
import TestSupport

/// A machine on which credentials are looked for: variables, files, servers, programs, a person.
struct CredentialScene: Sendable {
  var variables: [String: String] = [:]
  var files: [String: String] = [:]
  var now = Timestamp(milliseconds: 1_628_193_000_000)
  var server = RecordedServer([])
  var programs: @Sendable (String) -> ProgramResult? = { _ in nil }
  var answer: String?
  let written = Written()

  /// Files that were written.
  final class Written: Sendable {
    private let state = Mutex<[String: String]>([:])

    var files: [String: String] { state.withLock { $0 } }

    func write(_ path: String, _ bytes: [UInt8]) {
      state.withLock { $0[path] = String(decoding: bytes, as: UTF8.self) }
    }
  }

  var settingsWorld: SettingsWorld {
    SettingsWorld(
      variable: { [variables] in variables[$0] },
      readFile: { [files] (path) throws(SettingsFileFault) in
        if files[path] == "<locked>" { throw SettingsFileFault("Permission denied") }
        return files[path].map { Array($0.utf8) }
      })
  }

  var world: CredentialsWorld {
    CredentialsWorld(
      settings: settingsWorld, transport: server.transport, nearby: server.transport,
      calls: CallWorld(
        now: { [now] in now }, pause: { (_) throws(CancellationError) in }, random: { 0.5 }),
      run: { [programs] (command) async throws(ProgramFault) in
        guard let result = programs(command) else {
          throw ProgramFault("No such file or directory")
        }
        return result
      },
      ask: { [answer] _ in answer },
      writePrivateFile: { [written] in written.write($0, $1) }, userAgent: "esteira/0")
  }

  func chain(
    profile: String? = nil, region: String? = nil, role: String? = nil
  ) throws(AWSFault) -> CredentialChain {
    CredentialChain(
      try Settings(profile: profile, settingsWorld), region: region, role: role, world)
  }

  /// What the chain finds, or why it finds nothing.
  func find(
    profile: String? = nil, region: String? = nil, role: String? = nil
  ) async throws(AWSFault) -> CredentialChain.Found {
    try await chain(profile: profile, region: region, role: role).find()
  }
}

/// Servers that expect requests in an order and answer as it was written down.
final class RecordedServer: Sendable {
  struct Exchange: Sendable {
    var method: String
    var url: String
    var headers: [String: String] = [:]
    /// Fields of a form, where the request is one.
    var form: [String: String] = [:]
    var status: Int
    var body: String
    var answerHeaders: HTTPHeaders = [:]
  }

  private struct State {
    var left: [Exchange]
    var last: Exchange?
    var requests: [HTTPRequest] = []
    var mistakes: [String] = []
  }

  private let state: Mutex<State>

  init(_ exchanges: [Exchange]) {
    state = Mutex(State(left: exchanges))
  }

  /// Exchanges that did not take place.
  var left: Int { state.withLock(\.left.count) }
  var requests: [HTTPRequest] { state.withLock(\.requests) }
  /// In what requests were not the expected ones.
  var mistakes: [String] { state.withLock(\.mistakes) }

  var transport: Transport {
    { (request) async throws(TransportFault) in
      let exchange = self.state.withLock { state -> Exchange? in
        state.requests.append(request)
        // A server that failed last goes on failing.
        guard let next = state.left.first else {
          return state.last.flatMap { $0.status < 500 ? nil : $0 }
        }
        state.last = next
        state.left.removeFirst()
        return next
      }
      guard let exchange else {
        throw TransportFault(.refused, host: request.url.authority, reason: "Connection refused")
      }
      let found = self.mistakes(request, exchange)
      self.state.withLock { $0.mistakes += found }
      return HTTPResponse(
        status: exchange.status, headers: exchange.answerHeaders, body: Array(exchange.body.utf8))
    }
  }

  private func mistakes(_ request: HTTPRequest, _ exchange: Exchange) -> [String] {
    var mistakes: [String] = []
    func check(_ what: String, _ found: String?, _ expected: String?) {
      if found != expected {
        mistakes.append("\(what): \(found ?? "none"), expected \(expected ?? "none")")
      }
    }
    check("method", request.method, exchange.method)
    let expected = HTTPURL(exchange.url)
    check("host", request.url.authority, expected?.authority)
    check("scheme", request.url.scheme.rawValue, expected?.scheme.rawValue)
    check("path", request.url.path, expected?.path)
    func sorted(_ query: String?) -> String? {
      query?.split(separator: "&").sorted().joined(separator: "&")
    }
    check("query", sorted(request.url.query), sorted(expected?.query))
    for (name, value) in exchange.headers { check(name, request.headers[name], value) }
    let fields = Dictionary(
      FormFields.decode(String(decoding: request.body, as: UTF8.self)).map { ($0.name, $0.value) },
      uniquingKeysWith: { $1 })
    for (name, value) in exchange.form { check(name, fields[name], value) }
    return mistakes
  }
}
