/// A parameter of a stack's template, with where its value comes from.
package struct StackParameter: Hashable, Sendable {
  /// What the template calls it.
  package var name: String
  package var pieces: [Piece]
  /// Whether its value is a secret of another stack's, or may be.
  package var isHidden = false

  /// A piece of the value.
  package enum Piece: Hashable, Sendable {
    case literal(String)
    /// What another stack of the project shows.
    case output(StackOutput)
    /// The bucket that the stack's code lies in.
    case assetsBucket
    /// Where an asset is: the key of an archive in that bucket, the digest of an image.
    case asset(Asset)
  }

  /// The outputs of other stacks that the value needs.
  package var outputs: [StackOutput] {
    pieces.compactMap { if case .output(let output) = $0 { output } else { nil } }
  }

  /// The value, where all that it needs is known.
  package func value(_ known: (Piece) -> String?) -> String? {
    var text = ""
    for piece in pieces {
      guard let value = piece.literal ?? known(piece) else { return nil }
      text += value
    }
    return text
  }
}

extension StackParameter.Piece {
  /// The text that it is by itself.
  package var literal: String? {
    if case .literal(let text) = self { text } else { nil }
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
