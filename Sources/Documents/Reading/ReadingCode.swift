internal import Diagnostics

/// What can be wrong with a text before its grammar matters.
package enum ReadingCode: Int, DiagnosticCode {
  case invalidUTF8 = 1001
  case tooLarge = 1002
  case controlCharacter = 1003
  case tooDeep = 1004
  case tooManyMistakes = 1005
  case lineSeparator = 1006
}

/// The diagnostics that every reader can give.
enum ReadingDiagnostics {
  static func tooDeep(_ source: Source, at offset: Int) -> Diagnostic {
    Diagnostic(
      ReadingCode.tooDeep, .error,
      "mappings and lists are nested more than \(ReadingLimits.depth) deep",
      at: Place(source, Span(start: offset, end: min(offset + 1, source.bytes.count))),
      hint: .init("no template or stack file needs that; check that it is the right file"))
  }

  /// Points at the first mistake that is not shown.
  static func tooMany(_ place: Place?, _ severity: Severity = .error) -> Diagnostic {
    Diagnostic(
      ReadingCode.tooManyMistakes, severity, "there are more mistakes from here on", at: place,
      hint: .init("mend the ones above and read the text again"))
  }

  static func tooLarge(_ source: Source) -> Diagnostic {
    Diagnostic(
      ReadingCode.tooLarge, .error,
      "the text is \(source.bytes.count) bytes long in UTF-8, expected \(ReadingLimits.bytes) at most",
      at: Place(source, Span(at: 0)),
      hint: .init(
        "CloudFormation takes templates of 1 MB at most; check that it is the right file"))
  }

  static func invalidUTF8(_ source: Source, _ span: Span) -> Diagnostic {
    Diagnostic(
      ReadingCode.invalidUTF8, .error, "these bytes are not UTF-8", at: Place(source, span),
      hint: .init(
        "save the file as UTF-8; a file from an old editor may be Latin-1 or Windows-1252"))
  }

  /// A text in another encoding than UTF-8, with something that is no character.
  static func notEncoded(_ source: Source, _ span: Span, in encoding: String) -> Diagnostic {
    Diagnostic(
      ReadingCode.invalidUTF8, .error, "this is no character in \(encoding)",
      at: Place(source, span),
      hint: .init("save the file as UTF-8; it may have been cut off or damaged"))
  }

  static func controlCharacter(_ source: Source, _ span: Span, _ scalar: UInt32) -> Diagnostic {
    let hex = String(scalar, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    let escape = scalar < 0x100 ? "\\x" + digits.suffix(2) : "\\u" + digits
    return Diagnostic(
      ReadingCode.controlCharacter, .error,
      scalar == 0xFEFF
        ? "a byte-order mark may only begin a YAML file or stand in quotes"
        : "the control character U+\(digits) may not stand in a YAML file",
      at: Place(source, span),
      hint: .init("remove it, or write it as `\(escape)` in double quotes"))
  }

  /// A character that is a line break to readers of YAML 1.1 only.
  static func lineSeparator(
    _ source: Source, _ span: Span, _ scalar: Unicode.Scalar, isQuoted: Bool
  ) -> Diagnostic {
    let (name, escape) =
      switch scalar {
      case "\u{85}": ("U+0085", "\\N")
      case "\u{2028}": ("U+2028", "\\L")
      default: ("U+2029", "\\P")
      }
    return Diagnostic(
      ReadingCode.lineSeparator, .warning,
      "\(name) is a line break in YAML 1.1, by which CloudFormation reads, and none in YAML 1.2",
      at: Place(source, span),
      hint: .init(
        "write it as `\(escape)` in double quotes, or remove it",
        edit: isQuoted ? Diagnostic.Edit(span, replacement: escape) : nil))
  }
}
