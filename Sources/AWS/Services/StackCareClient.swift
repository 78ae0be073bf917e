package import Documents

/// What is done about stacks besides changing them: what went wrong in an operation, what was changed
/// behind CloudFormation's back, ways out of a change that failed, exports and types.
package struct StackCareClient: Sendable {
  private let client: ServiceClient

  /// A client for the stacks of a region.
  package init(_ services: Services) {
    client = services.client("cloudformation")
  }

  // MARK: - Operations

  /// What an operation is about.
  package enum Subject: Sendable, Equatable {
    case stack(String)
    case changeSet(String, stack: String)
    case operation(String)

    fileprivate var input: WireValue {
      switch self {
      case .stack(let name): ["StackName": .text(name)]
      case .changeSet(let name, let stack):
        ["ChangeSetName": .text(name), "StackName": .text(stack)]
      case .operation(let id): ["OperationId": .text(id)]
      }
    }
  }

  /// The events of operations, the latest first: those of a stack, or of the validation before a
  /// change set, each with the check that failed.
  package func events(
    of subject: Subject, onlyFailures: Bool = false
  ) async throws(AWSFault) -> [OperationEvent] {
    var input = subject.input
    if onlyFailures { input["Filters"] = ["FailedEvents": true] }
    return try await client.all("DescribeEvents", input, in: "OperationEvents").map {
      OperationEvent($0)
    }
  }

  /// Takes a stack back to where it last stood. Repeated only with a token.
  package func rollBack(_ stack: String, token: String? = nil) async throws(AWSFault) {
    _ = try await client.call(
      "RollbackStack", .members(["StackName": .text(stack), "ClientRequestToken": .text(token)]),
      token == nil ? .unsafe : .safe)
  }

  /// Goes on with the rollback of an update that got stuck, without the resources that are in its
  /// way. Repeated only with a token.
  package func continueRollback(
    of stack: String, skipping resources: [String] = [], token: String? = nil
  ) async throws(AWSFault) {
    _ = try await client.call(
      "ContinueUpdateRollback",
      .members([
        "StackName": .text(stack), "ResourcesToSkip": .texts(resources),
        "ClientRequestToken": .text(token),
      ]), token == nil ? .unsafe : .safe)
  }

  /// Ends an update that is under way; the stack goes back. Repeated only with a token.
  package func cancelUpdate(of stack: String, token: String? = nil) async throws(AWSFault) {
    _ = try await client.call(
      "CancelUpdateStack",
      .members(["StackName": .text(stack), "ClientRequestToken": .text(token)]),
      token == nil ? .unsafe : .safe)
  }

  // MARK: - Drift

  /// Begins to look for what was changed behind CloudFormation's back; gives the id by which the
  /// detection is asked for.
  package func detectDrift(
    of stack: String, resources: [String] = []
  ) async throws(AWSFault) -> String {
    // Twice is once: a stack has one detection at a time.
    try await client.call(
      "DetectStackDrift",
      .members(["StackName": .text(stack), "LogicalResourceIds": .texts(resources)]), .unsafe
    ).text("StackDriftDetectionId")
  }

  /// How far a detection is.
  package func driftDetection(_ id: String) async throws(AWSFault) -> DriftDetection {
    let output = try await client.call(
      "DescribeStackDriftDetectionStatus", ["StackDriftDetectionId": .text(id)])
    return DriftDetection(
      status: try output.text("DetectionStatus"), drift: output["StackDriftStatus"]?.text,
      drifted: output["DriftedStackResourceCount"]?.integer,
      reason: output["DetectionStatusReason"]?.text)
  }

  /// The resources of a stack with what was last found of them; only those of some states, such as
  /// `MODIFIED`, where these are named.
  package func drifts(
    of stack: String, only states: [String] = []
  ) async throws(AWSFault) -> [ResourceDrift] {
    var drifts: [ResourceDrift] = []
    var token: String?
    repeat {
      let output = try await client.call(
        "DescribeStackResourceDrifts",
        .members([
          "StackName": .text(stack), "StackResourceDriftStatusFilters": .texts(states),
          "NextToken": .text(token),
        ]))
      drifts += output.value.list("StackResourceDrifts").map { ResourceDrift($0) }
      let next = output["NextToken"]?.text
      // A token that leads to itself would never end.
      token = next == token ? nil : next
    } while token != nil
    return drifts
  }

  // MARK: - Exports and types

  /// All exports of the region.
  package func exports() async throws(AWSFault) -> [StackExport] {
    try await client.all("ListExports", in: "Exports").map { one in
      StackExport(
        name: one["Name"]?.text ?? "", value: one["Value"]?.text ?? "",
        stack: one["ExportingStackId"]?.text ?? "")
    }
  }

  /// The names of the stacks that import an export; none also where nobody does, which the service
  /// reports as an error.
  package func importers(of export: String) async throws(AWSFault) -> [String] {
    do throws(AWSFault) {
      return try await client.all("ListImports", ["ExportName": .text(export)], in: "Imports")
        .compactMap(\.text)
    } catch {
      guard error.service?.message.contains("is not imported by any stack") == true else {
        throw error
      }
      return []
    }
  }

  /// What the registry knows of a resource type; nil where there is none of this name.
  package func type(_ name: String) async throws(AWSFault) -> RegisteredType? {
    do throws(AWSFault) {
      let output = try await client.call(
        "DescribeType", ["Type": "RESOURCE", "TypeName": .text(name)])
      return RegisteredType(
        name: output["TypeName"]?.text ?? name, schema: output["Schema"]?.text,
        provisioning: output["ProvisioningType"]?.text)
    } catch {
      if error.service?.code == "TypeNotFoundException" { return nil }
      throw error
    }
  }
}

