package import Documents

/// A resource of a component, as another one of its stack sees it: what is written for it, and the
/// CloudFormation resources that it becomes.
package struct Neighbour: Sendable {
  package let name: String
  /// The name of the component.
  package let component: String
  package let settings: FieldValues

  package subscript<Value>(field: Field<Value>) -> Value { settings[field] }
  package subscript<Value>(field: OptionalField<Value>) -> Value? { settings[field] }

  /// A value that refers to one of its parts.
  package func ref(_ part: Component.Part) -> Value {
    ["Ref": .string(part.logicalID(of: name))]
  }

  /// The logical id of one of its parts.
  package func logicalID(of part: Component.Part) -> String { part.logicalID(of: name) }

  /// A value that is an attribute of one of its parts.
  package func attribute(_ part: Component.Part, _ attribute: String) -> Value {
    ["Fn::GetAtt": [.string(part.logicalID(of: name)), .string(attribute)]]
  }
}

extension FieldType where Output == Neighbour {
  /// A resource of the stack that is of one component.
  package static func neighbour(_ kind: ResourceKind) -> FieldType {
    let example = "\"\(kind.example)\""
    return FieldType(
      kind.words, example: example, shape: .text(pattern: "^\\$\\{[^.}]+\\}$")
    ) { node, lowering in
      let words = "\(kind.words) of the stack"
      switch lowering.resource([kind], kind.words, node, byRef: true) {
      case .found(let reference):
        guard let name = reference.name, let resource = lowering.resources[name],
          let neighbour = lowering.neighbour(resource)
        else { return nil }
        lowering.noteUse(of: name)
        return neighbour
      case .faulty: return nil
      case .other: break
      }
      guard let text = lowering.partlyKnown(node, words, example: kind.example) else { return nil }
      lowering.reportField(
        node, "\(node.what) takes \(words); `\(ARN.shown(text.text))` is none",
        example: example)
      return nil
    }
  }
}
