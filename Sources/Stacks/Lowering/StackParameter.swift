/// A parameter of a stack's template, with where its value comes from.
package struct StackParameter: Hashable, Sendable {
  /// What the template calls it.
  package var name: String
  package var pieces: [Piece]

  /// A piece of the value.
  package enum Piece: Hashable, Sendable {
    case literal(String)
    /// What another stack of the project shows.
    case output(StackOutput)
  }

  /// The outputs of other stacks that the value needs.
  package var outputs: [StackOutput] {
    pieces.compactMap { if case .output(let output) = $0 { output } else { nil } }
  }

  /// The value, where the outputs that it needs are known.
  package func value(_ known: (StackOutput) -> String?) -> String? {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .output(let output):
        guard let value = known(output) else { return nil }
        text += value
      }
    }
    return text
  }
}

/// An output of a stack, as references name it: `${platform.artifacts}`.
package struct StackOutput: Hashable, Sendable {
  package var stack: String
  /// The name in the stack's file.
  package var name: String
  /// What CloudFormation knows it by.
  package var logicalID: String

  package init(stack: String, name: String, logicalID: String) {
    self.stack = stack
    self.name = name
    self.logicalID = logicalID
  }

  /// `platform.artifacts`
  package var reference: String { "\(stack).\(name)" }
}
