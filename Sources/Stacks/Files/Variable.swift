package import Diagnostics
package import Documents

/// One entry of `variables:`, what a stack file leaves open.
package struct Variable: Sendable {
  package var name: String
  /// Where the name is written.
  package var place: Place
  package var type: Kind
  package var allowed: [Value]

  let defaultValue: Given?
  let perEnvironment: [String: Given]

  /// The variable of the process's environment that can give the value.
  package var environmentVariable: String { Self.environmentVariable(name) }

  /// `ESTEIRA_VAR_MODEL_NAME` for `model-name`.
  package static func environmentVariable(_ name: String) -> String {
    "ESTEIRA_VAR_"
      + String(
        decoding: name.uppercased().utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 },
        as: UTF8.self)
  }

  /// What values it takes.
  package enum Kind: String, CaseIterable, Sendable {
    case string
    case number
    case boolean
    case list

    var words: String {
      switch self {
      case .string: "a text"
      case .number: "a number"
      case .boolean: "`true` or `false`"
      case .list: "a list"
      }
    }

    /// What values look like.
    var form: Form {
      switch self {
      case .string: .fixed
      case .number: .number
      case .boolean: .flag
      case .list: .sequence(.fixed)
      }
    }

    var example: String {
      switch self {
      case .string: "ml.m5.large"
      case .number: "3"
      case .boolean: "true"
      case .list: "[a, b]"
      }
    }
  }

  /// A value that a file gives.
  enum Given: Sendable {
    case value(Value)
    /// One that was reported, and is no reason for further reports.
    case faulty
  }
}

/// The values that come from outside of the files.
package struct VariableValues: Sendable {
  /// By the variables' names, from `--var NAME=VALUE`.
  package var arguments: [String: String]
  /// By the variables' names, what stands in the files that `--var-file` names.
  package var files: [String: Node]
  /// By the names of the process's environment: `ESTEIRA_VAR_NAME`.
  package var environment: [String: String]
  /// The commit that the project's files are of.
  package var commit: String?
  /// What lies at the paths that stack files name, as far as that was looked at.
  package var contents: [AssetPath: AssetContent]

  package init(
    arguments: [String: String] = [:], files: [String: Node] = [:],
    environment: [String: String] = [:], commit: String? = nil,
    contents: [AssetPath: AssetContent] = [:]
  ) {
    self.arguments = arguments
    self.files = files
    self.environment = environment
    self.commit = commit
    self.contents = contents
  }
}
