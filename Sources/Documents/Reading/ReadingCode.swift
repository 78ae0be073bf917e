internal import Diagnostics

/// What can be wrong with a text before its grammar matters.
package enum ReadingCode: Int, DiagnosticCode {
  case invalidUTF8 = 1001
  case tooLarge = 1002
  case controlCharacter = 1003
  case tooDeep = 1004
  case tooManyMistakes = 1005
  case encoding = 1006
}

/// The diagnostics that every reader can give.
enum ReadingDiagnostics {
  static func tooDeep(_ source: Source, at offset: Int) -> Diagnostic {
    Diagnostic(
      ReadingCode.tooDeep, .error,
      "Mappings and lists are nested more than \(ReadingLimits.depth) deep.",
      at: Place(source, Span(start: offset, end: offset + 1)),
      hint: .init("No template or stack file needs that; check how the file was made."))
  }

  static func tooMany(_ source: Source) -> Diagnostic {
    Diagnostic(
      ReadingCode.tooManyMistakes, .error,
      "There are more mistakes than the \(ReadingLimits.diagnostics) shown.",
      at: Place(source, Span(at: 0)), hint: .init("Mend the first ones and run it again."))
  }
}
