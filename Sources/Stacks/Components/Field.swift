internal import Documents

/// One field of a component, whatever it takes.
package protocol FieldDeclaration: Sendable {
  var name: String { get }
  var summary: String { get }
  /// What it takes, in words.
  var words: String { get }
  var shape: ValueShape { get }
  var isRequired: Bool { get }
  /// What it is where nothing is written, as YAML.
  var defaultText: String? { get }
  /// What it is where nothing is written, in words: where that depends on something else.
  var defaultWords: String? { get }
  /// Right values, as YAML.
  var examples: [String] { get }
}

/// A field that always has a value: it is required, or has a default.
package struct Field<Value: Sendable>: FieldDeclaration {
  package let name: String
  package let type: FieldType<Value>
  package let summary: String
  package let defaultText: String?
  package let examples: [String]

  /// A field with a default, which is written as YAML.
  package init(
    _ name: String, _ type: FieldType<Value>, default defaultText: String, _ summary: String,
    examples: [String] = []
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    self.defaultText = defaultText
    self.examples = examples.isEmpty ? [type.example] : examples
  }

  /// A field that has to be there.
  package init(
    required name: String, _ type: FieldType<Value>, _ summary: String, examples: [String] = []
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    defaultText = nil
    self.examples = examples.isEmpty ? [type.example] : examples
  }

  package var words: String { type.words }
  package var shape: ValueShape { type.shape }
  package var isRequired: Bool { defaultText == nil }
  package var defaultWords: String? { nil }
}

/// A field that may be left out.
package struct OptionalField<Value: Sendable>: FieldDeclaration {
  package let name: String
  package let type: FieldType<Value>
  package let summary: String
  package let defaultWords: String?
  package let examples: [String]

  /// `otherwise` says in words what happens where nothing is written, if that has to be said.
  package init(
    _ name: String, _ type: FieldType<Value>, otherwise: String? = nil, _ summary: String,
    examples: [String] = []
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    defaultWords = otherwise
    self.examples = examples.isEmpty ? [type.example] : examples
  }

  package var words: String { type.words }
  package var shape: ValueShape { type.shape }
  package var isRequired: Bool { false }
  package var defaultText: String? { nil }
}

/// A field as the reader of mappings sees it.
protocol ReadableField: FieldDeclaration {
  /// Reads what is written for it into the settings; false if that is faulty.
  func read(_ node: Node?, into settings: inout FieldValues, _ lowering: inout StackLowering)
    -> Bool
}

extension Field: ReadableField {
  func read(
    _ node: Node?, into settings: inout FieldValues, _ lowering: inout StackLowering
  ) -> Bool {
    guard let node = node ?? defaultText.map({ lowering.node(ofDefault: $0) }) else { return false }
    guard let value = type.read(node, &lowering) else { return false }
    settings.set(name, value, node)
    return true
  }
}

extension OptionalField: ReadableField {
  func read(
    _ node: Node?, into settings: inout FieldValues, _ lowering: inout StackLowering
  ) -> Bool {
    guard let node else { return true }
    guard let value = type.read(node, &lowering) else { return false }
    settings.set(name, value, node)
    return true
  }
}
