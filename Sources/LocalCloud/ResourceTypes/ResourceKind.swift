/// What the embedded cloud knows of a resource type: how its resources are named, what `Ref` gives,
/// and what its attributes look like.
///
/// Patterns are texts with `{…}` in them: see `PhysicalIdentity`.
struct ResourceKind: Sendable {
  let type: String
  /// The property that gives a resource its name. Changing it makes another resource.
  let nameProperty: String?
  /// What `Ref` gives, by the resource's name.
  let id: String
  /// The name of a resource that is given none.
  let generatedName: String
  /// The longest name the service takes.
  let longestName: Int
  let attributes: [String: String]
  /// Whether the stack's tags are put on it.
  let isTaggable: Bool

  /// A kind whose resources are called `stack-LogicalId-Suffix` unless they are given a name.
  init(
    _ type: String, named nameProperty: String? = nil, id: String = "{name}",
    generated: String = "{stack}-{logical}-{suffix}", longest: Int = 255,
    _ attributes: [String: String] = [:], tags isTaggable: Bool = true
  ) {
    self.type = type
    self.nameProperty = nameProperty
    self.id = id
    generatedName = generated
    longestName = longest
    self.attributes = attributes
    self.isTaggable = isTaggable
  }

  /// The kind of a type; a rule makes one for every type that is not listed.
  static func of(_ type: String) -> ResourceKind {
    listed[type] ?? ResourceKind(type, tags: false)
  }

  /// The types that are known better than by the rule.
  static let listed: [String: ResourceKind] = Dictionary(
    (application + serving + network).map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first }
  )
}
