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

  package init(
    id: String, name: String, status: StackStatus, statusReason: String? = nil,
    description: String? = nil, parameters: [StackParameter] = [], outputs: [StackOutput] = [],
    tags: [StackTag] = [], capabilities: [String] = [], created: Timestamp,
    updated: Timestamp? = nil, deleted: Timestamp? = nil, changeSetID: String? = nil,
    roleARN: String? = nil, parentID: String? = nil, rootID: String? = nil,
    isTerminationProtected: Bool? = nil, isRollbackDisabled: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.status = status
    self.statusReason = statusReason
    self.description = description
    self.parameters = parameters
    self.outputs = outputs
    self.tags = tags
    self.capabilities = capabilities
    self.created = created
    self.updated = updated
    self.deleted = deleted
    self.changeSetID = changeSetID
    self.roleARN = roleARN
    self.parentID = parentID
    self.rootID = rootID
    self.isTerminationProtected = isTerminationProtected
    self.isRollbackDisabled = isRollbackDisabled
  }
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

  package init(
    key: String, value: String, description: String? = nil, exportName: String? = nil
  ) {
    self.key = key
    self.value = value
    self.description = description
    self.exportName = exportName
  }
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

  package init(
    id: String, stackID: String, stackName: String, logicalID: String? = nil,
    physicalID: String? = nil, resourceType: String? = nil, time: Timestamp, status: String? = nil,
    reason: String? = nil, properties: String? = nil, clientRequestToken: String? = nil
  ) {
    self.id = id
    self.stackID = stackID
    self.stackName = stackName
    self.logicalID = logicalID
    self.physicalID = physicalID
    self.resourceType = resourceType
    self.time = time
    self.status = status
    self.reason = reason
    self.properties = properties
    self.clientRequestToken = clientRequestToken
  }

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

  package init(
    events: [StackEvent] = [], nextToken: String? = nil
  ) {
    self.events = events
    self.nextToken = nextToken
  }
}

/// A resource of a stack.
package struct StackResource: Sendable, Equatable {
  package var logicalID: String
  package var physicalID: String?
  package var type: String
  package var status: String
  package var reason: String?
  package var updated: Timestamp

  package init(
    logicalID: String, physicalID: String? = nil, type: String, status: String,
    reason: String? = nil, updated: Timestamp
  ) {
    self.logicalID = logicalID
    self.physicalID = physicalID
    self.type = type
    self.status = status
    self.reason = reason
    self.updated = updated
  }
}
