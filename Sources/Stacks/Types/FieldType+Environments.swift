internal import CloudFormation
internal import Diagnostics
internal import Documents

extension FieldType where Output == [(key: String, value: Value)] {
  /// The environment variables of what runs somewhere.
  package static func environment(_ rules: EnvironmentRules) -> FieldType {
    let map = FieldType.map(
      of: .text.named("a text", example: rules.example.value), key: rules.example.name)
    let shape = ValueShape.map(.expression(pattern: nil), keys: rules.pattern)
    return FieldType(map.words, example: map.example, shape: shape) { node, lowering in
      guard let variables = map.read(node, &lowering) else { return nil }
      let before = lowering.diagnostics.count
      for field in node.fields {
        let value = variables.first { $0.key == field.key.text }?.value
        lowering.check(field, value, rules)
      }
      lowering.checkSize(of: variables, node, rules)
      return lowering.diagnostics[before...].hasErrors ? nil : variables
    }
  }
}

/// What somebody takes as environment variables.
package struct EnvironmentRules: Sendable {
  fileprivate let example: (name: String, value: String)
  /// What names match, as ECMAScript writes patterns.
  fileprivate let pattern: String
  fileprivate let isName: @Sendable (String) -> Bool
  /// What names are: what stands behind "no name of an environment variable".
  fileprivate let names: String
  /// What is set already, and nobody may set.
  fileprivate var reserved: Set<String> = []
  /// What to do with a secret that a variable of this name would hold.
  fileprivate let instead: @Sendable (String) -> String
  /// The most bytes of all names and values together.
  fileprivate var mostBytes: Int?

  /// What containers take. `instead` says what to do with a secret.
  package static func container(instead: String) -> EnvironmentRules {
    EnvironmentRules(
      example: ("LOG_LEVEL", "info"), pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
      isName: { name in
        let isStart = name.utf8.first.map { $0.isLetter || $0 == UInt8(ascii: "_") } ?? false
        return isStart && name.hasOnlyWords(and: "_")
      }, names: ": a letter or `_`, and behind it letters, digits and `_`",
      instead: { _ in instead })
  }

  /// What AWS Lambda takes
  /// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
  package static let function: EnvironmentRules = {
    // What Lambda sets itself, and lets nobody else set.
    let reserved: Set<String> = [
      "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
      "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
      "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
      "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
      "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "_HANDLER", "_X_AMZN_TRACE_ID",
    ]
    return EnvironmentRules(
      example: ("ENDPOINT", "churn"),
      pattern: "^(?!(?:\(reserved.sorted().joined(separator: "|")))$)[A-Za-z][A-Za-z0-9_]+$",
      isName: { name in
        name.utf8.count >= 2 && name.utf8.first?.isLetter == true && name.hasOnlyWords(and: "_")
      },
      names: " for AWS Lambda: a letter, and behind it one letter, digit or `_` at least",
      reserved: reserved,
      instead: { name in
        "put it into AWS Secrets Manager, give the function its name, for example `\(name)_NAME: fraud/db`, and let the function ask for it"
      }, mostBytes: 4096)
  }()

  /// Whether what has such a name is mostly a secret.
  fileprivate static func isNamedLikeSecret(_ name: String) -> Bool {
    let words = name.uppercased().split(separator: "_")
    guard let last = words.last else { return false }
    if ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY"].contains(last) {
      return true
    }
    return last == "KEY" && ["API", "PRIVATE", "SECRET", "ACCESS"].contains(words.dropLast().last)
  }

  /// Whether a value can be one: names of secrets and paths to them are none.
  fileprivate static func isSecret(_ value: String) -> Bool {
    !value.isEmpty && !value.hasPrefix("arn:") && !value.hasPrefix("/")
      && !value.contains("{{resolve:")
  }
}

extension StackLowering {
  /// Reports a variable that is refused where it runs, or that surely is a secret.
  fileprivate mutating func check(
    _ field: Node.Entry, _ value: Value?, _ rules: EnvironmentRules
  ) {
    let name = field.key.text
    if rules.reserved.contains(name) {
      reportVariable(
        field.key, "AWS Lambda sets `\(name)` itself, and takes it from nobody",
        "give it another name, or leave it out: the function finds it there")
    } else if !rules.isName(name) {
      reportVariable(
        field.key, "`\(name)` is no name of an environment variable\(rules.names)",
        "for example: `\(rules.example.name)`")
    } else if case .string(let text)? = value, EnvironmentRules.isNamedLikeSecret(name),
      EnvironmentRules.isSecret(text)
    {
      reportSecret(
        at: field.value, "`\(name)` is named like a secret", .warning, hint: rules.instead(name))
    }
  }

  /// Reports variables that are too long together, as far as they are known.
  fileprivate mutating func checkSize(
    of variables: [(key: String, value: Value)], _ node: Node, _ rules: EnvironmentRules
  ) {
    let size = variables.reduce(0) { sum, variable in
      guard case .string(let value) = variable.value else { return sum + variable.key.utf8.count }
      return sum + variable.key.utf8.count + value.utf8.count
    }
    guard let most = rules.mostBytes, size > most else { return }
    reportVariable(
      node, "the environment variables have \(size) bytes together, and AWS Lambda takes \(most)",
      "put what is long into a file beside the code, or into a bucket")
  }

  fileprivate mutating func reportVariable(_ node: Node, _ message: String, _ hint: String) {
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, message, at: place(of: node), hint: .init(hint)))
  }
}
