internal import CloudFormation
internal import Diagnostics
package import Documents

extension FieldType where Output == [(key: String, value: Value)] {
  /// The environment variables of a function of AWS Lambda.
  package static var lambdaEnvironment: FieldType<[(key: String, value: Value)]> {
    let map = FieldType.map(of: .text.named("a text", example: "churn"), key: "ENDPOINT")
    let shape = ValueShape.map(.expression(pattern: nil), keys: LambdaVariables.pattern)
    return FieldType(map.words, example: map.example, shape: shape) { node, lowering in
      guard let variables = map.read(node, &lowering) else { return nil }
      var nodes: [String: Node.Entry] = [:]
      for field in node.fields { nodes[field.key.text] = field }
      let before = lowering.diagnostics.count
      for variable in variables {
        guard let field = nodes[variable.key] else { continue }
        lowering.check(variable, of: field)
      }
      lowering.checkSize(of: variables, node)
      return lowering.diagnostics[before...].hasErrors ? nil : variables
    }
  }
}

/// What AWS Lambda takes as environment variables
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
private enum LambdaVariables {
  /// What Lambda sets itself, and lets nobody else set.
  static let reserved: Set<String> = [
    "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "_HANDLER", "_X_AMZN_TRACE_ID",
  ]
  /// What names match, as ECMAScript writes patterns.
  static let pattern = "^(?!(?:\(reserved.sorted().joined(separator: "|")))$)[A-Za-z][A-Za-z0-9_]+$"
  /// The most bytes of all names and values together.
  static let mostBytes = 4096

  static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count >= 2 && 0x61...0x7A ~= bytes[0] | 0x20
      && bytes.allSatisfy { 0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 || $0 == 0x5F }
  }

  /// Whether what has such a name is mostly a secret.
  static func isNamedLikeSecret(_ name: String) -> Bool {
    let words = name.uppercased().split(separator: "_")
    guard let last = words.last else { return false }
    if ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY"].contains(last) {
      return true
    }
    return last == "KEY" && ["API", "PRIVATE", "SECRET", "ACCESS"].contains(words.dropLast().last)
  }

  /// Whether a value can be one: names of secrets and paths to them are none.
  static func isSecret(_ value: String) -> Bool {
    !value.isEmpty && !value.hasPrefix("arn:") && !value.hasPrefix("/")
      && !value.contains("{{resolve:")
  }
}

extension StackLowering {
  /// Reports a variable that the service refuses, or that surely is a secret.
  fileprivate mutating func check(_ variable: (key: String, value: Value), of field: Node.Entry) {
    let name = variable.key
    if LambdaVariables.reserved.contains(name) {
      reportVariable(
        field.key, "AWS Lambda sets `\(name)` itself, and takes it from nobody",
        "give it another name, or leave it out: the function finds it there")
    } else if !LambdaVariables.isName(name) {
      reportVariable(
        field.key,
        "`\(name)` is no name of an environment variable for AWS Lambda: a letter, and behind it one letter, digit or `_` at least",
        "for example: `ENDPOINT`")
    } else if case .string(let value) = variable.value, LambdaVariables.isNamedLikeSecret(name),
      LambdaVariables.isSecret(value)
    {
      reportSecret(
        at: field.value, "`\(name)` is named like a secret", .warning,
        hint:
          "put it into AWS Secrets Manager, give the function its name, for example `\(name)_NAME: fraud/db`, and let the function ask for it"
      )
    }
  }

  /// Reports variables that are too long together, as far as they are known.
  fileprivate mutating func checkSize(of variables: [(key: String, value: Value)], _ node: Node) {
    let size = variables.reduce(0) { sum, variable in
      guard case .string(let value) = variable.value else { return sum + variable.key.utf8.count }
      return sum + variable.key.utf8.count + value.utf8.count
    }
    guard size > LambdaVariables.mostBytes else { return }
    reportVariable(
      node,
      "the environment variables have \(size) bytes together, and AWS Lambda takes \(LambdaVariables.mostBytes)",
      "put what is long into a file beside the code, or into a bucket")
  }

  private mutating func reportVariable(_ node: Node, _ message: String, _ hint: String) {
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, message, at: place(of: node), hint: .init(hint)))
  }
}
