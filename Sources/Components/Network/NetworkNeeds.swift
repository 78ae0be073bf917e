internal import Stacks

extension PrivateService {
  /// What a resource that runs in a network calls.
  static func needed(by user: Neighbour) -> [PrivateService] {
    switch user.component {
    case FargateService.component.name: FargateService.services(user.settings)
    case MLflowServer.component.name: MLflowServer.services(user.settings)
    default: []
    }
  }
}
