internal import Documents
internal import Stacks

/// The subnets of a network, and the ways between them and out.
enum NetworkRoutes {
  static let gateway = Component.Part("gateway", "AWS::EC2::InternetGateway")
  static let attachment = Component.Part("gateway-attachment", "AWS::EC2::VPCGatewayAttachment")
  static let publicTable = Component.Part("public-routes", "AWS::EC2::RouteTable")
  static let publicRoute = Component.Part("public-way-out", "AWS::EC2::Route")

  static let publicSubnet = inZones("public-subnet", "Subnet")
  static let privateSubnet = inZones("private-subnet", "Subnet")
  static let publicAssociation = inZones("public-association", "SubnetRouteTableAssociation")
  static let privateAssociation = inZones("private-association", "SubnetRouteTableAssociation")
  /// Each zone has its own, so that one NAT gateway becomes several without moving a subnet.
  static let privateTable = inZones("private-routes", "RouteTable")
  static let privateRoute = inZones("private-way-out", "Route")
  static let address = inZones("nat-address", "EIP")
  static let nat = inZones("nat", "NatGateway")

  /// A part that there is in each zone, behind the number of which.
  private static func inZones(
    _ suffix: String, _ type: String
  ) -> @Sendable (Int) -> Component.Part {
    { zone in .init("\(suffix)-\(zone)", "AWS::EC2::\(type)") }
  }

  static let parts: [Component.Part] =
    [gateway, attachment, publicTable, publicRoute]
    + (1...Network.mostZones).flatMap {
      [
        publicSubnet($0), publicAssociation($0), privateSubnet($0), privateTable($0),
        privateAssociation($0), address($0), nat($0), privateRoute($0),
      ]
    }

  static func add(_ it: inout Blueprint) {
    let way = Network.way(it.settings)
    let zones = 1...Network.zoneCount(it.settings)
    let block = Network.addresses(it.settings)
    it.add(publicTable, [("VpcId", it.ref(Network.vpc))])
    if way != .endpoints {
      it.add(gateway, [])
      it.add(
        attachment, [("InternetGatewayId", it.ref(gateway)), ("VpcId", it.ref(Network.vpc))])
      it.add(
        publicRoute,
        [
          ("DestinationCidrBlock", "0.0.0.0/0"), ("GatewayId", it.ref(gateway)),
          ("RouteTableId", it.ref(publicTable)),
        ], dependsOn: [attachment])
    }
    for zone in zones {
      addSubnet(publicSubnet(zone), block.publicPart(zone), zone, &it)
      associate(publicSubnet(zone), publicTable, publicAssociation(zone), &it)
      addSubnet(privateSubnet(zone), block.privatePart(zone), zone, &it)
      it.add(privateTable(zone), [("VpcId", it.ref(Network.vpc))])
      associate(privateSubnet(zone), privateTable(zone), privateAssociation(zone), &it)
      guard way == .nat || way == .natPerZone else { continue }
      let gatewayZone = way == .nat ? 1 : zone
      if gatewayZone == zone { addGateway(zone, &it) }
      it.add(
        privateRoute(zone),
        [
          ("DestinationCidrBlock", "0.0.0.0/0"), ("NatGatewayId", it.ref(nat(gatewayZone))),
          ("RouteTableId", it.ref(privateTable(zone))),
        ])
    }
  }

  private static func addSubnet(
    _ part: Component.Part, _ block: CIDR, _ zone: Int, _ it: inout Blueprint
  ) {
    it.add(
      part,
      [
        (
          "AvailabilityZone",
          ["Fn::Select": [.number(Number(zone - 1)), ["Fn::GetAZs": ""]]]
        ),
        ("CidrBlock", .string(block.text)),
        // Whoever needs a public address asks for one.
        ("MapPublicIpOnLaunch", false), ("VpcId", it.ref(Network.vpc)),
      ])
  }

  private static func associate(
    _ subnet: Component.Part, _ table: Component.Part, _ association: Component.Part,
    _ it: inout Blueprint
  ) {
    it.add(association, [("RouteTableId", it.ref(table)), ("SubnetId", it.ref(subnet))])
  }

  private static func addGateway(_ zone: Int, _ it: inout Blueprint) {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html
    it.add(address(zone), [("Domain", "vpc")], dependsOn: [attachment])
    it.add(
      nat(zone),
      [
        ("AllocationId", it.attribute(address(zone), "AllocationId")),
        ("SubnetId", it.ref(publicSubnet(zone))),
      ], dependsOn: [publicRoute])
  }
}

extension CIDR {
  /// A sixteenth of the addresses: one of the first four, of which public subnets are made.
  fileprivate func publicPart(_ zone: Int) -> CIDR { part(zone - 1, prefix: prefix + 4) }

  /// A quarter of the addresses: one behind the first, of which private subnets are made.
  fileprivate func privatePart(_ zone: Int) -> CIDR { part(zone, prefix: prefix + 2) }

  private func part(_ index: Int, prefix: Int) -> CIDR {
    CIDR(network + UInt32(index) << UInt32(32 - prefix), prefix: prefix)
  }
}
