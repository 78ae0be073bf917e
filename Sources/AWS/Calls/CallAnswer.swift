/// What came back for a call.
package enum CallAnswer<Success: Sendable>: Sendable {
  case success(Success, requestID: String?)
  case failure(ServiceError)
  /// No answer of the service: a page of a proxy, a portal or another program.
  case unreadable(firstLine: String, reason: String)

  /// The same answer with another success.
  func map<Other>(_ transform: (Success) -> Other) -> CallAnswer<Other> {
    switch self {
    case .success(let success, let requestID): .success(transform(success), requestID: requestID)
    case .failure(let error): .failure(error)
    case .unreadable(let line, let reason): .unreadable(firstLine: line, reason: reason)
    }
  }
}

/// What every answer has, whatever its protocol.
enum AnswerText {
  /// The id under which the service knows a call.
  static func requestID(_ headers: HTTPHeaders) -> String? {
    headers["x-amzn-RequestId"] ?? headers["x-amz-request-id"]
  }

  /// The beginning of a body, as far as it helps to recognise who wrote it.
  static func firstLine(of body: [UInt8]) -> String {
    let text = String(decoding: body.prefix(2048), as: UTF8.self)
    let line =
      text.split(whereSeparator: \.isNewline)
      .first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    let visible = line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return String(String.UnicodeScalarView(visible).prefix(120))
  }

  private static func words(_ status: Int) -> String {
    switch status {
    case 300...399: "it has to be asked somewhere else"
    case 400: "it was refused without a reason"
    case 401, 403: "access was refused without a reason"
    case 404: "it was not found"
    case 407: "a proxy on the way wants to know who asks"
    default: "the answer is empty"
    }
  }

  /// The error of an answer that says nothing but its status.
  static func silent(_ response: HTTPResponse) -> ServiceError {
    ServiceError(
      code: "HTTP\(response.status)", message: words(response.status),
      isSenders: response.status < 500, requestID: requestID(response.headers),
      status: response.status)
  }
}
