internal import Diagnostics

/// Reads YAML 1.2 in one pass over the bytes, straight into the records of a tree.
///
/// Blocks are read by recursive descent along their indentation. The reader always stands either
/// inside a line, or on the first character of the next line that has content; in the second case
/// `indent` says how far that line is indented, and is -1 where the document ends, so that every
/// open block ends by itself. Nothing is thrown: a mistake is reported and the reader goes on at a
/// place from where the rest makes sense.
struct YAMLReader: ~Copyable {
  let source: Source
  let dialect: Dialect
  let base: UnsafePointer<UInt8>
  let count: Int

  var at = 0
  var lineStart = 0
  /// How many spaces the current content line begins with; -1 at the end of the document. Tabs
  /// count two each, as the edit that spells them writes them: YAML knows no indentation by tabs,
  /// but whoever wrote them meant one.
  var indent = -1
  /// Whether a tab stands before the content of the current line.
  var tabbed = false
  /// How many collections are open.
  var depth = 0
  /// Nothing more is read: the document is too deep, or too much is wrong with it.
  var stopped = false

  var tree = TreeBuilder()
  /// The collection that nodes are being added to.
  var parent = Record.noParent
  /// Where the node read last ends; block collections end with their last child.
  var lastEnd = 0
  var anchors: [String: UInt32] = [:]
  /// What `%TAG` says of handles, in the current document.
  var handles: [String: String] = [:]

  var diagnostics: [Diagnostic] = []
  /// Where the lines with a mistake begin: a second one in a line would be an echo.
  var faultyLines: Set<Int> = []
  var tabsReported = false
  /// While the first line of a block is read: its column. After a mistake in it, reading goes on
  /// with the next line that is not deeper.
  var resume = -1
  /// A flow collection was given up: its lines have been passed, those around it are to end.
  var abandoned = false
  /// CloudFormation lets the lines of a flow collection be indented less than its key: the bracket
  /// that was open at the first line that reads like an entry of the block around it. Should
  /// anything go wrong behind it, the bracket is unclosed.
  var escape: (openAt: Int, edit: Diagnostic.Edit?)?
  /// How many bytes may be read again after going back to something unclosed; bounds the time.
  var rereadable: Int
  /// How many bytes of lines may be looked at for reports; bounds the time.
  var reportable: Int

  private init(
    source: Source, dialect: Dialect, bytes: UnsafeBufferPointer<UInt8>, base: UnsafePointer<UInt8>
  ) {
    self.source = source
    self.dialect = dialect
    self.base = base
    self.count = bytes.count
    self.rereadable = bytes.count * 4 + 1024
    self.reportable = bytes.count * 8 + 1 << 20
    // Typical stack files have a node every ten bytes.
    tree.records.reserveCapacity(bytes.count / 10 + 16)
  }

