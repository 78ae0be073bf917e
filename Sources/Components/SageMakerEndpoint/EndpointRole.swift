internal import Documents
internal import Stacks

/// What the containers of an endpoint, and Amazon SageMaker for them, may do
/// (https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms).
enum EndpointRole {
  static let role = Component.Part("role", "AWS::IAM::Role")

  static func add(_ design: EndpointDesign, _ it: inout Blueprint) {
    it.add(
      role,
      [
        (
          "AssumeRolePolicyDocument",
          RolePolicy.trust(in: "sagemaker.amazonaws.com", ownAccount: true)
        ),
        ("Policies", [RolePolicy.inline("own", statements(design, it))]),
      ])
  }

  private static func statements(_ design: EndpointDesign, _ it: Blueprint) -> [Value] {
    var statements = [
      RolePolicy.allow(
        "OwnLog", ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        on: [it.attribute(SageMakerEndpoint.logs, "Arn")]),
      // Metrics belong to no resource, but to a namespace.
      [
        "Sid": "OwnMetrics", "Effect": "Allow", "Action": ["cloudwatch:PutMetricData"],
        "Resource": ["*"],
        "Condition": [
          "StringLike": ["cloudwatch:namespace": ["/aws/sagemaker/*", "AWS/SageMaker"]]
        ],
      ],
    ]
    let data = design.variants.compactMap { $0.settings[EndpointVariants.data]?.arn }.uniqued
    if !data.isEmpty {
      statements.append(RolePolicy.allow("Models", ["s3:GetObject"], on: data))
    }
    statements += images(design, it)
    if let capture = it[SageMakerEndpoint.capture] {
      statements.append(
        RolePolicy.allow(
          "Capture", ["s3:PutObject"],
          on: [
            .joined([
              "arn:", ["Ref": "AWS::Partition"], ":s3:::",
              capture[SageMakerEndpoint.captureBucket],
              .string("/\(capture[SageMakerEndpoint.capturePrefix])/*"),
            ])
          ]))
    }
    if !design.isServerless {
      // What brings an old configuration back has to be looked at
      // (https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html).
      statements.append(
        RolePolicy.allow(
          "Alarms", ["cloudwatch:DescribeAlarms"],
          on: [
            [
              "Fn::Sub":
                "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*"
            ]
          ]))
    }
    if let network = design.network { statements += interfaces(network, it) }
    return statements + Permissions.given(it[SageMakerEndpoint.permissions])
  }

  private static func images(_ design: EndpointDesign, _ it: Blueprint) -> [Value] {
    let repositories = design.variants.compactMap { variant -> Value? in
      if let image = variant.settings[EndpointVariants.image],
        case .repository(let arn) = it.home(of: image)
      {
        return arn
      }
      // What a model package names only the registry knows.
      return ["Fn::Sub": "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/*"]
    }.uniqued
    guard !repositories.isEmpty else { return [] }
    return [
      RolePolicy.allow(
        "Images",
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        on: repositories),
      // It names no repository
      // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html).
      RolePolicy.allow("Registry", ["ecr:GetAuthorizationToken"], on: ["*"]),
    ]
  }

  /// What it takes to put containers into a network
  /// (https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html). Looking at things allows nothing
  /// narrower in Amazon EC2.
  private static func interfaces(_ network: NetworkPlace, _ it: Blueprint) -> [Value] {
    func arn(_ kind: String, _ id: Value) -> Value {
      .joined([
        ["Fn::Sub": .string("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:\(kind)/")],
        id,
      ])
    }
    let own = arn("network-interface", "*")
    return [
      RolePolicy.allow(
        "Interfaces", ["ec2:CreateNetworkInterface"],
        on: [own, arn("security-group", it.attribute(SageMakerEndpoint.group, "GroupId"))]
          + network.innerSubnets.map { arn("subnet", $0) }),
      RolePolicy.allow(
        "OwnInterfaces",
        [
          "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
        ], on: [own]),
      RolePolicy.allow(
        "Network",
        [
          "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
        ], on: ["*"]),
    ]
  }
}
