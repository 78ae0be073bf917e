internal import Diagnostics

/// Reads JSON as RFC 8259 writes it, in one pass and without recursion.
///
/// What is well formed takes the short way through `readText`. Anything else lands in `recover`,
/// which says what is wrong and leaves the reader where the text makes sense again. Whatever the
/// input, the tree holds together: a mapping's children are keys and values in turn, and a plain
/// scalar is a number or literal that JSON knows.
struct JSONReader: ~Copyable {
  /// What may stand at the current place.
  enum State {
    /// The value of the whole text or of a key, or an element after a comma.
    case value
    /// An element or the end of the array.
    case firstElement
    /// A key after a comma.
    case key
    /// A key or the end of the object.
    case firstKey
    case colon
    /// A comma or the end of the collection, after one of its values.
    case comma
    /// Nothing: the value of the whole text is complete.
    case end
  }

  /// A collection that is open; the outermost one stands for the text itself.
  struct Frame {
    var index: UInt32
    var count: UInt32 = 0
    var isMapping: Bool
    /// That it looks like the other kind of collection has been said.
    var doubted = false
  }

  let source: Source
  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  var state = State.value
  var current = Frame(index: Record.noParent, isMapping: false)
  /// The collections around the current one, outermost first.
  var outer: [Frame] = []
  var builder = TreeBuilder()
  var diagnostics: [Diagnostic] = []
  /// Where the last token ends.
  var lastEnd = 0
  /// Where the last comma stands.
  var lastComma = 0
  /// How many nodes there were when a comma, or its absence, was last spoken of.
  var settledCount = -1
  /// There is no point in going on.
  var isStopped = false

  private init(source: Source, bytes: UnsafeBufferPointer<UInt8>) {
    self.source = source
    self.bytes = bytes
  }

  /// Reads the one value of a text, which is at most 4 GiB long. A byte-order mark at its start is
  /// skipped.
  static func read(_ source: Source, dialect: Dialect) -> Reading {
    precondition(source.bytes.count < Int(UInt32.max), "the size of a text is checked before")
    return source.bytes.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(source: source, bytes: bytes)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        reader.at = 3
        reader.lastEnd = 3
      }
      reader.builder.records.reserveCapacity(bytes.count / 16 + 1)
      reader.readText()
      return reader.finish(dialect)
    }
  }

  private consuming func finish(_ dialect: Dialect) -> Reading {
    while !outer.isEmpty {
      if current.isMapping, current.count % 2 == 1 { addAbsent() }
      close(at: max(lastEnd, Int(builder.records[Int(current.index)].end)))
    }
    let isEmpty = builder.records.isEmpty
    if !isEmpty {
      builder.documents.append(DocumentRecord(root: 0, span: Span(start: 0, end: bytes.count)))
    }
    // A mistake is sometimes understood only a few words later.
    let sorted = diagnostics.enumerated().sorted {
      let (left, right) = ($0.element.place?.span.start ?? 0, $1.element.place?.span.start ?? 0)
      return left == right ? $0.offset < $1.offset : left < right
    }
    let tree = Tree(builder, source: source, dialect: dialect)
    return Reading(
      documents: isEmpty ? [] : [Node(tree: tree, index: 0)], diagnostics: sorted.map(\.element))
  }
}

extension JSONReader {
  private mutating func readText() {
    while !isStopped {
      let byte = peek()
      switch state {
      case .comma:
        switch byte {
        case .comma:
          lastComma = at
          settledCount = -1
          at += 1
          state = current.isMapping ? .key : .value
        case .closeBrace where current.isMapping, .closeBracket where !current.isMapping:
          at += 1
          close(at: at)
        default: recover(from: byte)
        }

      case .key, .firstKey:
        if byte == .quote {
          readString(flags: Record.isKey)
          if peek() == .colon {
            at += 1
            state = .value
          } else {
            state = .colon
          }
        } else if byte == .closeBrace, state == .firstKey {
          at += 1
          close(at: at)
        } else {
          recover(from: byte)
        }

      case .value, .firstElement:
        switch byte {
        case .quote:
          readString(flags: 0)
          valueEnded()
        case .zero ... .nine, .minus:
          readNumber()
        case .openBrace: open(mapping: true)
        case .openBracket: open(mapping: false)
        case UInt8(ascii: "t"): readLiteral("true")
        case UInt8(ascii: "f"): readLiteral("false")
        case UInt8(ascii: "n"): readLiteral("null")
        case .closeBracket where state == .firstElement:
          at += 1
          close(at: at)
        default: recover(from: byte)
        }

      case .colon:
        if byte == .colon {
          at += 1
          state = .value
        } else {
          recover(from: byte)
        }

      case .end:
        if at == bytes.count { return }
        recover(from: byte)
      }
    }
  }

