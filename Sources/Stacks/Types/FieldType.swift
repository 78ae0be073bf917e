internal import Diagnostics
internal import Documents

/// What a field of a component takes: how it is read, and how it is told to people and editors.
package struct FieldType<Output: Sendable>: Sendable {
  /// What it is, with its article: "a duration".
  package var words: String
  /// A right value, as YAML.
  package var example: String
  /// What values look like, for editors and reference pages.
  package var shape: ValueShape

  let read: @Sendable (Node, inout StackLowering) -> Output?

  init(
    _ words: String, example: String, shape: ValueShape,
    read: @escaping @Sendable (Node, inout StackLowering) -> Output?
  ) {
    self.words = words
    self.example = example
    self.shape = shape
    self.read = read
  }

  /// The same values as something else; all of them fit.
  package func map<Result: Sendable>(
    _ transform: @escaping @Sendable (Output) -> Result
  ) -> FieldType<Result> {
    FieldType<Result>(words, example: example, shape: shape) { node, lowering in
      read(node, &lowering).map(transform)
    }
  }

  /// The same values, but for those that a rule refuses: it says what is wrong with one.
  package func refined(
    _ rule: @escaping @Sendable (Output) -> String?
  ) -> FieldType {
    FieldType(words, example: example, shape: shape) { node, lowering in
      guard let value = read(node, &lowering) else { return nil }
      guard let fault = rule(value) else { return value }
      lowering.reportField(node, fault, example: example)
      return nil
    }
  }

  /// The same type in other words.
  package func named(_ words: String, example: String) -> FieldType {
    var copy = self
    copy.words = words
    copy.example = example
    return copy
  }
}

/// What the values of a type look like.
package indirect enum ValueShape: Sendable {
  /// Any text; with what it has to match, as ECMAScript writes patterns, if that is said.
  case text(pattern: String?)
  /// A text that one of CloudFormation's functions may make.
  case expression(pattern: String?)
  /// A text that has one of these values.
  case choice([String])
  case flag
  case integer(ClosedRange<Int>)
  case number
  case list(ValueShape, ClosedRange<Int>)
  /// A mapping with keys that the user chooses; with what they have to match, if that is said.
  case map(ValueShape, keys: String? = nil)
  /// A mapping of whatever there may be.
  case anything
  /// A mapping with keys that are known.
  case record([any FieldDeclaration])
  case either([ValueShape])
}
