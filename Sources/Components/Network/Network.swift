internal import Documents
internal import Stacks

/// Where what runs is reached, and what it can reach.
enum Network {
  static let vpc = Component.Part("", "AWS::EC2::VPC")

  static let block = OptionalField(
    "cidr", .cidr(prefixes: 16...28, example: "10.20.0.0/16"), otherwise: "`10.0.0.0/16`",
    """
    The addresses, `/22` or more. Networks that are to be connected some day must not share any, and \
    those of a network never change: another block is another network.
    """)
  static let zones = OptionalField(
    "zones", .integer(2...mostZones, example: 3), otherwise: "2",
    "In how many availability zones it has subnets, a public and a private one in each.")
  static let egress = OptionalField(
    "egress", .choice(Egress.allCases.map(\.rawValue), example: "nat-per-zone"),
    otherwise: "`nat`",
    """
    How what runs in it reaches the rest of the world. `nat`: through one gateway, which is all of \
    them cut off when its zone fails. `nat-per-zone`: through one gateway in each zone. \
    `endpoints`: not at all; AWS's services are reached by endpoints inside the network, those that \
    are needed by what the stack runs in it. `public`: tasks have addresses of their own, and \
    security groups that let nobody in. Per month in us-east-1 (2026): a NAT gateway 33 USD and \
    0.045 USD per GB; an interface endpoint 7.30 USD in each zone and 0.01 USD per GB; a public \
    address 3.65 USD; the endpoint of Amazon S3, which every network has, nothing.
    """)
  static let endpoints = OptionalField(
    "endpoints", .list(of: .choice(PrivateService.all.map(\.name), example: "sqs")),
    otherwise: "what the stack runs in it needs, with `egress: endpoints`",
    """
    Services of AWS that are reached inside the network, whatever runs there: for what other stacks \
    run in it, and to keep traffic off the NAT gateways.
    """,
    examples: ["[sqs, sns]"])

  static let existing = OptionalField(
    "vpc", .identifier("the id of a VPC", "vpc-", example: "vpc-0a1b2c3d4e5f60718"),
    otherwise: "a network of its own is made",
    "A network that is there already: nothing is made but what `endpoints` names.")
  static let publicSubnets = OptionalField(
    "public-subnets", .subnets, otherwise: "none",
    "The subnets of an existing `vpc` that a gateway leads to, each in a zone of its own.",
    examples: ["[subnet-0a1b2c3d4e5f60718, subnet-0b1c2d3e4f5061728]"])
  static let privateSubnets = OptionalField(
    "private-subnets", .subnets, otherwise: "none",
    "The subnets of an existing `vpc` that nobody reaches from outside, each in a zone of its own.",
    examples: ["[subnet-0a1b2c3d4e5f60718, subnet-0b1c2d3e4f5061728]"])

  /// The most zones in which it has subnets.
  static let mostZones = 3

  static let component = Component(
    "network", "A private network: where services, databases and endpoints are, and the way out.",
    details: """
      Every zone has a public subnet, for load balancers and gateways, and a private one, for what \
      runs. A quarter of the addresses is for the public ones. What goes through the network is \
      logged. With `vpc`, one that is there already is used as it is.
      """,
    fields: [
      block, zones, egress, endpoints, NetworkFlows.traffic, NetworkFlows.retention, existing,
      publicSubnets, privateSubnets,
    ],
    parts: [vpc] + NetworkRoutes.parts + NetworkFlows.parts + NetworkEndpoints.parts
      + NetworkNames.parts,
    attributes: [
      .init(
        "vpc", "The id of the VPC.", .ref(vpc), by: [existing],
        choice: { settings in settings[existing].map { .given($0) } ?? .pieces })
    ] + subnetAttributes("public", publicSubnets, NetworkRoutes.publicSubnet)
      + subnetAttributes("private", privateSubnets, NetworkRoutes.privateSubnet),
    examples: NetworkExamples.all
  ) { it in
    if it[existing] != nil {
      checkExisting(&it)
    } else {
      checkOwn(&it)
      it.add(
        vpc,
        [
          ("CidrBlock", .string(addresses(it.settings).text)),
          ("EnableDnsHostnames", true), ("EnableDnsSupport", true),
        ])
      NetworkRoutes.add(&it)
      NetworkFlows.add(&it)
    }
    NetworkEndpoints.add(&it)
    NetworkNames.add(&it)
  }

  // MARK: What is written

  /// How a network of the stack lets out what runs in it.
  static func way(_ settings: FieldValues) -> Egress {
    settings[egress].flatMap(Egress.init) ?? .nat
  }

