package import Documents

/// Containers that run as services and tasks.
package struct ECSClient: Sendable {
  private let client: ServiceClient

  /// A client for the clusters of a region.
  package init(_ services: Services) {
    client = services.client("ecs")
  }

  /// A service and how its deployments stand; nil where there is none.
  package func service(
    _ name: String, in cluster: String
  ) async throws(AWSFault) -> ContainerService? {
    let output: WireOutput
    do throws(AWSFault) {
      output = try await client.call(
        "DescribeServices", ["cluster": .text(cluster), "services": [.text(name)]])
    } catch {
      if error.service?.code == "ClusterNotFoundException" { return nil }
      throw error
    }
    guard let found = output.value.list("services").first else { return nil }
    return ContainerService(
      arn: try output.text("serviceArn", in: found), status: found["status"]?.text ?? "",
      taskDefinition: found["taskDefinition"]?.text ?? "",
      desired: found["desiredCount"]?.integer ?? 0, running: found["runningCount"]?.integer ?? 0,
      deployments: found.list("deployments").map { one in
        ContainerService.Deployment(
          status: one["status"]?.text ?? "", taskDefinition: one["taskDefinition"]?.text ?? "",
          rollout: one["rolloutState"]?.text, reason: one["rolloutStateReason"]?.text,
          desired: one["desiredCount"]?.integer ?? 0, running: one["runningCount"]?.integer ?? 0,
          failed: one["failedTasks"]?.integer ?? 0)
      },
      events: found.list("events").compactMap { one in
        one["message"]?.text.map { .init(message: $0, time: one["createdAt"]?.time) }
      })
  }

  /// The tasks of a service that stopped lately, and why.
  package func stoppedTasks(
    of service: String, in cluster: String
  ) async throws(AWSFault) -> [StoppedTask] {
    let arns = try await client.all(
      "ListTasks",
      ["cluster": .text(cluster), "serviceName": .text(service), "desiredStatus": "STOPPED"],
      in: "taskArns")
    guard !arns.isEmpty else { return [] }
    let output = try await client.call(
      "DescribeTasks", ["cluster": .text(cluster), "tasks": .list(Array(arns.prefix(100)))])
    return try output.value.list("tasks").map { (task) throws(AWSFault) in
      StoppedTask(
        arn: try output.text("taskArn", in: task), code: task["stopCode"]?.text,
        reason: task["stoppedReason"]?.text,
        containers: task.list("containers").map { one in
          StoppedTask.Container(
            name: one["name"]?.text ?? "", exitCode: one["exitCode"]?.integer,
            reason: one["reason"]?.text)
        })
    }
  }
}

/// A service of ECS.
package struct ContainerService: Sendable, Equatable {
  package var arn: String
  package var status: String
  package var taskDefinition: String
  package var desired: Int
  package var running: Int
  /// The newest first.
  package var deployments: [Deployment]
  /// The newest first.
  package var events: [Event]

  /// A version of a service on its way in or out.
  package struct Deployment: Sendable, Equatable {
    /// `PRIMARY` is the newest.
    package var status: String
    package var taskDefinition: String
    package var rollout: String?
    package var reason: String?
    package var desired: Int
    package var running: Int
    package var failed: Int
  }

  /// What the service said of itself.
  package struct Event: Sendable, Equatable {
    package var message: String
    package var time: Timestamp?
  }
}

/// A task that does not run any more.
package struct StoppedTask: Sendable, Equatable {
  package var arn: String
  package var code: String?
  package var reason: String?
  package var containers: [Container]

  /// How a container of the task ended.
  package struct Container: Sendable, Equatable {
    package var name: String
    package var exitCode: Int?
    package var reason: String?
  }
}
