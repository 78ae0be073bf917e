internal import Diagnostics

/// Aliases that stand for aliases, until a small file means millions of nodes.
///
/// Whoever walks a document follows its aliases; this check makes sure that the walk ends.
enum AliasExpansion {
  /// False where the document may not be walked.
  static func check(_ tree: Tree, _ diagnostics: inout [Diagnostic]) -> Bool {
    guard let first = tree.records.firstIndex(where: { $0.kind == .alias }) else { return true }
    var sizes = [Int](repeating: 0, count: tree.records.count)
    var heights = [Int](repeating: 0, count: tree.records.count)
    for document in tree.documents {
      measure(document.root, tree.records, &sizes, &heights)
      let isTooLarge = sizes[document.root] > ReadingLimits.expandedNodes + tree.records.count
      guard isTooLarge || heights[document.root] > ReadingLimits.depth else { continue }
      diagnostics.append(
        Diagnostic(
          MeaningCode.aliasExpansion, .error,
          isTooLarge
            ? "written out, the aliases of this document stand for more than \(ReadingLimits.expandedNodes) values"
            : "written out, the aliases of this document nest more than \(ReadingLimits.depth) deep",
          at: Node(tree: tree, index: first).place,
          hint: .init("write out what is needed; a file that grows like that is mostly an attack"))
      )
      return false
    }
    return true
  }

  /// Fills in how many nodes stand below each node, and how deep, with aliases followed. An alias
  /// points backwards, to a node whose subtree is complete.
  private static func measure(
    _ index: Int, _ records: [Record], _ sizes: inout [Int], _ heights: inout [Int]
  ) {
    let record = records[index]
    switch record.kind {
    case .scalar:
      sizes[index] = 1
      heights[index] = 0
    case .alias:
      sizes[index] = sizes[Int(record.content)]
      heights[index] = heights[Int(record.content)]
    case .sequence, .mapping:
      var size = 1
      var height = 0
      var child = index + 1
      while child < Int(record.next) {
        measure(child, records, &sizes, &heights)
        size = min(size + sizes[child], Int.max / 2)
        height = max(height, heights[child])
        child = Int(records[child].next)
      }
      sizes[index] = size
      heights[index] = height + 1
    }
  }
}
