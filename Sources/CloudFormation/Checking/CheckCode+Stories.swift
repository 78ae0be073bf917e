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
        "A resource and a parameter have one name",
        "`Ref` could mean either, so CloudFormation refuses both.",
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
        "There is no such mapping",
        "`Fn::FindInMap` looks things up in an entry of `Mappings`.",
        Self.topic
          + "    Properties:\n      DisplayName: !FindInMap [Names, Topic, Short]\n",
        "Correct the name, or add the mapping.")
    case .cycle:
      Self.story(
        "Resources need each other in a ring",
        "Each of them would have to be made before the other.",
        "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    DependsOn: B\n  B:\n"
          + "    Type: AWS::SNS::Topic\n    DependsOn: A\n",
        "Take one reference away, or move what both need to a resource of its own, such as a rule "
          + "of a security group.")
    case .functionArguments:
      Self.story(
        "A function does not take that",
        "Each function has its own arguments.",
        Self.topic + "    Properties:\n      DisplayName: !Join [\", \"]\n",
        "Write the arguments that the message names.")
    case .functionPlace:
      Self.story(
        "A function does not work here",
        "Conditions are decided before anything is made, and are made of a few functions only.",
        "Conditions:\n  IsProduction: !Sub \"true\"\n" + Self.topic,
        "Compare with `Fn::Equals`.")
    case .looseVariable:
      Self.story(
        "`${}` stands outside of `Fn::Sub`",
        "Elsewhere CloudFormation takes it as it is written.",
        Self.topic + "    Properties:\n      DisplayName: ${AWS::StackName}-jobs\n",
        "Put `!Sub` before the text.")
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
    case .unknownType:
      Self.story(
        "There is no such resource type",
        "The name of a type has three parts: `AWS::Service::Resource`.",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topik\n",
        "Correct the spelling; upper and lower case count.")
    case .unknownProperty:
      Self.story(
        "There is no such property",
        "Each resource type has its own properties.",
        Self.topic + "    Properties:\n      DisplayNam: Jobs\n",
        "Correct the spelling; `esteira facts TYPE` lists the properties.")
    case .missingProperty:
      Self.story(
        "A property that is needed is missing",
        "The service refuses the resource without it.",
        "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties: {}\n",
        "Add the property.")
    case .wrongType:
      Self.story(
        "A property's value is of another kind",
        "A list stands where one value is wanted, or a mapping where a text is.",
        Self.topic + "    Properties:\n      DisplayName: [Jobs]\n",
        "Write what the message asks for.")
    case .notAllowed:
      Self.story(
        "A property does not take this value",
        "It takes one of a few words.",
        "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n"
          + "      VersioningConfiguration:\n        Status: On\n",
        "Choose one of the values that the message names.")
    case .wrongPattern:
      Self.story(
        "A value has not the form it needs",
        "The service takes values of a certain pattern only.",
        "Resources:\n  Images:\n    Type: AWS::ECR::Repository\n    Properties:\n"
          + "      RepositoryName: Model Images\n",
        "Correct the value; `esteira facts TYPE PATH` shows the pattern.")
    case .wrongLength:
      Self.story(
        "A text is too long or too short",
        "The service limits the number of characters.",
        Self.repository("LifecyclePolicy: {LifecyclePolicyText: \"{}\"}"),
        "Change the text.")
    case .wrongSize:
      Self.story(
        "A list or mapping has too many or too few entries",
        "The service limits how many there are.",
        Self.repository("ImageTagMutabilityExclusionFilters: []"),
        "Add entries or take some away.")
    case .outOfRange:
      Self.story(
        "A number is too great or too small",
        "The service takes numbers of a certain range.",
        "Resources:\n  Queue:\n    Type: AWS::Lambda::Function\n    Properties:\n"
          + "      Code: {ZipFile: \"\"}\n      Role: arn:aws:iam::111111111111:role/jobs\n"
          + "      MemorySize: 64\n",
        "Choose a number within the range.")
    case .notAlternative:
      Self.story(
        "A value fits none of the forms it may have",
        "The service takes one of several forms, and each needs something else.",
        Self.topic + "    Properties:\n      KmsMasterKeyId: aws/sns\n",
        "Write one of the forms whole: the id, the ARN or the alias of a key, for example.")
    case .excludes:
      Self.story(
        "Properties exclude each other, or need each other",
        "The service takes one of them, or both together.",
        "Resources:\n  Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties:\n"
          + "      GroupId: sg-12345678\n      IpProtocol: tcp\n      CidrIp: 10.0.0.0/8\n"
          + "      CidrIpv6: ::/0\n",
        "Leave one of them out, or add the other.")
    case .notUnique:
      Self.story(
        "A list has an entry twice",
        "The service wants each entry once.",
        Self.repository("Tags: [{Key: team, Value: risk}, {Key: team, Value: risk}]"),
        "Leave the second one out.")
    }
  }

  private static let topic = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"

  private static func repository(_ property: String) -> String {
    "Resources:\n  Images:\n    Type: AWS::ECR::Repository\n    Properties:\n      \(property)\n"
  }

  private static func story(
    _ title: String, _ meaning: String, _ template: String, _ remedy: String
  ) -> Story {
    Story(
      title: title, meaning: meaning,
      example: Example(
        files: [.init("template.yaml", .text(template))], command: ["check", "template.yaml"]),
      remedy: remedy)
  }
}