/// Something that happened in an operation on a stack.
package struct OperationEvent: Sendable, Equatable {
  package var operation: String
  /// Such as `CREATE_STACK` or `CREATE_CHANGESET`.
  package var operationType: String?
  /// `STACK_EVENT`, `PROGRESS_EVENT`, `VALIDATION_ERROR` or `HOOK_INVOCATION_ERROR`.
  package var kind: String
  package var when: Timestamp?
  package var logicalID: String?
  package var type: String?
  package var status: String?
  package var reason: String?
  /// The check that failed before anything was done, where it is about one.
  package var validation: Validation?

  /// A check of a template against what there is.
  package struct Validation: Sendable, Equatable {
    package var name: String
    package var status: String?
    package var reason: String?
    /// Where in the template.
    package var path: String?
  }

  fileprivate init(_ value: WireValue) {
    operation = value["OperationId"]?.text ?? ""
    operationType = value["OperationType"]?.text
    kind = value["EventType"]?.text ?? ""
    when = value["Timestamp"]?.time ?? value["StartTime"]?.time
    logicalID = value["LogicalResourceId"]?.text
    type = value["ResourceType"]?.text
    status = value["ResourceStatus"]?.text ?? value["OperationStatus"]?.text
    reason = value["ResourceStatusReason"]?.text ?? value["HookStatusReason"]?.text
    validation = value["ValidationName"]?.text.map { name in
      Validation(
        name: name, status: value["ValidationStatus"]?.text,
        reason: value["ValidationStatusReason"]?.text, path: value["ValidationPath"]?.text)
    }
  }
}

/// A search for what was changed behind CloudFormation's back.
package struct DriftDetection: Sendable, Equatable {
  /// `DETECTION_IN_PROGRESS`, `DETECTION_COMPLETE` or `DETECTION_FAILED`.
  package var status: String
  /// `DRIFTED`, `IN_SYNC`, `NOT_CHECKED` or `UNKNOWN`, once it is over.
  package var drift: String?
  /// How many resources are not as they should be.
  package var drifted: Int?
  package var reason: String?
}

/// What was found of one resource.
package struct ResourceDrift: Sendable, Equatable {
  package var logicalID: String
  package var physicalID: String?
  package var type: String
  /// `IN_SYNC`, `MODIFIED`, `DELETED`, `NOT_CHECKED`, `UNKNOWN` or `UNSUPPORTED`.
  package var state: String
  package var differences: [Difference]

  /// A property that is not what it should be.
  package struct Difference: Sendable, Equatable {
    /// `/Tags/0/Value`.
    package var path: String
    package var expected: String?
    package var actual: String?
    /// `ADD`, `REMOVE` or `NOT_EQUAL`.
    package var kind: String
  }

  fileprivate init(_ value: WireValue) {
    logicalID = value["LogicalResourceId"]?.text ?? ""
    physicalID = value["PhysicalResourceId"]?.text
    type = value["ResourceType"]?.text ?? ""
    state = value["StackResourceDriftStatus"]?.text ?? ""
    differences = value.list("PropertyDifferences").map { one in
      Difference(
        path: one["PropertyPath"]?.text ?? "", expected: one["ExpectedValue"]?.text,
        actual: one["ActualValue"]?.text, kind: one["DifferenceType"]?.text ?? "")
    }
  }
}

/// A value that stacks of an account and region share.
package struct StackExport: Sendable, Equatable {
  package var name: String
  package var value: String
  /// The id of the stack that it comes from.
  package var stack: String
}

/// A resource type as the registry has it.
package struct RegisteredType: Sendable, Equatable {
  package var name: String
  /// JSON.
  package var schema: String?
  /// `FULLY_MUTABLE`, `IMMUTABLE` or `NON_PROVISIONABLE`.
  package var provisioning: String?
}
