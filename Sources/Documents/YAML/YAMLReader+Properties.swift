internal import Diagnostics

/// Anchors, aliases, tags and directives.
extension YAMLReader {
  /// Reads the anchor and the tag before a node, in any order, as far as they stand in one line.
  /// False where something is wrong with them; then it has been reported.
  mutating func readProperties(into properties: inout NodeProperties, inFlow: Bool) -> Bool {
    while true {
      let start = at
      if byte(at) == ascii("&") {
        at += 1
        let name = readName()
        let span = Span(start: start, end: at)
        guard !name.isEmpty else {
          reportReserved(at: start)
          return false
        }
        guard properties.anchor == nil else {
          reportSecondProperty("anchor", span, first: properties.anchorSpan)
          return false
        }
        properties.anchor = name
        properties.anchorSpan = span
      } else if byte(at) == ascii("!") {
        guard let tag = readTag() else { return false }
        let span = Span(start: start, end: at)
        guard properties.tag == nil else {
          reportSecondProperty("tag", span, first: properties.tagSpan)
          return false
        }
        properties.tag = tag
        properties.tagSpan = span
      } else {
        return true
      }
      guard isGap(at) || inFlow && isFlowIndicator(at) else {
        reportAfterProperty(from: start)
        return false
      }
      skipBlanks()
    }
  }

  /// Adds properties from a further line to those from earlier ones.
  mutating func merge(_ more: NodeProperties, into properties: inout NodeProperties) {
    if let tag = more.tag {
      if properties.tag != nil {
        reportSecondProperty("tag", more.tagSpan, first: properties.tagSpan)
      } else {
        properties.tag = tag
        properties.tagSpan = more.tagSpan
      }
    }
    if let anchor = more.anchor {
      if properties.anchor != nil {
        reportSecondProperty("anchor", more.anchorSpan, first: properties.anchorSpan)
      } else {
        properties.anchor = anchor
        properties.anchorSpan = more.anchorSpan
      }
    }
  }

  /// Reads the name of an anchor or alias.
  private mutating func readName() -> String {
    let start = at
    while !isGap(at), !isFlowIndicator(at) { at += 1 }
    return source.text(in: Span(start: start, end: at))
  }

  /// Reads an alias, which stands for the node its anchor was given to.
  mutating func readAlias(inside n: Int, _ properties: NodeProperties) -> Bool {
    let start = at
    at += 1
    let name = readName()
    guard !name.isEmpty else {
      reportReserved(at: start)
      if !inFlow { skipRest(inside: n) }
      return false
    }
    guard let target = anchors[name] else {
      reportUndefinedAlias(name, from: start)
      appendAbsent(NodeProperties(), at: start)
      tree.records[nextIndex - 1].flags |= Record.isDamaged
      return true
    }
    if !properties.isEmpty { reportPropertiesOnAlias(properties.span) }
    if tree.records[Int(target)].next == 0 {
      reportEndlessAlias(name, Span(start: start, end: at), target: Int(target))
      appendAbsent(NodeProperties(), at: start)
      return true
    }
    append(
      .alias, .plain, from: start, to: at, content: Int(target), length: at - start - 1,
      NodeProperties())
    return true
  }

  /// Whether the innermost open collection is a flow collection.
  var inFlow: Bool {
    parent != Record.noParent && tree.records[Int(parent)].style == .flow
  }

  // MARK: Tags

