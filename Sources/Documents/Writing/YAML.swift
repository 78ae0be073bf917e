extension Value {
  /// The value as a YAML document in block style that YAML 1.2 and 1.1 read alike, with a final
  /// line break.
  package var yaml: String {
    var writer = YAMLWriter(limit: .max)
    writer.write(self)
    return writer.text
  }

  /// `yaml` in UTF-8, or `nil` if that takes more bytes than the limit. No more memory than a small
  /// multiple of the limit is taken to find out.
  package func yamlBytes(within limit: Int) -> [UInt8]? {
    var writer = YAMLWriter(limit: limit)
    writer.write(self)
    return writer.isFull ? nil : Array(writer.text.utf8)
  }
}

/// Writes values as block-style YAML: two spaces a level, strings quoted only where they must be.
private struct YAMLWriter {
  var text = ""
  /// How many bytes are worth writing.
  let limit: Int

  /// Whether there is more than the limit: then the rest is left out.
  var isFull: Bool { text.utf8.count > limit }

  init(limit: Int) {
    self.limit = limit
  }

  /// A `:` must follow an implicit key within so many characters (YAML 1.2 §7.4.2).
  private static let longestImplicitKey = 1_024

  mutating func write(_ value: Value) {
    if value.hasChildren {
      write(children: value, column: 0)
    } else {
      // At the root the width that an indentation indicator counts from is disputed.
      write(leaf: value, column: 0, isRoot: true)
    }
  }

  /// Writes what a non-empty collection holds; the first line is indented already.
  private mutating func write(children value: Value, column: Int) {
    var isFirst = true
    func startLine() {
      if !isFirst { indent(column) }
      isFirst = false
    }
    switch value {
    case .array(let elements):
      for element in elements where !isFull {
        startLine()
        text += "- "
        write(inline: element, column: column)
      }
    case .object(let object):
      for member in object.members where !isFull {
        startLine()
        write(member, column: column)
      }
    default:
      break
    }
  }

  private mutating func write(_ member: Value.Object.Member, column: Int) {
    let key = YAMLString(member.key).inline
    if key.utf8.count > Self.longestImplicitKey {
      text += "? " + key + "\n"
      indent(column)
      text += ": "
      write(inline: member.value, column: column)
      return
    }
    text += key + ":"
    if member.value.hasChildren {
      text += "\n"
      indent(column + 2)
      write(children: member.value, column: column + 2)
    } else {
      text += " "
      write(leaf: member.value, column: column)
    }
  }

  /// Writes a value after the indicator of an entry: collections begin on the same line.
  private mutating func write(inline value: Value, column: Int) {
    if value.hasChildren {
      write(children: value, column: column + 2)
    } else {
      write(leaf: value, column: column)
    }
  }

  /// Writes a scalar or an empty collection, and the line break after it.
  private mutating func write(leaf value: Value, column: Int, isRoot: Bool = false) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number): text += number.yaml
    case .array: text += "[]"
    case .object: text += "{}"
    case .string(let string):
      let string = YAMLString(string)
      if string.suitsLiteral, !(isRoot && string.needsIndentationIndicator) {
        write(literal: string, column: column + 2)
        return
      }
      text += string.inline
    }
    text += "\n"
  }

  private mutating func write(literal string: YAMLString, column: Int) {
    text += "|"
    if string.needsIndentationIndicator { text += "2" }
    var lines = string.text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    switch lines.reversed().prefix(while: \.isEmpty).count {
    case 0: text += "-"
    case 1: break
    default: text += "+"
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    text += "\n"
    for line in lines where !isFull {
      if !line.isEmpty { indent(column) }
      text += String(Substring(line))
      text += "\n"
    }
  }

  private mutating func indent(_ column: Int) {
    text += String(repeating: " ", count: column)
  }
}

extension Value {
  /// Whether the value is a collection that is not empty.
  fileprivate var hasChildren: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.isEmpty
    default: false
    }
  }
}

extension Number {
  /// The number as it is spelled; but YAML 1.1 wants a point before an exponent and a sign in it,
  /// and would take `1e3` for text.
  fileprivate var yaml: String {
    let digits = spelling.utf8
    guard let mark = digits.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return spelling
    }
    var text = String(spelling[..<mark])
    if !text.utf8.contains(UInt8(ascii: ".")) { text += ".0" }
    text.append(spelling[mark])
    let exponent = spelling[spelling.index(after: mark)...]
    return text + (exponent.first == "-" || exponent.first == "+" ? "" : "+") + exponent
  }
}
