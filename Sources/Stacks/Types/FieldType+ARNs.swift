package import Documents

extension FieldType where Output == Value {
  /// The ARN of something. `words` says of what, with its article: "a topic".
  package static func arn(
    of service: String, _ words: String, resource: String, example: String
  ) -> FieldType<Value> {
    partlyKnown("the ARN of \(words)", example: example, pattern: "^arn:") {
      text throws(FormFault) in
      try ARN.check(text.text, service: service, resource: resource)
      return text.value
    }
  }

  /// The number of an AWS account.
  package static var accountID: FieldType<Value> {
    partlyKnown("an account id", example: "\"111111111111\"", pattern: "^[0-9]{12}$") {
      text throws(FormFault) in
      try ARN.checkAccount(text.text)
      return text.value
    }
  }
}

/// What AWS's names of resources look like:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
enum ARN {
  private static let partitions = [
    "aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b",
  ]

  /// Finds what is wrong with an ARN; gaps may stand for anything.
  static func check(
    _ text: String, service: String, resource: String
  ) throws(FormFault) {
    let gap = PartlyKnownText.gap
    if service == "kms", text.hasPrefix("alias/aws/") || text.contains(":alias/aws/") {
      throw FormFault(
        "`\(shown(text))` is a key of AWS's own, which no other service can be let use",
        hint: "name a key of your own by its ARN, or leave `key` out")
    }
    if text.first == gap, !text.hasPrefix("\(gap):") { return }
    guard text.hasPrefix("arn:") else {
      if text.lowercased().hasPrefix("arn:"), text.first != "a" || text.hasPrefix("aRN") {
        throw FormFault("`\(shown(text))` begins otherwise", meant: "arn:" + text.dropFirst(4))
      }
      throw .none(shown(text))
    }
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 6 else {
      if text.contains(gap) { return }
      throw FormFault("`\(text)` has \(parts.count) of the six parts of an ARN")
    }
    func isOpen(_ part: String) -> Bool { part.contains(gap) }
    guard isOpen(parts[1]) || partitions.contains(parts[1]) else {
      throw FormFault(
        "`\(parts[1])` is no partition of AWS",
        hint: "it is one of \(Array(partitions.prefix(3)).listed)")
    }
    guard isOpen(parts[2]) || parts[2] == service else {
      throw FormFault("this is an ARN of `\(parts[2])`")
    }
    if !isOpen(parts[4]), !parts[4].isEmpty, parts[4] != "aws" {
      guard parts[4].utf8.count == 12, parts[4].isDigits else {
        throw FormFault("`\(parts[4])` in it is no account", hint: "an account has 12 digits")
      }
    }
    guard isOpen(parts[5]) || parts[5].hasPrefix(resource) && parts[5].count > resource.count else {
      throw FormFault(
        parts[5].isEmpty ? "`\(shown(text))` names nothing" : "`\(shown(parts[5]))` is none")
    }
  }

  /// Whether an ARN surely belongs to another account or region than an environment. On the
  /// embedded cloud nothing does: what an ARN says there is meant for AWS.
  static func isForeign(_ text: String, to environment: Environment) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, !environment.isLocal else { return false }
    func differs(_ part: Substring, from own: String) -> Bool {
      !part.isEmpty && !part.contains(PartlyKnownText.gap) && part != own
    }
    return differs(parts[3], from: environment.region)
      || differs(parts[4], from: environment.account)
  }

  /// Finds what is wrong with the number of an account.
  static func checkAccount(_ text: String) throws(FormFault) {
    if text.contains(PartlyKnownText.gap) || text.utf8.count == 12 && text.isDigits { return }
    let digits = String(text.filter { $0 != "-" && $0 != " " })
    guard digits.isDigits else { throw .none(shown(text)) }
    if digits.utf8.count == 12 {
      throw FormFault("`\(text)` is written in another way", meant: digits)
    }
    if (9...11).contains(digits.utf8.count) {
      let padded = String(repeating: "0", count: 12 - digits.utf8.count) + digits
      throw FormFault(
        "`\(text)` has \(digits.utf8.count) of its 12 digits",
        hint: "zeros may have been lost at its beginning: then write `\"\(padded)\"`")
    }
    throw FormFault("`\(text)` has \(digits.utf8.count) digits and not 12")
  }

  /// A text with gaps as people are to see it.
  static func shown(_ text: String) -> String {
    String(text.map { $0 == PartlyKnownText.gap ? "…" : $0 })
  }
}
