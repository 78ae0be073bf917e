internal import CloudFormation
internal import Documents

extension Evaluated {
  /// The part at a path, or the nearest thing around it.
  func part(at steps: ArraySlice<Path.Step>) -> Evaluated {
    guard let step = steps.first else { return self }
    switch (self, step) {
    case (.known(.object(let object)), .key(let key)):
      return object[key].map { Evaluated.known($0).part(at: steps.dropFirst()) } ?? self
    case (.known(.array(let elements)), .index(let index)):
      return elements.indices.contains(index)
        ? Evaluated.known(elements[index]).part(at: steps.dropFirst()) : self
    case (.object(let members), .key(let key)):
      return members.first { $0.key == key }?.value.part(at: steps.dropFirst()) ?? self
    case (.list(let elements), .index(let index)):
      return elements.indices.contains(index)
        ? elements[index].part(at: steps.dropFirst()) : self
    default: return self
    }
  }

  /// All that is not known, with where it stands: what is put together from pieces is one place.
  func holes(at path: Path) -> [(path: Path, unknown: Unknown)] {
    switch self {
    case .known, .absent: []
    case .unknown(let unknown): [(path, unknown)]
    case .text: holes.map { (path, $0) }
    case .list(let elements):
      elements.enumerated().flatMap { index, element in
        element.holes(at: Path(path.steps + [.index(index)]))
      }
    case .object(let members):
      members.flatMap { $0.value.holes(at: Path(path.steps + [.key($0.key)])) }
    }
  }
}

extension Value {
  /// What is written at a path, or the call that it comes from.
  func written(at steps: ArraySlice<Path.Step>) -> Value? {
    guard let step = steps.first else { return self }
    switch (self, step) {
    case (.object(let object), .key(let key)):
      if Intrinsic.call(in: object) != nil { return self }
      return object[key]?.written(at: steps.dropFirst())
    case (.array(let elements), .index(let index)):
      return elements.indices.contains(index)
        ? elements[index].written(at: steps.dropFirst()) : nil
    default: return self
    }
  }

  /// Whether it is a call that is left to be worked out.
  var isCall: Bool {
    if case .object(let object) = self { Intrinsic.call(in: object) != nil } else { false }
  }

  /// Whether CloudFormation sees no difference: the order of keys and the kinds of scalars.
  func isWritten(as other: Value) -> Bool {
    if self == other { return true }
    if let text = plainText, let other = other.plainText {
      return Value.string(text) == .string(other)
    }
    switch (self, other) {
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isWritten(as: $1) }
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.members.allSatisfy { member in
          right[member.key].map(member.value.isWritten) ?? false
        }
    default: return false
    }
  }

  subscript(key: String) -> Value? { member(key) }

  var members: [Value.Object.Member] {
    if case .object(let object) = self { object.members } else { [] }
  }
}
