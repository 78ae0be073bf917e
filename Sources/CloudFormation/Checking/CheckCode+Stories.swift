package import Diagnostics

extension CheckCode {
  package var story: Story {
    switch self {
    case .unknownSection:
      Self.story(
        "A template has no such section",
        "The top of a template has a fixed set of sections, such as `Resources` and `Outputs`. "
          + "CloudFormation refuses any other.",
        "Resourcez: {}\n" + Self.topic,
        "Correct the spelling. What is only for people goes below `Metadata`.")
    case .wrongKind:
      Self.story(
        "Something else was expected here",
        "CloudFormation wants a mapping, a list or a text in this place, and another one stands "
          + "there.",
        Self.topic + "    DependsOn: {Topic: true}\n",
        "Write what the message asks for.")
    case .formatVersion:
      Self.story(
        "There is only one version of the template format",
        "`AWSTemplateFormatVersion` names the format, not the date of your template.",
        "AWSTemplateFormatVersion: \"2026-11-20\"\n" + Self.topic,
        "Write \"2010-09-09\", or leave the line out.")
    case .badName:
      Self.story(
        "A name has characters that CloudFormation does not take",
        "Logical ids and the names of parameters, mappings and conditions are made of ASCII letters "
          + "and digits.",
        "Resources:\n  my-topic:\n    Type: AWS::SNS::Topic\n",
        "Leave dashes, dots and underscores out: `MyTopic`.")
    case .sharedName:
      Self.story(
        "Two things have one name",
        "If a resource and a parameter do, `Ref` could mean either, so CloudFormation refuses both. "
          + "Exports of one name cannot be told from each other by the stacks that import them.",
        "Parameters:\n  Topic:\n    Type: String\n" + Self.topic,
        "Give one of them another name.")
    case .missingPart:
      Self.story(
        "Something that is always needed is missing",
        "A template needs resources, a resource and a parameter need a type, an output a value.",
        "Resources:\n  Topic:\n    Properties: {}\n",
        "Add what the message names.")
    case .unknownPart:
      Self.story(
        "There is no such member here",
        "Resources, parameters and outputs have a fixed set of members. A property of a resource "
          + "that stands beside `Properties` instead of in it is the usual cause.",
        Self.topic + "    DisplayName: Jobs\n",
        "Correct the spelling, or move it into `Properties`.")
    case .exceedsLimit:
      Self.story(
        "A template is too large",
        "CloudFormation limits how many resources, parameters, outputs and mappings a template has, "
          + "and how long a description is.",
        "Description: " + String(repeating: "long ", count: 220) + "\n" + Self.topic,
        "Shorten it, or split the stack.")
    case .nullValue:
      Self.story(
        "Nothing stands behind a key",
        "In YAML a key without a value holds null, as `null` does in JSON. CloudFormation refuses "
          + "templates with nulls.",
        Self.topic + "    Properties:\n      DisplayName:\n",
        "Write the value, or take the key away.")
    case .numericKey:
      Self.story(
        "A mapping's key is a number",
        "YAML reads `111111111111:` as a number, and CloudFormation wants texts as keys.",
        "Mappings:\n  Keys:\n    111111111111:\n      Name: risk\n" + Self.topic
          + "    Properties:\n      DisplayName: !FindInMap [Keys, !Ref AWS::AccountId, Name]\n",
        "Put the key in quotes.")
    case .reusedYAML:
      Self.story(
        "An alias or a merge key stands for something else",
        "Esteira reads anchors, aliases and merge keys, and writes them out in what it emits. "
          + "CloudFormation itself refuses them.",
        "Resources:\n  First:\n    Type: AWS::SNS::Topic\n    Properties: &same\n"
          + "      DisplayName: Jobs\n  Second:\n    Type: AWS::SNS::Topic\n"
          + "    Properties: *same\n",
        "Write it out, if the file itself is given to CloudFormation.")
    case .furtherDocument:
      Self.story(
        "There is another document beside a template",
        "A YAML text can hold several documents, with `---` between them. CloudFormation takes one "
          + "template a file, so what the others say would be lost.",
        Self.topic + "---\n" + Self.topic,
        "Give each template a file of its own.")
    case .serverless:
      Self.story(
        "A template of the Serverless Application Model is not expanded",
        "CloudFormation makes other resources of those that begin with `AWS::Serverless`. They are "
          + "checked as they are written; what comes of them is not.",
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Jobs:\n"
          + "    Type: AWS::Serverless::SimpleTable\n",
        "Nothing has to be done. `sam validate` looks at what becomes of them.")
    case .unknownReference:
      Self.story(
        "A reference names nothing",
        "`Ref`, `Fn::GetAtt` and `${}` in `Fn::Sub` name resources and parameters of the same "
          + "template. In conditions only parameters are known.",
        Self.topic + "Outputs:\n  Name:\n    Value: !Ref Topik\n",
        "Correct the name, or add what it names. What another stack has comes in by a parameter.")
    case .unknownAttribute:
      Self.story(
        "A resource has no such attribute",
        "Each resource type has its own attributes for `Fn::GetAtt`.",
        Self.topic + "Outputs:\n  Name:\n    Value: !GetAtt Topic.Name\n",
        "`esteira facts TYPE` lists the attributes; `Ref` may be what you want.")
    case .unknownDependency:
      Self.story(
        "`DependsOn` names no resource",
        "It takes logical ids of resources of the same template.",
        Self.topic + "    DependsOn: Queue\n",
        "Correct the name, or leave it out: references give the order by themselves.")
    case .unknownCondition:
      Self.story(
        "There is no such condition",
        "`Condition`, `Fn::If` and other conditions name entries of `Conditions`.",
        Self.topic + "    Condition: IsProduction\n",
        "Correct the name, or add the condition.")
    case .unknownMapping:
      Self.story(
        "There is no such mapping, or no such entry in it",
        "`Fn::FindInMap` looks things up in an entry of `Mappings`, by two keys.",
        Self.topic
          + "    Properties:\n      DisplayName: !FindInMap [Names, Topic, Short]\n",
        "Correct the name or the key, or add what is missing to the mapping.")
    case .cycle:
      Self.story(
        "Resources need each other in a ring",
        "Each of them would have to be made before the other.",
        "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    DependsOn: B\n  B:\n"
          + "    Type: AWS::SNS::Topic\n    DependsOn: A\n",
        "Take one reference away, or move what both need to a resource of its own, such as a rule "
          + "of a security group.")
    case .unusedParameter:
      Self.story(
        "Nothing uses a parameter",
        "Whoever deploys the template is asked for something that changes nothing.",
        "Parameters:\n  Size:\n    Type: Number\n" + Self.topic,
        "Take it away, or refer to it.")
    case .unusedMapping:
      Self.story(
        "Nothing is looked up in a mapping",
        "No `Fn::FindInMap` names it.",
        "Mappings:\n  Sizes:\n    small:\n      memory: 512\n" + Self.topic,
        "Take it away, or look something up in it.")
    case .unusedCondition:
      Self.story(
        "Nothing depends on a condition",
        "No resource, output, `Fn::If` or other condition names it.",
        "Conditions:\n  IsHere: !Equals [!Ref AWS::Region, us-east-1]\n" + Self.topic,
        "Take it away, or name it where it matters.")
    case .functionArguments:
      Self.story(
        "A function does not take that",
        "Each function has its own arguments.",
        Self.topic + "    Properties:\n      DisplayName: !Join [\", \"]\n",
        "Write the arguments that the message names.")
    case .functionPlace:
      Self.story(
        "A function does not work here",
        "Conditions and rules are decided before anything is made, and are made of a few functions "
          + "only, which work nowhere else. What is made later is not known to them, nor to the names "
          + "of exports and imports.",
        "Conditions:\n  IsProduction: !Sub \"true\"\n" + Self.topic,
        "Compare with `Fn::Equals`.")
    case .missingTransform:
      Self.story(
        "A function needs a transform that the template does not ask for",
        "Loops, `Fn::Length` and `Fn::ToJsonString` belong to the language extensions, which "
          + "CloudFormation carries out for templates that name them. So do names in "
          + "`Fn::FindInMap` that functions such as `Fn::Sub` give.",
        Self.topic + "    Properties:\n      DisplayName: !ToJsonString {team: risk}\n",
        "Write `Transform: AWS::LanguageExtensions` at the top of the template.")
    case .looseVariable:
      Self.story(
        "`${}` stands outside of `Fn::Sub`",
        "Elsewhere CloudFormation takes it as it is written.",
        Self.topic + "    Properties:\n      DisplayName: ${AWS::StackName}-jobs\n",
        "Put `!Sub` before the text.")
    case .dynamicReference:
      Self.story(
        "CloudFormation does not follow this dynamic reference",
        "`{{resolve:…}}` names a value that CloudFormation reads just before it hands it to a "
          + "resource: a parameter of Systems Manager or a secret. Secrets go into properties only.",
        Self.topic + "    Properties:\n      DisplayName: \"{{resolve:ssm:/jobs/name:newest}}\"\n",
        "Write it as the hint says: a version is a number, and can be left out.")
    case .parameterType:
      Self.story(
        "There is no such type of parameters",
        "Parameters are texts, numbers, lists, or ids of a few kinds that AWS checks.",
        "Parameters:\n  Size:\n    Type: Integer\n" + Self.topic,
        "`Number` and `String` are the usual ones.")
    case .parameterDefault:
      Self.story(
        "A default breaks its parameter's own rules",
        "The default has to be a value that could be given.",
        "Parameters:\n  Size:\n    Type: Number\n    MaxValue: 5\n    Default: 7\n" + Self.topic,
        "Change the default or the rule.")
    case .impossibleParameter:
      Self.story(
        "No value can be given for a parameter",
        "Its rules contradict each other.",
        "Parameters:\n  Size:\n    Type: Number\n    MinValue: 9\n    MaxValue: 1\n" + Self.topic,
        "Change one of them.")
    case .foreignType, .unknownType, .unknownProperty, .missingProperty, .wrongType, .notAllowed,
      .wrongPattern, .wrongLength, .wrongSize, .outOfRange, .notAlternative, .excludes,
      .notUnique, .notOffered, .retiredType, .retiredRuntime, .fargateSize, .policyDocument,
      .fixedName, .readOnlyProperty:
      resourceStory
    }
  }

  static let topic = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"

  static func repository(_ property: String) -> String {
    "Resources:\n  Images:\n    Type: AWS::ECR::Repository\n    Properties:\n      \(property)\n"
  }

  static func story(
    _ title: String, _ meaning: String, _ template: String, _ remedy: String
  ) -> Story {
    Story(
      title: title, meaning: meaning,
      example: Example(
        files: [.init("template.yaml", .text(template))], command: ["check", "template.yaml"]),
      remedy: remedy)
  }
}
