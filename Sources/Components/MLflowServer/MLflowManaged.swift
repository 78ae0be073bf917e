internal import Documents
internal import Stacks

/// An MLflow server that Amazon SageMaker runs.
enum MLflowManaged {
  static let server = Component.Part("managed", "AWS::SageMaker::MlflowTrackingServer")
  static let role = Component.Part("managed-role", "AWS::IAM::Role")
  static let parts = [server, role]

  static func add(_ it: inout Blueprint) {
    let own: [(any FieldDeclaration, isGiven: Bool)] = [
      (MLflowServer.image, it[MLflowServer.image] != nil),
      (MLflowServer.network, it[MLflowServer.network] != nil),
      (MLflowServer.database, it[MLflowServer.database] != nil),
      (MLflowFront.balancer, it[MLflowFront.balancer] != nil),
      (MLflowServer.basic, it[MLflowServer.basic]),
      (MLflowFront.oidc, it[MLflowFront.oidc] != nil),
      (MLflowServer.cpu, it[MLflowServer.cpu] != nil),
      (MLflowServer.memory, it[MLflowServer.memory] != nil),
      (MLflowServer.architecture, it[MLflowServer.architecture] != nil),
      (MLflowServer.count, it[MLflowServer.count] != nil),
      (MLflowServer.jobs, it[MLflowServer.jobs] != nil),
      (MLflowServer.key, it[MLflowServer.key] != nil),
      (MLflowServer.callers, it[MLflowServer.callers] != nil),
      (MLflowServer.retention, it[MLflowServer.retention] != nil),
      (MLflowServer.notify, it[MLflowServer.notify] != nil),
    ]
    for (field, isGiven) in own where isGiven {
      it.refuse(
        field, "Amazon SageMaker runs a managed server, which has no `\(field.name)`",
        hint: "remove it, or remove `managed`")
    }
    let name = "\(it.project)-\(it.environment.name)-\(it.stack)-\(it.name)"
    it.add(
      role,
      [
        (
          "AssumeRolePolicyDocument",
          RolePolicy.trust(in: "sagemaker.amazonaws.com", ownAccount: true)
        ), ("Policies", [RolePolicy.inline("own", MLflowStore.statements(it))]),
      ])
    it.add(
      server,
      [
        ("ArtifactStoreUri", MLflowStore.address(it)), ("RoleArn", it.attribute(role, "Arn")),
        // It has no name but one that is given.
        ("TrackingServerName", .string(name)),
        (
          "TrackingServerSize",
          .string((it[MLflowServer.managed] ?? "small").capitalizingFirst)
        ),
      ], retain: it.environment.isProtected)
  }
}

extension String {
  /// The same with a capital at its beginning.
  fileprivate var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }
}
