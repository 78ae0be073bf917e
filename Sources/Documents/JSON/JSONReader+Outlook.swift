internal import Diagnostics

/// Looking ahead, without reading.
extension JSONReader {
  /// Whether the byte here looks like the beginning of a value.
  func valueBegins(_ byte: UInt8) -> Bool {
    switch byte {
    case .quote, .openBrace, .openBracket, UInt8(ascii: "'"), .minus: true
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      ["true", "false", "null"].contains(
        source.text(in: Span(start: at, end: bytes.endOfWord(from: at))))
    default: byte.isDigit
    }
  }

  /// Whether a key seems to begin here: a string or word that a colon follows.
  func keyBegins() -> Bool {
    var end: Int
    if bytes[at] == .quote || bytes[at] == UInt8(ascii: "'") {
      end = endOfString(at: at)
    } else {
      end = bytes.endOfWord(from: at)
      if end == at { return false }
    }
    while end < bytes.count, bytes[end] == .space || bytes[end] == .tab { end += 1 }
    return bytes.byte(end) == .colon
  }

  /// Where the string at an offset ends, at its closing quote or with its line.
  func endOfString(at offset: Int) -> Int {
    let quote = bytes[offset]
    var index = offset + 1
    while index < bytes.count, !bytes[index].isLineBreak {
      if bytes[index] == quote { return index + 1 }
      index += bytes[index] == .backslash && !bytes.byte(index + 1).isLineBreak ? 2 : 1
    }
    return min(index, bytes.count)
  }

  /// Where the token at an offset ends, for pointing at it.
  func endOfToken(from offset: Int) -> Int {
    if bytes[offset] == .quote || bytes[offset] == UInt8(ascii: "'") {
      return endOfString(at: offset)
    }
    let end = bytes.endOfWord(from: offset)
    return end > offset ? end : bytes.endOfCharacter(at: offset)
  }

  /// Where the collection at an offset ends, if it does.
  func endOfCollection(at offset: Int) -> Int {
    var depth = 0
    var index = offset
    while index < bytes.count {
      switch bytes[index] {
      case .openBrace, .openBracket: depth += 1
      case .closeBrace, .closeBracket: depth -= 1
      case .quote: index = endOfString(at: index) - 1
      default: break
      }
      index += 1
      if depth == 0 { return index }
    }
    return bytes.count
  }

  /// Where the next comma, closing bracket or line stands that belongs to the current collection.
  func endOfRest(from offset: Int) -> Int {
    var index = offset
    while index < bytes.count {
      switch bytes[index] {
      case .openBrace, .openBracket: index = endOfCollection(at: index)
      case .quote: index = endOfString(at: index)
      case .comma, .closeBrace, .closeBracket, .lineFeed, .carriageReturn: return index
      default: index += 1
      }
    }
    return bytes.count
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the run of letters, digits and signs that begins at an offset ends.
  func endOfWord(from offset: Int) -> Int {
    var index = offset
    while index < count {
      let byte = self[index]
      if byte <= .space || byte == 0x7F || byte.isJSONStructure || byte == .quote
        || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ";")
      {
        break
      }
      if byte >= 0x80, foreignSpace(at: index) != nil { break }
      if byte == UInt8(ascii: "/"), self.byte(index + 1) == byte || self.byte(index + 1) == 0x2A {
        break
      }
      index += 1
    }
    return index
  }
}
