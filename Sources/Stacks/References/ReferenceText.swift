/// A text that may hold `${…}`, taken apart.
struct ReferenceText {
  enum Piece {
    /// What stands there as it is; `$${` has become `${`.
    case literal(String)
    case reference(Reference)
  }

  /// A `${…}` as it is written.
  struct Reference {
    /// What stands between the braces; up to the next space where the second one is missing.
    var body: String
    /// How many `${` stand before it in the text, escaped ones included.
    var ordinal: Int
    var isClosed: Bool
  }

  private(set) var pieces: [Piece] = []

  /// Takes a text apart by the rules of stack files or, inside `Fn::Sub`, by CloudFormation's, where
  /// `${!name}` stands for `${name}` and nothing else is an escape.
  init(_ text: String, isSub: Bool = false) {
    let bytes = Array(text.utf8)
    let (dollar, open, close) = (UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"))
    var literal: [UInt8] = []
    var ordinal = 0
    var index = 0
    func opens(_ index: Int) -> Bool {
      index + 1 < bytes.count && bytes[index] == dollar && bytes[index + 1] == open
    }
    while index < bytes.count {
      if !isSub, bytes[index] == dollar, opens(index + 1) {
        literal += [dollar, open]
        ordinal += 1
        index += 3
        continue
      }
      guard opens(index) else {
        literal.append(bytes[index])
        index += 1
        continue
      }
      var end = index + 2
      while end < bytes.count, bytes[end] != close, !opens(end) { end += 1 }
      let isClosed = end < bytes.count && bytes[end] == close
      if !isClosed {
        end = index + 2
        while end < bytes.count, bytes[end] > 0x20, !opens(end) { end += 1 }
      }
      let body = bytes[(index + 2)..<end]
      if isSub, !isClosed || body.first == UInt8(ascii: "!") {
        literal += bytes[index..<(isClosed ? end + 1 : end)]
      } else {
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        pieces.append(
          .reference(
            Reference(
              body: String(decoding: body, as: UTF8.self), ordinal: ordinal, isClosed: isClosed)))
      }
      ordinal += 1
      index = isClosed ? end + 1 : end
    }
    if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
  }

  /// The reference that is the whole text.
  var alone: Reference? {
    guard pieces.count == 1, case .reference(let reference) = pieces[0] else { return nil }
    return reference
  }

  var references: [Reference] {
    pieces.compactMap { if case .reference(let reference) = $0 { reference } else { nil } }
  }

  var firstReference: String? { references.first?.body }

  /// Whether there is anything to take apart.
  static func isNeeded(for text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if last == UInt8(ascii: "$"), byte == UInt8(ascii: "{") { return true }
      last = byte
    }
    return false
  }
}
