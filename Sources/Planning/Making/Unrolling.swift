internal import CloudFormation
internal import Documents

extension StackContent {
  /// The same as CloudFormation sees it: with what its loops make in their place, as far as it is
  /// known what they go through. Secrets name nothing.
  func unrolled(_ pseudoParameters: [PseudoParameter: Value]) -> StackContent {
    guard Expansion.isWanted(by: template) else { return self }
    let transform = template.body[Template.Section.transform.rawValue]
    var unrolled = self
    unrolled.template =
      Expansion(of: template, known: Sight.told(of: self, pseudoParameters)).template
    // What could not be worked out is still the extensions' to read.
    unrolled.template.body[Template.Section.transform.rawValue] = transform
    return unrolled
  }
}

extension RecordedStack {
  /// The same as CloudFormation saw it.
  func unrolled(_ pseudoParameters: [PseudoParameter: Value]) -> RecordedStack {
    var unrolled = self
    unrolled.content = content.unrolled(pseudoParameters)
    return unrolled
  }
}