  /// The next byte that is not white space; 0 at the end of the text.
  @inline(__always)
  mutating func peek() -> UInt8 {
    if at < bytes.count, bytes[at] > .space { return bytes[at] }
    return peekPastSpace()
  }

  private mutating func peekPastSpace() -> UInt8 {
    var index = at
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if byte == .space {
        index += 1
        while index + 8 <= end {
          let others = bytes.word(at: index) ^ 0x2020_2020_2020_2020
          index += others.trailingZeroBitCount >> 3
          if others != 0 { break }
        }
      } else if byte == .lineFeed || byte == .carriageReturn || byte == .tab {
        index += 1
      } else {
        at = index
        return byte
      }
    }
    at = end
    return 0
  }

  /// Goes on behind a value.
  @inline(__always)
  mutating func valueEnded() {
    state = outer.isEmpty ? .end : .comma
  }

  private mutating func open(mapping: Bool) {
    guard outer.count < ReadingLimits.depth else { return stopAtDepth() }
    let index = UInt32(truncatingIfNeeded: builder.records.count)
    add(
      mapping ? .mapping : .sequence, .flow, from: at, to: at + 1, content: at, length: 0, flags: 0)
    at += 1
    outer.append(current)
    current = Frame(index: index, isMapping: mapping)
    state = mapping ? .firstKey : .firstElement
  }

  /// Closes the current collection, which is written up to the offset.
  mutating func close(at end: Int) {
    let next = UInt32(truncatingIfNeeded: builder.records.count)
    let index = Int(current.index)
    builder.records[index].end = UInt32(truncatingIfNeeded: end)
    builder.records[index].content = current.count
    builder.records[index].next = next
    current = outer.removeLast()
    lastEnd = end
    valueEnded()
  }

  @inline(__always)
  private mutating func readLiteral(_ literal: StaticString) {
    let end = at + literal.utf8CodeUnitCount
    var matches = end <= bytes.count && bytes.isBoundary(end)
    if matches {
      for offset in 1..<literal.utf8CodeUnitCount {
        matches = matches && bytes[at + offset] == literal.utf8Start[offset]
      }
    }
    if matches {
      addPlain(from: at, to: end)
      at = end
      valueEnded()
    } else {
      recover(from: bytes[at])
    }
  }

  private mutating func readNumber() {
    let end = bytes.endOfNumber(at: at)
    guard end > at, bytes.isBoundary(end) else { return recoverNumber() }
    addPlain(from: at, to: end)
    at = end
    valueEnded()
  }

  /// Adds a number or literal that is written as it is meant.
  @inline(__always)
  mutating func addPlain(from start: Int, to end: Int) {
    add(.scalar, .plain, from: start, to: end, content: start, length: end - start, flags: 0)
  }

  @inline(__always)
  mutating func add(
    _ kind: NodeKind, _ style: NodeStyle, from start: Int, to end: Int, content: Int, length: Int,
    flags: UInt8
  ) {
    let next = UInt32(truncatingIfNeeded: builder.records.count + 1)
    builder.records.append(
      Record(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        content: UInt32(truncatingIfNeeded: content), length: UInt32(truncatingIfNeeded: length),
        parent: current.index, next: next, kind: kind, style: style, flags: flags))
    current.count &+= 1
    lastEnd = end
  }

  /// Adds a value that is not written.
  mutating func addAbsent(flags: UInt8 = 0) {
    add(.scalar, .absent, from: lastEnd, to: lastEnd, content: lastEnd, length: 0, flags: flags)
  }

  /// Adds a scalar whose text is not what is written.
  mutating func addCooked(
    _ style: NodeStyle, from start: Int, to end: Int, text: some Collection<UInt8>,
    flags: UInt8 = 0
  ) {
    let content = builder.cooked.count
    builder.cooked.append(contentsOf: text)
    add(
      .scalar, style, from: start, to: end, content: content,
      length: builder.cooked.count - content, flags: flags | Record.isCooked)
  }
}
