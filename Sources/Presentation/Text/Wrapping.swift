/// Breaks prose into lines.
package enum Wrapping {
  /// The lines of a text wrapped between words at a width. A line break in the text stays; a line
  /// that begins with a space is kept as it is; a word that is too long stands alone.
  ///
  /// `first` says how many columns of the first line are already taken.
  package static func lines(of text: String, width: Int, first: Int = 0) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var taken = lines.isEmpty ? first : 0
      if paragraph.hasPrefix(" ") || taken + DisplayWidth.of(paragraph) <= width {
        lines.append(String(paragraph))
        continue
      }
      var line = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        let wordWidth = DisplayWidth.of(word)
        if !line.isEmpty, taken + 1 + wordWidth > width {
          lines.append(line)
          line = ""
          taken = 0
        }
        if !line.isEmpty {
          line += " "
          taken += 1
        }
        line += word
        taken += wordWidth
      }
      lines.append(line)
    }
    return lines
  }
}
