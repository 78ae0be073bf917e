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
      case .faulty: return .string(text)
      }
    }
    return Self.joined(pieces(of: taken, node))
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

  private enum Piece {
    case literal(String)
    /// A reference whose value is known.
    case fixed(String)
    case deployed(Resolved.Deployed)
    case faulty
  }

  private mutating func pieces(of text: ReferenceText, _ node: Node) -> [Piece] {
    text.pieces.map { piece in
      switch piece {
      case .literal(let literal): return .literal(literal)
      case .reference(let reference):
        switch resolve(reference, in: node) {
        case .deployed(let deployed): return .deployed(deployed)
        case .faulty: return .faulty
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

  /// A text where all is known; else `Fn::Sub`, or `Fn::Join` where the literal parts hold what
  /// `Fn::Sub` would take for its own.
  private static func joined(_ pieces: [Piece]) -> Value {
    var parts: [(literal: String, deployed: Resolved.Deployed?)] = [("", nil)]
    for piece in pieces {
      switch piece {
      case .literal(let text), .fixed(let text): parts[parts.count - 1].literal += text
      case .deployed(let deployed):
        parts[parts.count - 1].deployed = deployed
        parts.append(("", nil))
      case .faulty: break
      }
    }
    guard parts.count > 1 else { return .string(parts[0].literal) }
    let escaped = parts.map { escapedForSub($0.literal) }
    guard escaped.contains(nil) else {
      let text = zip(escaped, parts).map { literal, part in
        (literal ?? "") + (part.deployed.map { "${\($0.substitution)}" } ?? "")
      }
      return ["Fn::Sub": .string(text.joined())]
    }
    let elements = parts.flatMap { part in
      (part.literal.isEmpty ? [] : [Value.string(part.literal)])
        + (part.deployed.map { [$0.value] } ?? [])
    }
    return ["Fn::Join": ["", .array(elements)]]
  }

  /// A literal with every `${name}` written `${!name}`; nil if it holds a `${` that is not the
  /// beginning of such a name, for which `Fn::Sub` has no escape.
  private static func escapedForSub(_ literal: String) -> String? {
    guard ReferenceText.isNeeded(for: literal) else { return literal }
    var result = ""
    for piece in ReferenceText(literal, isSub: true).pieces {
      switch piece {
      case .literal(let text):
        guard !ReferenceText.isNeeded(for: text) else { return nil }
        result += text
      case .reference(let reference):
        let isPlain =
          reference.isClosed && !reference.body.isEmpty
          && reference.body.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && !"!${}".utf8.contains($0)
          }
        guard isPlain else { return nil }
        result += "${!\(reference.body)}"
      }
    }
    return result
  }
}

extension String {
  /// A key without its backquotes, and nothing else than a key.
  fileprivate var bareKey: String {
    hasPrefix("`") && hasSuffix("`") ? String(dropFirst().dropLast()) : "name"
  }
}
