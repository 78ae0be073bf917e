package import Documents

extension Template {
  /// One entry of `Rules`, with whatever is written in it.
  package struct Rule: Hashable, Sendable {
    /// The logical id.
    package var id: String
    /// The whole entry.
    package var entry: Value

    package init(id: String, _ entry: Value) {
      self.id = id
      self.entry = entry
    }

    /// What has to hold for the assertions to matter; without it they always do.
    package var condition: Value? { entry.object?["RuleCondition"] }
    /// What must hold, in the order of the text.
    package var assertions: [Assertion] {
      (entry.object?["Assertions"]?.elements ?? []).map { assertion in
        Assertion(
          expression: assertion.object?["Assert"],
          description: assertion.object?["AssertDescription"]?.text)
      }
    }
  }

  /// Something that a rule asserts.
  package struct Assertion: Hashable, Sendable {
    /// The expression; nil if none is written.
    package var expression: Value?
    /// What is said when it doesn't hold.
    package var description: String?
  }
}
