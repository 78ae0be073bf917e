internal import CloudFormation
internal import Documents

/// Keeps values of parameters with `NoEcho` out of what is shown.
enum Secrets {
  /// A resource's properties without what such a parameter brought in.
  static func masked(
    _ properties: Value, of resource: Template.Resource, in template: Template
  ) -> Value {
    guard let object = properties.object else { return properties }
    return .object(
      Value.Object(
        object.members.map { member in
          reach(member.key, of: resource, in: template)
            ? .init(member.key, .string(Deployment.mask)) : member
        }))
  }

  /// Whether such a parameter has a part in a property.
  static func reach(
    _ property: String, of resource: Template.Resource, in template: Template
  ) -> Bool {
    guard let expression = resource.properties[property] else { return false }
    return References.within(expression).contains { reference in
      guard case .ref(let name) = reference.target else { return false }
      return template.parameter(name)?.noEcho ?? false
    }
  }
}
