import Diagnostics
import Testing

@testable import Commands

struct ArgumentParserTests {
  /// A program of the tests' own, with everything a declaration can say.
  static let program = Command(
    name: "tool", summary: "A tool", flags: [Program.help, Program.noColour, Program.version],
    subcommands: [
      Command(
        name: "apply", summary: "Apply",
        positionals: [
          Positional("STACK", Positional.one, help: "a stack"),
          Positional("MORE", Positional.optional, help: "one more"),
        ],
        flags: [
          Flag("yes", short: "y", help: "Do it."),
          Flag("quick", short: "q", conflicts: ["slow"], help: "Be quick."),
          Flag("slow", help: "Be slow."),
          Flag("environment", short: "e", kind: .value(name: "NAME"), help: "Where."),
          Flag("tag", short: "t", kind: .value(name: "TAG"), repeats: true, help: "Tags."),
          Flag("to", kind: .value(name: "FORMAT", choices: ["json", "yaml"]), help: "Form."),
        ]),
      Command(
        name: "state", summary: "State",
        subcommands: [Command(name: "recover", summary: "Recover")]),
    ])

  private func parse(_ words: [[UInt8]]) -> Parsed {
    ArgumentParser.parse(ArgumentLine(program: "tool", words: words), program: Self.program)
  }

  /// What a line comes to, in a few letters.
  private func shape(_ line: String) -> String {
    // A word `∅` stands for an empty one.
    let words = line.split(separator: " ").map { $0 == "∅" ? [] : Array($0.utf8) }
    switch parse(words).result {
    case .version: return "version"
    case .help(let way): return "help " + way.map(\.name).joined(separator: " ")
    case .mistakes(let mistakes):
      return mistakes.map { mistake in
        let text = mistake.place.map { $0.source.text(in: $0.span) } ?? "?"
        return "\(CommandCode(rawValue: mistake.code.number).map { "\($0)" } ?? "?")<\(text)>"
      }.joined(separator: " ")
    case .run(let invocation):
      let flags = invocation.command.flags.compactMap { flag -> String? in
        guard invocation.has(flag) else { return nil }
        let values = invocation.values(of: flag).map(\.text)
        return flag.kind == .toggle ? flag.name : "\(flag.name)=\(values.joined(separator: "+"))"
      }
      return ([invocation.command.name] + flags + invocation.arguments.map { "[\($0.text)]" })
        .joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("apply s", "apply [s]"),
    ("apply s m", "apply [s] [m]"),
    ("apply --yes s", "apply yes [s]"),
    ("apply s --yes", "apply yes [s]"),
    ("apply s -y -y", "apply yes [s]"),
    ("apply s -yq", "apply yes quick [s]"),
    ("apply s --environment prod", "apply environment=prod [s]"),
    ("apply s --environment=prod", "apply environment=prod [s]"),
    ("apply s --environment=", "apply environment= [s]"),
    ("apply s --environment=a=b", "apply environment=a=b [s]"),
    ("apply s --environment=--x", "apply environment=--x [s]"),
    ("apply s --environment -", "apply environment=- [s]"),
    ("apply s -e prod", "apply environment=prod [s]"),
    ("apply s -eprod", "apply environment=prod [s]"),
    ("apply s -e=prod", "apply environment=prod [s]"),
    ("apply s -yeprod", "apply yes environment=prod [s]"),
    ("apply s -ye prod", "apply yes environment=prod [s]"),
    ("apply s -t a --tag b --tag=c", "apply tag=a+b+c [s]"),
    ("apply s --to json", "apply to=json [s]"),
    ("apply -- --yes", "apply [--yes]"),
    ("apply -- -- --", "apply [--] [--]"),
    ("apply -", "apply [-]"),
    ("--no-color apply s --no-color", "apply [s]"),
    ("apply é", "apply [é]"),
    ("state recover", "recover"),
  ])
  func understood(line: String, expected: String) {
    #expect(shape(line) == expected)
  }

  @Test(arguments: [
    ("", "help tool"),
    ("--no-color", "help tool"),
    ("--help", "help tool"),
    ("-h", "help tool"),
    ("apply --help", "help tool apply"),
    ("--help apply", "help tool apply"),
    ("apply s m n --help --bogus", "help tool apply"),
    ("apply -yh", "help tool apply"),
    ("apply -- --help", "apply [--help]"),
    ("state", "help tool state"),
    ("state recover -h", "help tool state recover"),
    ("--version", "version"),
  ])
  func helped(line: String, expected: String) {
    #expect(shape(line) == expected)
  }

