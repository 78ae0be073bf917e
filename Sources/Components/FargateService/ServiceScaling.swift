internal import Documents
internal import Stacks

/// How many tasks of a service run: as many as its load asks for.
enum ServiceScaling {
  static let target = Component.Part("scaling", TargetTracking.targetType)
  static let cpu = Component.Part("scale-by-cpu", TargetTracking.policyType)
  static let memory = Component.Part("scale-by-memory", TargetTracking.policyType)
  static let requests = Component.Part("scale-by-requests", TargetTracking.policyType)
  static let parts = [target, cpu, memory, requests]

  /// What is aimed at; where several are given, the one that wants most tasks decides.
  struct Targets {
    /// In percent.
    var cpu: Number?
    var memory: Number?
    /// A minute and task.
    var requests: Int?
  }

  static func add(_ design: ServiceDesign, _ it: inout Blueprint) {
    guard let targets = design.scaling else { return }
    let name = it.attribute(ServiceParts.service, "Name")
    it.add(
      target,
      TargetTracking.target(
        of: ["service", ServiceParts.clusterName(design, it), name], "ecs:service:DesiredCount",
        in: design.count))
    func policy(
      _ part: Component.Part, _ metric: String, label: Value? = nil, at value: Number
    ) -> [(String, Value?)] {
      TargetTracking.policy(part.suffix, of: it.ref(target), metric, label: label, at: value)
    }
    if let share = targets.cpu {
      it.add(cpu, policy(cpu, "ECSServiceAverageCPUUtilization", at: share))
    }
    if let share = targets.memory {
      it.add(memory, policy(memory, "ECSServiceAverageMemoryUtilization", at: share))
    }
    if let count = targets.requests {
      let targets = BalancerParts.targets(design.balancer?.isInternet == true)
      let label = Value.joined(
        [
          it.attribute(BalancerParts.balancer, "LoadBalancerFullName"),
          it.attribute(targets, "TargetGroupFullName"),
        ], by: "/")
      // The label means nothing before a listener sends requests to the targets.
      it.add(
        requests,
        policy(requests, "ALBRequestCountPerTarget", label: label, at: Number(count)),
        dependsOn: design.balancer.map(BalancerParts.listeners) ?? [])
    }
  }
}
