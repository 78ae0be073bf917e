internal import CloudFormation
internal import Documents

/// A resource of a stack, as it really is.
struct ResourceRecord: Sendable, Equatable {
  var logicalID: String
  var type: String
  /// Nil until something exists.
  var physicalID: String?
  /// What the service calls it, which `Ref` may give in a longer form.
  var name: String
  /// What its random parts follow from.
  var seed: String
  var status: ResourceState
  var reason: String?
  /// When the status became what it is.
  var changed: Timestamp
  /// What the properties came to.
  var properties: Value
  /// The template's entry that it was made from, with its policies and metadata.
  var entry: Value
  /// The tags of the stack that were put on it.
  var tags: [Deployment.Tag]

  /// The entry by its parts.
  var declaration: Template.Resource { Template.Resource(id: logicalID, entry) }
}

/// A physical resource that a stack left behind when it let go of it.
struct Remnant: Sendable, Equatable {
  var type: String
  var physicalID: String
}
