internal import Diagnostics
internal import Documents

extension Finding {
  /// What helps with everything of its kind, and at its place.
  var usualHint: String {
    switch code {
    case .wrongKind, .functionArguments: formHint ?? kindHint
    case .missingPart: missingPartHint
    case .wrongType where path.steps.first == .key("Outputs"):
      "make a text of it with `Fn::Sub`, or of a list with `Fn::Join`"
    case .unknownPart: unknownPartHint
    case .unknownSection: "correct the spelling, or put it below `Metadata` if it is for people"
    case .unknownReference: "declare it below `Parameters` or `Resources`, or correct the name"
    case .unknownAttribute: "take one of the attributes that `esteira facts` shows of the type"
    case .unknownDependency: "name a resource of this template, or take the dependency away"
    case .unknownCondition: "declare it below `Conditions`, or correct the name"
    case .unknownMapping: "declare it below `Mappings`, or correct the name"
    case .badName: "write it with letters and digits only, such as `MyTopic`"
    case .parameterDefault: "change the default, or what is allowed beside it"
    case .retiredType: "move to another service; AWS's notices say which"
    case .functionPlace:
      path.steps.first == .key("Conditions")
        ? "compare parameters only: nothing is made yet when conditions are decided"
        : "write the value out; functions may stand within it"
    default: remedy
    }
  }

  /// The first sentence of what the code's story advises, as hints are written.
  private var remedy: String {
    let remedy = code.story.remedy
    let sentence = remedy.split(separator: ". ", maxSplits: 1).first.map(String.init) ?? remedy
    let plain = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    let isName = plain.dropFirst().first?.isUppercase ?? true
    return isName ? String(plain) : plain.prefix(1).lowercased() + plain.dropFirst()
  }

  /// How what stands here is written: the innermost function, or a part of the template.
  private var formHint: String? {
    for step in path.steps.reversed() {
      guard case .key(let key) = step else { continue }
      if let call = Intrinsic(rawValue: key), call != .condition {
        return "write it as `\(call.form)`"
      }
      if let form = Self.forms[key] { return "write it as `\(form)`" }
      return nil
    }
    return nil
  }

  /// What to write where a message says what kind it is to be.
  private var kindHint: String {
    if message.contains("is a mapping, and") { return "write members with values: `Name: value`" }
    if message.contains("is a list, and") || message.contains("takes a list") {
      return "write a list: `[first, second]`"
    }
    return message.contains("is a text, and") ? "write a text, in quotes if need be" : remedy
  }

  /// How parts of a template are written.
  private static let forms = [
    "Type": "Type: AWS::S3::Bucket", "Properties": "Properties: {Name: value}",
    "DependsOn": "DependsOn: [First, Second]", "Condition": "Condition: IsProduction",
    "Metadata": "Metadata: {Name: value}", "Export": "Export: {Name: jobs-arn}",
    "DeletionPolicy": "DeletionPolicy: Retain",
    "UpdateReplacePolicy": "UpdateReplacePolicy: Retain",
    "Parameters": "Parameters: {Size: {Type: String}}",
    "Mappings": "Mappings: {Sizes: {small: {Memory: 512}}}",
    "Conditions": "Conditions: {IsLarge: {Fn::Equals: [{Ref: Size}, large]}}",
    "Resources": "Resources: {Jobs: {Type: AWS::SQS::Queue}}",
    "Outputs": "Outputs: {Url: {Value: {Ref: Jobs}}}", "Value": "Value: {Ref: Jobs}",
    "AllowedValues": "AllowedValues: [small, large]",
  ]

  private var missingPartHint: String {
    switch (path.steps.first, path.steps.count) {
    case (.key("Resources")?, 2): "add one, such as `Type: AWS::S3::Bucket`"
    case (.key("Parameters")?, 2): "add one, such as `Type: String`"
    case (.key("Outputs")?, 2): "add one, such as `Value: {Ref: Jobs}`"
    case (.key("Outputs")?, 3): "add one, such as `Name: jobs-arn`"
    case (nil, _), (.key("Resources")?, 1):
      "add a resource, such as `Jobs: {Type: AWS::SQS::Queue}` below `Resources`"
    default: "add it, or take away what needs it"
    }
  }

  private var unknownPartHint: String {
    guard path.steps.first == .key("Resources"), path.steps.count == 3 else {
      return "correct the spelling, or take it away"
    }
    return "put it below `Properties` if the type has it, or take it away"
  }
}

extension Intrinsic {
  /// How a call is written, in long form.
  var form: String {
    switch self {
    case .ref: "Ref: Name"
    case .condition: "Condition: IsProduction"
    case .getAtt: "Fn::GetAtt: [Resource, Attribute]"
    case .sub: "Fn::Sub: [\"${Name}-jobs\", {Name: value}]"
    case .join: "Fn::Join: [\"-\", [first, second]]"
    case .select: "Fn::Select: [0, [first, second]]"
    case .split: "Fn::Split: [\"-\", text]"
    case .findInMap: "Fn::FindInMap: [Mapping, first key, second key]"
    case .base64: "Fn::Base64: text"
    case .cidr: "Fn::Cidr: [10.0.0.0/16, 4, 8]"
    case .getAZs: "Fn::GetAZs: {Ref: AWS::Region}"
    case .importValue: "Fn::ImportValue: name of an export"
    case .getStackOutput: "Fn::GetStackOutput: {StackName: name, OutputName: name}"
    case .length: "Fn::Length: [first, second]"
    case .toJSONString: "Fn::ToJsonString: {Name: value}"
    case .transform: "Fn::Transform: {Name: macro, Parameters: {Name: value}}"
    case .if: "Fn::If: [Condition, value if true, value if false]"
    case .equals: "Fn::Equals: [first, second]"
    case .and: "Fn::And: [{Condition: First}, {Condition: Second}]"
    case .or: "Fn::Or: [{Condition: First}, {Condition: Second}]"
    case .not: "Fn::Not: [{Condition: First}]"
    case .contains: "Fn::Contains: [[first, second], text]"
    case .eachMemberEquals: "Fn::EachMemberEquals: [[first, second], text]"
    case .eachMemberIn: "Fn::EachMemberIn: [[first, second], [first, second, third]]"
    case .refAll: "Fn::RefAll: AWS::EC2::VPC::Id"
    case .valueOf: "Fn::ValueOf: [Parameter, Attributes.Name]"
    case .valueOfAll: "Fn::ValueOfAll: [AWS::EC2::VPC::Id, Tags.Name]"
    }
  }
}
