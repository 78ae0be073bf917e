internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Resources of components.
extension StackLowering {
  /// The keys that every component has beside its fields.
  static let commonKeys = [
    FieldReader.Key("type", .type, "What the resource is.", isRequired: true), .dependsOn,
  ]

  /// What is written for a resource of a component, or for some of its fields; nil if one of them is
  /// faulty.
  mutating func readSettings(
    of resource: StackFile.Resource, _ component: Component, only some: Set<String>? = nil
  ) -> FieldValues? {
    settings(
      of: resource.node, at: resource.place, component.article, component.fields, only: some,
      also: Self.commonKeys, example: "\(resource.name): {type: \(component.name)}")
  }

  /// The CloudFormation resources that a component makes; none if a field is faulty.
  mutating func parts(
    of resource: StackFile.Resource, _ component: Component
  ) -> [(id: String, value: Value)] {
    let settings = settings(of: resource, component)
    let dependencies = resource.node["depends-on"].map { self.dependencies($0) } ?? []
    guard let settings else {
      precondition(isExplained, "\(resource.name) is left out, and nobody is told why")
      return []
    }
    var blueprint = Blueprint(
      name: resource.name, stack: stack.name, project: project.name, environment: environment,
      settings: settings, component: component, users: users(of: resource.name),
      neighbours: neighbours,
      place: resource.place)
    component.build(&blueprint)
    diagnostics += blueprint.diagnostics
    checkSole(resource, component)
    take(blueprint.assets, at: resource.place)
    return blueprint.parts.compactMap { part, body in
      let id = part.logicalID(of: resource.name)
      guard !part.isShared || made.insert(id).inserted else { return nil }
      if !part.isShared { own(id, resource) }
      var body = body
      // What several resources share belongs to none of them, whatever it waits for.
      if !part.isShared, !dependencies.isEmpty {
        var ids: Set<String> = Set(dependencies)
        if case .array(let own)? = body["DependsOn"] { ids.formUnion(own.map(\.asText)) }
        body["DependsOn"] = .array(ids.sorted { $0.precedes($1) }.map(Value.string))
      }
      body["Metadata"] = [
        "Esteira": part.isShared
          ? ["Component": .string(component.name)] : metadata(of: resource, component)
      ]
      tag(&body, part.type, component)
      return (id, .object(body.inAttributeOrder))
    }
  }

  /// The resources of the stack that work with one.
  private mutating func users(of name: String) -> [Neighbour] {
    let names = users[name] ?? []
    guard !names.isEmpty else { return [] }
    return stack.resources.filter { names.contains($0.name) }.compactMap { neighbour($0) }
  }

  /// A resource as another one of its stack sees it; nil if it is none of a component, or faulty.
  mutating func neighbour(_ resource: StackFile.Resource) -> Neighbour? {
    guard case .component(let component) = resource.kind,
      let settings = settings(of: resource, component)
    else { return nil }
    return Neighbour(name: resource.name, component: component.name, settings: settings)
  }

  /// What says in the template where a resource comes from.
  private func metadata(of resource: StackFile.Resource, _ component: Component) -> Value {
    ["Component": .string(component.name), "Resource": .string(resource.name)]
  }

  /// Gives a resource the tags that say what it belongs to, where its type has tags.
  private func tag(_ body: inout Value.Object, _ type: String, _ component: Component) {
    guard let tags = Facts[type]?.ownTags else { return }
    let own: [(String, String)] = [
      ("esteira:component", component.name), ("esteira:environment", environment.name),
      ("esteira:project", project.name), ("esteira:stack", stack.name),
    ]
    var properties: Value.Object = [:]
    if case .object(let given)? = body["Properties"] { properties = given }
    switch tags.form {
    case .list:
      properties[tags.name] = .array(
        own.map { ["Key": .string($0.0), "Value": .string($0.1)] })
    case .map:
      properties[tags.name] = .object(
        Value.Object(own.map { Value.Object.Member($0.0, .string($0.1)) }))
    }
    body["Properties"] = Value.object(properties).inKeyOrder
  }
}

extension TypeFacts {
  /// How tags are written in a template.
  fileprivate enum TagForm {
    case list
    case map
  }

  /// The property of the tags, if it stands at the top and is written in one of the usual forms.
  fileprivate var ownTags: (name: String, form: TagForm)? {
    guard let tagging, tagging.isTaggable, let name = tagging.property.steps.first,
      tagging.property.steps.count == 1, let schema = property(at: tagging.property)?.schema
    else { return nil }
    if let items = schema.items {
      let members = items.properties.map(\.name)
      return members.contains("Key") && members.contains("Value") ? (name, .list) : nil
    }
    return schema.types.contains(.object) ? (name, .map) : nil
  }
}

extension StackFile.Resource {
  /// What `DependsOn` names to come behind all of the resource.
  var dependencyIDs: [String] { possibleParts.map(\.logicalID) }
}

extension Component {
  /// The name with its article.
  var article: String {
    let isVowel = name.first.map { "aeiou".contains($0) } ?? false
    return "\(isVowel ? "an" : "a") \(name)"
  }
}

extension Value.Object {
  /// The attributes of a resource in the order people know.
  fileprivate var inAttributeOrder: Value.Object {
    let order = [
      "Type", "Metadata", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy",
      "UpdatePolicy", "Properties",
    ]
    return Value.Object(
      members.sorted { left, right in
        (order.firstIndex(of: left.key) ?? order.count)
          < (order.firstIndex(of: right.key) ?? order.count)
      })
  }
}
