package import Documents

extension Template {
  /// One entry of `Resources`, with whatever is written in it.
  package struct Resource: Hashable, Sendable {
    /// The logical id.
    package var id: String
    /// The whole entry.
    package var value: Value

    package init(id: String, _ value: Value) {
      self.id = id
      self.value = value
    }

    /// Builds an entry; what is empty is left out.
    package init(
      id: String, type: String, properties: Value.Object = [:], dependsOn: [String] = []
    ) {
      var body: Value.Object = ["Type": .string(type)]
      if !properties.isEmpty { body["Properties"] = .object(properties) }
      if !dependsOn.isEmpty { body["DependsOn"] = .array(dependsOn.map(Value.string)) }
      self.init(id: id, .object(body))
    }

    /// The entry's members; none if it is no object.
    package var body: Value.Object { value.object ?? [:] }
    /// The resource type; empty if none is written.
    package var type: String { self[.type]?.text ?? "" }
    /// The properties as they are written; none if they are no object.
    package var properties: Value.Object { self[.properties]?.object ?? [:] }
    /// The logical ids it names itself as coming before it.
    package var dependsOn: [String] {
      switch self[.dependsOn] {
      case .string(let id)?: [id]
      case .array(let elements)?: elements.compactMap(\.text)
      default: []
      }
    }
    /// The name of the condition on which it exists.
    package var condition: String? { self[.condition]?.text }
    /// What becomes of it when it leaves the stack, if that is written and a plain word.
    package var deletionPolicy: RetentionPolicy? { retention(.deletionPolicy) }
    /// What becomes of the old one when it is replaced, if that is written and a plain word.
    package var updateReplacePolicy: RetentionPolicy? { retention(.updateReplacePolicy) }

    /// What is written for an attribute.
    package subscript(attribute: ResourceAttribute) -> Value? {
      get { value.object?[attribute.rawValue] }
      set {
        var body = self.body
        body[attribute.rawValue] = newValue
        value = .object(body)
      }
    }

    private func retention(_ attribute: ResourceAttribute) -> RetentionPolicy? {
      self[attribute]?.text.flatMap(RetentionPolicy.init)
    }
  }

  /// The members a resource's entry can have.
  package enum ResourceAttribute: String, CaseIterable, Sendable {
    case type = "Type"
    case properties = "Properties"
    case dependsOn = "DependsOn"
    case condition = "Condition"
    case deletionPolicy = "DeletionPolicy"
    case updateReplacePolicy = "UpdateReplacePolicy"
    case metadata = "Metadata"
    case creationPolicy = "CreationPolicy"
    case updatePolicy = "UpdatePolicy"
  }

  /// What becomes of a resource that is deleted or replaced.
  package enum RetentionPolicy: String, CaseIterable, Sendable {
    case delete = "Delete"
    case retain = "Retain"
    case retainExceptOnCreate = "RetainExceptOnCreate"
    case snapshot = "Snapshot"
  }
}
