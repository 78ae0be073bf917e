/// A text with places for the identifiers of loops: `Bucket${Name}`, `Subnet&{Block}`.
struct LoopText {
  /// What a place becomes.
  enum Form {
    /// `${Name}`: the item as it is.
    case whole
    /// `&{Name}`: the item's letters and digits.
    case alphanumeric
  }

  /// Which places are filled.
  enum Forms {
    case all
    case wholeOnly
  }

  /// A piece of the text.
  enum Piece {
    case literal(Substring.UTF8View)
    case place(Form, name: String, written: Substring.UTF8View)
  }

  private(set) var pieces: [Piece] = []

  init(_ text: String) {
    let bytes = text.utf8
    var start = bytes.startIndex
    var index = start
    // Behind the last brace nothing is looked for: a text may be full of `${` without an end.
    let last = bytes.lastIndex(of: UInt8(ascii: "}")) ?? bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      guard let form = Self.form(bytes[index]), next < last,
        bytes[next] == UInt8(ascii: "{"), let end = Self.end(of: bytes[next...])
      else {
        index = next
        continue
      }
      let name = Substring(bytes[bytes.index(after: next)..<end])
      pieces.append(.literal(bytes[start..<index]))
      start = bytes.index(after: end)
      pieces.append(.place(form, name: String(name), written: bytes[index..<start]))
      index = start
    }
    pieces.append(.literal(bytes[start...]))
  }

  /// Whether there is a place for an identifier.
  func has(_ identifier: String) -> Bool {
    pieces.contains { if case .place(_, let name, _) = $0 { name == identifier } else { false } }
  }

  /// How many bytes it has more with the items in the places of their identifiers, at most.
  func growth(with items: [String: String]) -> Int {
    pieces.reduce(0) { sum, piece in
      guard case .place(_, let name, _) = piece, let item = items[name] else { return sum }
      return sum + item.utf8.count
    }
  }

  /// The text with the items in the places of their identifiers; other places stay as they are.
  func filled(with items: [String: String], _ forms: Forms) -> String {
    var text: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let bytes): text += bytes
      case .place(let form, let name, let written):
        switch (items[name], form) {
        case (let item?, .whole): text += item.utf8
        case (let item?, .alphanumeric) where forms == .all:
          text += item.utf8.filter(LogicalID.isAlphanumeric)
        default: text += written
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The brace that ends a place; nil if another place begins before: `${Topic${Name}}` has but one.
  private static func end(of bytes: Substring.UTF8View) -> Substring.UTF8View.Index? {
    var before: UInt8 = 0
    for (index, byte) in zip(bytes.indices, bytes).dropFirst() {
      if byte == UInt8(ascii: "}") { return index }
      if byte == UInt8(ascii: "{"), form(before) != nil { return nil }
      before = byte
    }
    return nil
  }

  private static func form(_ byte: UInt8) -> Form? {
    switch byte {
    case UInt8(ascii: "$"): .whole
    case UInt8(ascii: "&"): .alphanumeric
    default: nil
    }
  }
}
