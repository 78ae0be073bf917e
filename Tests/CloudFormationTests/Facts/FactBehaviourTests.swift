import CloudFormation
import Testing

@Suite struct FactBehaviourTests {
  @Test(
    arguments: [
      ("AWS::S3::Bucket", "BucketName", .replacement, .createOnly("BucketName")),
      ("AWS::S3::Bucket", "Tags/0/Value", .inPlace, .nothingKnown),
      (
        "AWS::SageMaker::EndpointConfig", "ProductionVariants/1/InitialInstanceCount", .replacement,
        .createOnly("ProductionVariants")
      ),
      // Only parts of it are create-only.
      (
        "AWS::EKS::Cluster", "KubernetesNetworkConfig", .mayReplace,
        .part("KubernetesNetworkConfig/IpFamily")
      ),
      (
        "AWS::EKS::Cluster", "KubernetesNetworkConfig/IpFamily", .replacement,
        .createOnly("KubernetesNetworkConfig/IpFamily")
      ),
      (
        "AWS::EKS::Cluster", "KubernetesNetworkConfig/ElasticLoadBalancing", .inPlace, .nothingKnown
      ),
      ("AWS::SageMaker::Domain", "VpcId", .mayReplace, .conditional("VpcId")),
      ("AWS::ACMPCA::Certificate", "Validity/Value", .replacement, .noUpdateHandler),
      ("AWS::Route53::RecordSet", "Name", .replacement, .identifier("Name")),
      ("AWS::Route53::RecordSet", "TTL", .inPlace, .nothingKnown),
      // What is not in the schema is nothing that is known.
      ("AWS::S3::Bucket", "Nothing/Of/It", .inPlace, .nothingKnown),
    ] as [(String, PropertyPath, UpdateBehaviour.Effect, UpdateBehaviour.Ground)])
  func updates(
    type: String, path: PropertyPath, effect: UpdateBehaviour.Effect, ground: UpdateBehaviour.Ground
  ) throws {
    let update = try #require(Facts[type]).update(of: path)
    #expect(update.effect == effect)
    #expect(update.ground == ground)
  }

  @Test(
    arguments: [
      ("AWS::EC2::Volume", "AvailabilityZone", .replacement),
      ("AWS::EC2::Volume", "Size", .inPlace),
      ("AWS::KMS::Key", "KeySpec", .refused),
      ("AWS::EMR::Cluster", "Instances/TaskInstanceGroups/2/Name", .replacement),
      ("AWS::EMR::Cluster", "Instances", .mayReplace),
    ] as [(String, PropertyPath, UpdateBehaviour.Effect)])
  func overridesWin(type: String, path: PropertyPath, effect: UpdateBehaviour.Effect) throws {
    #expect(try #require(Facts[type]).update(of: path).effect == effect)
  }

  @Test(
    arguments: [
      ("AWS::S3::Bucket", .name, ["BucketName"]),
      ("AWS::IAM::ManagedPolicy", .arn, ["PolicyArn"]),
      ("AWS::ApiGateway::Resource", .id, ["ResourceId"]),
      ("AWS::ApiGateway::Method", .id, []),
      ("AWS::ECS::Service", .arn, ["ServiceArn"]),
      ("AWS::EC2::EIP", .address, ["PublicIp"]),
      ("AWS::SQS::Queue", .url, ["QueueUrl"]),
      ("AWS::EC2::Route", .id, ["RouteTableId", "CidrBlock"]),
      ("AWS::CloudFormation::Stack", .arn, ["StackId"]),
      ("AWS::Batch::JobDefinition", .arn, ["JobDefinitionArn"]),
      ("AWS::OSIS::Pipeline", .arn, ["PipelineArn"]),
      ("AWS::Cognito::UserPoolUser", .name, ["Username"]),
    ] as [(String, TypeFacts.Reference.Kind, [PropertyPath])])
  func references(type: String, kind: TypeFacts.Reference.Kind, members: [PropertyPath]) throws {
    let reference = try #require(Facts[type]?.reference)
    #expect(reference.kind == kind)
    #expect(reference.members == members)
  }

  @Test(arguments: [
    ("AWS::S3::Bucket", "Arn", true), ("AWS::S3::Bucket", "BucketName", false),
    ("AWS::SageMaker::Endpoint", "EndpointName", true), ("AWS::SNS::Topic", "TopicName", true),
    ("AWS::CloudFormation::Stack", "Outputs.Anything", true),
    ("AWS::CloudFormation::Stack", "Anything", false),
    ("AWS::CloudFormation::CustomResource", "Anything.At.All", true),
    ("AWS::RDS::DBInstance", "Endpoint.Address", true),
    ("AWS::RDS::DBInstance", "Endpoint.X", false),
    ("AWS::SageMaker::InferenceExperiment", "EndpointMetadata.EndpointName", true),
    ("AWS::SageMaker::InferenceExperiment", "EndpointMetadata.Nothing", false),
    ("AWS::S3::Bucket", "", false),
    ("AWS::ElastiCache::ReplicationGroup", "ReadEndPoint.Addresses.List", true),
    ("AWS::EC2::Instance", "State.Code", true),
    ("AWS::Redshift::Cluster", "Id", false),
  ])
  func attributes(type: String, attribute: String, isKnown: Bool) throws {
    #expect(try #require(Facts[type]).hasAttribute(attribute) == isKnown)
  }
}
