package import Diagnostics
internal import Documents

/// The values of a mapping whose fields are declared.
package struct FieldValues: Sendable {
  private var values: [String: any Sendable] = [:]
  private var nodes: [String: Node] = [:]

  /// The fields that were read; nil if all were.
  private let read: Set<String>?

  init(of fields: Set<String>? = nil) {
    read = fields
  }

  package subscript<Value>(field: Field<Value>) -> Value {
    guard let value = values[field.name] as? Value else {
      preconditionFailure("the field `\(field.name)` is not among those that were read")
    }
    return value
  }

  package subscript<Value>(field: OptionalField<Value>) -> Value? {
    precondition(
      read?.contains(field.name) ?? true,
      "the field `\(field.name)` is not among those that were read")
    return values[field.name] as? Value
  }

  /// Where a field's value is written; none where it is not.
  package func place(of field: some FieldDeclaration) -> Place? {
    nodes[field.name]?.place
  }

  func node(of name: String) -> Node? { nodes[name] }

  mutating func set(_ name: String, _ value: any Sendable, _ node: Node) {
    values[name] = value
    nodes[name] = node
  }
}
