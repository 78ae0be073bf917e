internal import Diagnostics
internal import Documents

extension StackLowering {
  /// Gives every variable its value: what is given on the command line counts most, then the
  /// files that it names, the process's environment, the stack file for this environment, then the default.
  mutating func settleVariables(_ values: VariableValues) {
    for variable in stack.variables {
      if let text = values.arguments[variable.name] {
        variables[variable.name] = parse(text, for: variable, "--var \(variable.name)")
        variablesFromOutside.insert(variable.name)
      } else if let node = values.files[variable.name] {
        var reader = VariableReader(fields: FieldReader(), environments: [], isOutside: true)
        if case .value(let value) = reader.given(node, to: variable) {
          variables[variable.name] = value
        }
        diagnostics += reader.fields.diagnostics
      } else if let text = values.environment[variable.environmentVariable] {
        variables[variable.name] = parse(text, for: variable, variable.environmentVariable)
        variablesFromOutside.insert(variable.name)
      } else if let given = variable.perEnvironment[environment.name] ?? variable.defaultValue {
        if case .value(let value) = given { variables[variable.name] = value }
      } else {
        diagnostics.append(
          Diagnostic(
            StackCode.variableMissing, .error,
            "the variable `\(variable.name)` has no value in `\(environment.name)`",
            at: variable.place,
            hint: .init(
              "give it with `--var \(variable.name)=…` or `\(variable.environmentVariable)`, or add a `default` or `per-environment: {\(environment.name): …}`"
            )))
      }
    }
  }

  /// What is given may be a secret, whatever it is used for: messages do not say it.
  private mutating func parse(_ text: String, for variable: Variable, _ origin: String) -> Value? {
    guard let value = Self.value(of: text, variable.type) else {
      diagnostics.append(
        Diagnostic(
          StackCode.variableType, .error,
          "the variable `\(variable.name)` takes \(variable.type.words), which is not what `\(origin)` gives",
          at: variable.place, hint: .init("for example: `\(Self.example(of: variable))`")))
      return nil
    }
    if let fault = VariableCheck.fault(of: value, variable.allowed) {
      diagnostics.append(
        Diagnostic(
          StackCode.variableNotAllowed, .error,
          "`\(origin)` is not among the values that the variable allows",
          at: variable.place, hint: fault.hint()))
      return nil
    }
    return value
  }

  private static func example(of variable: Variable) -> String {
    let text = variable.type == .list ? "a,b" : variable.type.example
    return "--var \(variable.name)=\(text)"
  }

  /// The value that a text from outside means: a list is written with commas, or in JSON.
  private static func value(of text: String, _ kind: Variable.Kind) -> Value? {
    switch kind {
    case .string: return .string(text)
    case .number: return Number(json: text).map { .number($0.canonicalForm) }
    case .boolean: return ["true": true, "false": false][text].map(Value.bool)
    case .list:
      guard text.hasPrefix("[") else {
        if text.isEmpty { return .array([]) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        return .array(parts.map { .string(String($0)) })
      }
      let reading = read(Source(name: "--var", text: text), as: .json)
      var diagnostics: [Diagnostic] = []
      guard !reading.failed, let root = reading.documents.first,
        case .array(let elements) = root.value(&diagnostics, for: .json),
        diagnostics.isEmpty, elements.allSatisfy(\.isScalar)
      else { return nil }
      return .array(elements.map(\.withCanonicalNumber))
    }
  }
}

extension Value {
  /// Whether it is a text, a number or a boolean.
  var isScalar: Bool {
    switch self {
    case .string, .number, .bool: true
    case .null, .array, .object: false
    }
  }
}
