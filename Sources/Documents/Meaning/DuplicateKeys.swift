internal import Diagnostics

/// Keys that stand twice in one mapping.
///
/// Keys are equal when their texts are: `a` and `"a"`, but also `1` and `"1"`, which most readers
/// cannot tell apart. Keys that are collections are equal when all in them is.
enum DuplicateKeys {
  static func check(_ tree: Tree, _ diagnostics: inout [Diagnostic]) {
    tree.source.bytes.withUnsafeBufferPointer { source in
      tree.cooked.withUnsafeBufferPointer { cooked in
        tree.records.withUnsafeBufferPointer { records in
          let keys = KeyTexts(tree: tree, source: source, cooked: cooked, records: records)
          var scratch: [(hash: UInt64, index: Int)] = []
          for (index, record) in records.enumerated()
          where record.kind == .mapping && record.content >= 4
            && record.flags & Record.isDamaged == 0
          {
            check(index, keys, &scratch, &diagnostics)
            if diagnostics.count > ReadingLimits.diagnostics { return }
          }
        }
      }
    }
  }

  private static func check(
    _ mapping: Int, _ keys: KeyTexts, _ scratch: inout [(hash: UInt64, index: Int)],
    _ diagnostics: inout [Diagnostic]
  ) {
    scratch.removeAll(keepingCapacity: true)
    var child = mapping + 1
    let end = Int(keys.records[mapping].next)
    while child < end {
      if !keys.isMergeKey(child) { scratch.append((keys.hash(child), child)) }
      child = Int(keys.records[child].next)
      guard child < end else { break }
      child = Int(keys.records[child].next)
    }
    if scratch.count <= 8 {
      for later in scratch.indices.dropFirst() {
        for earlier in 0..<later
        where scratch[earlier].hash == scratch[later].hash
          && keys.equal(scratch[earlier].index, scratch[later].index)
        {
          report(scratch[earlier].index, scratch[later].index, keys.tree, &diagnostics)
          break
        }
      }
      return
    }
    scratch.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.index < $1.index }
    var start = 0
    for position in scratch.indices.dropFirst() {
      if scratch[position].hash != scratch[start].hash { start = position }
      guard start < position else { continue }
      // The first of the equal ones, so that every further one names it.
      for earlier in start..<min(position, start + 8)
      where keys.equal(scratch[earlier].index, scratch[position].index) {
        report(scratch[earlier].index, scratch[position].index, keys.tree, &diagnostics)
        break
      }
      if diagnostics.count > ReadingLimits.diagnostics { return }
    }
  }

  private static func report(
    _ first: Int, _ second: Int, _ tree: Tree, _ diagnostics: inout [Diagnostic]
  ) {
    let key = Node(tree: tree, index: second)
    let isError = tree.dialect.duplicateKeys == .error
    let name = key.kind == .scalar ? "`\(key.text)`" : "this key"
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
struct KeyTexts {
  let tree: Tree
  let source: UnsafeBufferPointer<UInt8>
  let cooked: UnsafeBufferPointer<UInt8>
  let records: UnsafeBufferPointer<Record>

  @inline(__always)
  private func bytes(_ record: Record) -> UnsafeBufferPointer<UInt8> {
    let store = record.flags & Record.isCooked != 0 ? cooked : source
    let start = Int(record.content)
    return UnsafeBufferPointer(rebasing: store[start..<(start + Int(record.length))])
  }

  /// A `<<` that merges: it may stand twice.
  @inline(__always)
  func isMergeKey(_ index: Int) -> Bool {
    let record = records[index]
    guard tree.dialect.mergeKeys, record.style == .plain, record.length == 2 else { return false }
    return bytes(record).elementsEqual([ascii("<"), ascii("<")])
  }

  /// Equal keys have equal hashes (FNV-1a over the texts).
  func hash(_ index: Int) -> UInt64 {
    let record = records[index]
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    if record.kind == .scalar {
      for byte in bytes(record) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return hash
    }
    // An alias counts as the node it stands for, without being followed into the depth.
    if record.kind == .alias { return UInt64(record.content) }
    hash ^= UInt64(record.kind.rawValue)
    var child = index + 1
    while child < Int(record.next) {
      hash = (hash ^ self.hash(child)) &* 0x100_0000_01B3
      child = Int(records[child].next)
    }
    return hash
  }

  func equal(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (records[left], records[right])
    guard first.kind == second.kind else { return false }
    switch first.kind {
    case .scalar:
      return first.length == second.length && bytes(first).elementsEqual(bytes(second))
    case .alias: return first.content == second.content
    case .sequence, .mapping:
      guard first.content == second.content,
        first.next - UInt32(left) == second.next - UInt32(right)
      else { return false }
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
