package import Diagnostics
internal import Documents

/// One stack file: what should exist together, in every environment.
package struct StackFile: Sendable {
  package var name: String
  /// Where the name is written.
  package var place: Place
  package var variables: [Variable]
  package var resources: [Resource]
  package var outputs: [Output]
  /// The CloudFormation template that the stack is, instead of resources.
  package var template: TemplateFile?

  /// Whether there are mistakes in it, so that something may be missing here.
  package internal(set) var isFaulty = false
  /// The whole file.
  let root: Node
  /// What differs in an environment, by its name.
  let overrides: [String: Node]
  let description: Node?
  let tags: [Fields.Entry]
  /// Everything that is declared, also what could not be understood: a reference to it is no
  /// second mistake.
  let declared: Declared

  /// One entry of `resources:`.
  package struct Resource: Sendable {
    package var name: String
    /// What CloudFormation knows it by.
    package var logicalID: String
    package var kind: Kind
    /// Where the name is written.
    package var place: Place

    let node: Node
    /// What a raw resource's keys say; none where it is a component's.
    let fields: Fields

    /// What a resource is.
    package enum Kind: Sendable {
      /// A CloudFormation type, such as `AWS::S3::Bucket`.
      case raw(String)
      case component(Component)
      /// What was reported.
      case faulty
    }

    /// The CloudFormation resources that it can become, with their types.
    var possibleParts: [(logicalID: String, type: String)] {
      switch kind {
      case .raw(let type): [(logicalID, type)]
      case .component(let component):
        component.parts.flatMap { part -> [(logicalID: String, type: String)] in
          guard let field = part.field else { return [(part.logicalID(of: name), part.type)] }
          return keys(of: field).map { (part.of($0).logicalID(of: name), part.type) }
        }
      case .faulty: [(logicalID, "")]
      }
    }

    /// Whether it has a part that another resource has too, of which there is one for both.
    func shares(_ logicalID: String, with other: Resource) -> Bool {
      guard case .component(let own) = kind, case .component(let others) = other.kind else {
        return false
      }
      return own.parts.contains {
        $0.isShared && $0.logicalID(of: name) == logicalID && others.parts.contains($0)
      }
    }

    /// The names that stand under a field, if they can be names.
    private func keys(of field: String) -> [String] {
      guard let mapping = node[field], mapping.kind == .mapping else { return [] }
      return mapping.fields.map(\.key.text).filter { NameRule.words.allows($0) }
    }
  }

  /// One entry of `outputs:`.
  package struct Output: Sendable {
    package var name: String
    /// What CloudFormation knows it by.
    package var logicalID: String
    /// Where the name is written.
    package var place: Place

    let value: Node
    let description: Node?
  }

  /// `template:` and `parameters:`.
  package struct TemplateFile: Sendable {
    /// The path as it is written, relative to the folder of the stack file.
    package var path: String
    /// Where the path is written.
    package var place: Place

    let parameters: [Fields.Entry]
  }

  /// The names that were written.
  struct Declared: Sendable {
    var resources: Set<String> = []
    var variables: Set<String> = []
  }
}
