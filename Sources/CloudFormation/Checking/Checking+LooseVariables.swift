internal import Documents

extension TemplateChecker {
  /// Texts in which `${Name}` stands outside of `Fn::Sub`, where it means nothing to CloudFormation.
  mutating func checkLooseVariables(in value: Value, at path: Path) {
    value.visit(at: path) { value, inner in
      if inner.steps.count > path.steps.count, case .key(let key)? = inner.steps.last,
        key == "Fn::Sub" || Self.ownVariables.contains(key)
      {
        return false
      }
      guard case .string(let text) = value, text.utf8.contains(UInt8(ascii: "$")) else {
        return true
      }
      var seen: Set<String> = []
      for variable in SubText(text).variables
      where isMeant(variable) && seen.insert(variable).inserted {
        var finding = Finding(
          .looseVariable, "`${\(variable)}` stands outside of `Fn::Sub`, where it is only a text",
          at: inner, hint: "put `!Sub` before the text")
        finding.variable = variable
        report(finding)
      }
      return true
    }
  }

  /// Whether a variable can only be CloudFormation's: it names a part of the template.
  private func isMeant(_ variable: String) -> Bool {
    switch SubText.target(of: variable) {
    case .ref(let name):
      return scope.resources[name] != nil || scope.parameters[name] != nil
        || PseudoParameter(rawValue: name) != nil
    case .attribute(let resource, _): return scope.resources[resource] != nil
    default: return false
    }
  }

  /// Properties whose texts have variables of their own: scripts, other templates' languages.
  private static let ownVariables: Set = [
    "UserData", "ZipFile", "Condition", "AWS::CloudFormation::Init", "CloudWatchAlarmDefinition",
    "TopicRulePayload", "BuildSpec", "RequestMappingTemplate", "ResponseMappingTemplate",
    "LogFormat", "TemplateBody", "RouteSelectionExpression", "Uri", "Body", "ConnectionId",
    "DefinitionString", "Definition", "DefinitionSubstitutions", "InlineCode", "Content",
  ]
}
