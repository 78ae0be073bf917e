/// Reads the XML that services answer with.
///
/// Document type declarations are refused, so that there are no entities but the five built-in ones
/// and nothing outside the text is ever looked at. Depth and size are bounded.
package struct XMLReader {
  /// How much is read.
  package struct Limits: Sendable {
    /// In bytes.
    package var size: Int
    /// In elements inside each other.
    package var depth: Int

    package init(size: Int = 64 << 20, depth: Int = 100) {
      self.size = size
      self.depth = depth
    }
  }

  private let bytes: [UInt8]
  private let limits: Limits
  private var index = 0

  private init(_ bytes: [UInt8], _ limits: Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The outermost element of a document in UTF-8.
  package static func read(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(XMLFault) -> XMLElement {
    var reader = XMLReader(bytes, limits)
    return try reader.document()
  }

  // MARK: - Document

  private mutating func document() throws(XMLFault) -> XMLElement {
    guard bytes.count <= limits.size else {
      throw fault("the document has more than \(limits.size) bytes")
    }
    if let damage = firstDamage() { throw fault("this is not UTF-8", at: damage) }
    if starts(with: "\u{FEFF}") { index += 3 }
    if starts(with: "<?xml"), index + 5 < bytes.count, Self.isSpace(bytes[index + 5]) {
      try declaration()
    }
    try miscellany()
    guard index < bytes.count else { throw fault("there is no element") }
    guard bytes[index] == 0x3C, !starts(with: "</") else {
      throw fault("an element was expected")
    }
    let root = try element()
    try miscellany()
    guard index == bytes.count else { throw fault("something stands behind the document's end") }
    return root
  }

  private func firstDamage() -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return offset
      }
    }
  }

  private mutating func declaration() throws(XMLFault) {
    let start = index
    index += 5
    guard let end = find("?>") else { throw fault("the XML declaration has no end", at: start) }
    let text = String(decoding: bytes[index..<end], as: UTF8.self).lowercased()
    index = end + 2
    guard let encoding = text.utf8.firstRange(of: "encoding".utf8) else { return }
    let value = text[encoding.upperBound...].filter { !" \t\r\n=\"'".contains($0) }
    guard ["utf-8", "utf8", "us-ascii"].contains(where: value.hasPrefix) else {
      throw fault("the document is not in UTF-8", at: start)
    }
  }

  /// White space, comments and processing instructions outside the outermost element.
  private mutating func miscellany() throws(XMLFault) {
    while index < bytes.count {
      if Self.isSpace(bytes[index]) {
        index += 1
      } else if starts(with: "<!--") {
        try skip("<!--", "-->", "comment")
      } else if starts(with: "<?") {
        try skip("<?", "?>", "processing instruction")
      } else if starts(with: "<!") {
        throw fault("document type declarations are not accepted")
      } else {
        return
      }
    }
  }

  // MARK: - Elements

  /// Reads an element with all inside. Open elements are kept in a list, so that a deep document
  /// cannot exhaust the stack.
  private mutating func element() throws(XMLFault) -> XMLElement {
    var open: [Open] = []
    while true {
      guard index < bytes.count else {
        let last = open[open.count - 1]
        throw fault("the element `\(last.fullName)` has no end", at: last.start)
      }
      if bytes[index] != 0x3C {
        try characters(into: &open[open.count - 1].text)
      } else if starts(with: "</") {
        let closed = try endTag(of: open.removeLast())
        guard let parent = open.indices.last else { return closed }
        open[parent].element.children.append(closed)
      } else if starts(with: "<![CDATA[") {
        try characterData(into: &open[open.count - 1].text)
      } else if starts(with: "<!--") {
        try skip("<!--", "-->", "comment")
      } else if starts(with: "<?") {
        try skip("<?", "?>", "processing instruction")
      } else {
        guard open.count < limits.depth else {
          throw fault("more than \(limits.depth) elements stand inside each other")
        }
        let (begun, isEmpty) = try startTag()
        guard isEmpty else {
          open.append(begun)
          continue
        }
        guard let parent = open.indices.last else { return begun.element }
        open[parent].element.children.append(begun.element)
      }
    }
  }

  /// An element whose end has not come yet.
  private struct Open {
    var element: XMLElement
    var fullName: String
    var text: [UInt8] = []
    var start: Int
  }

  /// No service writes as many as these; each is held against all before it.
  private static let mostAttributes = 64

  private mutating func startTag() throws(XMLFault) -> (Open, isEmpty: Bool) {
    let start = index
    index += 1
    let fullName = try name("an element's name")
    var element = XMLElement(Self.localName(fullName))
    while true {
      let hadSpace = skipSpace()
      guard index < bytes.count else {
        throw fault("the tag of `\(fullName)` has no end", at: start)
      }
      if bytes[index] == 0x3E {
        index += 1
        return (Open(element: element, fullName: fullName, start: start), false)
      }
      if starts(with: "/>") {
        index += 2
        return (Open(element: element, fullName: fullName, start: start), true)
      }
      guard hadSpace else { throw fault("a space, `/>` or `>` was expected") }
      guard element.attributes.count < Self.mostAttributes else {
        throw fault("the tag of `\(fullName)` has too many attributes", at: start)
      }
      let attribute = try attribute()
      guard !element.attributes.contains(where: { $0.name == attribute.name }) else {
        throw fault("the attribute `\(attribute.name)` stands here twice", at: start)
      }
      element.attributes.append(attribute)
    }
  }

  private mutating func endTag(of open: Open) throws(XMLFault) -> XMLElement {
    let start = index
    index += 2
    let fullName = try name("an element's name")
    guard fullName == open.fullName else {
      throw fault("`\(open.fullName)` ends as `\(fullName)`", at: start)
    }
    _ = skipSpace()
    guard index < bytes.count, bytes[index] == 0x3E else { throw fault("`>` was expected") }
    index += 1
    var element = open.element
    element.text = String(decoding: open.text, as: UTF8.self)
    return element
  }

  private mutating func attribute() throws(XMLFault) -> XMLElement.Attribute {
    let name = try name("an attribute's name")
    _ = skipSpace()
    guard index < bytes.count, bytes[index] == 0x3D else { throw fault("`=` was expected") }
    index += 1
    _ = skipSpace()
    guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else {
      throw fault("a value in quotes was expected")
    }
    let quote = bytes[index]
    let start = index
    index += 1
    var value: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      switch bytes[index] {
      case 0x26: try reference(into: &value)
      case 0x3C: throw fault("`<` in a value has to be written `&lt;`")
      case let byte:
        value.append(Self.isSpace(byte) ? 0x20 : byte)
        index += 1
      }
    }
    guard index < bytes.count else { throw fault("the value has no end", at: start) }
    index += 1
    return XMLElement.Attribute(name, String(decoding: value, as: UTF8.self))
  }

  // MARK: - Text

  /// Text up to the next tag; line breaks of every kind come out as a line feed.
  private mutating func characters(into text: inout [UInt8]) throws(XMLFault) {
    while index < bytes.count, bytes[index] != 0x3C {
      if bytes[index] == 0x26 {
        try reference(into: &text)
      } else {
        append(bytes[index], to: &text)
        index += 1
      }
    }
  }

  private mutating func characterData(into text: inout [UInt8]) throws(XMLFault) {
    let start = index
    index += 9
    guard let end = find("]]>") else { throw fault("the CDATA section has no end", at: start) }
    while index < end {
      append(bytes[index], to: &text)
      index += 1
    }
    index += 3
  }

  private func append(_ byte: UInt8, to text: inout [UInt8]) {
    if byte == 0x0D {
      guard index + 1 == bytes.count || bytes[index + 1] != 0x0A else { return }
      text.append(0x0A)
    } else {
      text.append(byte)
    }
  }

  private mutating func reference(into text: inout [UInt8]) throws(XMLFault) {
    // The longest one is `&#x10FFFF;`, but zeroes may stand in front.
    let end = bytes[index...].prefix(32).firstIndex(of: 0x3B)
    guard let end else { throw fault("`&` in a text has to be written `&amp;`") }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    switch name {
    case "lt": text.append(0x3C)
    case "gt": text.append(0x3E)
    case "amp": text.append(0x26)
    case "quot": text.append(0x22)
    case "apos": text.append(0x27)
    default:
      guard let scalar = Self.scalar(name) else {
        throw fault("`&\(name);` stands for nothing")
      }
      text += String(scalar).utf8
    }
    index = end + 1
  }

  private static func scalar(_ reference: String) -> Unicode.Scalar? {
    guard reference.utf8.first == 0x23 else { return nil }
    let digits = reference.dropFirst()
    let isHex = digits.utf8.first == 0x78
    let number = isHex ? digits.dropFirst() : digits
    guard let first = number.utf8.first, first != 0x2B, first != 0x2D,
      let value = UInt32(number, radix: isHex ? 16 : 10), value != 0
    else { return nil }
    return Unicode.Scalar(value)
  }
}

