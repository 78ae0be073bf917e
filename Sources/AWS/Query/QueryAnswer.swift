/// What came back for a call of the query protocol: the element that holds the result, or the whole
/// answer where there is none.
package typealias QueryAnswer = CallAnswer<XMLElement>

extension CallAnswer<XMLElement> {
  /// Takes an answer apart.
  package init(_ response: HTTPResponse, action: String) {
    let isSuccess = (200...299).contains(response.status)
    if isSuccess, response.body.isEmpty {
      // What an operation without a result may answer; whoever needs a member will miss it.
      self = .success(
        XMLElement("\(action)Response"), requestID: AnswerText.requestID(response.headers))
      return
    }
    do {
      let root = try XMLReader.read(response.body)
      let requestID =
        XMLErrors.requestID(in: root) ?? AnswerText.requestID(response.headers)
      if let error = XMLErrors.error(in: root, status: response.status, requestID: requestID) {
        self = .failure(error)
      } else if isSuccess, root.name == "\(action)Response" {
        self = .success(root["\(action)Result"] ?? root, requestID: requestID)
      } else {
        self = .unreadable(
          firstLine: AnswerText.firstLine(of: response.body),
          reason: "the answer is a `\(root.name)`, not a `\(action)Response`")
      }
    } catch {
      if response.body.isEmpty {
        self = .failure(AnswerText.silent(response))
      } else {
        self = .unreadable(
          firstLine: AnswerText.firstLine(of: response.body), reason: error.message)
      }
    }
  }
}
