package import AWS
internal import Foundation
internal import FoundationNetworking

/// The way to servers over the network. Connections are kept and used again; cookies, caches and
/// redirections are not followed. Proxies are taken from the environment, as curl takes them.
package final class NetworkTransport: Sendable {
  /// How long things may take, in seconds.
  package struct Limits: Sendable {
    /// Without a single byte coming.
    package var silence: Double
    /// For a whole answer.
    package var answer: Double

    package init(silence: Double = 60, answer: Double = 300) {
      self.silence = silence
      self.answer = answer
    }
  }

  private let session: URLSession

  /// A transport with its own connections.
  package init(limits: Limits = Limits()) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = limits.silence
    configuration.timeoutIntervalForResource = limits.answer
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.httpCookieStorage = nil
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.httpMaximumConnectionsPerHost = 16
    session = URLSession(
      configuration: configuration, delegate: Redirections(), delegateQueue: nil)
  }

  deinit {
    session.finishTasksAndInvalidate()
  }

  /// The port that clients call through.
  package var transport: Transport {
    { (request) async throws(TransportFault) in try await self.send(request) }
  }

  private func send(_ request: HTTPRequest) async throws(TransportFault) -> HTTPResponse {
    let host = request.url.authority
    guard let url = URL(string: request.url.text) else {
      throw TransportFault(.other, host: host, reason: "the address cannot be used")
    }
    do {
      let (data, response) = try await session.data(for: Self.translate(request, url))
      guard let response = response as? HTTPURLResponse else {
        throw TransportFault(.other, host: host, reason: "the answer is not HTTP")
      }
      return Self.translate(response, data)
    } catch let fault as TransportFault {
      throw fault
    } catch {
      throw TransportFault(Self.kind(of: error), host: host, reason: Self.reason(of: error))
    }
  }

  private static func translate(_ request: HTTPRequest, _ url: URL) -> URLRequest {
    var translated = URLRequest(url: url)
    translated.httpMethod = request.method
    for field in request.headers.fields {
      translated.addValue(field.value, forHTTPHeaderField: field.name)
    }
    if !request.body.isEmpty { translated.httpBody = Data(request.body) }
    return translated
  }

  private static func translate(_ response: HTTPURLResponse, _ data: Data) -> HTTPResponse {
    var headers = HTTPHeaders()
    for (name, value) in response.allHeaderFields {
      if let name = name as? String, let value = value as? String { headers.append(name, value) }
    }
    return HTTPResponse(status: response.statusCode, headers: headers, body: [UInt8](data))
  }
}

/// Hands redirections to the caller as answers: a signed request is good for one host only.
private final class Redirections: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
