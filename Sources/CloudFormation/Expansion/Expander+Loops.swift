internal import Documents

extension Expander {
  /// What a loop makes: a member for every key and round, or the loop itself where what it goes
  /// through is not known. Nothing if the loop is malformed.
  mutating func unrolled(
    _ key: String, _ argument: Value, _ position: Position
  ) -> [Value.Object.Member] {
    let source = position.source.appending(key)
    guard let parts = argument.elements, parts.count == 3 else {
      report(.parts, at: source)
      return []
    }
    guard let identifier = parts[0].text, Self.isWord(identifier) else {
      report(.identifier, at: source.appending(0))
      return []
    }
    if position.items[identifier] != nil || parameters.contains(identifier) {
      report(.takenIdentifier(identifier), at: source.appending(0))
      return []
    }
    guard let fragment = parts[2].object, !fragment.isEmpty else {
      report(.fragment, at: source.appending(2))
      return []
    }
    for member in fragment.members
    where !Intrinsic.isLoop(member.key) && !LoopText(member.key).has(identifier) {
      report(
        .key(member.key, identifier: identifier), at: source.appending(2).appending(member.key))
      return []
    }
    let through = Position(
      path: position.path.appending(key).appending(1), source: source.appending(1),
      items: position.items)
    let openings = self.openings
    var made: [Value.Object.Member] = []
    switch items(of: parts[1], through) {
    case .items(let items):
      for item in items { made += round(of: fragment, identifier, item, position, source) }
    case .unknown(let causes): leave(source, because: causes)
    case .none: report(.collection, at: source.appending(1))
    }
    // What a loop within goes through may depend on this one's identifier: both stay, or none.
    return self.openings > openings ? [.init(key, argument)] : made
  }

  /// What one round makes.
  private mutating func round(
    of fragment: Value.Object, _ identifier: String, _ item: String, _ position: Position,
    _ source: Path
  ) -> [Value.Object.Member] {
    var items = position.items
    items[identifier] = item
    let written = source.appending(2)
    var made: [Value.Object.Member] = []
    guard spend(at: source) else { return made }
    for member in fragment.members {
      if Intrinsic.isLoop(member.key) {
        let inner = Position(path: position.path, source: written, items: items)
        made += unrolled(member.key, member.value, inner)
        continue
      }
      let key = filled(member.key, with: items, at: written)
      let place = Position(
        path: position.path.appending(key), source: written.appending(member.key), items: items)
      origins[place.path] = place.source
      var body = member.value
      // An entry of a section names its condition.
      if position.path.steps.count == 1, var entry = body.object, let name = entry["Condition"] {
        entry["Condition"] = named(name, place)
        body = .object(entry)
      }
      made.append(.init(key, value(body, place)))
    }
    return made
  }

  /// A text with the items in the places of their identifiers, unless it becomes too long.
  mutating func filled(
    _ text: String, with items: [String: String], _ forms: LoopText.Forms = .all, at source: Path
  ) -> String {
    let pieces = LoopText(text)
    let growth = pieces.growth(with: items)
    guard growth <= 0 || spend(growth, at: source) else { return text }
    return pieces.filled(with: items, forms)
  }

  /// What a loop goes through.
  private enum Items {
    case items([String])
    case unknown([Unknown.Cause])
    case none
  }

  private mutating func items(of collection: Value, _ position: Position) -> Items {
    let result = evaluator.evaluate(value(collection, position)).value
    guard let elements = result.elements else {
      return result.causes.isEmpty || result.causes.contains(.mistake)
        ? .none : .unknown(result.causes)
    }
    guard result.isKnown else {
      return result.causes.contains(.mistake) ? .none : .unknown(result.causes)
    }
    let items = elements.compactMap { $0.value?.parameterText }
    return items.count == elements.count ? .items(items) : .none
  }

  static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(LogicalID.isAlphanumeric)
  }

  // MARK: - Before anything is unrolled

  /// Says of every loop whether it may stand where it does, and may have its name.
  mutating func checkPlaces() {
    let resources = Set(template.section(.resources).members.map(\.key))
    var names: Set<String> = []
    for section in template.body.members {
      let hasLoops =
        switch Template.Section(rawValue: section.key) {
        case .conditions, .resources, .outputs: true
        default: false
        }
      checkPlaces(section.value, Path([.key(section.key)]), hasLoops, resources, &names)
    }
  }

  private mutating func checkPlaces(
    _ value: Value, _ path: Path, _ isAllowed: Bool, _ resources: Set<String>,
    _ names: inout Set<String>
  ) {
    switch value {
    case .null, .bool, .number, .string: break
    case .array(let elements):
      for (index, element) in elements.enumerated() where !element.isFilledScalar {
        checkPlaces(element, path.appending(index), isAllowed, resources, &names)
      }
    case .object(let object):
      for member in object.members where !member.value.isFilledScalar {
        let path = path.appending(member.key)
        if Intrinsic.isLoop(member.key) {
          let name = String(member.key.dropFirst(Intrinsic.loopPrefix.count))
          if !isAllowed {
            report(.place, at: path)
          } else if !Self.isWord(name) {
            report(.name(name), at: path)
          } else if resources.contains(name) || !names.insert(name).inserted {
            report(.takenName(name), at: path)
          }
        }
        checkPlaces(member.value, path, isAllowed, resources, &names)
      }
    }
  }
}
