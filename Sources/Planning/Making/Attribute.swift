internal import CloudFormation

/// What the names of attributes say of them: schemas do not tell.
enum Attribute {
  /// Whether an attribute is sure to be another one on another resource of the type: what it is
  /// found by, where that is not written down, and what AWS draws for it.
  static func identifies(_ name: String, of type: String) -> Bool {
    let path = PropertyPath(steps: name.split(separator: ".").map(String.init))
    if let facts = Facts[type],
      facts.primaryIdentifier.contains(path) || facts.reference?.members.contains(path) == true
        || facts.nameProperty == name
    {
      return true
    }
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return ["Arn", "ARN", "Id", "ID", "Ref"].contains { last.hasSuffix($0) }
  }

  /// Whether an attribute may change with an update of its resource: what it has counts its
  /// changes, or is what something else says.
  static func follows(_ name: String) -> Bool {
    if name.hasPrefix("Outputs.") { return true }
    return ["Version", "Revision", "Hash", "Sha", "Checksum", "Modified", "Updated"]
      .contains(where: name.contains)
  }
}
