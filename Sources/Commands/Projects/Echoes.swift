internal import Diagnostics
internal import Stacks

extension [Diagnostic] {
  /// Each mistake once: what stands in a file that several stacks read is found by each of them.
  /// That a text looks like something else is not worth saying where it is wrong anyway.
  var withoutEchoes: [Diagnostic] {
    var seen: Set<String> = []
    let wrong = Set(filter { $0.severity == .error }.compactMap(\.place).map(\.key))
    return filter { diagnostic in
      guard let place = diagnostic.place else { return true }
      if diagnostic.code == StackCode.textWrittenAsNumber.code, wrong.contains(place.key) {
        return false
      }
      return seen.insert("\(diagnostic.code) \(place.key) \(diagnostic.message)").inserted
    }
  }
}

extension Place {
  /// What tells it from other places.
  fileprivate var key: String { "\(source.name) \(span.start) \(span.end)" }
}
