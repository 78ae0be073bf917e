internal import Documents
internal import Stacks

/// The names by which services find each other in a network.
enum NetworkNames {
  static let space = Component.Part("names", "AWS::ServiceDiscovery::PrivateDnsNamespace")
  static let parts = [space]

  /// What the names of a network of a stack end with.
  static func ending(_ it: Blueprint) -> String {
    "\(it.stack).\(it.environment.name).\(it.project).internal".lowercased()
  }

  /// Names are kept where a service is found by one.
  static func add(_ it: inout Blueprint) {
    guard
      it.users.contains(where: { user in
        FargateService.isFoundByName(user) || MLflowServer.isFoundByName(user)
      })
    else { return }
    it.add(space, [("Name", .string(ending(it))), ("Vpc", NetworkPlace(it).vpc)])
  }
}
