package import Documents

/// The output of a call, from which typed outputs are read.
package struct WireOutput: Sendable {
  package var value: WireValue
  package let requestID: String?
  private let faults: CallFaults
  private let attempts: Int

  init(_ value: WireValue, requestID: String?, _ faults: CallFaults, attempts: Int) {
    self.value = value
    self.requestID = requestID
    self.faults = faults
    self.attempts = attempts
  }

  /// A member of the output; none where it is absent.
  package subscript(name: String) -> WireValue? { value[name] }

  /// The text of a member that the service always sends.
  package func text(_ name: String, in record: WireValue? = nil) throws(AWSFault) -> String {
    guard let text = (record ?? value)[name]?.text else { throw missing(name) }
    return text
  }

  /// The number of a member that the service always sends.
  package func integer(_ name: String, in record: WireValue? = nil) throws(AWSFault) -> Int {
    guard let number = (record ?? value)[name]?.integer else { throw missing(name) }
    return number
  }

  /// The time of a member that the service always sends.
  package func time(_ name: String, in record: WireValue? = nil) throws(AWSFault) -> Timestamp {
    guard let time = (record ?? value)[name]?.time else { throw missing(name) }
    return time
  }

  /// A structure that the service always sends.
  package func record(_ name: String) throws(AWSFault) -> WireValue {
    guard case .record = value[name], let record = value[name] else { throw missing(name) }
    return record
  }

  /// The fault of an answer that lacks what the service always sends.
  package func missing(_ name: String) -> AWSFault {
    faults.incomplete(name, requestID: requestID, attempts: attempts)
  }
}
