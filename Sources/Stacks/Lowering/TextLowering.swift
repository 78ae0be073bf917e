internal import Diagnostics
internal import Documents

extension StackLowering {
  /// The meaning of a text that holds references. A reference alone keeps its type.
  mutating func text(_ text: String, _ node: Node) -> Value {
    let taken = ReferenceText(text)
    if let alone = taken.alone {
      switch resolve(alone, in: node) {
      case .fixed(let value): return value
      case .deployed(let deployed): return deployed.value
      case .handle(let handle):
        reportHandle(handle, alone, node)
        return .string(text)
      case .faulty: return .string(text)
      }
    }
    return Deployed(pieces: pieces(of: taken, node).flatMap(\.pieces)).value
  }

  /// A text that has to be known now; what only a deployment knows is reported.
  mutating func fixedText(_ node: Node, _ what: String) -> String? {
    var reader = FieldReader()
    guard let text = reader.text(node, what, example: "\(what.bareKey): …") else {
      diagnostics += reader.diagnostics
      return nil
    }
    diagnostics += reader.diagnostics
    guard ReferenceText.isNeeded(for: text) else { return text }
    let taken = ReferenceText(text)
    var result = ""
    var isFaulty = false
    var references = taken.references.makeIterator()
    for piece in pieces(of: taken, node) {
      switch piece {
      case .literal(let literal): result += literal
      case .fixed(let fixed):
        _ = references.next()
        result += fixed
      case .deployed:
        guard let reference = references.next() else { continue }
        isFaulty = true
        report(
          .deployedValueNotAllowed,
          "Only a deployment knows `${\(reference.body)}`; \(what) has to be known before.",
          ReferencePlace(reference, in: node),
          .init("Use `${var.…}`, `${env.name}` or `${project}` here, or a plain text."))
      case .faulty:
        _ = references.next()
        isFaulty = true
      }
    }
    return isFaulty ? nil : result
  }

  /// A piece of a text, with what its references stand for.
  enum TextPiece {
    case literal(String)
    /// A reference whose value is known.
    case fixed(String)
    case deployed(Deployed)
    case faulty

    fileprivate var pieces: [Deployed.Piece] {
      switch self {
      case .literal(let text), .fixed(let text): [.literal(text)]
      case .deployed(let deployed): deployed.pieces
      case .faulty: []
      }
    }
  }

  mutating func pieces(of text: ReferenceText, _ node: Node) -> [TextPiece] {
    text.pieces.map { piece in
      switch piece {
      case .literal(let literal): return .literal(literal)
      case .reference(let reference):
        switch resolve(reference, in: node) {
        case .deployed(let deployed): return .deployed(deployed)
        case .faulty: return .faulty
        case .handle(let handle):
          reportHandle(handle, reference, node)
          return .faulty
        case .fixed(let value) where value.isScalar: return .fixed(value.asText)
        case .fixed:
          report(
            .listInText, "`${\(reference.body)}` is a list, which cannot stand inside a text.",
            ReferencePlace(reference, in: node),
            .init("Let the reference stand alone, or put it together with `Fn::Join`."))
          return .faulty
        }
      }
    }
  }
}

extension String {
  /// A key without its backquotes, and nothing else than a key.
  fileprivate var bareKey: String {
    hasPrefix("`") && hasSuffix("`") ? String(dropFirst().dropLast()) : "name"
  }
}
