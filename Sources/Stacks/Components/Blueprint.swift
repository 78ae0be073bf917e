internal import CloudFormation
internal import Diagnostics
package import Documents

/// What a component makes of one resource of a stack file, while it is being made.
package struct Blueprint: Sendable {
  /// The resource's name in the stack file.
  package let name: String
  package let stack: String
  package let project: String
  package let environment: Environment
  package let settings: FieldValues
  /// The resources of the stack that work with this one, in the order of the file.
  package let users: [Neighbour]
  private let neighbours: [String: Neighbour]
  private let component: Component
  private(set) var parts: [(part: Component.Part, body: Value.Object)] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What the parts need that lies outside of the template.
  private(set) var assets: [Asset] = []
  private let fallback: Place

  init(
    name: String, stack: String, project: String, environment: Environment, settings: FieldValues,
    component: Component, users: [Neighbour] = [], neighbours: [String: Neighbour] = [:],
    place: Place
  ) {
    self.name = name
    self.stack = stack
    self.project = project
    self.environment = environment
    self.settings = settings
    self.users = users
    self.neighbours = neighbours
    self.component = component
    fallback = place
  }

  package subscript<Value>(field: Field<Value>) -> Value { settings[field] }
  package subscript<Value>(field: OptionalField<Value>) -> Value? { settings[field] }

  /// What a field names, if it is a resource of a component of this stack.
  package func neighbour(_ reference: ResourceReference) -> Neighbour? {
    reference.name.flatMap { neighbours[$0] }
  }

  /// A value that refers to one of the parts.
  package func ref(_ part: Component.Part) -> Value {
    ["Ref": .string(part.logicalID(of: name))]
  }

  /// A value that is an attribute of one of the parts.
  package func attribute(_ part: Component.Part, _ attribute: String) -> Value {
    ["Fn::GetAtt": [.string(part.logicalID(of: name)), .string(attribute)]]
  }

  /// Adds a CloudFormation resource; absent properties are left out. What holds data outlives the
  /// stack where the environment is protected, or leaves a snapshot. `behind` are logical ids of
  /// other resources' parts.
  package mutating func add(
    _ part: Component.Part, _ properties: [(String, Value?)], dependsOn: [Component.Part] = [],
    behind: [String] = [], retain: Bool? = nil, snapshot: Bool? = nil
  ) {
    precondition(component.parts.contains(part.declared), "\(component.name) declares no such part")
    var body: Value.Object = ["Type": .string(part.type)]
    if !dependsOn.isEmpty || !behind.isEmpty {
      let ids = (dependsOn.map { $0.logicalID(of: name) } + behind).sorted { $0.precedes($1) }
      body["DependsOn"] = .array(ids.map(Value.string))
    }
    if let retain {
      let policy: Value = retain ? "RetainExceptOnCreate" : "Delete"
      body["DeletionPolicy"] = policy
      body["UpdateReplacePolicy"] = retain ? "Retain" : "Delete"
    } else if let snapshot {
      body["DeletionPolicy"] = snapshot ? "Snapshot" : "Delete"
      body["UpdateReplacePolicy"] = snapshot ? "Snapshot" : "Delete"
    }
    let members = properties.compactMap { key, value in
      value.map { Value.Object.Member(key, $0.inKeyOrder) }
    }
    if !members.isEmpty { body["Properties"] = Value.object(Value.Object(members)).inKeyOrder }
    parts.append((part, body))
  }

  /// Where the archive of a part's code is, once it is uploaded.
  package mutating func archive(
    of code: CodeSource, for part: Component.Part
  ) -> (bucket: Value, key: Value) {
    let parameter = need(.code(code.path, code.content?.code), part, "CodeKey")
    return (["Ref": .string(Asset.bucketParameter)], ["Ref": .string(parameter)])
  }

  /// What a role has to allow so that an image can be fetched.
  package func home(of image: ContainerImage) -> ContainerImage.Home {
    image.home(isChina: environment.region.hasPrefix("cn-"))
  }

  /// The address of the image that a part runs: one of the project's repositories by the digest of
  /// what its tag names, any other as it is written.
  package mutating func address(
    of image: ContainerImage, for part: Component.Part
  ) -> Value {
    guard let pin = image.pin else { return image.written }
    return pin.address(digest: need(.image(pin.tag), part, "ImageDigest"))
  }

  /// Notes an asset; returns the parameter that says where it is.
  private mutating func need(
    _ kind: Asset.Kind, _ part: Component.Part, _ suffix: String
  ) -> String {
    let id = part.logicalID(of: name)
    let asset = Asset(kind: kind, resource: name, neededBy: id, parameter: id + suffix)
    assets.append(asset)
    return asset.parameter
  }

  /// Reports that the value of a field does not go with the others.
  package mutating func refuse(
    _ field: any FieldDeclaration, in settings: FieldValues? = nil, _ message: String, hint: String
  ) {
    let place = (settings ?? self.settings).node(of: field.name)?.place ?? fallback
    diagnostics.append(
      Diagnostic(StackCode.conflictingKeys, .error, message, at: place, hint: .init(hint)))
  }

  /// Reports that a route does not go with the others, or with what it leads to.
  package mutating func refuse<Element>(
    _ entry: RouteEntry<Element>, _ message: String, hint: String
  ) {
    diagnostics.append(
      Diagnostic(StackCode.conflictingKeys, .error, message, at: entry.place, hint: .init(hint)))
  }

  /// Whether nothing has been refused so far.
  package var isSound: Bool { !diagnostics.hasErrors }

  /// Says what is worth knowing of how a field is set, or left out.
  package mutating func mention(
    _ field: any FieldDeclaration, _ code: StackCode, _ message: String, hint: String
  ) {
    let place = settings.node(of: field.name)?.place ?? fallback
    diagnostics.append(Diagnostic(code, .note, message, at: place, hint: .init(hint)))
  }
}

extension Value {
  /// The same with the members of every object in the order of their keys.
  var inKeyOrder: Value {
    switch self {
    case .object(let object):
      .object(
        Value.Object(
          object.members.sorted { $0.key.precedes($1.key) }
            .map { Value.Object.Member($0.key, $0.value.inKeyOrder) }))
    case .array(let elements): .array(elements.map(\.inKeyOrder))
    case .null, .bool, .number, .string: self
    }
  }
}
