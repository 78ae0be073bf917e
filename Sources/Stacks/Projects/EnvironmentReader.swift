internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Reads the environments of a project.
struct EnvironmentReader {
  var reader: FieldReader

  private static let example = "dev: {account: \"111111111111\", region: us-east-1}"
  private static let regionExample = "us-east-1"
  private static let accountExample = "\"111111111111\""
  private static let roleExample = "arn:aws:iam::111111111111:role/esteira"
  private static let stateExample = "s3://fraud-esteira/prod"

  static let shape = FieldReader.Shape(
    name: "an environment",
    keys: [
      .init(
        "account",
        .formed(pattern: "^[0-9]{12}$", numbers: 100_000_000_000...999_999_999_999),
        "The AWS account. Credentials of another one are refused before anything is done.",
        example: accountExample, isRequired: true),
      .init(
        "region", .formed(pattern: "^[a-z]{2,}(-[a-z]{2,})+-[0-9]+$"), "The region of AWS.",
        example: regionExample, isRequired: true),
      .init(
        "profile", .text, "The profile of the shared AWS files that the credentials come from.",
        example: "fraud-dev"),
      .init(
        "role", .formed(pattern: "^arn:aws[^:]*:iam::[0-9]{12}:role/.+$"),
        "The ARN of a role to assume.", example: roleExample),
      tagsKey,
      .init(
        "protect", .flag,
        "Whether stacks get termination protection, and destroying wants the environment's name.",
        example: "true"),
      .init(
        "state", .formed(pattern: "^s3://[^/]+(/.*)?$"),
        "Where records are kept, instead of the project's folder: a bucket's address.",
        example: stateExample),
    ],
    rules: [.excludes("profile", ["role"])], example: example)
  static let localShape = FieldReader.Shape(
    name: "the environment `local`", keys: [tagsKey], example: "local: {tags: {team: risk}}")
  private static let tagsKey = FieldReader.Key(
    "tags", .named(.formed(pattern: Tag.valuePattern), .init(pattern: Tag.keyPattern)),
    "Tags that CloudFormation puts on everything in the environment.", example: "{team: risk}")

  /// `local` and what is declared, in that order.
  mutating func environments(_ node: Node?) -> [Environment] {
    var environments = [Environment.local]
    guard let node else { return environments }
    for entry in reader.named(node, "`environments`", example: Self.example) {
      guard let name = reader.name(entry.key, "an environment", .stackPart) else { continue }
      if name == Environment.localName {
        environments[0] = local(entry)
      } else if let environment = environment(entry, name) {
        environments.append(environment)
      }
    }
    return environments
  }

  private mutating func local(_ entry: Fields.Entry) -> Environment {
    var local = Environment.local
    local.place = entry.key.place
    if entry.value.isNull { return local }
    let aws = entry.value.entries.filter {
      $0.key.kind == .scalar && Self.shape.names.contains($0.key.text) && $0.key.text != "tags"
    }
    for entry in aws {
      reader.diagnostics.append(
        Diagnostic(
          StackCode.conflictingKeys, .error,
          "`local` is the embedded cloud, which has no `\(entry.key.text)` to choose",
          at: entry.key.place,
          hint: .init("remove the line, or give an environment on AWS another name")))
    }
    var shape = Self.localShape
    shape.keys += Self.shape.keys.filter { aws.map(\.key.text).contains($0.name) }
    guard let fields = reader.fields(of: entry.value, at: entry.key.place, shape) else {
      return local
    }
    local.tags = tags(fields["tags"])
    return local
  }

  private mutating func environment(_ entry: Fields.Entry, _ name: String) -> Environment? {
    guard let fields = reader.fields(of: entry.value, at: entry.key.place, Self.shape) else {
      return nil
    }
    let account = fields["account"].flatMap { self.account($0) }
    let region = fields["region"].flatMap { self.region($0) }
    let credentials = credentials(fields)
    let tags = tags(fields["tags"])
    let isProtected = fields["protect"].map { reader.flag($0, "`protect`") ?? true } ?? false
    let records = fields["state"].flatMap { self.records($0) } ?? .beside
    return Environment(
      name: name, account: account ?? "", region: region ?? "", credentials: credentials,
      tags: tags, isProtected: isProtected, records: records, place: entry.key.place)
  }

