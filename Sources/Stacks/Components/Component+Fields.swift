/// A field of a component, or one inside the values of another.
package struct FieldPlace: Sendable {
  /// The way to it: `access-logs.bucket`; `[]` stands for an element, `NAME` for a key of choice.
  package var path: String
  package var field: any FieldDeclaration
}

extension Component {
  /// Every field with those inside its values, each behind the one that holds it.
  package var allFields: [FieldPlace] { Self.places(of: fields, below: "") }

  private static func places(
    of fields: [any FieldDeclaration], below way: String
  ) -> [FieldPlace] {
    fields.flatMap { field -> [FieldPlace] in
      let path = way + field.name
      return [FieldPlace(path: path, field: field)] + places(in: field.shape, at: path)
    }
  }

  private static func places(in shape: ValueShape, at path: String) -> [FieldPlace] {
    switch shape {
    case .record(let fields): places(of: fields, below: path + ".")
    case .list(let element, _): places(in: element, at: path + "[]")
    case .map(let element, _): places(in: element, at: path + ".NAME")
    case .either(let shapes): shapes.flatMap { places(in: $0, at: path) }
    case .anything, .text, .expression, .choice, .flag, .integer, .number: []
    }
  }

  /// What `${name}` alone stands for; none if it is a handle.
  package var bareAttribute: Attribute? { bare.flatMap { attribute(named: $0) } }
}

extension Component.Part {
  /// What stands behind the resource's own logical id; empty for the main part.
  package var logicalIDSuffix: String {
    String(logicalID(of: "name").dropFirst(Component.Part("", type).logicalID(of: "name").count))
  }
}
