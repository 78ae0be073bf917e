internal import AWS
internal import Documents

/// Answers as AWS's query services write them.
enum Answer {
  /// The services that answer.
  enum Service: String {
    case cloudformation
    case sts

    var namespace: String {
      switch self {
      case .cloudformation: "http://cloudformation.amazonaws.com/doc/2010-05-15/"
      case .sts: "https://sts.amazonaws.com/doc/2011-06-15/"
      }
    }

    var version: String {
      switch self {
      case .cloudformation: "2010-05-15"
      case .sts: "2011-06-15"
      }
    }
  }

  /// An answer to an action that succeeded; `result` is nil where AWS sends none.
  static func success(
    _ action: String, of service: Service, requestID: String, at now: Timestamp,
    result: ((inout XMLWriter) -> Void)?
  ) -> HTTPResponse {
    var writer = XMLWriter()
    writer.element(action + "Response", namespace: service.namespace) { writer in
      if let result { writer.element(action + "Result") { result(&$0) } }
      writer.element("ResponseMetadata") { $0.element("RequestId", requestID) }
    }
    return response(200, writer, requestID, now)
  }

  /// An answer that refuses.
  static func failure(
    _ error: Refusal, of service: Service, requestID: String, at now: Timestamp
  ) -> HTTPResponse {
    var writer = XMLWriter()
    writer.element("ErrorResponse", namespace: service.namespace) { writer in
      writer.element("Error") { writer in
        writer.element("Type", error.isSenders ? "Sender" : "Receiver")
        writer.element("Code", error.code)
        writer.element("Message", error.message)
      }
      writer.element("RequestId", requestID)
    }
    return response(error.status, writer, requestID, now)
  }

  private static func response(
    _ status: Int, _ writer: XMLWriter, _ requestID: String, _ now: Timestamp
  ) -> HTTPResponse {
    HTTPResponse(
      status: status,
      headers: [
        "x-amzn-RequestId": requestID, "Content-Type": "text/xml", "Date": now.httpDate,
      ], body: writer.bytes)
  }
}
