package import Documents

/// What a change set is to be made of.
package struct ChangeSetRequest: Sendable {
  /// A name, or the ARN of a stack that exists.
  package var stack: String
  package var name: String
  package var kind: Kind
  package var template: Template
  package var parameters: [StackParameter] = []
  package var capabilities: [String] = []
  package var tags: [StackTag] = []
  /// Whether none of the stack's tags are to stay; saying nothing of tags keeps them.
  package var removesTags = false
  package var roleARN: String?
  package var notificationARNs: [String] = []
  package var description: String?
  /// By which the service knows a request that comes twice.
  package var clientToken: String?
  package var includesNestedStacks: Bool?
  /// What exists and is to become part of the stack, with the kind `import`.
  package var imports: [ResourceImport] = []
  /// Whether resources whose names are taken are imported in place of being created, where that is
  /// possible.
  package var importsExisting: Bool?
  /// What becomes of the stack when creating it fails: `DO_NOTHING`, `ROLLBACK` or `DELETE`.
  package var onStackFailure: String?

  package init(stack: String, name: String, kind: Kind, template: Template) {
    self.stack = stack
    self.name = name
    self.kind = kind
    self.template = template
  }

  /// Whether there is a stack already.
  package enum Kind: String, Sendable {
    case create = "CREATE"
    case update = "UPDATE"
    case `import` = "IMPORT"
  }

  /// Where the template is.
  package enum Template: Sendable {
    case body(String)
    case url(String)
    case previous
  }
}

/// A resource that exists and becomes part of a stack.
package struct ResourceImport: Sendable, Equatable {
  /// Its name in the template.
  package var logicalID: String
  package var type: String
  /// By which properties it is found, such as `BucketName`.
  package var identifier: [String: String]

  package init(logicalID: String, type: String, identifier: [String: String]) {
    self.logicalID = logicalID
    self.type = type
    self.identifier = identifier
  }
}

/// A change set that was just made.
package struct CreatedChangeSet: Sendable, Equatable {
  package var id: String
  package var stackID: String

  package init(
    id: String, stackID: String
  ) {
    self.id = id
    self.stackID = stackID
  }
}

/// A change set with all its changes.
package struct ChangeSetDescription: Sendable, Equatable {
  package var id: String
  package var name: String
  package var stackID: String
  package var stackName: String
  /// Such as `CREATE_COMPLETE` or `FAILED`.
  package var status: String
  package var statusReason: String?
  /// Such as `AVAILABLE` or `OBSOLETE`.
  package var executionStatus: String?
  package var description: String?
  package var created: Timestamp?
  package var parameters: [StackParameter]
  package var capabilities: [String]
  package var tags: [StackTag]
  package var changes: [ResourceChange]

  package init(
    id: String, name: String, stackID: String, stackName: String, status: String,
    statusReason: String? = nil, executionStatus: String? = nil, description: String? = nil,
    created: Timestamp? = nil, parameters: [StackParameter] = [], capabilities: [String] = [],
    tags: [StackTag] = [], changes: [ResourceChange] = []
  ) {
    self.id = id
    self.name = name
    self.stackID = stackID
    self.stackName = stackName
    self.status = status
    self.statusReason = statusReason
    self.executionStatus = executionStatus
    self.description = description
    self.created = created
    self.parameters = parameters
    self.capabilities = capabilities
    self.tags = tags
    self.changes = changes
  }
}

/// What AWS says will happen to a resource.
package struct ResourceChange: Sendable, Equatable {
  /// Such as `Add`, `Modify`, `Remove`, `Import` or `Dynamic`.
  package var action: String
  package var logicalID: String
  package var physicalID: String?
  package var type: String
  /// `True`, `False` or `Conditional`.
  package var replacement: String?
  /// What becomes of the old resource, such as `Delete` or `Retain`.
  package var policyAction: String?
  /// Such as `Properties` or `Tags`.
  package var scope: [String]
  package var details: [Detail]
  /// JSON, where property values were asked for.
  package var before: String?
  package var after: String?

  package init(
    action: String, logicalID: String, physicalID: String? = nil, type: String,
    replacement: String? = nil, policyAction: String? = nil, scope: [String] = [],
    details: [Detail] = [], before: String? = nil, after: String? = nil
  ) {
    self.action = action
    self.logicalID = logicalID
    self.physicalID = physicalID
    self.type = type
    self.replacement = replacement
    self.policyAction = policyAction
    self.scope = scope
    self.details = details
    self.before = before
    self.after = after
  }

  /// What is changed in the resource, and why.
  package struct Detail: Sendable, Equatable {
    /// Such as `Properties` or `Tags`.
    package var attribute: String?
    /// The name of the property.
    package var name: String?
    /// The place inside, as a JSON pointer.
    package var path: String?
    /// `Never`, `Conditionally` or `Always`.
    package var requiresRecreation: String?
    /// `Add`, `Remove` or `Modify`.
    package var changeType: String?
    package var before: String?
    package var after: String?
    /// `Static` or `Dynamic`.
    package var evaluation: String?
    /// Such as `DirectModification` or `ResourceReference`.
    package var source: String?
    /// What a reference points at.
    package var cause: String?

    package init(
      attribute: String? = nil, name: String? = nil, path: String? = nil,
      requiresRecreation: String? = nil, changeType: String? = nil, before: String? = nil,
      after: String? = nil, evaluation: String? = nil, source: String? = nil, cause: String? = nil
    ) {
      self.attribute = attribute
      self.name = name
      self.path = path
      self.requiresRecreation = requiresRecreation
      self.changeType = changeType
      self.before = before
      self.after = after
      self.evaluation = evaluation
      self.source = source
      self.cause = cause
    }
  }
}

/// A template as CloudFormation keeps it.
package struct StackTemplate: Sendable, Equatable {
  package var body: String
  package var stages: [String]

  package init(
    body: String, stages: [String] = []
  ) {
    self.body = body
    self.stages = stages
  }
}

/// What CloudFormation found in a template that it accepts.
package struct TemplateSummary: Sendable, Equatable {
  package var description: String?
  package var parameters: [Parameter]
  package var capabilities: [String]
  package var capabilitiesReason: String?
  package var transforms: [String]

  package init(
    description: String? = nil, parameters: [Parameter] = [], capabilities: [String] = [],
    capabilitiesReason: String? = nil, transforms: [String] = []
  ) {
    self.description = description
    self.parameters = parameters
    self.capabilities = capabilities
    self.capabilitiesReason = capabilitiesReason
    self.transforms = transforms
  }

  /// A parameter of a template.
  package struct Parameter: Sendable, Equatable {
    package var key: String
    package var defaultValue: String?
    package var isHidden: Bool?
    package var description: String?

    package init(
      key: String, defaultValue: String? = nil, isHidden: Bool? = nil, description: String? = nil
    ) {
      self.key = key
      self.defaultValue = defaultValue
      self.isHidden = isHidden
      self.description = description
    }
  }
}
