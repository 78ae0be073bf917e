internal import Documents
internal import Stacks

/// Where something can be put that runs in a network: one that the stack makes, or one that is there.
struct NetworkPlace {
  let vpc: Value
  let publicSubnets: [Value]
  let privateSubnets: [Value]
  /// Whether what runs needs an address of its own to reach the rest of the world.
  let givesAddresses: Bool
  /// Whether the internet reaches its public subnets.
  let isReachable: Bool
  /// The logical ids of what has to stand before anything in it reaches the rest of the world.
  let wayOut: [String]
  /// The logical ids of what has to stand before the internet reaches anything in it.
  let wayIn: [String]
  /// Where what runs is found by name; none where no network of the stack keeps names.
  let names: Value

  init(_ network: Neighbour) { self.init(network.settings, of: network.name) }

  init(_ it: Blueprint) { self.init(it.settings, of: it.name) }

  private init(_ settings: FieldValues, of name: String) {
    func ref(_ part: Component.Part) -> Value { ["Ref": .string(part.logicalID(of: name))] }
    names = ref(NetworkNames.space)
    if let vpc = settings[Network.existing] {
      self.vpc = .string(vpc)
      publicSubnets = settings[Network.publicSubnets] ?? []
      privateSubnets = settings[Network.privateSubnets] ?? []
      givesAddresses = privateSubnets.isEmpty
      isReachable = !publicSubnets.isEmpty
      (wayOut, wayIn) = ([], [])
      return
    }
    vpc = ref(Network.vpc)
    let zones = 1...Network.zoneCount(settings)
    publicSubnets = zones.map { ref(NetworkRoutes.publicSubnet($0)) }
    privateSubnets = zones.map { ref(NetworkRoutes.privateSubnet($0)) }
    let way = Network.way(settings)
    givesAddresses = way == .public
    isReachable = way != .endpoints
    let out: [Component.Part] =
      switch way {
      case .nat, .natPerZone: zones.map(NetworkRoutes.privateRoute)
      case .public: [NetworkRoutes.publicRoute]
      case .endpoints: []
      }
    wayOut = out.map { $0.logicalID(of: name) }
    wayIn = isReachable ? [NetworkRoutes.publicRoute.logicalID(of: name)] : []
  }

  /// The subnets that tasks and endpoints run in.
  var subnets: [Value] { givesAddresses ? publicSubnets : privateSubnets }

  /// The subnets for what nobody outside reaches.
  var innerSubnets: [Value] { privateSubnets.isEmpty ? publicSubnets : privateSubnets }
}

extension Network {
  /// A network of the stack, as fields take it.
  static let kind = ResourceKind(
    "a network", plural: "networks", component: "network", example: "${network}")
}