  /// Reads a tag and spells it out; nil where it is none, then that has been reported.
  private mutating func readTag() -> String? {
    let start = at
    at += 1
    if byte(at) == ascii("<") {
      at += 1
      let from = at
      while !isGap(at), byte(at) != ascii(">") { at += 1 }
      guard byte(at) == ascii(">"), at > from, let uri = decodeURI(from: from, to: at),
        uri != "!", isTag(uri)
      else {
        reportTag(Span(start: start, end: at))
        return nil
      }
      at += 1
      return uri
    }
    // `!`, `!suffix`, `!!suffix` or `!handle!suffix`.
    while Self.isWordCharacter(byte(at)) { at += 1 }
    if byte(at) == ascii("!") {
      at += 1
      let handle = source.text(in: Span(start: start, end: at))
      guard let prefix = handles[handle] ?? (handle == "!!" ? "tag:yaml.org,2002:" : nil) else {
        passTagCharacters()
        reportTagHandle(handle, Span(start: start, end: at))
        return nil
      }
      let from = at
      passTagCharacters()
      guard at > from, let suffix = decodeURI(from: from, to: at) else {
        reportTag(Span(start: start, end: at))
        return nil
      }
      return prefix + suffix
    }
    passTagCharacters()
    guard let suffix = decodeURI(from: start + 1, to: at) else {
      reportTag(Span(start: start, end: at))
      return nil
    }
    return suffix.isEmpty ? "!" : (handles["!"] ?? "!") + suffix
  }

  private func isTag(_ uri: String) -> Bool {
    // A local tag, or a URI with a scheme.
    uri.hasPrefix("!") || uri.utf8.contains(ascii(":"))
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case ascii("a")...ascii("z"), ascii("A")...ascii("Z"), ascii("0")...ascii("9"), ascii("-"): true
    default: false
    }
  }

  private mutating func passTagCharacters() {
    while !isGap(at), !isFlowIndicator(at), byte(at) != ascii("!") { at += 1 }
  }

  /// The characters of a part of a tag, `%21` and its like decoded; nil where an escape is wrong or
  /// a character may not stand in a tag.
  private func decodeURI(from start: Int, to end: Int) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - start)
    var position = start
    while position < end {
      let byte = base[position]
      if byte == ascii("%") {
        guard position + 2 < end, let high = hexDigit(base[position + 1]),
          let low = hexDigit(base[position + 2])
        else { return nil }
        bytes.append(high << 4 | low)
        position += 3
        continue
      }
      switch byte {
      case ascii("\""), ascii("<"), ascii(">"), ascii("\\"), ascii("^"), ascii("`"), ascii("{"),
        ascii("|"), ascii("}"):
        return nil
      default: bytes.append(byte)
      }
      position += 1
    }
    return String(validating: bytes, as: UTF8.self)
  }

  // MARK: Directives

  /// Reads the `%` lines before a document.
  mutating func readDirectives(into document: inout DocumentRecord) {
    var version: Span?
    while indent == 0, byte(at) == ascii("%") {
      let start = at
      var words: [Span] = []
      while !isBreak(at) {
        skipBlanks()
        if byte(at) == ascii("#"), startsComment(at) {
          readComment()
          break
        }
        let from = at
        while !isGap(at) { at += 1 }
        if at > from { words.append(Span(start: from, end: at)) }
      }
      let span = Span(start: start, end: words.last?.end ?? at)
      document.directives.append(span)
      let texts = words.map { source.text(in: $0) }
      switch texts.first {
      case "%YAML":
        if let version {
          reportDirective(span, "a second `%YAML` directive, expected one at most", first: version)
        } else if texts.count != 2 || !isVersion(texts[1]) {
          reportDirective(span, "`%YAML` wants a version and nothing else, expected `%YAML 1.2`")
        } else if !texts[1].hasPrefix("1.") {
          reportDirective(span, "YAML \(texts[1]) is not known, expected `%YAML 1.2`")
        }
        version = span
      case "%TAG":
        if texts.count == 3, isHandle(texts[1]) {
          if handles.updateValue(texts[2], forKey: texts[1]) != nil {
            reportDirective(span, "the handle `\(texts[1])` is declared twice")
          }
        } else {
          reportDirective(
            span, "`%TAG` wants a handle and a prefix, expected `%TAG !e! tag:example.com,2000:`")
        }
      default: break
      }
      skipBreak()
      nextLine()
    }
  }

  private func isVersion(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private func isHandle(_ text: String) -> Bool {
    text == "!" || text == "!!"
      || text.count > 2 && text.hasPrefix("!") && text.hasSuffix("!")
        && text.utf8.dropFirst().dropLast().allSatisfy { Self.isWordCharacter($0) }
  }
}
