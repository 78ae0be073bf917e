/// Finds what someone probably meant.
package enum Spelling {
  /// The candidates nearest to a misspelt word, best first: those whose distance is small for the
  /// word's length, and of these only the ones as near as the nearest.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> [String]
  {
    // Nobody misspells a page of text, and the comparison is quadratic.
    guard word.utf8.count <= 100 else { return [] }
    let wanted = Array(word.lowercased().unicodeScalars)
    var best = wanted.count < 3 ? 1 : max(1, (wanted.count + 1) / 3)
    var found: [String] = []
    for candidate in candidates {
      let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
      // A one-letter word is one edit away from every other: that is no likeness.
      guard distance < max(wanted.count, candidate.unicodeScalars.count) else { continue }
      if distance < best { found = [] }
      if distance <= best {
        best = distance
        if !found.contains(candidate) { found.append(candidate) }
      }
    }
    return found
  }

  /// How many letters must be added, removed, exchanged or swapped with their neighbour to turn
  /// one word into the other (Damerau–Levenshtein, optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1..<(left.count + 1) {
      var current = [row]
      for column in 1..<(right.count + 1) {
        var cost = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        cost = min(cost, last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
