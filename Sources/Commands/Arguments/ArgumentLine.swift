package import Diagnostics
internal import Presentation

/// What was typed after the program's name, as a text that diagnostics can point into.
package struct ArgumentLine: Sendable {
  /// The arguments as the operating system gave them: any bytes but NUL.
  package let words: [[UInt8]]
  /// The command line, quoted as a shell would want it.
  package let source: Source
  private let spans: [Span]

  package init(program: String, words: [[UInt8]]) {
    self.words = words
    var line = Array(program.utf8)
    var spans: [Span] = []
    for word in words {
      line.append(UInt8(ascii: " "))
      let start = line.count
      line += ShellWords.quoted(word).utf8
      spans.append(Span(start: start, end: line.count))
    }
    self.spans = spans
    self.source = Source(name: "<command line>", bytes: line)
  }

  /// Where a word stands; from an offset on, where the word is written as it is.
  package func place(of index: Int, from offset: Int = 0) -> Place {
    var span = spans[index]
    if ShellWords.isBare(words[index]), span.end - span.start == words[index].count {
      span.start += offset
    }
    return Place(source, span)
  }

  /// The point after the last word.
  package var end: Place { Place(source, Span(at: source.bytes.count)) }
}

/// An argument, or the value of a flag.
package struct Argument: Sendable {
  /// As it was given; file names need not be UTF-8.
  package var bytes: [UInt8]
  /// Where it stands on the command line.
  package var place: Place

  package init(_ bytes: some Sequence<UInt8>, at place: Place) {
    self.bytes = Array(bytes)
    self.place = place
  }

  /// As text; what is not valid UTF-8 comes out as replacement characters.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