  private mutating func account(_ node: Node) -> String? {
    guard let text = reader.text(node, "`account`", example: "account: \(Self.accountExample)")
    else {
      return nil
    }
    let bare = String(decoding: text.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
    guard text.isDigits, text.utf8.count == 12 else {
      let isSure = bare != text && bare.isDigits && bare.utf8.count == 12
      reader.reportValue(
        node, "`\(text)` is no account id: these have 12 digits",
        isSure
          ? .init(
            "write it without hyphens",
            edit: Diagnostic.Edit(node.span, replacement: "\"\(bare)\""))
          : .init("for example: `account: \(Self.accountExample)`"))
      return nil
    }
    return text
  }

  private mutating func region(_ node: Node) -> String? {
    guard let text = reader.text(node, "`region`", example: "region: \(Self.regionExample)") else {
      return nil
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isRegion =
      parts.count >= 3 && String(parts.last ?? "").isDigits
      && parts.dropLast().allSatisfy { part in
        part.utf8.count >= 2 && part.utf8.allSatisfy(\.isLowercase)
      }
    guard isRegion else {
      reader.reportValue(
        node, "`\(text)` is no region",
        .init(
          parts.last?.utf8.last?.isLowercase == true
            && parts.count >= 3 && (parts.last?.utf8.count ?? 0) >= 2
            ? "leave the zone's letter out: for example `region: \(Self.regionExample)`"
            : "for example: `region: \(Self.regionExample)`"))
      return nil
    }
    let known = CheckRules.knownRegions
    if !known.contains(text) {
      let near = Spelling.nearest(to: text, among: known)
      reader.diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .warning, "`\(text)` is no region that this version knows",
          at: node.place,
          hint: near.count == 1
            ? .init(
              "did you mean `\(near[0])`?", edit: Diagnostic.Edit(node.span, replacement: near[0]))
            : .init(
              near.isEmpty
                ? "look at its spelling; what is checked by region is not checked in it"
                : "did you mean one of \(near.listed)?")))
    }
    return text
  }

  private mutating func credentials(_ fields: Fields) -> Environment.Credentials {
    let profile = fields["profile"].flatMap {
      reader.text($0, "`profile`", example: "profile: fraud-dev")
    }
    let role = fields["role"].flatMap { self.role($0) }
    if fields["profile"] != nil, fields["role"] != nil, let place = fields.place(of: "role") {
      reader.diagnostics.append(
        Diagnostic(
          StackCode.conflictingKeys, .error,
          "an environment takes its credentials from a `profile` or by a `role`, not from both",
          at: place,
          notes: [.init("the profile stands here", at: fields.place(of: "profile"))],
          hint: .init("keep one of them; a profile can name a role to assume")))
    }
    if let role { return .role(role) }
    return profile.map(Environment.Credentials.profile) ?? .standard
  }

  private mutating func role(_ node: Node) -> String? {
    let example = "role: \(Self.roleExample)"
    guard let text = reader.text(node, "`role`", example: example) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isRole =
      parts.count == 6 && parts[0] == "arn" && parts[1].hasPrefix("aws") && parts[2] == "iam"
      && parts[3].isEmpty && String(parts[4]).isDigits && parts[4].utf8.count == 12
      && parts[5].hasPrefix("role/") && parts[5].utf8.count > 5
    guard isRole else {
      reader.reportValue(
        node, "`\(text)` is not the ARN of a role", .init("for example: `\(example)`"))
      return nil
    }
    return text
  }

  private mutating func records(_ node: Node) -> Environment.Records? {
    let example = "state: \(Self.stateExample)"
    guard let text = reader.text(node, "`state`", example: example) else { return nil }
    let parts = text.dropFirst(5).split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard text.hasPrefix("s3://"), let bucket = parts.first, !bucket.isEmpty else {
      reader.reportValue(
        node, "`\(text)` is no place for records: that is a bucket's address",
        .init("for example: `\(example)`; without `state`, records stay in the project's folder"))
      return nil
    }
    guard BucketName.isValid(String(bucket)) else {
      reader.reportValue(
        node, "`\(bucket)` cannot be the name of a bucket",
        .init("it has 3 to 63 lower-case letters, digits, `-` and `.`; for example: `\(example)`"))
      return nil
    }
    let prefix = parts.count > 1 ? String(parts[1]) : ""
    guard prefix.utf8.count <= 300, !prefix.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }),
      !prefix.split(separator: "/", omittingEmptySubsequences: false).dropLast().contains("")
    else {
      reader.reportValue(
        node, "the prefix of `state` cannot stand before the keys of records",
        .init("write some names with a slash between each two; for example: `\(example)`"))
      return nil
    }
    return .s3(
      bucket: String(bucket), prefix: prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix)
  }

  private mutating func tags(_ node: Node?) -> [Tag] {
    guard let node else { return [] }
    return reader.named(node, "`tags`", example: "tags: {team: risk}").compactMap { entry in
      guard let value = reader.text(entry.value, "a tag's value", example: "team: risk") else {
        return nil
      }
      return reader.tag(entry, value)
    }
  }
}

extension FieldReader {
  /// A tag that AWS takes.
  mutating func tag(_ entry: Fields.Entry, _ value: String) -> Tag? {
    let fault: (String, Node)? =
      switch (entry.name.unicodeScalars.count, value.unicodeScalars.count) {
      case _ where entry.name.lowercased().hasPrefix("aws:"):
        ("A tag's key cannot begin with `aws:`: AWS keeps these for itself.", entry.key)
      case (0, _): ("A tag's key cannot be empty.", entry.key)
      case (129..., _): ("A tag's key has at most 128 characters.", entry.key)
      case (_, 257...): ("A tag's value has at most 256 characters.", entry.value)
      default: nil
      }
    guard let (message, node) = fault else { return Tag(entry.name, value) }
    diagnostics.append(
      Diagnostic(
        StackCode.invalidTag, .error, message, at: node.place,
        hint: .init("for example: `team: risk`")))
    return nil
  }
}

extension String {
  /// Whether it is made of digits, and not empty.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy(\.isDigit) }
}