  /// Reads a text that is known to be UTF-8 without control characters.
  static func read(_ source: Source, dialect: Dialect) -> Reading {
    source.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Reading(documents: [], diagnostics: []) }
      var reader = YAMLReader(source: source, dialect: dialect, bytes: bytes, base: base)
      reader.readStream()
      return reader.finished()
    }
  }

  private consuming func finished() -> Reading {
    let diagnostics = self.diagnostics
    let tree = Tree(self.tree, source: source, dialect: dialect)
    return Reading(
      documents: tree.documents.map { Node(tree: tree, index: $0.root) }, diagnostics: diagnostics)
  }

  // MARK: Bytes

  /// The byte at an offset; 0, which no text has, behind its end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    offset < count ? base[offset] : 0
  }

  /// Whether there is a space, a tab, a line break or the end at an offset.
  @inline(__always)
  func isGap(_ offset: Int) -> Bool {
    switch byte(offset) {
    case 0x20, 0x09, 0x0A, 0x0D, 0: true
    default: false
    }
  }

  /// Whether the line ends at an offset.
  @inline(__always)
  func isBreak(_ offset: Int) -> Bool {
    switch byte(offset) {
    case 0x0A, 0x0D, 0: true
    default: false
    }
  }

  /// Whether an offset is at one of `,[]{}`.
  @inline(__always)
  func isFlowIndicator(_ offset: Int) -> Bool {
    switch byte(offset) {
    case ascii(","), ascii("["), ascii("]"), ascii("{"), ascii("}"): true
    default: false
    }
  }

  /// Passes spaces and tabs; says whether there was a tab.
  @inline(__always)
  @discardableResult
  mutating func skipBlanks() -> Bool {
    var tab = false
    while at < count {
      if base[at] == 0x20 {
        at += 1
      } else if base[at] == 0x09 {
        tab = true
        at += 1
      } else {
        break
      }
    }
    return tab
  }

  /// Passes one line break, if the reader stands on one.
  @inline(__always)
  mutating func skipBreak() {
    guard at < count else { return }
    if base[at] == 0x0D { at += 1 }
    if at < count, base[at] == 0x0A { at += 1 }
    lineStart = at
  }

  /// Whether a document begins or ends at the start of a line.
  func isDocumentMarker(_ offset: Int) -> Bool {
    let first = byte(offset)
    guard first == ascii("-") || first == ascii(".") else { return false }
    return byte(offset + 1) == first && byte(offset + 2) == first && isGap(offset + 3)
  }

  // MARK: Lines

  /// Goes to the first line at or after this one that has content, from the start of a line.
  mutating func nextLine() {
    while true {
      lineStart = at
      while at < count, base[at] == 0x20 { at += 1 }
      indent = at - lineStart
      tabbed = false
      if at < count, base[at] == 0x09 {
        tabbed = true
        while at < count, base[at] == 0x20 || base[at] == 0x09 {
          indent += base[at] == 0x09 ? 2 : 1
          at += 1
        }
      }
      guard at < count else {
        indent = -1
        return
      }
      switch base[at] {
      case 0x0A, 0x0D: skipBreak()
      case ascii("#"):
        readComment()
        skipBreak()
      default:
        if indent == 0, !tabbed, isDocumentMarker(at) { indent = -1 }
        return
      }
    }
  }

  /// Ends the line a node ended in: nothing but a comment may follow. What follows all the same is
  /// reported, and passed together with the lines that belong to it.
  mutating func finishLine(inside n: Int) {
    let end = at
    skipBlanks()
    if byte(at) == ascii("#") {
      if !startsComment(at), dialect.schema != .cloudFormation { reportCommentWithoutSpace() }
      readComment()
    }
    if !isBreak(at) {
      reportTextAfterValue(endedAt: end, inside: n)
      skipRest(inside: n)
      return
    }
    skipBreak()
    nextLine()
  }

  /// Whether a `#` at an offset begins a comment: behind a blank, or first in its line.
  func startsComment(_ offset: Int) -> Bool {
    offset == lineStart || byte(offset - 1) == 0x20 || byte(offset - 1) == 0x09
  }

  /// Notes a comment, up to the end of its line.
  mutating func readComment() {
    let start = at
    skipToBreak()
    tree.comments.append(Span(start: start, end: at))
  }

  mutating func skipToBreak() {
    while at < count, base[at] != 0x0A, base[at] != 0x0D { at += 1 }
  }

  // MARK: The stream

  private mutating func readStream() {
    skipByteOrderMark()
    nextLine()
    while !stopped, at < count {
      // A later document of a stream may begin with a mark of its own.
      if byte(at) == 0xEF, at == lineStart, skipByteOrderMark() { nextLine() }
      readDocument()
    }
  }

  @discardableResult
  private mutating func skipByteOrderMark() -> Bool {
    guard byte(at) == 0xEF, byte(at + 1) == 0xBB, byte(at + 2) == 0xBF else { return false }
    if at > 0 { tree.marks.append(at) }
    at += 3
    lineStart = at
    return true
  }

  /// Whether the reader stands on `---` (or `...`) at the start of a line.
  private func stands(on marker: Unicode.Scalar) -> Bool {
    indent == -1 && at < count && byte(at) == ascii(marker)
  }

  /// Reads the directives, the markers and the root of one document.
  private mutating func readDocument() {
    anchors.removeAll()
    handles.removeAll()
    parent = Record.noParent
    var document = DocumentRecord(root: 0, span: Span(at: lineStart))

    // `...` without a document before it.
    if stands(on: ".") {
      passEndMarker()
      return
    }
    readDirectives(into: &document)
    if !document.directives.isEmpty, !stands(on: "-") { reportDirectivesWithoutDocument(document) }
    guard at < count else { return }
    if stands(on: "-") {
      document.startMarker = Span(start: at, end: at + 3)
      at += 3
      document.root = tree.records.count
      readBlockNode(inside: -1, .document)
    } else if indent >= 0 {
      document.root = tree.records.count
      readBlockNode(inside: -1, .root)
    } else {
      document.root = tree.records.count
      appendAbsent(NodeProperties())
    }
    // What is left at some indentation belongs to no node.
    while indent >= 0, !stopped {
      reportStrayLine()
      passNode(inside: -1)
    }
    document.span.end = min(at, count)
    if stands(on: ".") {
      document.endMarker = Span(start: at, end: at + 3)
      document.span.end = at + 3
      tree.documents.append(document)
      passEndMarker()
      return
    }
    tree.documents.append(document)
  }

  /// Passes `...` and what may follow it: a comment.
  private mutating func passEndMarker() {
    at += 3
    skipBlanks()
    if byte(at) == ascii("#"), startsComment(at) { readComment() }
    if !isBreak(at) { reportTextAfterMarker() }
    skipToBreak()
    skipBreak()
    nextLine()
  }
}

/// The byte of an ASCII character.
@inline(__always)
func ascii(_ scalar: Unicode.Scalar) -> UInt8 {
  UInt8(truncatingIfNeeded: scalar.value)
}