// MARK: - Small things

extension XMLReader {
  private mutating func name(_ expected: String) throws(XMLFault) -> String {
    let start = index
    while index < bytes.count, Self.isNameByte(bytes[index], isFirst: index == start) { index += 1 }
    guard index > start else { throw fault("\(expected) was expected") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Whether a byte can stand in a name; all beyond ASCII is let pass.
  private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3A, 0x80...: true
    case 0x30...0x39, 0x2D, 0x2E: !isFirst
    default: false
    }
  }

  private static func localName(_ name: String) -> String {
    name.utf8.firstIndex(of: 0x3A).map { String(name[name.utf8.index(after: $0)...]) } ?? name
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private mutating func skipSpace() -> Bool {
    let start = index
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    return index > start
  }

  private mutating func skip(
    _ opening: String, _ closing: String, _ what: String
  ) throws(XMLFault) {
    let start = index
    index += opening.utf8.count
    guard let end = find(closing) else { throw fault("the \(what) has no end", at: start) }
    index = end + closing.utf8.count
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      bytes.count - index >= text.count
        && text.indices.allSatisfy { bytes[index + $0] == text[$0] }
    }
  }

  /// Where a text comes next.
  private func find(_ text: String) -> Int? {
    let text = Array(text.utf8)
    var position = index
    while position + text.count <= bytes.count {
      if bytes[position] == text[0], bytes[position..<(position + text.count)].elementsEqual(text) {
        return position
      }
      position += 1
    }
    return nil
  }

  private func fault(_ message: String, at offset: Int? = nil) -> XMLFault {
    let offset = min(offset ?? index, bytes.count)
    let line = bytes[..<offset].count { $0 == 0x0A } + 1
    return XMLFault(offset: offset, line: line, message: message)
  }
}
