internal import AWS
internal import Diagnostics
internal import LocalCloud
internal import Provisioning
internal import Recording

extension Outcome {
  /// Takes note of anything that was thrown: the one place that turns faults of the world into
  /// diagnostics.
  mutating func add(_ error: any Error) {
    switch error {
    case let fault as UnreleasedLock:
      add(fault.fault)
      add(fault.release)
    case let fault as ProvisioningFault:
      if fault.code == .interrupted { isInterrupted = true }
      diagnostics.append(fault.diagnostic)
    case let fault as RecordFault: diagnostics.append(fault.diagnostic)
    case let fault as AWSFault: diagnostics.append(Self.diagnostic(of: fault))
    case let refused as Refused: diagnostics += refused.diagnostics
    case is CancellationError: isInterrupted = true
    case let fault as LocalCloudFault: diagnostics.append(fault.diagnostic)
    default: internalError = "\(error)"
    }
  }

  private static func diagnostic(of fault: AWSFault) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    notes += fault.notes.map { Diagnostic.Note($0) }
    if let id = fault.requestID { notes.append(Diagnostic.Note("AWS knows the call as \(id)")) }
    return Diagnostic(
      fault.code, .error, fault.message, notes: notes, hint: fault.hint.map { .init($0) })
  }
}
