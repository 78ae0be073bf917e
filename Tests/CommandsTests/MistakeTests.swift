import Commands
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Mistakes that people make in projects, each with all that `esteira check` says about it.
struct MistakeTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens/mistakes")
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }()

  /// The files of a fixture and what is expected, from sections that begin with `=== NAME`.
  private static func sections(_ text: String) -> [(name: String, text: String)] {
    var sections: [(name: String, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        sections.append((String(line.dropFirst(4)), ""))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += line + "\n"
      }
    }
    // The file's last line break ends its last line and begins no other.
    if let last = sections.indices.last { sections[last].text.removeLast() }
    return sections
  }

  @Test func thereAreMany() {
    #expect(Self.names.count >= 60)
  }

  @Test(arguments: names)
  func everythingIsSaidOnce(name: String) async throws {
    let file = Self.folder.appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let sections = Self.sections(text)
    let files = sections.filter { $0.name != "expected" }
    let world = InMemoryWorld(
      ["check", "--no-color"], files: files.map { Example.File($0.name, .text($0.text)) })
    _ = await world.run()
    let expected = sections.first { $0.name == "expected" }?.text
    if ProcessInfo.processInfo.environment["ESTEIRA_RECORD_GOLDENS"] == "1" {
      let whole = files.map { "=== \($0.name)\n\($0.text)" }.joined()
      try (whole + "=== expected\n" + world.error).write(
        to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
    } else {
      #expect(world.error == expected)
      #expect(world.error.contains("["), "a mistake that nothing is said about")
    }
  }
}
