internal import Diagnostics

/// What can be wrong with a JSON text.
package enum JSONCode: Int, DiagnosticCode {
  case empty = 1201
  case comment = 1202
  case trailingComma = 1203
  case missingComma = 1204
  case extraComma = 1205
  case missingColon = 1206
  case missingValue = 1207
  case wrongQuotes = 1208
  case unquotedKey = 1209
  case keyNotString = 1210
  case unquotedText = 1211
  case nonFiniteNumber = 1212
  case leadingZero = 1213
  case malformedNumber = 1214
  case unclosedString = 1215
  case unescapedQuote = 1216
  case controlCharacter = 1217
  case badEscape = 1218
  case loneSurrogate = 1219
  case mismatchedBracket = 1220
  case unclosedBracket = 1221
  case textAfterValue = 1222
  case secondValue = 1223
  case unexpectedText = 1224
  case keyInArray = 1225
}
