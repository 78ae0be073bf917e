/// The text of an `Fn::Sub`, taken apart.
package struct SubText: Hashable, Sendable {
  /// A piece of the text.
  package enum Piece: Hashable, Sendable {
    /// What stands there as it is; `${!Name}` has become `${Name}`.
    case literal(String)
    /// `${Name}` or `${Name.Attribute}`, without the braces and the spaces inside them.
    case variable(String)
  }

  package var pieces: [Piece] = []

  package init(_ text: String) {
    var literal: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    // Behind the last brace nothing is looked for: a text may be full of `${` without an end.
    let last = bytes.lastIndex(of: UInt8(ascii: "}")) ?? -1
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < last,
        bytes[index + 1] == UInt8(ascii: "{"),
        let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "}"))
      else {
        literal.append(bytes[index])
        index += 1
        continue
      }
      let name = bytes[(index + 2)..<end]
      if name.first == UInt8(ascii: "!") {
        literal += Array("${".utf8) + name.dropFirst() + [UInt8(ascii: "}")]
      } else {
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        let trimmed = name.drop { $0 == UInt8(ascii: " ") }
        let count = trimmed.reversed().drop { $0 == UInt8(ascii: " ") }.count
        pieces.append(.variable(String(decoding: trimmed.prefix(count), as: UTF8.self)))
      }
      index = end + 1
    }
    if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
  }

  /// The names between braces, in order.
  package var variables: [String] {
    pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The whole text, if nothing is put into it.
  package var literal: String? {
    switch (pieces.count, pieces.first) {
    case (0, _): ""
    case (1, .literal(let text)?): text
    default: nil
    }
  }

  /// What a name between braces refers to.
  package static func target(of variable: String) -> Reference.Target {
    let parts = variable.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return .ref(variable) }
    return .attribute(resource: String(parts[0]), attribute: String(parts[1]))
  }
}
