package import Diagnostics
package import Documents

/// A template as it was read from a file: its value, and where its parts are written.
package struct TemplateFile {
  package let value: Value
  let root: Node
  /// What was looked up in large collections, by the index of their node.
  private var contents: [Int: Contents] = [:]
  /// Where the `${…}` of texts are written, by where the text begins.
  private var variables: [Int: [String: Span]] = [:]

  /// Takes the document of a file.
  package init(_ root: Node, _ value: Value) {
    self.root = root
    self.value = value
  }

  /// Whether a text that could not be read whole looks like a template: by its keys as far as they
  /// could be read, and by the words in it where they could not.
  package static func mayBeTemplate(_ source: Source, _ root: Node?) -> Bool {
    let keys = root?.resolved.entries.filter { $0.key.kind == .scalar }.map(\.key.text) ?? []
    return keys.contains("AWSTemplateFormatVersion") || keys.contains("Resources")
      || source.contains("AWSTemplateFormatVersion")
      || source.contains("Resources") && source.contains("AWS::")
  }

  /// Whether a file that nobody named is to be taken for a template: it says so, or it has resources
  /// with types.
  package static func isTemplate(_ value: Value) -> Bool {
    guard let body = value.object else { return false }
    if body["AWSTemplateFormatVersion"] != nil { return true }
    guard let resources = body["Resources"]?.object else { return false }
    return resources.members.contains { member in
      member.value.object?["Type"]?.text?.contains("::") ?? false
    }
  }

  /// The place of a finding, or of the nearest thing around it.
  package mutating func place(of finding: Finding) -> Place {
    let place = place(of: finding.path, isAboutKey: finding.isAboutKey)
    guard let variable = finding.variable else { return place }
    // A text may have many of them.
    let spans = variables[place.span.start] ?? Self.variables(in: place)
    variables[place.span.start] = spans
    // Escapes may hide what is meant.
    return spans[variable].map { Place(place.source, $0) } ?? place
  }

  /// Where each `${Name}` is written first in a text.
  private static func variables(in text: Place) -> [String: Span] {
    let bytes = text.source.bytes[text.span.start..<text.span.end]
    var spans: [String: Span] = [:]
    var index = bytes.startIndex
    // Behind the last brace nothing is looked for.
    let last = bytes.lastIndex(of: UInt8(ascii: "}")) ?? index
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "$")) {
      index = start + 1
      guard index < last, bytes[index] == UInt8(ascii: "{"),
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "}"))
      else { continue }
      let written = SubText(String(decoding: bytes[start...end], as: UTF8.self))
      if let name = written.variables.first, spans[name] == nil {
        spans[name] = Span(start: start, end: end + 1)
      }
      index = end + 1
    }
    return spans
  }

  /// The place that a path leads to, or of the nearest thing around it.
  package mutating func place(of path: Path, isAboutKey: Bool = false) -> Place {
    var node = root.resolved
    var place = root.place
    for (index, step) in path.steps.enumerated() {
      let isKeyMeant = isAboutKey && index == path.steps.count - 1
      switch step {
      case .key(let key):
        // A function's short form is a tag on what it takes.
        if let tag = node.tag, Self.name(ofTag: tag) == key {
          place = node.place
          continue
        }
        guard let entry = entry(of: node, key) else { return place }
        node = entry.value.resolved
        place = isKeyMeant ? entry.key.place : node.place
        // What is not written has no place of its own.
        if place.span.isEmpty { place = entry.key.place }
      case .index(let index):
        if node.kind == .mapping, let entry = entry(of: node, number: index) {
          node = entry.value.resolved
          place = isKeyMeant ? entry.key.place : node.place
          continue
        }
        guard node.kind == .sequence else { continue }
        guard let element = element(of: node, index) else { return place }
        node = element.resolved
        place = node.place
      }
    }
    return place
  }

  // MARK: - Large collections

  /// The parts of a collection, so that not all of them are looked through for each.
  private struct Contents {
    var elements: [Node] = []
    var entries: [String: Node.Entry] = [:]
    var numbers: [Int: Node.Entry] = [:]

    init(of node: Node) {
      guard node.kind == .mapping else {
        elements = Array(node.elements)
        return
      }
      for entry in node.fields where entry.key.kind == .scalar {
        let key = entry.key.text
        if entries[key] == nil { entries[key] = entry }
        if let number = Int(key), numbers[number] == nil { numbers[number] = entry }
      }
    }
  }

  private mutating func contents(of node: Node) -> Contents {
    if let found = contents[node.index] { return found }
    let made = Contents(of: node)
    contents[node.index] = made
    return made
  }

  private mutating func entry(of node: Node, _ key: String) -> Node.Entry? {
    guard node.entries.count <= Self.few else { return contents(of: node).entries[key] }
    return node.fields.first { $0.key.kind == .scalar && $0.key.text == key }
  }

  private mutating func entry(of node: Node, number: Int) -> Node.Entry? {
    guard node.entries.count <= Self.few else { return contents(of: node).numbers[number] }
    return node.fields.first { Int($0.key.text) == number }
  }

  private mutating func element(of node: Node, _ index: Int) -> Node? {
    guard index < node.elements.count else { return nil }
    guard node.elements.count <= Self.few else { return contents(of: node).elements[index] }
    return node.elements.dropFirst(index).first { _ in true }
  }

  private static let few = 16

  private static func name(ofTag tag: String) -> String? {
    guard tag.hasPrefix("!") else { return nil }
    let name = String(tag.dropFirst())
    return name == "Ref" || name == "Condition" ? name : "Fn::" + name
  }
}

extension Source {
  /// Whether a word of ASCII letters stands in the text.
  fileprivate func contains(_ word: StaticString) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let wanted = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      var start = 0
      while start + wanted.count <= bytes.count {
        guard let first = bytes[start...].firstIndex(of: wanted[0]),
          first + wanted.count <= bytes.count
        else { return false }
        if bytes[first..<(first + wanted.count)].elementsEqual(wanted) { return true }
        start = first + 1
      }
      return false
    }
  }
}
