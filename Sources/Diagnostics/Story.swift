/// The long story of a code, as `esteira explain` tells it.
package struct Story: Sendable {
  /// The kind of problem in a few words, without a full stop.
  package var title: String
  /// What it means and why it matters, in paragraphs separated by empty lines.
  package var meaning: String
  /// An input that really brings the diagnostic about; a test runs every one.
  package var example: Example
  /// How to mend it.
  package var remedy: String

  package init(title: String, meaning: String, example: Example, remedy: String) {
    self.title = title
    self.meaning = meaning
    self.example = example
    self.remedy = remedy
  }
}

/// A command line, the files it is run on, and what else it takes for the diagnostic to come.
package struct Example: Sendable {
  package var files: [File]
  /// What happens before, or is so meanwhile, in this order.
  package var circumstances: [Circumstance]
  /// The arguments after `esteira`.
  package var command: [String]

  package init(
    files: [File] = [], _ circumstances: [Circumstance] = [], command: [String]
  ) {
    self.files = files
    self.circumstances = circumstances
    self.command = command
  }

  /// One file that holds a text, and the command that reads it.
  package static func file(_ name: String, _ text: String, command: [String]) -> Example {
    Example(files: [File(name, .text(text))], command: command)
  }

  /// A file of the example, as it lies in the folder where the command runs.
  package struct File: Sendable {
    package var name: String
    package var contents: Contents

    package init(_ name: String, _ contents: Contents) {
      self.name = name
      self.contents = contents
    }
  }

  /// What is in a file of the example.
  package enum Contents: Sendable {
    case text(String)
    /// Bytes that are no text; shown to people in words.
    case bytes([UInt8], shownAs: String)
    /// A pattern many times over, between two ends, where the size is the point.
    case repeated(String, count: Int, prefix: String = "", suffix: String = "")
    case folder
    /// A file that exists and may not be opened.
    case unreadable
    /// A text in a file that may be read and may not be written.
    case readOnly(String)
    /// A text in a file that someone else saves while it is worked on.
    case contested(String)
    /// A text in a file that has another name besides.
    case hardLinked(String)
    /// A pipe that has a name.
    case pipe
  }
}
