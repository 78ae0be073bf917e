/// What came back for a call of the query protocol.
package enum QueryAnswer: Sendable {
  /// The element that holds the result; the whole answer where there is none.
  case success(XMLElement, requestID: String?)
  case failure(ServiceError)
  /// No answer of the service: a page of a proxy, a portal or another program.
  case unreadable(firstLine: String, reason: String)

  /// Takes an answer apart.
  package init(_ response: HTTPResponse, action: String) {
    let isSuccess = (200...299).contains(response.status)
    if isSuccess, response.body.isEmpty {
      // What an operation without a result may answer; whoever needs a member will miss it.
      self = .success(
        XMLElement("\(action)Response"), requestID: response.headers["x-amzn-RequestId"])
      return
    }
    do {
      let root = try XMLReader.read(response.body)
      let requestID =
        Self.requestID(in: root) ?? response.headers["x-amzn-RequestId"]
        ?? response.headers["x-amz-request-id"]
      if let error = Self.error(in: root, status: response.status, requestID: requestID) {
        self = .failure(error)
      } else if isSuccess, root.name == "\(action)Response" {
        self = .success(root["\(action)Result"] ?? root, requestID: requestID)
      } else {
        self = .unreadable(
          firstLine: Self.firstLine(of: response.body),
          reason: "the answer is a `\(root.name)`, not a `\(action)Response`")
      }
    } catch {
      if response.body.isEmpty {
        self = .failure(
          ServiceError(
            code: "HTTP\(response.status)", message: "the answer is empty",
            isSenders: response.status < 500, requestID: response.headers["x-amzn-RequestId"],
            status: response.status))
      } else {
        self = .unreadable(
          firstLine: Self.firstLine(of: response.body), reason: error.message)
      }
    }
  }

  /// An error in any of the forms that services of XML use: inside `ErrorResponse`, inside
  /// `Errors` in a `Response`, or bare; some emulators mix them.
  private static func error(
    in root: XMLElement, status: Int, requestID: String?
  ) -> ServiceError? {
    let element: XMLElement? =
      switch root.name {
      case "ErrorResponse", "Response": root["Error"] ?? root["Errors"]?["Error"]
      case "Error": root
      default: nil
      }
    guard let element, let code = element["Code"]?.text, !code.isEmpty else { return nil }
    let kind = element["Type"]?.text
    return ServiceError(
      code: code, message: element["Message"]?.text ?? element["message"]?.text ?? "",
      isSenders: kind.map { $0 == "Sender" } ?? (status < 500), requestID: requestID, status: status
    )
  }

  private static func requestID(in root: XMLElement) -> String? {
    let places = [
      root["ResponseMetadata"]?["RequestId"], root["RequestId"], root["RequestID"],
      root["Error"]?["RequestId"],
    ]
    return places.compactMap { $0?.text }.first { !$0.isEmpty }
  }

  /// The beginning of a body, as far as it helps to recognise who wrote it.
  private static func firstLine(of body: [UInt8]) -> String {
    let text = String(decoding: body.prefix(2048), as: UTF8.self)
    let line =
      text.split(whereSeparator: \.isNewline)
      .first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    let visible = line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return String(String.UnicodeScalarView(visible).prefix(120))
  }
}
