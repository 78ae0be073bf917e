internal import Documents
internal import Stacks

/// What code may call and do, as stack files say it: the same for functions, services and models.
enum Permissions {
  static let invokes = Field(
    "invokes", .list(of: .resource(.endpoint, .function)), default: "[]",
    "The endpoints and functions that it may call, and no others.",
    examples: ["[\"${pager}\"]"])
  static let actions = Field(
    required: "actions",
    .list(
      of: .formed(
        "an action", example: "s3:GetObject", pattern: "^[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*\\*?$",
        isAction),
      1...50),
    "What it may do; one `*` may stand at the end of an action's name, and never for all of a service."
  )
  static let resources = Field(
    required: "resources",
    .list(of: .text.named("an ARN", example: "\"${artifacts.arn}/*\""), 1...50),
    "What it may do that to.", examples: ["[\"arn:aws:s3:::fraud-artifacts/*\"]"])
  static let permissions = OptionalField(
    "permissions",
    .list(
      of: .record(
        "a permission", [actions, resources],
        example: "{actions: [s3:GetObject], resources: [\"arn:aws:s3:::fraud-artifacts/*\"]}"),
      1...20),
    otherwise: "nothing else", "What else it may do, as IAM names it.",
    examples: ["[{actions: [s3:GetObject], resources: [\"arn:aws:s3:::fraud-artifacts/*\"]}]"])

  /// What calling endpoints and functions takes.
  static func called(_ resources: [ResourceReference]) -> [Value] {
    let called = Dictionary(grouping: resources, by: \.kind)
    let endpoints = called[.endpoint].map {
      RolePolicy.allow("Endpoints", ["sagemaker:InvokeEndpoint"], on: $0.map(\.arn))
    }
    let functions = called[.function].map {
      RolePolicy.allow("Functions", ["lambda:InvokeFunction"], on: $0.map(\.arn))
    }
    return [endpoints, functions].compactMap(\.self)
  }

  /// What a stack file allows in IAM's words.
  static func given(_ permissions: [FieldValues]?) -> [Value] {
    (permissions ?? []).enumerated().map { index, permission in
      RolePolicy.allow("Given\(index + 1)", permission[actions], on: permission[resources])
    }
  }

  private static func isAction(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let name = parts[1].last == "*" ? parts[1].dropLast() : parts[1]
    return name.utf8.first?.isLetter == true && name.hasOnlyWords()
      && parts[0].hasOnlyLowerWords(and: "-")
  }
}
