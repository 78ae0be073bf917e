internal import Diagnostics

/// What can stand in the way of applying and destroying stacks.
package enum ProvisioningCode: Int, DiagnosticCode {
  case wrongAccount = 7001
  case unrecordedStack = 7002
  case anotherStack = 7003
  case stackGone = 7004
  case operationInProgress = 7005
  case stuck = 7006
  case reviewInProgress = 7007
  case changeSetFailed = 7008
  case operationFailed = 7009
  case deletionFailed = 7010
  case terminationProtected = 7011
  case planOutdated = 7012
  case interrupted = 7013
  case rollbackHoldsResources = 7014
  case recordElsewhere = 7015
  case outOfSight = 7016
}
