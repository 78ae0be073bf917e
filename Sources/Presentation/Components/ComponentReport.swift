package import Documents
package import Stacks

/// Components as JSON, for programs.
package enum ComponentReport {
  package static func value(_ components: [Component]) -> Value {
    ["version": 1, "components": .array(components.map(value(_:)))]
  }

  private static func value(_ component: Component) -> Value {
    [
      "name": .string(component.name), "summary": .string(component.summary),
      "details": .string(component.details), "holdsData": .bool(component.holdsData),
      "fields": .array(component.allFields.map(value(_:))),
      "attributes": .array(
        component.attributes.map {
          ["name": .string($0.name), "summary": .string($0.summary)]
        }),
      "bare": component.bareAttribute.map { .string($0.name) } ?? .null,
      "resources": .array(
        component.parts.map {
          ["suffix": .string($0.logicalIDSuffix), "type": .string($0.type)]
        }),
      "examples": .array(
        component.examples.map { ["title": .string($0.title), "text": .string($0.text)] }),
    ]
  }

  private static func value(_ place: FieldPlace) -> Value {
    let field = place.field
    return [
      "path": .string(place.path), "takes": .string(field.words),
      "summary": .string(field.summary), "isRequired": .bool(field.isRequired),
      "default": field.defaultText.map(Value.string) ?? .null,
      "otherwise": field.defaultWords.map(Value.string) ?? .null,
      "examples": .array(field.examples.map(Value.string)),
    ]
  }
}
