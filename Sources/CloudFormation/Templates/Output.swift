package import Documents

extension Template {
  /// One entry of `Outputs`, with whatever is written in it.
  package struct Output: Hashable, Sendable {
    /// The logical id, under which the stack shows the value.
    package var id: String
    /// The whole entry.
    package var entry: Value

    package init(id: String, _ entry: Value) {
      self.id = id
      self.entry = entry
    }

    /// Builds an entry of a value alone.
    package init(id: String, value: Value, description: String? = nil) {
      var body: Value.Object = [:]
      if let description { body["Description"] = .string(description) }
      body["Value"] = value
      self.init(id: id, .object(body))
    }

    /// The expression of the value.
    package var value: Value? { entry.object?["Value"] }
    /// The expression of the name it is exported under.
    package var exportName: Value? { entry.object?["Export"]?.object?["Name"] }
    /// The name of the condition on which it exists.
    package var condition: String? { entry.object?["Condition"]?.text }
    /// What it is, in words.
    package var description: String? { entry.object?["Description"]?.text }
  }
}
