internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What is written for the resources of components, read once, where it is first asked for.
extension StackLowering {
  /// What is written for a resource of a component; nil if that is faulty. That it is asked for
  /// while it is being read is reported.
  mutating func settings(
    of resource: StackFile.Resource, _ component: Component
  ) -> FieldValues? {
    if let known = settings[resource.name] { return known }
    guard !reading.contains(resource.name) else {
      reportRing(from: resource.name)
      return nil
    }
    guard canRead(resource) else { return nil }
    let read = whileReading(resource) { lowering in
      lowering.noting(resource) { lowering in
        lowering.inside(resource) { $0.readSettings(of: resource, component) }
      }
    }
    settings[resource.name] = .some(read)
    return read
  }

  /// What decides an attribute of a resource, whether the rest of it is read or not; nil if that is
  /// faulty. The rest may well name what asks.
  mutating func settings(
    of resource: StackFile.Resource, _ component: Component, deciding attribute: Component.Attribute
  ) -> FieldValues? {
    if let known = settings[resource.name] { return known }
    let fields = Set(attribute.deciding.map(\.name))
    let key = "\(resource.name) \(fields.sorted().joined(separator: " "))"
    if let known = decidingSettings[key] { return known }
    guard reading.count(where: { $0 == resource.name }) < 2 else {
      reportRing(from: resource.name)
      return nil
    }
    guard canRead(resource) else { return nil }
    let before = (diagnostics.count, openSpans.count)
    let read = whileReading(resource) { lowering in
      lowering.inside(resource) { $0.readSettings(of: resource, component, only: fields) }
    }
    // All else is told when the whole is read.
    let rings = diagnostics[before.0...].filter { $0.code.number == StackCode.cycle.rawValue }
    diagnostics.removeLast(diagnostics.count - before.0)
    openSpans.removeLast(openSpans.count - before.1)
    diagnostics += rings
    decidingSettings[key] = .some(read)
    return read
  }

  /// Whether one more may be read for those that are being read; reported, once, where it may not.
  /// What comes in a good order needs but a few: more go round in a ring, or nearly so.
  private mutating func canRead(_ resource: StackFile.Resource) -> Bool {
    guard reading.count >= Self.mostAtOnce else { return true }
    guard !hasLongRing else { return false }
    hasLongRing = true
    diagnostics.append(
      Diagnostic(
        StackCode.cycle, .error,
        "more than \(Self.mostAtOnce) resources need each other, `\(resource.name)` among them",
        at: resource.place,
        hint: .init(
          "remove references among them, or move what they need into resources of their own")))
    return false
  }

  private static let mostAtOnce = 100

  private mutating func whileReading<Result>(
    _ resource: StackFile.Resource, _ body: (inout StackLowering) -> Result
  ) -> Result {
    reading.append(resource.name)
    let outer = (standIn, isLabel, expected)
    (standIn, isLabel, expected) = (nil, false, .anything)
    defer {
      (standIn, isLabel, expected) = outer
      reading.removeLast()
    }
    return body(&self)
  }

  /// The resources in an order in which what others name comes before them, so that reading one asks
  /// for what is read already: chains may be long.
  var readingOrder: [StackFile.Resource] {
    let positions = Dictionary(
      stack.resources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var needs = Array(repeating: [Int](), count: stack.resources.count)
    var handles = needs
    for (index, resource) in stack.resources.enumerated() {
      guard case .component = resource.kind else { continue }
      var seen: Set<String> = []
      resource.node.forEachReference { body in
        guard seen.insert(body).inserted,
          let needed = positions[String(body.prefix { $0 != "." })]
        else { return }
        needs[index].append(needed)
        // What names an attribute alone waits for little.
        if !body.contains(".") { handles[index].append(needed) }
      }
    }
    let ranks = Dictionary(
      DependencyGraph.sets(handles).joined().enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    return DependencyGraph.sets(needs).flatMap { set in
      set.sorted { (ranks[$0] ?? 0) < (ranks[$1] ?? 0) }.map { stack.resources[$0] }
    }
  }
}
