extension ResourceKind {
  private static let lowerName = "{stack:lower}-{logical:lower}-{suffix:lower}"
  private static let objectStore = "arn:{partition}:s3:::{name}"

  /// Storage, messages, identity and what applications are put together from.
  static let application: [ResourceKind] = [
    ResourceKind(
      "AWS::S3::Bucket", named: "BucketName", generated: lowerName, longest: 63,
      [
        "Arn": objectStore, "DomainName": "{name}.s3.amazonaws.com",
        "DualStackDomainName": "{name}.s3.dualstack.{region}.amazonaws.com",
        "RegionalDomainName": "{name}.s3.{region}.amazonaws.com",
        "WebsiteURL": "http://{name}.s3-website-{region}.amazonaws.com",
      ]),
    ResourceKind("AWS::S3::BucketPolicy", id: "{property:Bucket}", tags: false),
    ResourceKind(
      "AWS::SNS::Topic", named: "TopicName", id: "{arn:sns}:{name}", longest: 256,
      ["TopicArn": "{id}", "TopicName": "{name}"]),
    ResourceKind(
      "AWS::SNS::Subscription", id: "{property:TopicArn}:{uuid}", ["Arn": "{id}"], tags: false),
    ResourceKind("AWS::SNS::TopicPolicy", tags: false),
    ResourceKind(
      "AWS::SQS::Queue", named: "QueueName",
      id: "https://sqs.{region}.amazonaws.com/{account}/{name}", longest: 80,
      ["Arn": "{arn:sqs}:{name}", "QueueName": "{name}", "QueueUrl": "{id}"]),
    ResourceKind("AWS::SQS::QueuePolicy", tags: false),
    ResourceKind(
      "AWS::IAM::Role", named: "RoleName", longest: 64,
      ["Arn": "{arn:iam}:role/{name}", "RoleId": "AROA{upper17}"]),
    ResourceKind(
      "AWS::IAM::User", named: "UserName", longest: 64, ["Arn": "{arn:iam}:user/{name}"]),
    ResourceKind(
      "AWS::IAM::Group", named: "GroupName", longest: 128, ["Arn": "{arn:iam}:group/{name}"],
      tags: false),
    ResourceKind(
      "AWS::IAM::Policy", generated: "{logical:start4}-{logical:start8}-{suffix}", tags: false),
    ResourceKind(
      "AWS::IAM::ManagedPolicy", named: "ManagedPolicyName", id: "{arn:iam}:policy/{name}",
      longest: 128, ["PolicyArn": "{id}", "PolicyId": "ANPA{upper17}"]),
    ResourceKind(
      "AWS::IAM::InstanceProfile", named: "InstanceProfileName", longest: 128,
      ["Arn": "{arn:iam}:instance-profile/{name}"], tags: false),
    ResourceKind(
      "AWS::IAM::AccessKey", id: "AKIA{upper16}", ["SecretAccessKey": "{secret40}"], tags: false),
    ResourceKind(
      "AWS::Logs::LogGroup", named: "LogGroupName", longest: 512,
      ["Arn": "{arn:logs}:log-group:{name}:*"]),
    ResourceKind("AWS::Logs::LogStream", named: "LogStreamName", longest: 512, tags: false),
    ResourceKind(
      "AWS::SSM::Parameter", named: "Name", generated: "CFN-{logical}-{suffix}", longest: 1011),
    ResourceKind(
      "AWS::SecretsManager::Secret", named: "Name",
      id: "{arn:secretsmanager}:secret:{name}-{suffix:short}", generated: "{logical}-{suffix}",
      longest: 512, ["Id": "{id}"]),
    ResourceKind(
      "AWS::SecretsManager::ResourcePolicy", id: "{property:SecretId}", tags: false),
    ResourceKind(
      "AWS::DynamoDB::Table", named: "TableName",
      [
        "Arn": "{arn:dynamodb}:table/{name}",
        "StreamArn": "{arn:dynamodb}:table/{name}/stream/{date}",
      ]
    ),
    ResourceKind(
      "AWS::KMS::Key", id: "{uuid}", ["Arn": "{arn:kms}:key/{id}", "KeyId": "{id}"]),
    ResourceKind("AWS::KMS::Alias", named: "AliasName", tags: false),
    ResourceKind(
      "AWS::Kinesis::Stream", named: "Name", longest: 128, ["Arn": "{arn:kinesis}:stream/{name}"]),
    ResourceKind(
      "AWS::KinesisFirehose::DeliveryStream", named: "DeliveryStreamName", longest: 64,
      ["Arn": "{arn:firehose}:deliverystream/{name}"]),
    ResourceKind(
      "AWS::Events::Rule", named: "Name", id: "{bus}{name}", longest: 64,
      ["Arn": "{arn:events}:rule/{bus:path}{name}"]),
    ResourceKind(
      "AWS::Events::EventBus", named: "Name",
      ["Arn": "{arn:events}:event-bus/{name}", "Name": "{name}"]),
    ResourceKind(
      "AWS::CloudWatch::Alarm", named: "AlarmName", ["Arn": "{arn:cloudwatch}:alarm:{name}"]),
    ResourceKind("AWS::CloudWatch::Dashboard", named: "DashboardName", tags: false),
    ResourceKind(
      "AWS::StepFunctions::StateMachine", named: "StateMachineName",
      id: "{arn:states}:stateMachine:{name}", generated: "{logical}-{suffix}", longest: 80,
      ["Arn": "{id}", "Name": "{name}"]),
    ResourceKind("AWS::CDK::Metadata", id: "{uuid}", tags: false),
    ResourceKind("AWS::CloudFormation::WaitConditionHandle", tags: false),
  ]
}
