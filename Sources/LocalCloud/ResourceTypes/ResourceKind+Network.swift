extension ResourceKind {
  /// Networks and what stands at their edges.
  static let network: [ResourceKind] = [
    ResourceKind(
      "AWS::EC2::VPC", id: "vpc-{hex17}",
      [
        "VpcId": "{id}", "CidrBlock": "{property:CidrBlock}",
        "DefaultSecurityGroup": "sg-{hex17}", "DefaultNetworkAcl": "acl-{hex17}",
      ]),
    ResourceKind(
      "AWS::EC2::Subnet", id: "subnet-{hex17}",
      ["SubnetId": "{id}", "AvailabilityZone": "{property:AvailabilityZone}"]),
    ResourceKind(
      "AWS::EC2::SecurityGroup", id: "{group}", ["GroupId": "sg-{hex17}", "Id": "sg-{hex17}"]),
    ResourceKind("AWS::EC2::SecurityGroupIngress", id: "sgr-{hex17}", ["Id": "{id}"], tags: false),
    ResourceKind("AWS::EC2::SecurityGroupEgress", id: "sgr-{hex17}", ["Id": "{id}"], tags: false),
    ResourceKind("AWS::EC2::InternetGateway", id: "igw-{hex17}", ["InternetGatewayId": "{id}"]),
    ResourceKind("AWS::EC2::VPCGatewayAttachment", id: "IGW|{property:VpcId}", tags: false),
    ResourceKind("AWS::EC2::RouteTable", id: "rtb-{hex17}", ["RouteTableId": "{id}"]),
    ResourceKind(
      "AWS::EC2::Route", id: "{property:RouteTableId}|{property:DestinationCidrBlock}", tags: false),
    ResourceKind(
      "AWS::EC2::SubnetRouteTableAssociation", id: "rtbassoc-{hex17}", ["Id": "{id}"], tags: false),
    ResourceKind("AWS::EC2::NatGateway", id: "nat-{hex17}", ["NatGatewayId": "{id}"]),
    ResourceKind(
      "AWS::EC2::EIP", id: "{address}", ["AllocationId": "eipalloc-{hex17}", "PublicIp": "{id}"]),
    ResourceKind("AWS::EC2::VPCEndpoint", id: "vpce-{hex17}", ["Id": "{id}"]),
    ResourceKind("AWS::EC2::FlowLog", id: "fl-{hex17}", ["Id": "{id}"]),
    ResourceKind(
      "AWS::EC2::PrefixList", id: "pl-{hex17}",
      ["PrefixListId": "{id}", "Arn": "{arn:ec2}:prefix-list/{id}"]),
    ResourceKind(
      "AWS::ElasticLoadBalancingV2::LoadBalancer", named: "Name",
      id: "{arn:elasticloadbalancing}:loadbalancer/app/{name}/{hex16}",
      generated: "{stack:start6}-{logical:start5}-{suffix}", longest: 32,
      [
        "LoadBalancerArn": "{id}", "LoadBalancerFullName": "app/{name}/{hex16}",
        "LoadBalancerName": "{name}", "CanonicalHostedZoneID": "Z{upper13}",
        "DNSName": "{name}-{digits10}.{region}.elb.amazonaws.com",
      ]),
    ResourceKind(
      "AWS::ElasticLoadBalancingV2::TargetGroup", named: "Name",
      id: "{arn:elasticloadbalancing}:targetgroup/{name}/{hex16}",
      generated: "{stack:start6}-{logical:start5}-{suffix}", longest: 32,
      [
        "TargetGroupArn": "{id}", "TargetGroupName": "{name}",
        "TargetGroupFullName": "targetgroup/{name}/{hex16}",
      ]),
    ResourceKind(
      "AWS::ElasticLoadBalancingV2::Listener",
      id: "{arn:elasticloadbalancing}:listener/app/{logical}/{hex16}/{hex16b}",
      ["ListenerArn": "{id}"]),
    ResourceKind(
      "AWS::ElasticLoadBalancingV2::ListenerRule",
      id: "{arn:elasticloadbalancing}:listener-rule/app/{logical}/{hex16}/{hex16b}",
      ["RuleArn": "{id}"]),
    ResourceKind(
      "AWS::ServiceDiscovery::PrivateDnsNamespace", id: "ns-{lower16}",
      ["Id": "{id}", "Arn": "{arn:servicediscovery}:namespace/{id}"]),
    ResourceKind(
      "AWS::WAFv2::WebACL", named: "Name", id: "{name}|{uuid}|REGIONAL",
      ["Arn": "{arn:wafv2}:regional/webacl/{name}/{uuid}", "Id": "{uuid}"]),
  ]
}
