internal import AWS
internal import CloudFormation
internal import Documents

/// What a stack finds around it: the account and region, and what the other stacks there have.
struct Neighbourhood: Sendable {
  var account: String
  var region: String
  var faults: FaultPlan
  var pace: Pace
  /// The other stacks of the region.
  var others: [Stack]

  /// The exports of the other stacks.
  var exports: [String: Value] {
    var exports: [String: Value] = [:]
    for stack in others {
      for output in stack.outputs {
        if let name = output.exportName { exports[name] = .string(output.value) }
      }
    }
    return exports
  }

  /// The stack that exports a name.
  func exporter(of name: String) -> Stack? {
    others.first { stack in stack.outputs.contains { $0.exportName == name } }
  }

  /// The first stack that uses an export.
  func importer(of name: String) -> Stack? {
    others.first { $0.imports.contains(name) }
  }

  /// Why a physical id cannot be had within a scope, in AWS's words; nil if it can.
  func obstacle(
    to physicalID: String, of type: String, within scope: Value.Object
  ) -> String? {
    for stack in others {
      let owns = stack.resources.contains {
        $0.type == type && $0.physicalID == physicalID && !$0.status.isGone
          && PhysicalIdentity.scope(of: type, $0.properties) == scope
      }
      if owns { return "\(physicalID) already exists in stack \(stack.arn)" }
      // Of what was left behind nothing but the name is known.
      if scope.isEmpty, stack.remnants.contains(Remnant(type: type, physicalID: physicalID)) {
        return "\(physicalID) already exists"
      }
    }
    return nil
  }

  /// What an SSM parameter of some stack holds.
  func storedValue(of name: String) -> String? {
    for stack in others {
      for resource in stack.resources
      where resource.type == "AWS::SSM::Parameter" && resource.physicalID == name
        && !resource.status.isGone
      {
        return resource.properties.object?["Value"]?.scalarText
      }
    }
    return nil
  }

  /// An evaluator for a deployment of a stack whose resources are as given.
  func evaluator(
    for deployment: Deployment, of stack: Stack,
    reference: @escaping @Sendable (String) -> Value?,
    attribute: @escaping @Sendable (String, String) -> Value?
  ) -> Evaluator {
    let zones = Dictionary(
      uniqueKeysWithValues: [region].map { region in
        (region, ["a", "b", "c"].map { region + $0 })
      })
    return Evaluator(
      deployment.template,
      known: Surroundings(
        parameters: deployment.values,
        pseudoParameters: .of(
          account: account, region: region, partition: Partition(of: region).name,
          urlSuffix: Partition(of: region).suffix, stackName: stack.name, stackId: stack.arn,
          notificationARNs: deployment.notificationARNs),
        exports: exports, zones: zones, reference: reference, attribute: attribute))
  }

  /// An evaluator that sees a stack's resources as they are.
  func evaluator(for deployment: Deployment, of stack: Stack) -> Evaluator {
    let resources = Dictionary(
      stack.resources.map { ($0.logicalID, $0) }, uniquingKeysWith: { first, _ in first })
    let (name, region, account) = (stack.name, region, account)
    return evaluator(
      for: deployment, of: stack,
      reference: { id in
        guard let resource = resources[id], !resource.status.isGone else { return nil }
        return resource.physicalID.map(Value.string)
      },
      attribute: { id, attribute in
        guard let resource = resources[id], resource.physicalID != nil, !resource.status.isGone
        else { return nil }
        return PhysicalIdentity(of: resource, stackName: name, region: region, account: account)
          .attribute(attribute)
      })
  }
}
