/// The declaration of a command. It alone drives parsing, help, suggestions and completion.
package struct Command: Sendable {
  package var name: String
  /// One line without a full stop, in the imperative.
  package var summary: String
  /// Paragraphs for the command's own help.
  package var discussion: String
  package var positionals: [Positional]
  package var flags: [Flag]
  package var examples: [Sample]
  /// A command with others below it does nothing itself.
  package var subcommands: [Command]
  /// Whether it stops by itself when the person interrupts it; every other one is ended at once.
  package var heedsInterruptions: Bool
  /// Does the work. It touches the outside only through the world it is given.
  package var run: @Sendable (Invocation, World) async -> Outcome

  package init(
    name: String, summary: String, discussion: String = "", positionals: [Positional] = [],
    flags: [Flag] = [], examples: [Sample] = [], subcommands: [Command] = [],
    heedsInterruptions: Bool = false,
    run: @escaping @Sendable (Invocation, World) async -> Outcome = { _, _ in Outcome() }
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.positionals = positionals
    self.flags = flags
    self.examples = examples
    self.subcommands = subcommands
    self.heedsInterruptions = heedsInterruptions
    self.run = run
  }

  /// A command line that shows what the command is for.
  package struct Sample: Sendable {
    package var purpose: String
    package var line: String

    package init(_ purpose: String, _ line: String) {
      self.purpose = purpose
      self.line = line
    }
  }
}

/// An argument known by its position.
package struct Positional: Sendable {
  /// How it is called in help texts: `FILE`.
  package var name: String
  package var help: String
  package var arity: ClosedRange<Int>

  package init(_ name: String, _ arity: ClosedRange<Int>, help: String) {
    self.name = name
    self.arity = arity
    self.help = help
  }

  /// One or more of them.
  package static let some = 1...Int.max
  /// Any number of them, none too.
  package static let any = 0...Int.max
  package static let one = 1...1
  package static let optional = 0...1
}

/// An option that begins with dashes.
package struct Flag: Sendable, Hashable {
  /// The long name, without its dashes.
  package var name: String
  /// The one-letter name, without its dash.
  package var short: Character?
  package var kind: Kind
  /// Whether it may be given several times. A toggle always may.
  package var repeats: Bool
  /// The long names of flags that make no sense beside it.
  package var conflicts: [String]
  package var help: String

  package enum Kind: Sendable, Hashable {
    /// Given or not.
    case toggle
    /// Followed by a value; where there are choices, one of them.
    case value(name: String, choices: [String] = [])
  }

  package init(
    _ name: String, short: Character? = nil, kind: Kind = .toggle, repeats: Bool = false,
    conflicts: [String] = [], help: String
  ) {
    self.name = name
    self.short = short
    self.kind = kind
    self.repeats = repeats
    self.conflicts = conflicts
    self.help = help
  }

  /// What to write for its value in help texts: `json|yaml`, `NAME`; none for a toggle.
  package var placeholder: String? {
    switch kind {
    case .toggle: nil
    case .value(let name, let choices): choices.isEmpty ? name : choices.joined(separator: "|")
    }
  }
}
