/// The way to a property of a resource type: names, and `*` for any item of a list or any key of
/// a map.
package struct PropertyPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral
{
  package var steps: [String]

  /// Takes steps as they are.
  package init(steps: [String]) {
    self.steps = steps
  }

  /// Takes `Rules/*/Filter`, as AWS's schemas write it.
  package init(_ text: String) {
    steps = text.split(separator: "/").map(String.init)
  }

  /// Takes `Rules/*/Filter`.
  package init(stringLiteral text: String) {
    self.init(text)
  }

  package var description: String { steps.joined(separator: "/") }

  /// Whether it leads to the other path's place, or the other one leads on from there.
  package func covers(_ other: PropertyPath) -> Bool {
    steps.count <= other.steps.count
      && zip(steps, other.steps).allSatisfy { $0 == $1 || $0 == "*" || $1 == "*" }
  }
}
