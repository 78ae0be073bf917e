/// Writes XML as the services do: no white space between elements.
package struct XMLWriter: Sendable {
  /// What was written so far.
  package private(set) var bytes: [UInt8]

  /// Begins a document.
  package init() {
    bytes = []
  }

  /// An element with whatever the closure writes inside it.
  package mutating func element(
    _ name: String, namespace: String? = nil, _ inside: (inout XMLWriter) -> Void
  ) {
    open(name, namespace: namespace)
    inside(&self)
    close(name)
  }

  /// An element that holds a text.
  package mutating func element(_ name: String, _ text: String) {
    open(name, namespace: nil)
    Self.escape(text, into: &bytes)
    close(name)
  }

  /// An element that holds a text, if there is one.
  package mutating func element(_ name: String, optional text: String?) {
    if let text { element(name, text) }
  }

  /// A list as the query protocol has it: every item in an element `member`.
  package mutating func list<Items: Sequence>(
    _ name: String, _ items: Items, _ each: (inout XMLWriter, Items.Element) -> Void
  ) {
    element(name) { writer in
      for item in items { writer.element("member") { each(&$0, item) } }
    }
  }

  /// Bare text inside the open element.
  package mutating func text(_ text: String) {
    Self.escape(text, into: &bytes)
  }

  /// An element with its attributes and everything inside.
  package mutating func element(_ element: XMLElement) {
    bytes += "<\(element.name)".utf8
    for attribute in element.attributes {
      bytes += " \(attribute.name)=\"".utf8
      Self.escape(attribute.value, isAttribute: true, into: &bytes)
      bytes.append(0x22)
    }
    bytes.append(0x3E)
    Self.escape(element.text, into: &bytes)
    for child in element.children { self.element(child) }
    close(element.name)
  }

  private mutating func open(_ name: String, namespace: String?) {
    bytes += "<\(name)".utf8
    if let namespace {
      bytes += " xmlns=\"".utf8
      Self.escape(namespace, isAttribute: true, into: &bytes)
      bytes.append(0x22)
    }
    bytes.append(0x3E)
  }

  private mutating func close(_ name: String) {
    bytes += "</\(name)>".utf8
  }

  /// Carriage returns and what XML 1.0 has no place for become references, so that they come back
  /// as they were; a reader that is stricter than AWS's may still refuse the latter.
  private static func escape(
    _ text: String, isAttribute: Bool = false, into output: inout [UInt8]
  ) {
    for byte in text.utf8 {
      switch byte {
      case 0x26: output += "&amp;".utf8
      case 0x3C: output += "&lt;".utf8
      case 0x3E: output += "&gt;".utf8
      case 0x22: output += "&quot;".utf8
      case 0x00: output += "\u{FFFD}".utf8
      case 0x09 where !isAttribute, 0x0A where !isAttribute: output.append(byte)
      case 0x01...0x1F, 0x7F: output += "&#x\(String(byte, radix: 16));".utf8
      default: output.append(byte)
      }
    }
  }
}
