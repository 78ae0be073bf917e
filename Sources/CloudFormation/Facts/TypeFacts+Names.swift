extension TypeFacts {
  /// The property that names a resource so that there can be no other of the name: what it is found
  /// by, or the name that only another resource can have otherwise.
  package var nameProperty: String? {
    let identifier = primaryIdentifier
    if identifier.count == 1, identifier[0].steps.count == 1, !isReadOnly(identifier[0]) {
      let name = identifier[0].steps[0]
      return root.property(name)?.types.contains(.string) == true ? name : nil
    }
    let last = self.name.lastIndex(of: ":").map { self.name[self.name.index(after: $0)...] }
    let name = String(last ?? self.name[...]) + "Name"
    let isFixed =
      root.property(name)?.types.contains(.string) == true
      && update(of: PropertyPath(steps: [name])).effect == .replacement
    return isFixed ? name : nil
  }
}