  @Test(arguments: [
    ("aply s", "unknownCommand<aply>"),
    ("∅", "unknownCommand<''>"),
    ("state recovr", "unknownCommand<recovr>"),
    ("aply --help", "unknownCommand<aply>"),
    ("--bogus aply", "unknownFlag<--bogus> unknownCommand<aply>"),
    ("apply s --yess", "unknownFlag<--yess>"),
    ("apply s --yess=1", "unknownFlag<--yess=1>"),
    ("apply --bogus x y z s", "unknownFlag<--bogus>"),
    ("apply s -x", "unknownFlag<-x>"),
    ("apply s -yx", "unknownFlag<-yx>"),
    ("--yes apply s", "unknownFlag<--yes>"),
    ("apply s --version", "unknownFlag<--version>"),
    ("apply s --environment", "missingValue<--environment>"),
    ("apply s --environment --yes", "missingValue<--environment>"),
    ("apply s -e", "missingValue<-e>"),
    ("apply s --yes=no", "unexpectedValue<--yes=no>"),
    ("apply s -y=no", "unexpectedValue<-y=no>"),
    ("apply s --to toml", "invalidValue<toml>"),
    ("apply s --to=toml", "invalidValue<toml>"),
    ("apply s --to=", "invalidValue<>"),
    ("apply s --to ∅", "invalidValue<''>"),
    ("apply s -e a -e b", "repeatedFlag<b>"),
    ("apply s --slow --quick", "conflictingFlags<--quick>"),
    ("apply", "missingArgument<>"),
    ("apply s m n o", "unexpectedArgument<n> unexpectedArgument<o>"),
    ("apply ∅", "emptyArgument<''>"),
    // Several mistakes come together.
    (
      "apply --to toml --yes=1 -e a -eb --slow -q",
      "invalidValue<toml> unexpectedValue<--yes=1> repeatedFlag<b> conflictingFlags<-q> "
        + "missingArgument<>"
    ),
  ])
  func refused(line: String, expected: String) {
    #expect(shape(line) == expected)
  }

  @Test func bytesThatAreNoText() throws {
    guard case .run(let invocation) = parse([Array("apply".utf8), [0x63, 0xE9]]).result else {
      Issue.record("refused")
      return
    }
    #expect(invocation.arguments.map(\.bytes) == [[0x63, 0xE9]])
    for word: [UInt8] in [[0x2D, 0xE9], [0x2D, 0x2D, 0xE9], [0xE9], [0x2D, 0x65, 0xE9, 0xFF]] {
      guard case .mistakes(let mistakes) = parse([word]).result else {
        Issue.record("understood \(word)")
        continue
      }
      #expect(mistakes.count == 1)
    }
    guard
      case .run(let attached) = parse(
        ["apply", "s"].map { Array($0.utf8) } + [[0x2D, 0x65, 0xE9]]
      ).result
    else {
      Issue.record("refused")
      return
    }
    #expect(attached.values(of: Self.program.subcommands[0].flags[3]).map(\.bytes) == [[0xE9]])
  }

  /// Every line of up to four words out of a vocabulary of awkward ones: no crash, places that lie
  /// on the command line.
  @Test func anyWordsInAnyOrder() {
    let vocabulary: [[UInt8]] =
      [
        "apply", "state", "-", "--", "-y", "-e", "-yq", "-e=", "--to", "--to=", "--yes=", "--=",
        "-=",
        "--tag=é", "--bogus", "", "it's", "a b",
      ].map { Array($0.utf8) } + [[0xFF, 0x27], [0x2D, 0xFF]]
    var lines: [[[UInt8]]] = [[]]
    for _ in 0..<3 {
      lines += lines.flatMap { line in vocabulary.map { line + [$0] } }
    }
    for words in Set(lines) {
      let line = ArgumentLine(program: "tool", words: words)
      let parsed = ArgumentParser.parse(line, program: Self.program)
      guard case .mistakes(let mistakes) = parsed.result else { continue }
      #expect(!mistakes.isEmpty)
      for mistake in mistakes {
        let span = mistake.place?.span
        #expect(span.map { 0 <= $0.start && $0.start <= $0.end } == true)
        #expect(span.map { $0.end <= line.source.bytes.count } == true)
      }
    }
  }
}
