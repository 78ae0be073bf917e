internal import Diagnostics

/// What can go wrong with calls to AWS.
package enum AWSCode: Int, DiagnosticCode {
  case nameNotFound = 6001
  case connectionRefused = 6002
  case tlsFailed = 6003
  case timedOut = 6004
  case connectionLost = 6005
  case proxyFailed = 6006
  case transportFailed = 6007
  case cancelled = 6008
  case badEndpoint = 6009
  case unreadableAnswer = 6010
  case noEndpoint = 6011
  case bodyFailed = 6012

  case refused = 6020
  case accessDenied = 6021
  case credentialsRejected = 6022
  case credentialsExpired = 6023
  case clockSkewed = 6024
  case throttled = 6025
  case serviceFailed = 6026

  case noCredentials = 6040
  case incompleteKeys = 6041
  case profileNotFound = 6042
  case malformedProfiles = 6044
  case unreadableProfiles = 6045
  case noRegion = 6046
  case badRegion = 6047
  case profileLoop = 6048
  case badProfile = 6049
  case noTokenFile = 6050
  case processFailed = 6051
  case signInNeeded = 6052
  case containerFailed = 6053
  case instanceFailed = 6054
  case noMFACode = 6055
  case badSetting = 6056
}
