package import Documents

/// What a value comes to: known, or a tree with holes where something is not known yet.
///
/// `text`, `list` and `object` always have a hole in them; without one they are `known`.
package indirect enum Evaluated: Hashable, Sendable {
  case known(Value)
  /// A text of which some pieces are known.
  case text([Piece])
  case list([Evaluated])
  case object([Member])
  case unknown(Unknown)
  /// `AWS::NoValue`: as if it had not been written.
  case absent

  /// A piece of a text.
  package enum Piece: Hashable, Sendable {
    case known(String)
    case unknown(Unknown)
  }

  /// A member of an object that has a hole somewhere.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: Evaluated

    package init(_ key: String, _ value: Evaluated) {
      self.key = key
      self.value = value
    }
  }

  /// The value, if all of it is known.
  package var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Whether nothing of it is left to be known.
  package var isKnown: Bool {
    switch self {
    case .known, .absent: true
    case .text, .list, .object, .unknown: false
    }
  }

  /// Why it is not wholly known, without repetition; empty if it is.
  package var causes: [Unknown.Cause] {
    var causes: [Unknown.Cause] = []
    for hole in holes {
      for cause in hole.causes where !causes.contains(cause) { causes.append(cause) }
    }
    return causes
  }

  /// Everything that is not known, in order.
  package var holes: [Unknown] {
    switch self {
    case .known, .absent: []
    case .text(let pieces):
      pieces.compactMap { if case .unknown(let unknown) = $0 { unknown } else { nil } }
    case .list(let elements): elements.flatMap(\.holes)
    case .object(let members): members.flatMap(\.value.holes)
    case .unknown(let unknown): [unknown]
    }
  }

  /// The CloudFormation expression of what is left to work out, with everything known put in.
  package var expression: Value {
    switch self {
    case .known(let value): return value
    case .absent: return ["Ref": "AWS::NoValue"]
    case .unknown(let unknown): return unknown.expression
    case .list(let elements): return .array(elements.map(\.expression))
    case .object(let members):
      return .object(Value.Object(members.map { .init($0.key, $0.value.expression) }))
    case .text(let pieces):
      let parts = pieces.map { piece in
        switch piece {
        case .known(let text): Value.string(text)
        case .unknown(let unknown): unknown.expression
        }
      }
      return ["Fn::Join": ["", .array(parts)]]
    }
  }
}

extension Evaluated {
  /// A list of these elements; absent ones fall out.
  static func list(of elements: [Evaluated]) -> Evaluated {
    let present = elements.filter { $0 != .absent }
    let values = present.compactMap(\.value)
    return values.count == present.count ? .known(.array(values)) : .list(present)
  }

  /// An object of these members; absent ones fall out.
  static func object(of members: [Member]) -> Evaluated {
    let present = members.filter { $0.value != .absent }
    let known = present.compactMap { member in
      member.value.value.map { Value.Object.Member(member.key, $0) }
    }
    return known.count == present.count ? .known(.object(Value.Object(known))) : .object(present)
  }

  /// A text of these pieces.
  static func text(of pieces: [Piece]) -> Evaluated {
    var merged: [Piece] = []
    for piece in pieces {
      switch (merged.last, piece) {
      case (_, .known("")): break
      case (.known(let before)?, .known(let text)):
        merged[merged.count - 1] = .known(before + text)
      default: merged.append(piece)
      }
    }
    switch merged.first {
    case nil: return .known("")
    case .known(let text)? where merged.count == 1: return .known(.string(text))
    case .unknown(let unknown)? where merged.count == 1 && unknown.isText: return .unknown(unknown)
    default: return .text(merged)
    }
  }

  /// The elements of a list, known or not; nil for what is no list, or not known to be one.
  var elements: [Evaluated]? {
    switch self {
    case .known(.array(let elements)): elements.map(Evaluated.known)
    case .list(let elements): elements
    default: nil
    }
  }

  /// The pieces of a text; a scalar is its text. Nil for a list or an object.
  var pieces: [Piece]? {
    switch self {
    case .known(let value): value.parameterText.map { [.known($0)] }
    case .text(let pieces): pieces
    case .unknown(let unknown):
      if unknown.kind.isWithin(.scalar) {
        [.unknown(unknown)]
      } else if unknown.kind == .any || unknown.mayBeAbsent {
        [.unknown(unknown.expected(toBe: .scalar))]
      } else {
        nil
      }
    case .absent: []
    case .list, .object: nil
    }
  }

  /// What it comes to, whether that is known or not.
  var kind: Unknown.Kind {
    switch self {
    case .known(.string), .text: .text
    case .known(.bool): .boolean
    case .known(.number): .scalar
    case .known(.object), .object: .object
    case .known(.array(let elements)):
      elements.allSatisfy { $0.parameterText != nil } ? .scalars : .list
    case .list(let elements):
      elements.allSatisfy { $0.kind.isWithin(.scalar) } ? .scalars : .list
    case .known(.null), .absent: .any
    case .unknown(let unknown): unknown.kind
    }
  }

  /// Whether it comes to such a value, unless a part of it is a mistake.
  func isSurely(_ kind: Unknown.Kind) -> Bool { !mayBeAbsent && self.kind.isWithin(kind) }

  /// Whether it may turn out to be nothing at all.
  var mayBeAbsent: Bool {
    if case .unknown(let unknown) = self { unknown.mayBeAbsent } else { self == .absent }
  }

  /// Whether a part of it is a mistake, or may turn out to be one.
  var mayBeMistake: Bool {
    switch self {
    case .known, .absent: false
    case .text(let pieces):
      pieces.contains { if case .unknown(let unknown) = $0 { unknown.mayBeMistake } else { false } }
    case .list(let elements): elements.contains(where: \.mayBeMistake)
    case .object(let members): members.contains(where: \.value.mayBeMistake)
    case .unknown(let unknown): unknown.mayBeMistake
    }
  }
}
