package import Documents

extension Evaluated {
  /// The same with values in the place of what is unknown, as far as there are any.
  package func filled(_ value: (Unknown) -> Value?) -> Evaluated {
    switch self {
    case .known, .absent: self
    case .unknown(let unknown): value(unknown).map(Evaluated.known) ?? self
    case .list(let elements): .list(of: elements.map { $0.filled(value) })
    case .object(let members):
      .object(of: members.map { .init($0.key, $0.value.filled(value)) })
    case .text(let pieces):
      .text(
        of: pieces.map { piece in
          guard case .unknown(let unknown) = piece, let text = value(unknown)?.parameterText else {
            return piece
          }
          return .known(text)
        })
    }
  }
}
