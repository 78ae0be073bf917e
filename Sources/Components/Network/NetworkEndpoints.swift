internal import Documents
internal import Stacks

/// A service of AWS that can be reached inside a network.
struct PrivateService: Hashable {
  /// What stack files call it.
  let name: String
  /// What stands behind the region in the name of the service's endpoints
  /// (https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html).
  let service: String

  var part: Component.Part { .init("endpoint-\(name)", "AWS::EC2::VPCEndpoint") }

  init(_ name: String, _ service: String? = nil) {
    self.name = name
    self.service = service ?? name
  }

  static let registryAPI = PrivateService("ecr-api", "ecr.api")
  static let registryImages = PrivateService("ecr-dkr", "ecr.dkr")
  static let logs = PrivateService("logs")
  static let secrets = PrivateService("secrets-manager", "secretsmanager")
  static let parameters = PrivateService("ssm")
  static let session = PrivateService("ssm-messages", "ssmmessages")
  static let models = PrivateService("sagemaker-runtime", "sagemaker.runtime")
  static let functions = PrivateService("lambda")
  static let tokens = PrivateService("sts")

  static let all = [
    PrivateService("cloudwatch", "monitoring"), registryAPI, registryImages,
    PrivateService("events"), PrivateService("kms"), functions, logs,
    PrivateService("sagemaker-api", "sagemaker.api"), models, secrets, PrivateService("sns"),
    PrivateService("sqs"), parameters, session, PrivateService("states"), tokens,
    PrivateService("xray"),
  ]
}

/// The ways from a network to services of AWS that do not lead through the internet.
enum NetworkEndpoints {
  static let storage = Component.Part("endpoint-s3", "AWS::EC2::VPCEndpoint")
  static let group = Component.Part("endpoints-group", "AWS::EC2::SecurityGroup")
  static let parts = [storage, group] + PrivateService.all.map(\.part)

  static func add(_ it: inout Blueprint) {
    let isOwn = it[Network.existing] == nil
    if isOwn { addStorage(&it) }
    var wanted = Set(it[Network.endpoints] ?? [])
    if isOwn, Network.way(it.settings) == .endpoints {
      wanted.formUnion(it.users.flatMap(PrivateService.needed).map(\.name))
    }
    let services = PrivateService.all.filter { wanted.contains($0.name) }
    let place = NetworkPlace(it)
    guard !services.isEmpty else { return }
    guard !place.privateSubnets.isEmpty else {
      it.refuse(
        Network.endpoints, "endpoints stand in private subnets, and `\(it.name)` names none",
        hint: "add `private-subnets`")
      return
    }
    guard isOwn || it[Network.block] != nil else {
      it.refuse(
        Network.endpoints,
        "endpoints let in what has an address of the network, and `\(it.name)` does not say which",
        hint: "add the addresses of the VPC, for example `cidr: 10.20.0.0/16`")
      return
    }
    it.add(
      group,
      [
        ("GroupDescription", "Endpoints of AWS services, for what runs in the network"),
        (
          "SecurityGroupIngress",
          [
            [
              "CidrIp": isOwn
                ? it.attribute(Network.vpc, "CidrBlock")
                : .string(Network.addresses(it.settings).text),
              "Description": "HTTPS from inside the network", "FromPort": 443,
              "IpProtocol": "tcp", "ToPort": 443,
            ]
          ]
        ),
        ("VpcId", place.vpc),
      ])
    for service in services {
      it.add(
        service.part,
        [
          ("PrivateDnsEnabled", true), ("SecurityGroupIds", [it.attribute(group, "GroupId")]),
          (
            "ServiceName",
            ["Fn::Sub": .string("com.amazonaws.${AWS::Region}.\(service.service)")]
          ),
          ("SubnetIds", .array(place.privateSubnets)), ("VpcEndpointType", "Interface"),
          ("VpcId", place.vpc),
        ])
    }
  }

  /// The way to Amazon S3, which costs nothing, and which images' layers and models take.
  private static func addStorage(_ it: inout Blueprint) {
    let tables = (1...Network.zoneCount(it.settings)).map { it.ref(NetworkRoutes.privateTable($0)) }
    it.add(
      storage,
      [
        ("RouteTableIds", .array([it.ref(NetworkRoutes.publicTable)] + tables)),
        ("ServiceName", ["Fn::Sub": "com.amazonaws.${AWS::Region}.s3"]),
        ("VpcEndpointType", "Gateway"), ("VpcId", it.ref(Network.vpc)),
      ])
  }
}
