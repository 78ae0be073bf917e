internal import Documents

/// How a service's address is found: conditions over parameters, and what follows from them.
///
/// <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>
package struct EndpointRules: Sendable {
  /// The service's id, from which the names of settings are made.
  package let id: String
  /// The name in the scope of signatures, where a rule does not say another.
  package let signingName: String
  /// The parameters that the rules look at.
  package let parameters: Set<String>
  let defaults: [String: RuleValue]
  let required: [String]
  let conditions: [Condition]
  let results: [Result]
  let rules: [Rule]

  /// Something that has to be so, and the name under which its value is known from then on.
  struct Condition: Sendable {
    var call: Expression
    var name: String?
  }

  /// An expression over parameters.
  indirect enum Expression: Sendable {
    case text(RuleTemplate)
    case flag(Bool)
    case number(Int)
    case reference(String)
    case call(Function, [Expression])
  }

  /// The functions of the rules.
  enum Function: String, Sendable {
    case isSet
    case not
    case getAttr
    case substring
    case stringEquals
    case booleanEquals
    case uriEncode
    case parseURL
    case isValidHostLabel
    case partition = "aws.partition"
    case parseArn = "aws.parseArn"
    case isVirtualHostableS3Bucket = "aws.isVirtualHostableS3Bucket"
  }

  /// Where calls go, or why there is nowhere to go.
  enum Result: Sendable {
    case endpoint(
      url: Expression, name: RuleTemplate?, region: RuleTemplate?, scheme: String)
    case refusal(EndpointRefusal.Kind)
  }

  /// Conditions by their numbers, and what holds then.
  indirect enum Rule: Sendable {
    case tree([Int], [Rule])
    case leaf([Int], result: Int)
  }
}

/// What parameters and expressions of endpoint rules come to.
package enum RuleValue: Sendable, Equatable {
  case text(String)
  case flag(Bool)
  case list([String])
  case record([String: RuleValue])

  /// The text, where it is one.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

/// A text with places that are filled from values: `https://{Region}.{PartitionResult#dnsSuffix}`.
struct RuleTemplate: Sendable {
  /// A run of text or a place.
  enum Part: Sendable {
    case text(String)
    case value(name: String, path: String?)
  }

  var parts: [Part] = []

  init(_ text: String) {
    var rest = text[...]
    var run = ""
    while let first = rest.popFirst() {
      guard first == "{" || first == "}", rest.first != first else {
        if first == "{" || first == "}" { rest.removeFirst() }
        run.append(first)
        continue
      }
      let inside = rest.prefix { $0 != "}" }
      rest = rest.dropFirst(inside.count + 1)
      if !run.isEmpty { parts.append(.text(run)) }
      run = ""
      let pieces = inside.split(separator: "#", maxSplits: 1)
      parts.append(
        .value(
          name: pieces.first.map(String.init) ?? "",
          path: pieces.count > 1 ? String(pieces[1]) : nil))
    }
    if !run.isEmpty { parts.append(.text(run)) }
  }
}

// MARK: - Reading

extension EndpointRules {
  /// Reads the form that `Sources/CEndpoints/regenerate` writes; nil where it is another.
  init?(_ value: Value) {
    guard let id = value["id"]?.text, let signingName = value["name"]?.text,
      let conditions = value["conditions"]?.elements, let results = value["results"]?.elements,
      let rules = value["rules"]?.elements
    else { return nil }
    self.id = id
    self.signingName = signingName
    parameters = Set(value["parameters"]?.elements?.compactMap(\.text) ?? [])
    defaults = Dictionary(
      uniqueKeysWithValues: (value["defaults"]?.members ?? []).compactMap { member in
        RuleValue(member.value).map { (member.key, $0) }
      })
    required = value["required"]?.elements?.compactMap(\.text) ?? []
    self.conditions = conditions.compactMap(Condition.init)
    self.results = results.compactMap(Result.init)
    self.rules = rules.compactMap(Rule.init)
    guard self.conditions.count == conditions.count, self.results.count == results.count,
      self.rules.count == rules.count
    else { return nil }
  }
}

extension RuleValue {
  init?(_ value: Value) {
    switch value {
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .flag(flag)
    case .array(let elements): self = .list(elements.compactMap(\.text))
    default: return nil
    }
  }
}

extension EndpointRules.Condition {
  fileprivate init?(_ value: Value) {
    let named = value.members?.first
    guard let call = EndpointRules.Expression(named?.value ?? value) else { return nil }
    self.call = call
    name = named?.key
  }
}

extension EndpointRules.Expression {
  fileprivate init?(_ value: Value) {
    switch value {
    case .string(let text): self = .text(RuleTemplate(text))
    case .bool(let flag): self = .flag(flag)
    case .number(let number):
      guard let int = number.int else { return nil }
      self = .number(int)
    case .array(let elements):
      guard let name = elements.first?.text else { return nil }
      guard elements.count > 1 else {
        self = .reference(name)
        return
      }
      let arguments = elements.dropFirst().compactMap(Self.init)
      guard let function = EndpointRules.Function(rawValue: name),
        arguments.count == elements.count - 1
      else { return nil }
      self = .call(function, arguments)
    default: return nil
    }
  }
}

extension EndpointRules.Result {
  fileprivate init?(_ value: Value) {
    if let name = value["error"]?.text {
      guard let kind = EndpointRefusal.Kind(rawValue: name) else { return nil }
      self = .refusal(kind)
      return
    }
    guard let url = value["url"].flatMap(EndpointRules.Expression.init) else { return nil }
    let regions = value["regions"]?.elements?.compactMap(\.text).joined(separator: ",")
    self = .endpoint(
      url: url, name: value["name"]?.text.map(RuleTemplate.init),
      region: (value["region"]?.text ?? regions).map(RuleTemplate.init),
      scheme: value["scheme"]?.text ?? "sigv4")
  }
}

extension EndpointRules.Rule {
  fileprivate init?(_ value: Value) {
    guard let parts = value.elements, parts.count == 2,
      let conditions = parts[0].elements?.compactMap({ $0.number?.int })
    else { return nil }
    if let result = parts[1].number?.int {
      self = .leaf(conditions, result: result)
      return
    }
    guard let elements = parts[1].elements else { return nil }
    let rules = elements.compactMap(Self.init)
    guard rules.count == elements.count else { return nil }
    self = .tree(conditions, rules)
  }
}
