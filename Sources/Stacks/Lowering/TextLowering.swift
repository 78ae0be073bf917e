internal import CloudFormation
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
      case .faulty:
        openSpans.append(node.span)
        return .string(text)
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
      case .deployed(let deployed):
        guard let reference = references.next() else { continue }
        if let known = known(deployed) {
          result += known
          continue
        }
        isFaulty = true
        report(
          .deployedValueNotAllowed,
          "only a deployment knows `${\(reference.body)}`; \(what) has to be known before",
          ReferencePlace(reference, in: node),
          .init("use `${var.…}`, `${env.name}` or `${project}` here, or a plain text"))
      case .faulty:
        _ = references.next()
        isFaulty = true
      }
    }
    return isFaulty ? nil : result
  }

  /// What a reference stands for, where a value has to be known: account and region are those of
  /// the environment. Nil if only a deployment knows it.
  func known(_ deployed: Deployed) -> String? {
    var text = ""
    for piece in deployed.pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .ref(PseudoParameter.region.rawValue): text += environment.region
      case .ref(PseudoParameter.accountId.rawValue): text += environment.account
      case .ref, .attribute: return nil
      }
    }
    return text
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

  /// The most mistakes that are reported of one text.
  static let mostReports = 20

  mutating func pieces(of text: ReferenceText, _ node: Node) -> [TextPiece] {
    let before = diagnostics.count
    return text.pieces.map { piece in
      switch piece {
      case .literal(let literal): return .literal(literal)
      case .reference(let reference):
        if diagnostics.count - before >= Self.mostReports { return .faulty }
        switch resolve(reference, in: node) {
        case .deployed(let deployed): return .deployed(deployed)
        case .faulty:
          openSpans.append(node.span)
          return .faulty
        case .handle(let handle):
          reportHandle(handle, reference, node)
          return .faulty
        case .fixed(let value) where value.isScalar: return .fixed(value.asText)
        case .fixed:
          report(
            .listInText, "`${\(reference.body)}` is a list, which cannot stand inside a text",
            ReferencePlace(reference, in: node),
            .init("let the reference stand alone, or put it together with `Fn::Join`"))
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