  static func addresses(_ settings: FieldValues) -> CIDR {
    settings[block] ?? CIDR(10 << 24, prefix: 16)
  }

  static func zoneCount(_ settings: FieldValues) -> Int { settings[zones] ?? 2 }

  /// This host, link-local addresses, and those of groups and of experiments
  /// (https://www.rfc-editor.org/rfc/rfc6890).
  private static let unusable = [
    CIDR(0, prefix: 8), CIDR(127 << 24, prefix: 8), CIDR(169 << 24 | 254 << 16, prefix: 16),
    CIDR(224 << 24, prefix: 3),
  ]

  private static func subnetAttributes(
    _ kind: String, _ field: OptionalField<[Value]>,
    _ part: @escaping @Sendable (Int) -> Component.Part
  ) -> [Component.Attribute] {
    (1...mostZones).map { zone in
      .init(
        "\(kind)-subnet-\(zone)", "The id of its \(kind) subnet number \(zone).", .ref(part(zone)),
        by: [existing, zones, field],
        choice: { settings in
          guard settings[existing] != nil else {
            let count = zoneCount(settings)
            return zone <= count ? .pieces : .none("its `zones` are \(count)")
          }
          let given = settings[field] ?? []
          return zone <= given.count
            ? .given(given[zone - 1]) : .none("its `\(field.name)` are \(given.count)")
        })
    }
  }

  /// Reports what only a network of its own can be told.
  private static func checkExisting(_ it: inout Blueprint) {
    let own: [(any FieldDeclaration, isGiven: Bool)] = [
      (zones, it[zones] != nil), (egress, it[egress] != nil),
      (NetworkFlows.traffic, it[NetworkFlows.traffic] != nil),
      (NetworkFlows.retention, it[NetworkFlows.retention] != nil),
    ]
    for (field, isGiven) in own where isGiven {
      it.refuse(
        field, "a network that is there already has its own `\(field.name)`",
        hint: "remove it, or remove `vpc`")
    }
    guard it[publicSubnets] == nil, it[privateSubnets] == nil else { return }
    it.refuse(
      existing, "nothing can run in `\(it.name)` as long as no subnets are named",
      hint: "add `private-subnets`, `public-subnets` or both")
  }

  /// Reports what only a network that is there already can be told.
  private static func checkOwn(_ it: inout Blueprint) {
    if let block = it[block], unusable.contains(where: block.overlaps) {
      it.refuse(
        self.block,
        "no network has the addresses `\(block.text)`: they are taken for something else",
        hint: "take private ones, for example `10.20.0.0/16`")
    }
    if let block = it[block], block.prefix > 22 {
      it.refuse(
        self.block, "`\(block.text)` has too few addresses for load balancers in each zone",
        hint: "write a block of at least `/22`, for example `10.20.0.0/16`")
    }
    for field in [publicSubnets, privateSubnets] where it[field] != nil {
      it.refuse(
        field, "`\(field.name)` names subnets of a network that is there already",
        hint: "name that network by `vpc`, or remove `\(field.name)`")
    }
  }

  /// Whether no way leads out of a network of the stack.
  static func isClosed(_ network: Neighbour) -> Bool {
    network[existing] == nil && way(network.settings) == .endpoints
  }

  /// Whether a text is an id as Amazon EC2 gives them.
  static func isID(_ text: String, _ prefix: String) -> Bool {
    let digits = text.dropFirst(prefix.count)
    return text.hasPrefix(prefix) && 8...17 ~= digits.utf8.count
      && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
  }
}

/// How what runs in a network reaches what is outside.
enum Egress: String, CaseIterable {
  case nat
  case natPerZone = "nat-per-zone"
  case endpoints
  case `public`
}

extension FieldType where Output == [Value] {
  /// Subnets by their ids, each of which may be another stack's output.
  fileprivate static var subnets: FieldType {
    .list(
      of: .identifier("the id of a subnet", "subnet-", example: "subnet-0a1b2c3d4e5f60718"),
      1...Network.mostZones)
  }
}

extension FieldType where Output == Value {
  /// An id as Amazon EC2 gives them, which may be another stack's output.
  fileprivate static func identifier(
    _ words: String, _ prefix: String, example: String
  ) -> FieldType {
    FieldType<Value>.text.named(words, example: example).refined { value in
      guard case .string(let text) = value, !Network.isID(text, prefix) else { return nil }
      return "`\(text)` is not \(words)"
    }
  }
}
