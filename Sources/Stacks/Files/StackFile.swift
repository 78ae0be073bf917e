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
    /// `AWS::S3::Bucket`; empty where it could not be understood.
    package var type: String
    /// Where the name is written.
    package var place: Place

    let node: Node
    let fields: Fields
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

  /// The names that were written.
  struct Declared: Sendable {
    var resources: Set<String> = []
    var variables: Set<String> = []
  }
}
