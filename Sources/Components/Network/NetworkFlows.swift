internal import Documents
internal import Stacks

/// The log of what goes through a network.
enum NetworkFlows {
  static let flowLog = Component.Part("flows", "AWS::EC2::FlowLog")
  static let log = Component.Part("flows-log", "AWS::Logs::LogGroup")
  static let role = Component.Part("flows-role", "AWS::IAM::Role")
  static let parts = [flowLog, log, role]

  static let traffic = OptionalField(
    "flow-logs", .choice(["all", "rejected", "none"]), otherwise: "`all`",
    """
    Which connections are logged. CloudWatch takes 0.50 USD for each GB of log: `rejected` is a \
    fraction of `all`.
    """)
  static let retention = OptionalField(
    "log-retention", LogRetention.type, otherwise: "`30d`",
    "How long the log of connections is kept.", examples: ["90d"])

  static func add(_ it: inout Blueprint) {
    let traffic = it[traffic] ?? "all"
    guard traffic != "none" else {
      if it[retention] != nil {
        it.refuse(
          retention, "nothing is logged of a network with `flow-logs: none`", hint: "remove it")
      }
      return
    }
    it.add(log, [("RetentionInDays", .number(Number(it[retention] ?? 30)))])
    it.add(
      role,
      [
        (
          "AssumeRolePolicyDocument",
          RolePolicy.trust(in: "vpc-flow-logs.amazonaws.com", ownAccount: true)
        ),
        (
          "Policies",
          [
            RolePolicy.inline(
              "write",
              [
                // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html; the group
                // is made here, so that nothing has to be looked for or created.
                RolePolicy.allow(
                  "OwnLog",
                  ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                  on: [it.attribute(log, "Arn")])
              ])
          ]
        ),
      ])
    it.add(
      flowLog,
      [
        ("DeliverLogsPermissionArn", it.attribute(role, "Arn")),
        ("LogDestination", it.attribute(log, "Arn")),
        ("LogDestinationType", "cloud-watch-logs"), ("ResourceId", it.ref(Network.vpc)),
        ("ResourceType", "VPC"), ("TrafficType", traffic == "all" ? "ALL" : "REJECT"),
      ])
  }
}
