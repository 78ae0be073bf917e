internal import Diagnostics

/// Literal (`|`) and folded (`>`) block scalars.
extension YAMLReader {
  private enum Chomping {
    case clip
    case strip
    case keep
  }

  /// Block scalars as YAML 1.1 has them and CloudFormation reads them: the end of the file is no
  /// line break, and a text is always indented.
  private var isByOldRules: Bool { dialect.schema == .cloudFormation }

  /// Reads a block scalar below a block indented by `n`, up to the next line that has content.
  mutating func readBlockScalar(inside n: Int, _ properties: NodeProperties) {
    let start = at
    let folded = base[at] == ascii(">")
    at += 1
    var chomping = Chomping.clip
    var explicit = 0
    readBlockHeader(from: start, &chomping, &explicit)
    var end = at
    skipToBreak()
    let hasBody = at < count
    skipBreak()
    if !hasBody { lineStart = at }

    let contentIndent =
      explicit > 0 ? max(n, 0) + explicit : detectIndentation(inside: n, header: start)
    let cookedStart = tree.cooked.count
    if hasBody {
      end = max(end, readBlockLines(contentIndent, folded: folded, chomping, end: end))
    }
    appendCooked(
      folded ? .folded : .literal, from: start, to: end, since: cookedStart, properties)
    at = lineStart
    // A tab where the text's indentation would be makes the line neither text nor the end of it.
    if byte(lineStart + indentation(ofLineAt: lineStart)) == 0x09 {
      at += indentation(ofLineAt: lineStart) + 1
      reportTab()
      at = lineStart
    }
    nextLine()
  }

  private mutating func readBlockHeader(
    from start: Int, _ chomping: inout Chomping, _ explicit: inout Int
  ) {
    var chompingSeen = false
    while true {
      switch byte(at) {
      case ascii("-") where !chompingSeen: (chomping, chompingSeen) = (.strip, true)
      case ascii("+") where !chompingSeen: (chomping, chompingSeen) = (.keep, true)
      case ascii("1")...ascii("9") where explicit == 0: explicit = Int(byte(at) - ascii("0"))
      default:
        let end = at
        skipBlanks()
        if byte(at) == ascii("#"), at > end {
          readComment()
        } else if !isBreak(at) {
          reportBlockHeader(from: start, unexpectedAt: end)
        }
        at = end
        return
      }
      at += 1
    }
  }

  /// The indentation of the first line that is not empty. Lines before it may not be deeper.
  private mutating func detectIndentation(inside n: Int, header: Int) -> Int {
    // YAML 1.2 lets the text of a document begin in the first column, its readers by YAML 1.1 do not.
    let n = isByOldRules ? max(n, 0) : n
    var position = lineStart
    var deepest = 0
    var deepestAt = position
    while position < count {
      let lineIndent = indentation(ofLineAt: position)
      let content = position + lineIndent
      if !isBreak(content) {
        guard lineIndent > n, !(lineIndent == 0 && isDocumentMarker(position)) else { break }
        guard deepest > lineIndent else { return lineIndent }
        // By the old rules the empty line says how deep the text is, and a comment ends it.
        if isByOldRules, base[content] == ascii("#") { break }
        reportBlockIndentation(lineAt: deepestAt, header: header)
        return lineIndent
      }
      if lineIndent > deepest { (deepest, deepestAt) = (lineIndent, position) }
      position = content
      guard position < count else { break }
      if base[position] == 0x0D { position += 1 }
      if position < count, base[position] == 0x0A { position += 1 }
    }
    return max(n + 1, deepest)
  }

  /// Reads the lines that are indented enough. Returns where the last one with text ends; the
  /// reader stands in the line that ended the scalar, of which `lineStart` is the start.
  private mutating func readBlockLines(
    _ contentIndent: Int, folded: Bool, _ chomping: Chomping, end: Int
  ) -> Int {
    var end = end
    // How many line breaks came since the last line with text, counting its own.
    var breaks = 0
    var hasText = false
    var previousIsSpaced = false
    while true {
      at = lineStart
      guard at < count else { break }
      while at < count, at - lineStart < contentIndent, base[at] == 0x20 { at += 1 }
      if isBreak(at) {
        guard at < count else {
          breaks += isByOldRules ? 0 : 1
          lineStart = at
          break
        }
        breaks += 1
        skipBreak()
        continue
      }
      guard at - lineStart == contentIndent, !(contentIndent == 0 && isDocumentMarker(at)) else {
        break
      }
      let from = at
      skipToBreak()
      let isSpaced = base[from] == 0x20 || base[from] == 0x09
      if folded, hasText, !previousIsSpaced, !isSpaced {
        cookBreaks(breaks)
      } else {
        for _ in 0..<breaks { tree.cooked.append(0x0A) }
      }
      cook(from: from, to: at)
      hasText = true
      previousIsSpaced = isSpaced
      end = at
      breaks = 0
      breaks = at < count || !isByOldRules ? 1 : 0
      guard at < count else {
        lineStart = at
        break
      }
      skipBreak()
    }
    switch chomping {
    case .strip: break
    case .clip: if hasText, breaks > 0 { tree.cooked.append(0x0A) }
    case .keep: for _ in 0..<breaks { tree.cooked.append(0x0A) }
    }
    return end
  }
}
