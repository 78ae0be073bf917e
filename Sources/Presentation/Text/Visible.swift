internal import Diagnostics

/// Makes text from anywhere fit to be shown: nothing in it can command the terminal, reorder the
/// line or hide.
package enum Visible {
  /// How many scalars of one character are shown: stacks of marks without end are cut.
  private static let scalarsShown = 12

  /// One line of text, every unprintable character replaced by something that shows it.
  package static func line(_ text: some StringProtocol) -> String {
    var shown = ""
    for character in text { shown += Self.character(character) }
    return shown
  }

  /// A text of several lines, each made visible.
  package static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(line(_:))
  }

  /// The character as it is shown; a tab takes four columns.
  static func character(_ character: Character) -> String {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii != 0x7F { return String(character) }
    if character == "\t" { return "    " }
    var shown = String.UnicodeScalarView()
    for (position, scalar) in character.unicodeScalars.enumerated() {
      if position == scalarsShown { break }
      append(scalar, isFirst: position == 0, to: &shown)
    }
    return String(shown)
  }

  private static func append(
    _ scalar: Unicode.Scalar, isFirst: Bool, to shown: inout String.UnicodeScalarView
  ) {
    switch scalar.properties.generalCategory {
    case .control where scalar.value < 0x20:
      // The picture of a control character: ␀, ␛, ␍.
      shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case .control where scalar.value == 0x7F:
      shown.append("\u{2421}")
    case .format where !isFirst && joins(scalar):
      shown.append(scalar)
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate,
      .privateUse:
      shown.append(contentsOf: "<U+\(hexadecimal(scalar.value))>".unicodeScalars)
    case .nonspacingMark where isFirst, .enclosingMark where isFirst:
      // A mark with nothing to stand on gets the circle that stands for any letter.
      shown.append("\u{25CC}")
      shown.append(scalar)
    default:
      shown.append(scalar)
    }
  }

  /// Whether a format character has its place inside a character: joiners, and the tags of flags.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}" || (0xE0020...0xE007F).contains(scalar.value)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
