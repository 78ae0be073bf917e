package import CloudFormation

/// What will be done to a stack.
package struct Plan: Sendable {
  /// What the stack is to be.
  package var desired: Template
}
