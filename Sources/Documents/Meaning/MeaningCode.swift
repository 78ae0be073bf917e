internal import Diagnostics

/// What can be wrong with a document whose syntax is right.
package enum MeaningCode: Int, DiagnosticCode {
  case duplicateKey = 1301
  case aliasExpansion = 1302
  case mergeKey = 1303
  case keyNotText = 1304
  case numberNotJSON = 1305
  case leadingZero = 1306
  case tagMismatch = 1307
  case shortTag = 1308
  case unknownTag = 1309
}
