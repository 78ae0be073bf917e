extension ResourceKind {
  /// Models, functions, interfaces, containers and where they come from.
  static let serving: [ResourceKind] = [
    ResourceKind(
      "AWS::SageMaker::Model", named: "ModelName", id: "{arn:sagemaker}:model/{name:lower}",
      generated: "{logical}-{suffix}", longest: 63, ["ModelArn": "{id}", "ModelName": "{name}"]),
    ResourceKind(
      "AWS::SageMaker::EndpointConfig", named: "EndpointConfigName",
      id: "{arn:sagemaker}:endpoint-config/{name:lower}", generated: "{logical}-{suffix}",
      longest: 63, ["EndpointConfigArn": "{id}", "EndpointConfigName": "{name}"]),
    ResourceKind(
      "AWS::SageMaker::Endpoint", named: "EndpointName",
      id: "{arn:sagemaker}:endpoint/{name:lower}", generated: "{logical}-{suffix}", longest: 63,
      ["EndpointArn": "{id}", "EndpointName": "{name}"]),
    ResourceKind(
      "AWS::SageMaker::ModelPackageGroup", named: "ModelPackageGroupName",
      id: "{arn:sagemaker}:model-package-group/{name}", longest: 63,
      ["ModelPackageGroupArn": "{id}"]),
    ResourceKind(
      "AWS::ECR::Repository", named: "RepositoryName",
      generated: "{stack:lower}-{logical:lower}-{suffix:lower}", longest: 256,
      [
        "Arn": "{arn:ecr}:repository/{name}",
        "RepositoryUri": "{account}.dkr.ecr.{region}.amazonaws.com/{name}",
      ]),
    ResourceKind(
      "AWS::Lambda::Function", named: "FunctionName", longest: 64,
      [
        "Arn": "{arn:lambda}:function:{name}",
        "SnapStartResponse.ApplyOn": "None", "SnapStartResponse.OptimizationStatus": "Off",
      ]),
    ResourceKind(
      "AWS::Lambda::Version", id: "{function:FunctionName}:1",
      ["FunctionArn": "{id}", "Version": "1"], tags: false),
    ResourceKind(
      "AWS::Lambda::Alias", named: "Name", id: "{function:FunctionName}:{name}",
      ["AliasArn": "{id}"], tags: false),
    ResourceKind("AWS::Lambda::Permission", tags: false),
    ResourceKind(
      "AWS::Lambda::EventSourceMapping", id: "{uuid}",
      ["Id": "{id}", "EventSourceMappingArn": "{arn:lambda}:event-source-mapping:{id}"]),
    ResourceKind(
      "AWS::Lambda::LayerVersion", id: "{arn:lambda}:layer:{name}:1", longest: 140,
      ["LayerVersionArn": "{id}"], tags: false),
    ResourceKind(
      "AWS::Lambda::Url", id: "{function:TargetFunctionArn}",
      [
        "FunctionArn": "{id}", "FunctionUrl": "https://{lower32}.lambda-url.{region}.on.aws/",
      ], tags: false),
    ResourceKind(
      "AWS::ApiGateway::RestApi", id: "{lower10}",
      ["RestApiId": "{id}", "RootResourceId": "{lower10}"]),
    ResourceKind("AWS::ApiGateway::Resource", id: "{lower6}", ["ResourceId": "{id}"], tags: false),
    ResourceKind(
      "AWS::ApiGateway::Deployment", id: "{lower6}", ["DeploymentId": "{id}"], tags: false),
    ResourceKind("AWS::ApiGateway::Stage", named: "StageName"),
    ResourceKind("AWS::ApiGateway::ApiKey", id: "{lower10}", ["APIKeyId": "{id}"]),
    ResourceKind("AWS::ApiGateway::UsagePlan", id: "{lower6}", ["Id": "{id}"]),
    ResourceKind(
      "AWS::ApiGatewayV2::Api", id: "{lower10}",
      ["ApiId": "{id}", "ApiEndpoint": "https://{id}.execute-api.{region}.amazonaws.com"]),
    ResourceKind("AWS::ApiGatewayV2::Stage", named: "StageName"),
    ResourceKind("AWS::ApiGatewayV2::Integration", id: "{lower7}", tags: false),
    ResourceKind("AWS::ApiGatewayV2::Route", id: "{lower7}", tags: false),
    ResourceKind(
      "AWS::ECS::Cluster", named: "ClusterName", ["Arn": "{arn:ecs}:cluster/{name}"]),
    ResourceKind(
      "AWS::ECS::TaskDefinition", id: "{arn:ecs}:task-definition/{family}:1",
      ["TaskDefinitionArn": "{id}"]),
    ResourceKind(
      "AWS::ECS::Service", named: "ServiceName",
      id: "{arn:ecs}:service/{cluster}/{name}", ["Name": "{name}", "ServiceArn": "{id}"]),
    ResourceKind(
      "AWS::RDS::DBInstance", named: "DBInstanceIdentifier",
      generated: "{stack:lower}-{logical:lower}-{suffix:lower}", longest: 63,
      [
        "DBInstanceArn": "{arn:rds}:db:{name}", "Endpoint.Port": "5432",
        "Endpoint.Address": "{name}.{lower12}.{region}.rds.amazonaws.com",
        "DbiResourceId": "db-{upper26}",
      ]),
    ResourceKind(
      "AWS::RDS::DBCluster", named: "DBClusterIdentifier",
      generated: "{stack:lower}-{logical:lower}-{suffix:lower}", longest: 63,
      [
        "DBClusterArn": "{arn:rds}:cluster:{name}", "Endpoint.Port": "5432",
        "Endpoint.Address": "{name}.cluster-{lower12}.{region}.rds.amazonaws.com",
      ]),
    ResourceKind("AWS::RDS::DBSubnetGroup", named: "DBSubnetGroupName", longest: 255),
    ResourceKind(
      "AWS::EFS::FileSystem", id: "fs-{hex17}",
      [
        "FileSystemId": "{id}", "Arn": "{arn:elasticfilesystem}:file-system/{id}",
      ]),
    ResourceKind(
      "AWS::ApplicationAutoScaling::ScalableTarget",
      id: "{property:ResourceId}|{property:ScalableDimension}|{property:ServiceNamespace}",
      tags: false),
    ResourceKind(
      "AWS::ApplicationAutoScaling::ScalingPolicy",
      id: "{arn:autoscaling}:scalingPolicy:{uuid}:resource/{name}", ["Arn": "{id}"], tags: false),
    ResourceKind(
      "AWS::CodeBuild::Project", named: "Name", generated: "{logical}-{suffix}",
      ["Arn": "{arn:codebuild}:project/{name}"]),
  ]
}
