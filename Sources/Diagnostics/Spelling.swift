/// Finds what someone probably meant.
package enum Spelling {
  /// The candidates nearest to a misspelt word, best first: those whose distance is small for the
  /// word's length, and of these only the ones as near as the nearest.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> [String]
  {
    // Nobody misspells a page of text, and the comparison is quadratic.
    guard word.utf8.count <= 100 else { return [] }
    let wanted = Array(word.lowercased().unicodeScalars)
    var best = limit(for: wanted)
    var found: [String] = []
    for candidate in candidates {
      // Most candidates are much too long or too short, which costs nothing to see.
      guard candidate.utf8.count <= 4 * (wanted.count + best),
        candidate.unicodeScalars.dropFirst(wanted.count + best).isEmpty,
        let distance = distance(
          wanted, Array(candidate.lowercased().unicodeScalars), atMost: best)
      else { continue }
      if distance < best { found = [] }
      best = distance
      if !found.contains(candidate) { found.append(candidate) }
    }
    return found
  }

  /// How far what is meant may be from a word: a slip in every third letter of a short one, in
  /// every fourth of a long one, and none in one or two letters, which are near to too much.
  private static func limit(for word: [Unicode.Scalar]) -> Int {
    guard word.count > 2 else { return 0 }
    // What stands before `::` is the same in most names, and says nothing.
    let first = word.indices.first { $0 > 0 && word[$0] == ":" && word[$0 - 1] == ":" }
    let letters = first.map { word.count - $0 - 1 } ?? word.count
    return max(1, min(2, (letters + 1) / 3), (letters + 1) / 4)
  }

  /// How many letters must be added, removed, exchanged or swapped with their neighbour to turn
  /// one word into the other (Damerau–Levenshtein, optimal string alignment); nil if more than the
  /// limit.
  static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int = .max
  ) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1..<(left.count + 1) {
      var current = [row]
      current.reserveCapacity(right.count + 1)
      var least = row
      for column in 1..<(right.count + 1) {
        var cost = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        cost = min(cost, last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current.append(cost)
        least = min(least, cost)
      }
      // Nothing becomes less from row to row, except by a swap of the letter before.
      if least > limit, last.allSatisfy({ $0 > limit }) { return nil }
      beforeLast = last
      last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
