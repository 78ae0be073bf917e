internal import Diagnostics

/// `<<: *base`, which brings the entries of other mappings into the one it stands in
/// (https://yaml.org/type/merge.html).
enum MergeKeys {
  static func check(_ tree: Tree, _ diagnostics: inout [Diagnostic]) {
    for index in tree.records.indices where tree.records[index].flags & Record.isKey != 0 {
      let key = Node(tree: tree, index: index)
      guard isMerge(key) else { continue }
      let value = Node(tree: tree, index: Int(tree.records[index].next))
      // What could not be read has been reported already.
      guard value.record.flags & Record.isDamaged == 0 else { continue }
      let merged = value.resolved
      let isFit =
        merged.kind == .mapping
        || merged.kind == .sequence && merged.elements.allSatisfy { $0.resolved.kind == .mapping }
      if !isFit {
        diagnostics.append(
          Diagnostic(
            MeaningCode.mergeKey, .error,
            "`<<` merges what is no mapping, expected a mapping or a list of mappings",
            at: value.place,
            hint: .init("name a mapping by its anchor, `<<: *base`, or quote the key, `\"<<\"`")))
      }
    }
  }

  /// Whether a key merges rather than being a key of its own.
  static func isMerge(_ key: Node) -> Bool {
    guard key.dialect.mergeKeys, key.kind == .scalar else { return false }
    if let tag = key.tag { return tag == "tag:yaml.org,2002:merge" }
    return key.style == .plain && key.withTextBytes { $0.elementsEqual([ascii("<"), ascii("<")]) }
  }
}

extension Node {
  /// The entries of a mapping as they count: merged ones included, those written here going before
  /// them, of several merged ones the first. Aliases of values are followed.
  package var fields: [Entry] {
    guard entries.contains(where: { MergeKeys.isMerge($0.key) }) else {
      return entries.map { Entry(key: $0.key.resolved, value: $0.value.resolved) }
    }
    var own: [Entry] = []
    var merged: [Entry] = []
    for entry in entries {
      guard MergeKeys.isMerge(entry.key) else {
        own.append(Entry(key: entry.key.resolved, value: entry.value.resolved))
        continue
      }
      let value = entry.value.resolved
      if value.kind == .mapping {
        merged += value.fields
      } else {
        for element in value.elements { merged += element.resolved.fields }
      }
    }
    var seen = Set(own.lazy.filter { $0.key.kind == .scalar }.map { ExactText($0.key.text) })
    let inherited = merged.filter {
      $0.key.kind != .scalar || seen.insert(ExactText($0.key.text)).inserted
    }
    return inherited + own
  }
}
