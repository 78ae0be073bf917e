internal import Diagnostics

/// What can be wrong with records, their locks and journals, and with the files they are in.
package enum RecordCode: Int, DiagnosticCode {
  // What is in them
  case newerVersion = 5001
  case damaged = 5002
  case edited = 5003
  case notARecord = 5004
  case otherStack = 5005
  case otherLineage = 5006
  case moved = 5007
  case notRecordable = 5008
  // Locks
  case locked = 5010
  case lockLost = 5011
  case notHolding = 5012
  case busy = 5013
  // The journal
  case journalDamaged = 5015
  // Files and folders
  case unreadable = 5020
  case notWritten = 5021
  case diskFull = 5022
  case noPermission = 5023
  case readOnly = 5024
  case notAFile = 5025
  case notAFolder = 5026
  case unusableName = 5027
  case notDurable = 5028
}
