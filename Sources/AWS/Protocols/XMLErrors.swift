/// Errors as services of XML report them.
enum XMLErrors {
  /// The element that holds code and message.
  static func element(in root: XMLElement) -> XMLElement? {
    switch root.name {
    case "ErrorResponse", "Response": root["Error"] ?? root["Errors"]?["Error"]
    case "Error": root
    default: nil
    }
  }

  /// An error in any of the forms that services of XML use: inside `ErrorResponse`, inside
  /// `Errors` in a `Response`, or bare; some emulators mix them.
  static func error(
    in root: XMLElement, status: Int, requestID: String?
  ) -> ServiceError? {
    guard let element = element(in: root), let code = element["Code"]?.text, !code.isEmpty else {
      return nil
    }
    let kind = element["Type"]?.text
    return ServiceError(
      code: code, message: element["Message"]?.text ?? element["message"]?.text ?? "",
      isSenders: kind.map { $0 == "Sender" } ?? (status < 500), requestID: requestID, status: status
    )
  }

  /// The id that stands in the answer itself.
  static func requestID(in root: XMLElement) -> String? {
    let places = [
      root["ResponseMetadata"]?["RequestId"], root["RequestId"], root["RequestID"],
      root["Error"]?["RequestId"],
    ]
    return places.compactMap { $0?.text }.first { !$0.isEmpty }
  }
}
