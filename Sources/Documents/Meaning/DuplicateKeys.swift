internal import Diagnostics

/// Keys that stand twice in one mapping.
///
/// Keys are equal when their texts are: `a` and `"a"`, but also `1` and `"1"`, which most readers
/// cannot tell apart. Keys that are collections are equal when all in them is. An alias is the node
/// it stands for: what aliases stand for in all is bounded before this is asked.
enum DuplicateKeys {
  static func check(_ tree: Tree, _ diagnostics: inout [Diagnostic]) {
    tree.source.bytes.withUnsafeBufferPointer { source in
      tree.cooked.withUnsafeBufferPointer { cooked in
        tree.records.withUnsafeBufferPointer { records in
          var keys = KeyTexts(tree: tree, source: source, cooked: cooked, records: records)
          var scratch: [Int] = []
          for (index, record) in records.enumerated()
          where record.kind == .mapping && record.content >= 4
            && record.flags & Record.isDamaged == 0
          {
            keys.collect(of: index, into: &scratch)
            let pairs =
              scratch.count <= fewKeys
              ? pairs(among: scratch, keys) : pairs(amongMany: scratch, &keys)
            for pair in pairs {
              report(pair.first, pair.second, tree, &diagnostics)
              if diagnostics.count > ReadingLimits.diagnostics { return }
            }
          }
        }
      }
    }
  }

  /// So many keys are compared with one another; hashing them would take longer.
  private static let fewKeys = 8

  /// Keys with the first equal one before each, in the order of the text.
  private static func pairs(among indexes: [Int], _ keys: KeyTexts) -> [(first: Int, second: Int)] {
    var pairs: [(first: Int, second: Int)] = []
    for later in indexes.indices.dropFirst() {
      for earlier in 0..<later where keys.equal(indexes[earlier], indexes[later]) {
        pairs.append((indexes[earlier], indexes[later]))
        break
      }
    }
    return pairs
  }

  private static func pairs(
    amongMany indexes: [Int], _ keys: inout KeyTexts
  ) -> [(first: Int, second: Int)] {
    var hashed: [(hash: Int, index: Int)] = []
    hashed.reserveCapacity(indexes.count)
    for index in indexes { hashed.append((keys.hash(index), index)) }
    hashed.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.index < $1.index }
    var pairs: [(first: Int, second: Int)] = []
    var start = 0
    for position in hashed.indices.dropFirst() {
      if hashed[position].hash != hashed[start].hash { start = position }
      // The first of the equal ones, so that every further one names it. Nobody can make others
      // with the same hash, which has another seed in every process.
      for earlier in start..<position
      where keys.equal(hashed[earlier].index, hashed[position].index) {
        pairs.append((hashed[earlier].index, hashed[position].index))
        break
      }
    }
    return pairs.sorted { $0.second < $1.second }
  }

  private static func report(
    _ first: Int, _ second: Int, _ tree: Tree, _ diagnostics: inout [Diagnostic]
  ) {
    let key = Node(tree: tree, index: second)
    let isError = tree.dialect.duplicateKeys == .error
    let name = key.resolved.kind == .scalar ? "`\(key.resolved.text)`" : "this key"
    diagnostics.append(
      Diagnostic(
        MeaningCode.duplicateKey, isError ? .error : .warning,
        isError
          ? "\(name) stands twice in one mapping"
          : "\(name) stands twice in one object, and the last one counts",
        at: key.place,
        notes: [.init("it stands here before", at: Node(tree: tree, index: first).place)],
        hint: .init("remove one of them, or give one another name")))
  }
}

/// The texts of keys, compared where they lie.
private struct KeyTexts {
  let tree: Tree
  let source: UnsafeBufferPointer<UInt8>
  let cooked: UnsafeBufferPointer<UInt8>
  let records: UnsafeBufferPointer<Record>
  /// The hashes of keys that are collections, and of all in them: keys in keys would take quadratic
  /// time otherwise.
  var collectionHashes: [Int: Int] = [:]

  init(
    tree: Tree, source: UnsafeBufferPointer<UInt8>, cooked: UnsafeBufferPointer<UInt8>,
    records: UnsafeBufferPointer<Record>
  ) {
    self.tree = tree
    self.source = source
    self.cooked = cooked
    self.records = records
  }

  /// The indexes of a mapping's keys, but for those that merge.
  func collect(of mapping: Int, into indexes: inout [Int]) {
    indexes.removeAll(keepingCapacity: true)
    var child = mapping + 1
    let end = Int(records[mapping].next)
    while child < end {
      if !isMergeKey(child) { indexes.append(child) }
      child = Int(records[child].next)
      guard child < end else { break }
      child = Int(records[child].next)
    }
  }

  /// The text of a scalar.
  @inline(__always)
  private func bytes(_ record: Record) -> UnsafeBufferPointer<UInt8> {
    let store = record.flags & Record.isCooked != 0 ? cooked : source
    let start = Int(record.content)
    return UnsafeBufferPointer(rebasing: store[start..<(start + Int(record.length))])
  }

  @inline(__always)
  private func resolved(_ index: Int) -> Int {
    var index = index
    while records[index].kind == .alias { index = Int(records[index].content) }
    return index
  }

  /// A `<<` that merges: it may stand twice.
  @inline(__always)
  private func isMergeKey(_ index: Int) -> Bool {
    let record = records[index]
    guard tree.dialect.mergeKeys, record.kind == .scalar else { return false }
    if record.flags & Record.hasProperties != 0 {
      return MergeKeys.isMerge(Node(tree: tree, index: index))
    }
    guard record.style == .plain, record.length == 2 else { return false }
    return bytes(record).elementsEqual([ascii("<"), ascii("<")])
  }

  /// Equal keys have equal hashes.
  mutating func hash(_ index: Int) -> Int {
    let index = resolved(index)
    let record = records[index]
    var hasher = Hasher()
    if record.kind == .scalar {
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes(record)))
      return hasher.finalize()
    }
    if let hash = collectionHashes[index] { return hash }
    hasher.combine(record.kind)
    var child = index + 1
    while child < Int(record.next) {
      hasher.combine(hash(child))
      child = Int(records[child].next)
    }
    let hash = hasher.finalize()
    collectionHashes[index] = hash
    return hash
  }

  func equal(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (resolved(left), resolved(right))
    guard left != right else { return true }
    let (first, second) = (records[left], records[right])
    guard first.kind == second.kind else { return false }
    switch first.kind {
    case .scalar:
      return first.length == second.length && bytes(first).elementsEqual(bytes(second))
    case .alias:
      return false
    case .sequence, .mapping:
      guard first.content == second.content else { return false }
      var (one, other) = (left + 1, right + 1)
      while one < Int(first.next) {
        guard equal(one, other) else { return false }
        one = Int(records[one].next)
        other = Int(records[other].next)
      }
      return true
    }
  }
}
