internal import Documents

/// What AWS publishes of a service's interface: its protocol, operations and shapes, as data.
package struct ServiceModel: Sendable {
  /// How requests and answers are written.
  package enum WireProtocol: String, Sendable, CaseIterable {
    case query
    case json
    case restJSON = "rest-json"
    case restXML = "rest-xml"
  }

  /// How people call the service.
  package let name: String
  /// The name in the scope of signatures.
  package let signingName: String
  package let wireProtocol: WireProtocol
  let version: String
  let jsonVersion: String
  /// The type of answers that has to be asked for, where it is not the only one.
  let accept: String?
  let targetPrefix: String
  let namespace: ShapeTraits.Namespace?
  /// Whether the service once spoke the query protocol, whose error codes it still has.
  let isQueryCompatible: Bool
  let operations: [String: OperationModel]
  let shapes: [String: Shape]
  let waiters: [String: Waiter]

  /// The operation of a name.
  package func operation(_ name: String) -> OperationModel? { operations[name] }

  /// What a reference refers to, and how it travels there.
  func resolve(_ reference: ShapeReference) -> (shape: Shape, traits: ShapeTraits) {
    guard let shape = shapes[reference.shape] else {
      preconditionFailure("\(name) has no shape \(reference.shape)")
    }
    return (shape, reference.traits.over(shape.traits))
  }

  /// The member of a message that is its whole body.
  func payload(of reference: ShapeReference) -> Shape.Member? {
    let shape = resolve(reference).shape
    guard let name = reference.payload ?? shape.payload else { return nil }
    return shape.members.first { $0.name == name }
  }
}

/// An operation of a service.
package struct OperationModel: Sendable {
  package let name: String
  package let method: String
  /// The path, and the query that is always the same, with places for members.
  let uri: String
  let input: ShapeReference?
  let output: ShapeReference?
  /// Names of the shapes of errors.
  let errors: [String]
  /// What stands before the name of the host, with places for members.
  let hostPrefix: String?
  let checksum: RequestChecksum
  /// Whether doing it twice is like doing it once.
  let isIdempotent: Bool
  package let pages: Pagination?
}

/// How the pages of a result are asked for.
package struct Pagination: Sendable, Equatable {
  /// Members of the input that say where a page begins.
  package var inputTokens: [String]
  /// Where in the output the next page's beginning stands; the first of those with a value.
  package var outputTokens: [[String]]
  /// Members of the output that are lists with a part of the result, as paths.
  package var results: [String]
  /// The member that says whether there is more, where the token alone does not.
  package var more: String?
}

/// What a service wants of a body before it believes it.
enum RequestChecksum: Sendable {
  case none
  case md5
  /// One of several, of which CRC-32 is everywhere.
  case chosen
}
