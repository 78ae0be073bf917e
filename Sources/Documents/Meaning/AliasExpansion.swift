internal import Diagnostics

/// Aliases that stand for aliases, until a small file means millions of nodes.
///
/// Whoever walks a document follows its aliases; this check makes sure that the walk ends.
enum AliasExpansion {
  /// False where the document may not be walked.
  static func check(_ tree: Tree, _ diagnostics: inout [Diagnostic]) -> Bool {
    guard let first = tree.records.firstIndex(where: { $0.kind == .alias }) else { return true }
    var extents = [Extent](repeating: Extent(), count: tree.records.count)
    for document in tree.documents {
      measure(document.root, tree.records, &extents)
      guard let excess = excess(of: extents[document.root], in: tree) else { continue }
      diagnostics.append(
        Diagnostic(
          MeaningCode.aliasExpansion, .error,
          "written out, the aliases of this document \(excess)",
          at: Node(tree: tree, index: first).place,
          hint: .init("write out what is needed; a file that grows like that is mostly an attack"))
      )
      return false
    }
    return true
  }

  /// What a document has too much of with its aliases written out.
  private static func excess(of document: Extent, in tree: Tree) -> String? {
    if document.nodes > ReadingLimits.expandedNodes + tree.records.count {
      return "stand for more than \(ReadingLimits.expandedNodes) values"
    }
    let written = tree.source.bytes.count + tree.cooked.count
    if document.bytes > ReadingLimits.expandedBytes + written {
      return "stand for more than \(ReadingLimits.expandedBytes) bytes of text"
    }
    if document.height > ReadingLimits.depth {
      return "nest more than \(ReadingLimits.depth) deep"
    }
    return nil
  }

  /// What stands below a node, with aliases followed.
  private struct Extent {
    var nodes = 0
    /// How many bytes the texts of the scalars have.
    var bytes = 0
    var height = 0
  }

  /// Fills in the extent of each node. An alias points backwards, to a node whose subtree is
  /// complete.
  private static func measure(_ index: Int, _ records: [Record], _ extents: inout [Extent]) {
    let record = records[index]
    switch record.kind {
    case .scalar:
      extents[index] = Extent(nodes: 1, bytes: Int(record.length), height: 0)
    case .alias:
      extents[index] = extents[Int(record.content)]
    case .sequence, .mapping:
      var extent = Extent(nodes: 1)
      var child = index + 1
      while child < Int(record.next) {
        measure(child, records, &extents)
        extent.nodes = min(extent.nodes + extents[child].nodes, Int.max / 2)
        extent.bytes = min(extent.bytes + extents[child].bytes, Int.max / 2)
        extent.height = max(extent.height, extents[child].height)
        child = Int(records[child].next)
      }
      extent.height += 1
      extents[index] = extent
    }
  }
}
