extension EndpointRules {
  /// The endpoint for some parameters, by their names in the rules. Where a rule names no region to
  /// sign for, it is the region that was asked for.
  package func endpoint(
    _ parameters: [String: RuleValue]
  ) throws(EndpointRefusal) -> Endpoint {
    let scope = defaults.merging(parameters) { _, given in given }
    guard required.allSatisfy({ scope[$0] != nil }) else {
      throw EndpointRefusal(kind: required.contains("Region") ? .noRegion : .noEndpoint)
    }
    guard let (result, names) = decide(rules, scope) else {
      throw EndpointRefusal(kind: .noEndpoint)
    }
    switch result {
    case .refusal(let kind): throw EndpointRefusal(kind: kind)
    case .endpoint(let address, let name, let region, let scheme):
      guard let text = address.value(names)?.text, let url = HTTPURL(text) else {
        throw EndpointRefusal(kind: .badEndpoint)
      }
      return Endpoint(
        url: url,
        signingRegion: region.flatMap { $0.text(names) } ?? parameters["Region"]?.text ?? "",
        signingName: name.flatMap { $0.text(names) } ?? signingName, scheme: scheme)
    }
  }

  /// The first result whose conditions hold, in the order of the rules. A tree whose conditions
  /// hold and none of whose rules applies is passed over.
  private func decide(
    _ rules: [Rule], _ scope: [String: RuleValue]
  ) -> (Result, [String: RuleValue])? {
    for rule in rules {
      switch rule {
      case .leaf(let conditions, let result):
        if let names = names(after: conditions, scope) { return (results[result], names) }
      case .tree(let conditions, let rules):
        if let names = names(after: conditions, scope), let found = decide(rules, names) {
          return found
        }
      }
    }
    return nil
  }

  /// What has a name once all conditions hold; nil where one does not.
  private func names(
    after numbers: [Int], _ scope: [String: RuleValue]
  ) -> [String: RuleValue]? {
    var scope = scope
    for number in numbers {
      let condition = conditions[number]
      guard let value = condition.call.value(scope), value != .flag(false) else { return nil }
      if let name = condition.name { scope[name] = value }
    }
    return scope
  }
}

extension RuleTemplate {
  /// The text with its places filled; nil where one has nothing.
  func text(_ scope: [String: RuleValue]) -> String? {
    var output = ""
    for part in parts {
      switch part {
      case .text(let text): output += text
      case .value(let name, let path):
        guard let value = scope[name],
          let text = (path.map { RuleFunctions.attribute(of: value, $0) } ?? value)?.text
        else { return nil }
        output += text
      }
    }
    return output
  }
}

extension EndpointRules.Expression {
  /// What it comes to; nil where it has no value.
  func value(_ scope: [String: RuleValue]) -> RuleValue? {
    switch self {
    case .text(let template): template.text(scope).map(RuleValue.text)
    case .flag(let flag): .flag(flag)
    case .number: nil
    case .reference(let name): scope[name]
    case .call(let function, let arguments): call(function, arguments, scope)
    }
  }

  private func call(
    _ function: EndpointRules.Function, _ arguments: [Self], _ scope: [String: RuleValue]
  ) -> RuleValue? {
    func value(_ index: Int) -> RuleValue? {
      arguments.indices.contains(index) ? arguments[index].value(scope) : nil
    }
    func text(_ index: Int) -> String? { value(index)?.text }
    func flag(_ index: Int) -> Bool { value(index) == .flag(true) }
    func number(_ index: Int) -> Int? {
      if arguments.indices.contains(index), case .number(let number) = arguments[index] {
        number
      } else {
        nil
      }
    }
    switch function {
    case .isSet: return .flag(value(0) != nil)
    case .not: return .flag(!flag(0))
    case .stringEquals, .booleanEquals:
      guard let left = value(0), let right = value(1) else { return .flag(false) }
      return .flag(left == right)
    case .getAttr:
      guard let record = value(0), let path = text(1) else { return nil }
      return RuleFunctions.attribute(of: record, path)
    case .substring:
      guard let whole = text(0), let start = number(1), let end = number(2) else { return nil }
      return RuleFunctions.substring(of: whole, start, end, fromEnd: flag(3)).map(RuleValue.text)
    case .uriEncode: return text(0).map { .text(PercentEncoding.encode($0)) }
    case .parseURL: return text(0).flatMap(RuleFunctions.parseURL)
    case .isValidHostLabel:
      return text(0).map { .flag(flag(1) ? HostLabel.areAll($0) : HostLabel.isOne($0[...])) }
    case .partition: return text(0).map(RuleFunctions.partition)
    case .parseArn: return text(0).flatMap(RuleFunctions.parseArn)
    case .isVirtualHostableS3Bucket:
      return text(0).map { .flag(HostLabel.isBucket($0, allowingDots: flag(1))) }
    }
  }
}
