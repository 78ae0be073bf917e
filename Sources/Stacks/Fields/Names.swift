internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What names of a project's parts may look like.
enum NameRule {
  /// A part of a CloudFormation stack's name.
  case stackPart
  /// A name inside a stack file: lower-case words joined by hyphens.
  case words

  func allows(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    switch self {
    case .stackPart:
      return first.isLetter && name.hasOnlyWords(and: "-")
    case .words:
      return first.isLowercase
        && name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
          !word.isEmpty && word.hasOnlyLowerWords()
        }
    }
  }

  /// The same as a pattern, as ECMAScript writes it.
  var pattern: String {
    switch self {
    case .stackPart: "^[A-Za-z][A-Za-z0-9-]*$"
    case .words: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
    }
  }

  var description: String {
    switch self {
    case .stackPart:
      "a letter, then letters, digits and hyphens: it becomes part of a CloudFormation stack's name"
    case .words: "lower-case words of letters and digits, joined by hyphens"
    }
  }
}

/// Names that references use for something else.
enum ReservedNames {
  static let all = ["var", "env", "git", "project", "local"]
}

extension FieldReader {
  /// The longest name of a part; what is longer fits no name that AWS makes of it.
  static let longestName = 255

  /// A name that keeps the rule. `what` says of what, with its article.
  mutating func name(_ node: Node, _ what: String, _ rule: NameRule) -> String? {
    let name = node.text
    guard rule.allows(name), name.utf8.count <= Self.longestName else {
      let better = name.kebab
      let isSure =
        rule.allows(better) && better.utf8.count <= Self.longestName
        && name.utf8.allSatisfy { $0 < 0x80 } && node.parent?[better] == nil
      // Who renames has to rename what refers to it too.
      let isReferred = node.isKey && ProjectReader.mentions("${\(name)", in: node.source)
      diagnostics.append(
        Diagnostic(
          StackCode.invalidName, .error,
          name.utf8.count > Self.longestName
            ? "the name of \(what) has at most \(Self.longestName) characters; this one has \(name.count)"
            : "`\(name)` cannot be the name of \(what): that is \(rule.description)",
          at: node.place,
          hint: isSure
            ? .init(
              isReferred
                ? "write `\(better)`, here and where it is referred to" : "write `\(better)`",
              edit: isReferred ? nil : Diagnostic.Edit(node.span, replacement: better))
            : .init("choose another name, such as `fraud` or `model-artifacts`")))
      return nil
    }
    return name
  }

  /// Checks names that become a part of logical ids, `what` each, with its article.
  mutating func checkPartNames(_ nodes: [Node], _ what: String) {
    var owners: [String: Node] = [:]
    for node in nodes {
      guard let name = name(node, what, .words), let id = LogicalID.made(from: name) else {
        continue
      }
      if let other = owners[id] {
        diagnostics.append(
          Diagnostic(
            StackCode.logicalIDCollision, .error,
            "CloudFormation would know `\(other.text)` and `\(name)` by one name",
            at: node.place, notes: [.init("the other one is this", at: other.place)],
            hint: .init("give one of them another name")))
      }
      owners[id] = node
    }
  }

  /// A name that references do not use for something else.
  mutating func unreservedName(_ node: Node, _ what: String, _ rule: NameRule) -> String? {
    guard let name = name(node, what, rule) else { return nil }
    guard !ReservedNames.all.contains(name) else {
      diagnostics.append(
        Diagnostic(
          StackCode.reservedName, .error,
          "`\(name)` cannot be the name of \(what): references use it for something else",
          at: node.place,
          hint: .init("choose another name; reserved are \(ReservedNames.all.listed)")))
      return nil
    }
    return name
  }
}
