internal import Documents

/// A text of which a deployment may fill in parts.
struct PartlyKnownText {
  /// What stands in `text` for a part that only a deployment knows.
  static let gap: Character = "\u{FFFC}"

  /// What is known, with a gap for each part that is not.
  private(set) var text = ""
  /// What the gaps stand for, in their order.
  private(set) var parts: [Deployed.Piece] = []
  /// The whole, where it is a function of CloudFormation's.
  private var call: Value?

  init(_ pieces: [Deployed.Piece]) {
    for piece in pieces {
      if case .literal(let literal) = piece {
        text += literal.filter { $0 != Self.gap }
      } else {
        text.append(Self.gap)
        parts.append(piece)
      }
    }
  }

  init(call: Value) {
    self.call = call
    text = String(Self.gap)
  }

  var isKnown: Bool { !text.contains(Self.gap) }

  /// The whole, as CloudFormation gets it.
  var value: Value { value(of: text[...]) }

  /// A part of the text, as CloudFormation gets it.
  func value(of slice: Substring) -> Value {
    call ?? Deployed(pieces: pieces(of: slice)).value
  }

  /// The pieces of a part of the text; of a function of CloudFormation's there are none.
  func pieces(of slice: Substring) -> [Deployed.Piece] {
    if call != nil { return [] }
    var index = text[..<slice.startIndex].count { $0 == Self.gap }
    var pieces: [Deployed.Piece] = []
    var literal = ""
    for character in slice {
      guard character == Self.gap else {
        literal.append(character)
        continue
      }
      pieces += [.literal(literal), parts[index]]
      literal = ""
      index += 1
    }
    return pieces + [.literal(literal)]
  }
}

extension FieldType {
  /// A text of a form of its own, of which a deployment may fill in parts.
  static func partlyKnown(
    _ words: String, example: String, pattern: String? = nil,
    _ parse: @escaping @Sendable (PartlyKnownText) throws(FormFault) -> Output
  ) -> FieldType {
    FieldType(words, example: example, shape: .expression(pattern: pattern)) { node, lowering in
      guard let text = lowering.partlyKnown(node, words, example: example) else { return nil }
      do throws(FormFault) {
        return try parse(text)
      } catch {
        let fault = error.settled { text throws(FormFault) in
          try parse(PartlyKnownText([.literal(text)]))
        }
        lowering.report(fault, at: node, text.text, words, example: example)
        return nil
      }
    }
  }
}

extension StackLowering {
  /// A text with its references filled in as far as they are known; nil if that was reported.
  mutating func partlyKnown(
    _ node: Node, _ words: String, example: String
  ) -> PartlyKnownText? {
    let isCall = node.isIntrinsic || node.longForm != nil
    guard !isCall, node.kind == .scalar, !node.isNull, ReferenceText.isNeeded(for: node.text) else {
      guard let value = expression(node, words, example: example) else { return nil }
      guard case .string(let text) = value else { return PartlyKnownText(call: value) }
      return PartlyKnownText([.literal(text)])
    }
    var pieces: [Deployed.Piece] = []
    for piece in self.pieces(of: ReferenceText(node.text), node) {
      switch piece {
      case .literal(let text), .fixed(let text): pieces.append(.literal(text))
      case .deployed(let deployed): pieces += deployed.pieces
      case .faulty: return nil
      }
    }
    return PartlyKnownText(pieces)
  }
}
