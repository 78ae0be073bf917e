internal import Documents

/// The result of a call, from which typed outputs are read.
package struct QueryResult: Sendable {
  /// The element that holds the members of the result.
  package let element: XMLElement
  package let requestID: String?
  private let caller: CallFaults
  private let attempts: Int

  init(_ element: XMLElement, requestID: String?, _ caller: CallFaults, attempts: Int) {
    self.element = element
    self.requestID = requestID
    self.caller = caller
    self.attempts = attempts
  }

  /// The text of a member that the service always sends.
  func required(_ name: String, in element: XMLElement? = nil) throws(AWSFault) -> String {
    guard let text = (element ?? self.element)[name]?.text else { throw missing(name) }
    return text
  }

  /// The time of a member that the service always sends.
  func requiredTime(_ name: String, in element: XMLElement) throws(AWSFault) -> Timestamp {
    guard let time = Timestamp(iso8601: try required(name, in: element)) else {
      throw missing(name)
    }
    return time
  }

  /// The fault of an answer that lacks what the service always sends.
  func missing(_ name: String) -> AWSFault {
    caller.incomplete(name, requestID: requestID, attempts: attempts)
  }
}

extension XMLElement {
  /// The text of a member; none where it is absent.
  func text(_ name: String) -> String? { self[name]?.text }

  /// The text of a member; none where it is absent or empty.
  func filledText(_ name: String) -> String? {
    self[name].flatMap { $0.text.isEmpty ? nil : $0.text }
  }

  /// The truth value of a member; none where it is absent or neither.
  func flag(_ name: String) -> Bool? {
    switch self[name]?.text {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The time of a member; none where it is absent or no time.
  func time(_ name: String) -> Timestamp? { self[name].flatMap { Timestamp(iso8601: $0.text) } }

  /// The texts of a list.
  func texts(_ name: String) -> [String] { members(name).map(\.text) }
}
