internal import Documents

extension Evaluated {
  /// Whether both come to the same value as `Fn::Equals` sees it; nil if that is not known yet.
  ///
  /// Scalars are the same when their texts are: `true` and `"true"`, `1` and `"1"`. What may turn
  /// out to be a mistake is neither the same as anything nor different from it.
  package func isSame(as other: Evaluated) -> Bool? {
    mayBeMistake || other.mayBeMistake ? nil : isSameWithoutMistakes(as: other)
  }

  private func isSameWithoutMistakes(as other: Evaluated) -> Bool? {
    switch (self, other) {
    case (.known(let left), .known(let right)): return Self.isSame(left, right)
    case (.absent, .absent): return true
    case (.absent, _): return other.mayBeAbsent ? nil : false
    case (_, .absent): return mayBeAbsent ? nil : false
    default: break
    }
    if self == other { return true }
    if case .unknown = self { return nil }
    if case .unknown = other { return nil }
    if let left = elements, let right = other.elements {
      if (left + right).contains(where: \.mayBeAbsent) { return nil }
      return left.count == right.count ? Self.all(zip(left, right)) : false
    }
    if let left = members, let right = other.members {
      if (left + right).contains(where: \.value.mayBeAbsent) { return nil }
      let pairs = left.map { member in
        right.first { $0.key == member.key }.map { (member.value, $0.value) }
      }
      let found = pairs.compactMap(\.self)
      return found.count == left.count && left.count == right.count ? Self.all(found) : false
    }
    guard let left = pieces, let right = other.pieces else { return false }
    return Self.canBeSame(left, right) ? nil : false
  }

  /// The members of an object, known or not.
  private var members: [Member]? {
    switch self {
    case .known(.object(let object)): object.members.map { Member($0.key, .known($0.value)) }
    case .object(let members): members
    default: nil
    }
  }

  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    if let left = left.parameterText, let right = right.parameterText {
      return Value.string(left) == .string(right)
    }
    return left == right
  }

  private static func all(_ pairs: some Sequence<(Evaluated, Evaluated)>) -> Bool? {
    var result: Bool? = true
    for (left, right) in pairs {
      switch left.isSameWithoutMistakes(as: right) {
      case false?: return false
      case nil: result = nil
      case true?: break
      }
    }
    return result
  }

  /// Whether the texts agree in what is known before their first hole and behind their last one.
  private static func canBeSame(_ left: [Piece], _ right: [Piece]) -> Bool {
    func agree(_ left: String, _ right: String, fromEnd: Bool) -> Bool {
      let (one, other) = (Array(left.utf8), Array(right.utf8))
      let count = min(one.count, other.count)
      return fromEnd
        ? one.suffix(count).elementsEqual(other.suffix(count))
        : one.prefix(count).elementsEqual(other.prefix(count))
    }
    func known(_ piece: Piece?) -> String {
      if case .known(let text)? = piece { text } else { "" }
    }
    return agree(known(left.first), known(right.first), fromEnd: false)
      && agree(known(left.last), known(right.last), fromEnd: true)
  }
}
