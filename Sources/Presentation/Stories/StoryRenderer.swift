package import Diagnostics

/// Tells the long story of a code on a terminal.
package struct StoryRenderer: Sendable {
  package var width: Int

  private static let prompt = "  $"

  package init(width: Int = 80) {
    self.width = width
  }

  /// Title, meaning, an example with its files and its command, and the remedy.
  package func render(_ code: Code, _ story: Story) -> String {
    var lines = Wrapping.lines(of: "\(code): \(story.title)", width: width)
    lines.append("")
    lines += indented(story.meaning)
    lines += ["", "For example:", ""]
    lines += scene(of: story.example)
    lines += ["", "How to mend it:", ""]
    lines += indented(story.remedy)
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line per code, for a list of them.
  package func list(_ stories: [(code: Code, title: String)]) -> String {
    stories.flatMap { story -> [String] in
      let lines = Wrapping.lines(of: story.title, width: width - 9)
      return lines.enumerated().map { ($0 == 0 ? "\(story.code)  " : "         ") + $1 }
    }.map { $0 + "\n" }.joined()
  }

  private func indented(_ text: String) -> [String] {
    Wrapping.lines(of: text, width: width - 2).map { $0.isEmpty ? "" : "  " + $0 }
  }

  /// Everything in its order; commands stand one below the other as in a terminal.
  private func scene(of example: Example) -> [String] {
    var lines: [String] = []
    var wasCommand = false
    func add(_ block: [String]) {
      let isCommand = block[0].hasPrefix(Self.prompt)
      if !lines.isEmpty, !isCommand || !wasCommand { lines.append("") }
      lines += block
      wasCommand = isCommand
    }
    for file in example.files { add(self.lines(of: file)) }
    for circumstance in example.circumstances where !circumstance.isDuringTheCommand {
      add(self.lines(of: circumstance))
    }
    add(command(["esteira"] + example.command))
    for circumstance in example.circumstances where circumstance.isDuringTheCommand {
      add(self.lines(of: circumstance))
    }
    return lines
  }

  private func lines(of circumstance: Circumstance) -> [String] {
    switch circumstance {
    case .esteira(let arguments): command(["esteira"] + arguments)
    case .aws(let arguments): command(["aws"] + arguments)
    case .copies(let source, let path): command(["cp", "-r", source, path])
    case .variable(let name, let value): command(["export", "\(name)=\(value)"])
    case .writes(let file): indented("After that:") + [""] + lines(of: file)
    case .types(let text): indented("You are asked, and type `\(text)`.")
    case .interrupts: indented("While it waits, you press Ctrl-C.")
    case .meanwhile(let words):
      indented("Meanwhile someone else runs this:") + [""] + command(words)
    case .calls(let calls): indented(calls.rawValue)
    case .disk(let disk): indented(disk.rawValue)
    case .holds(let stack): indented("Someone else is applying `\(stack)`.")
    case .serves: indented("`esteira local serve` is running in this project.")
    case .words(let text): indented(text)
    case .listens(let port): indented("Another program listens on port \(port).")
    }
  }

  /// A command as it is typed, over several lines where it has to be.
  private func command(_ words: [String]) -> [String] {
    var lines = [Self.prompt]
    for word in words.map({ ShellWords.line([$0]) }) {
      // Two columns are for the backslash.
      if lines[lines.count - 1].count + 1 + word.count > width - 2, lines.last != Self.prompt {
        lines[lines.count - 1] += " \\"
        lines.append("   ")
      }
      lines[lines.count - 1] += " " + word
    }
    return lines
  }

  private func lines(of file: Example.File) -> [String] {
    switch file.contents {
    case .text(let text):
      var lines = Visible.lines(text)
      if lines.last == "" { lines.removeLast() }
      if lines.isEmpty { return ["  \(file.name) is empty."] }
      return ["  \(file.name):"] + lines.map { ("  | " + $0).trimmingTrailingSpaces }
    case .bytes(_, let words):
      return indented("\(file.name) holds \(words).")
    case .repeated(let pattern, let count, let prefix, let suffix):
      let ends = [("starts with", prefix), ("ends with", suffix)].filter { !$0.1.isEmpty }
      let rest = ends.map { ", \($0.0) \(quoted($0.1))" }.joined()
      return indented("\(file.name) repeats \(quoted(pattern)) \(count) times\(rest).")
    case .folder:
      return indented("\(file.name) is a folder.")
    case .unreadable:
      return indented("\(file.name) is a file that you may not read.")
    case .readOnly:
      return indented("\(file.name) is a file that you may read and not write.")
    case .contested(let text):
      return self.lines(of: Example.File(file.name, .text(text)))
        + indented("Someone else saves it in the same moment.")
    case .hardLinked(let text):
      return self.lines(of: Example.File(file.name, .text(text)))
        + indented("It has a second name, made with `ln`.")
    case .pipe:
      return indented("\(file.name) is a pipe, made with `mkfifo`.")
    }
  }

  /// A pattern on one line, with its line breaks as escapes.
  private func quoted(_ text: String) -> String {
    "`"
      + Visible.line(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: "\\n")) + "`"
  }
}
