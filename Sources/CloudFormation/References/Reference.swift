package import Documents

/// One place of a template that names another part of it.
package struct Reference: Hashable, Sendable {
  /// What is named.
  package var target: Target
  /// Where: the way to the intrinsic's argument, from the value that was searched.
  package var path: Path

  package init(_ target: Target, at path: Path) {
    self.target = target
    self.path = path
  }

  /// What a reference can name.
  package enum Target: Hashable, Sendable {
    /// A resource or parameter by `Ref` or `${Name}`.
    case ref(String)
    /// An attribute of a resource; nil where the attribute's name is itself an expression.
    case attribute(resource: String, attribute: String?)
    /// A resource that has to come before.
    case dependsOn(String)
    /// A condition by `Condition`, or by `Fn::If`.
    case condition(String)
    /// A mapping by `Fn::FindInMap`.
    case mapping(String)
    /// Another stack's export by `Fn::ImportValue`.
    case export(String)
  }

  /// The name of the resource or parameter, if it is one.
  package var name: String? {
    switch target {
    case .ref(let name), .attribute(resource: let name, _), .dependsOn(let name): name
    case .condition, .mapping, .export: nil
    }
  }
}
