package import Documents

extension Template {
  /// One entry of `Parameters`, with whatever is written in it.
  package struct Parameter: Hashable, Sendable {
    /// The name, which values are given under.
    package var name: String
    /// The whole entry.
    package var entry: Value

    package init(name: String, _ entry: Value) {
      self.name = name
      self.entry = entry
    }

    /// Builds an entry of a type alone.
    package init(name: String, type: String, default defaultValue: String? = nil) {
      var body: Value.Object = ["Type": .string(type)]
      if let defaultValue { body["Default"] = .string(defaultValue) }
      self.init(name: name, .object(body))
    }

    /// What is written for a member.
    package subscript(member: Member) -> Value? { entry.object?[member.rawValue] }

    /// The type; empty if none is written.
    package var type: String { self[.type]?.text ?? "" }
    /// The value it has if none is given, as the text that a caller would give.
    package var defaultValue: String? { self[.defaultValue]?.parameterText }
    /// The only values it may have, if they are limited.
    package var allowedValues: [String]? {
      guard case .array(let elements)? = self[.allowedValues] else { return nil }
      return elements.compactMap(\.parameterText)
    }
    /// The pattern that the whole value must match.
    package var allowedPattern: String? { self[.allowedPattern]?.text }
    /// What is said instead of the constraint that was broken.
    package var constraintDescription: String? { self[.constraintDescription]?.text }
    /// Whether its value is never shown.
    package var noEcho: Bool {
      switch self[.noEcho] {
      case .bool(let value)?: value
      case .string(let text)?: text.lowercased() == "true"
      default: false
      }
    }
    /// Whether a value is a list, written with commas between its elements.
    package var isList: Bool {
      type == "CommaDelimitedList" || type.hasPrefix("List<")
        || type.hasPrefix("AWS::SSM::Parameter::Value<List<")
        || type == "AWS::SSM::Parameter::Value<CommaDelimitedList>"
    }
    /// Whether a value is a number, or a list of them.
    package var isNumeric: Bool { type == "Number" || type == "List<Number>" }
    /// Whether a value names an SSM parameter that holds the real value.
    package var isStoredElsewhere: Bool { type.hasPrefix("AWS::SSM::Parameter::Value<") }

    /// The members a parameter can have.
    package enum Member: String, CaseIterable, Sendable {
      case type = "Type"
      case defaultValue = "Default"
      case allowedValues = "AllowedValues"
      case allowedPattern = "AllowedPattern"
      case constraintDescription = "ConstraintDescription"
      case description = "Description"
      case minLength = "MinLength"
      case maxLength = "MaxLength"
      case minValue = "MinValue"
      case maxValue = "MaxValue"
      case noEcho = "NoEcho"
    }
  }
}

extension Value {
  /// A scalar as the text that a parameter's value is given in.
  package var parameterText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.spelling
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }
}
