package import Documents

/// A stack as CloudFormation describes it.
package struct StackDescription: Sendable, Equatable {
  package var id: String
  package var name: String
  package var status: StackStatus
  package var statusReason: String?
  package var description: String?
  package var parameters: [StackParameter]
  package var outputs: [StackOutput]
  package var tags: [StackTag]
  package var capabilities: [String]
  package var created: Timestamp
  package var updated: Timestamp?
  package var deleted: Timestamp?
  package var changeSetID: String?
  package var roleARN: String?
  package var parentID: String?
  package var rootID: String?
  package var isTerminationProtected: Bool?
  package var isRollbackDisabled: Bool?
}

/// The status of a stack; those that came after this was written work as well.
package struct StackStatus: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Whether something is still going on.
  package var isInProgress: Bool {
    rawValue.hasSuffix("_IN_PROGRESS") && self != .reviewInProgress
  }

  /// Whether the last operation ended as it should.
  package var isSuccess: Bool {
    [.createComplete, .updateComplete, .deleteComplete, .importComplete].contains(self)
  }

  package static let reviewInProgress = StackStatus(rawValue: "REVIEW_IN_PROGRESS")
  package static let createInProgress = StackStatus(rawValue: "CREATE_IN_PROGRESS")
  package static let createComplete = StackStatus(rawValue: "CREATE_COMPLETE")
  package static let createFailed = StackStatus(rawValue: "CREATE_FAILED")
  package static let rollbackInProgress = StackStatus(rawValue: "ROLLBACK_IN_PROGRESS")
  package static let rollbackComplete = StackStatus(rawValue: "ROLLBACK_COMPLETE")
  package static let rollbackFailed = StackStatus(rawValue: "ROLLBACK_FAILED")
  package static let updateInProgress = StackStatus(rawValue: "UPDATE_IN_PROGRESS")
  package static let updateCleanup = StackStatus(rawValue: "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
  package static let updateComplete = StackStatus(rawValue: "UPDATE_COMPLETE")
  package static let updateFailed = StackStatus(rawValue: "UPDATE_FAILED")
  package static let updateRollbackInProgress = StackStatus(
    rawValue: "UPDATE_ROLLBACK_IN_PROGRESS")
  package static let updateRollbackComplete = StackStatus(rawValue: "UPDATE_ROLLBACK_COMPLETE")
  package static let updateRollbackFailed = StackStatus(rawValue: "UPDATE_ROLLBACK_FAILED")
  package static let deleteInProgress = StackStatus(rawValue: "DELETE_IN_PROGRESS")
  package static let deleteComplete = StackStatus(rawValue: "DELETE_COMPLETE")
  package static let deleteFailed = StackStatus(rawValue: "DELETE_FAILED")
  package static let importComplete = StackStatus(rawValue: "IMPORT_COMPLETE")
}

/// A parameter of a stack. A value may be masked, and may have been resolved from a store.
package struct StackParameter: Sendable, Equatable {
  package var key: String
  package var value: String?
  package var usesPreviousValue: Bool?
  package var resolvedValue: String?

  package init(
    key: String, value: String? = nil, usesPreviousValue: Bool? = nil, resolvedValue: String? = nil
  ) {
    self.key = key
    self.value = value
    self.usesPreviousValue = usesPreviousValue
    self.resolvedValue = resolvedValue
  }
}

/// An output of a stack.
package struct StackOutput: Sendable, Equatable {
  package var key: String
  package var value: String
  package var description: String?
  package var exportName: String?
}

/// A tag, which CloudFormation hands on to the resources.
package struct StackTag: Sendable, Hashable {
  package var key: String
  package var value: String

  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// Something that happened to a stack or to one of its resources.
package struct StackEvent: Sendable, Equatable {
  package var id: String
  package var stackID: String
  package var stackName: String
  package var logicalID: String?
  package var physicalID: String?
  package var resourceType: String?
  package var time: Timestamp
  package var status: String?
  package var reason: String?
  /// JSON.
  package var properties: String?
  package var clientRequestToken: String?

  /// Whether it is about the stack itself.
  package var isAboutStack: Bool {
    resourceType == "AWS::CloudFormation::Stack" && physicalID == stackID
  }
}

/// A page of events, the newest first.
package struct StackEventPage: Sendable, Equatable {
  package var events: [StackEvent]
  /// With which the next page is asked for.
  package var nextToken: String?
}

/// A resource of a stack.
package struct StackResource: Sendable, Equatable {
  package var logicalID: String
  package var physicalID: String?
  package var type: String
  package var status: String
  package var reason: String?
  package var updated: Timestamp
}
