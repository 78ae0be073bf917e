/// Finds what someone probably meant.
package enum Spelling {
  /// The candidates nearest to a misspelt word, best first: those whose distance is small for the
  /// word's length, and of these only the ones as near as the nearest.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> [String]
  {
    // Nobody misspells a page of text, and the comparison is quadratic.
    guard word.utf8.count <= 100 else { return [] }
    let wanted = Array(word.lowercased().unicodeScalars)
    let letters = Letters(of: word)
    var best = limit(for: wanted)
    var found: [String] = []
    for candidate in candidates {
      // Most candidates are much too long or too short, or have quite other letters, which costs
      // little to see.
      guard candidate.utf8.count <= 4 * (wanted.count + best),
        candidate.unicodeScalars.dropFirst(wanted.count + best).isEmpty,
        letters.mayBe(Letters(of: candidate), within: best),
        let distance = distance(
          wanted, Array(candidate.lowercased().unicodeScalars), atMost: best)
      else { continue }
      if distance < best { found = [] }
      best = distance
      if !found.contains(candidate) { found.append(candidate) }
    }
    return found
  }

  /// Which letters and digits a word has, whatever their case and however often; what is beyond ASCII
  /// may be any.
  private struct Letters {
    private var marks: UInt64 = 0
    private var isPlain = true

    init(of word: String) {
      for byte in word.utf8 {
        // Two that differ by case alone have one mark.
        marks |= 1 << UInt64((byte | 0x20) & 63)
        if byte >= 0x80 { isPlain = false }
      }
    }

    /// Whether so many slips may make one word of the other. None changes more than two marks.
    func mayBe(_ other: Letters, within slips: Int) -> Bool {
      !isPlain || !other.isPlain || (marks ^ other.marks).nonzeroBitCount <= 2 * slips
    }
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
    var beforeLast = Array(0...right.count)
    var last = beforeLast
    var current = beforeLast
    for row in 1..<(left.count + 1) {
      current[0] = row
      var least = row
      for column in 1..<(right.count + 1) {
        var cost = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        cost = min(cost, last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current[column] = cost
        least = min(least, cost)
      }
      // Nothing becomes less from row to row, except by a swap of the letter before.
      if least > limit, last.allSatisfy({ $0 > limit }) { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
