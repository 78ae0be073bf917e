internal import Diagnostics

extension CheckCode {
  /// The stories of what is wrong with a resource's type and properties.
  var resourceStory: Story {
    switch self {
    case .foreignType:
      Self.story(
        "A type comes from the registry, and nothing is known of it",
        "Accounts can activate types and modules that others have made. CloudFormation knows their "
          + "properties in that account and region only, so that nothing can be checked here.",
        "Resources:\n  Latency:\n    Type: Datadog::Monitors::Monitor\n",
        "Nothing, if the type is active where the template is deployed.")
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
    case .notOffered:
      Self.story(
        "A region has no such resource type",
        "Not every region has every service, and some services have ended everywhere. Without "
          + "`--region` a template is taken to be meant for us-east-1.",
        "Resources:\n  Stack:\n    Type: AWS::OpsWorks::UserProfile\n    Properties:\n"
          + "      IamUserArn: arn:aws:iam::111111111111:user/ana\n",
        "Name the regions that the template is meant for, or use another service.")
    case .retiredType:
      Self.story(
        "AWS gives a service up",
        "Services are maintained for a while, then they end, and what they hold goes with them.",
        "Resources:\n  Ledger:\n    Type: AWS::QLDB::Ledger\n    Properties:\n"
          + "      PermissionsMode: STANDARD\n",
        "Move to another service; AWS's notices name which.")
    case .retiredRuntime:
      Self.story(
        "A runtime has ended, or will",
        "Lambda gives runtimes up some time after their languages: first they are deprecated, then "
          + "no function is made with them, then none is changed.",
        "Resources:\n  Jobs:\n    Type: AWS::Lambda::Function\n    Properties:\n"
          + "      Code: {ZipFile: \"\"}\n      Handler: index.handler\n"
          + "      Role: arn:aws:iam::111111111111:role/jobs\n      Runtime: python3.6\n",
        "Use the runtime that the hint names, and test the function with it.")
    case .fargateSize:
      Self.story(
        "Fargate has no task of this size",
        "Each size of processor goes with some amounts of memory only.",
        "Resources:\n  Jobs:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n"
          + "      RequiresCompatibilities: [FARGATE]\n      NetworkMode: awsvpc\n"
          + "      Cpu: 256\n      Memory: 4096\n",
        "Take one of the amounts of memory that the hint names, or another size of processor.")
    case .policyDocument:
      Self.story(
        "A policy document is not of the form that IAM takes",
        "A policy has statements; each allows or denies actions on resources. A policy of a resource "
          + "or a role's trust says for whom, a policy of an identity does not.",
        "Resources:\n  Jobs:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n"
          + "      PolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n"
          + "          - Effect: Permit\n            Action: s3:GetObject\n"
          + "            Resource: \"*\"\n",
        "Write what the message asks for.")
    case .fixedName:
      Self.story(
        "A fixed name stands in the way of a replacement",
        "Some changes replace a resource: the new one is made before the old one is deleted. With a "
          + "fixed name that fails, since the name is taken.",
        "Resources:\n  Images:\n    Type: AWS::ECR::Repository\n    Properties:\n"
          + "      RepositoryName: images\n      EncryptionConfiguration: {EncryptionType: KMS}\n",
        "Leave the name out, so that CloudFormation makes one, or change it with the rest.")
    case .readOnlyProperty:
      Self.story(
        "Only AWS sets this property",
        "Some properties are there to be read once the resource is made, such as ids and ARNs. What "
          + "a template says of them never arrives, or is refused.",
        Self.topic + "    Properties:\n"
          + "      TopicArn: arn:aws:sns:us-east-1:111111111111:jobs\n",
        "Take it away; `Fn::GetAtt` gives its value to others.")
    default: preconditionFailure("`story` tells the others")
    }
  }
}
