internal import Diagnostics

/// What can be wrong with the syntax of a YAML file.
package enum YAMLCode: Int, DiagnosticCode {
  case tab = 1101
  case indentation = 1102
  case missingSpace = 1103
  case unclosedQuote = 1104
  case unclosedBracket = 1105
  case mismatchedBracket = 1106
  case missingComma = 1107
  case reservedStart = 1108
  case unquotedReference = 1109
  case textAfterValue = 1110
  case nestedMapping = 1111
  case expectedKey = 1112
  case multilineKey = 1113
  case unknownEscape = 1114
  case undefinedAlias = 1115
  case property = 1116
  case tag = 1117
  case directive = 1118
  case blockScalarHeader = 1119
  case blockScalarIndentation = 1120
  case flowIndentation = 1121
  case documentMarker = 1122
  case keyTooLong = 1123
  case blockInLine = 1124
  case emptyItem = 1125
  case commentWithoutSpace = 1126
  case endlessAlias = 1127
  case loneSurrogate = 1128
  case itemInText = 1129
}
