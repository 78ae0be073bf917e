/// A reading as the line of events by which YAML's readers are compared with each other: what is
/// written, its styles, tags and anchors, without places and layout.
///
/// Two files with the same events mean the same to every YAML reader.
package struct Events: Sendable {
  package private(set) var lines: [String] = []

  package init(_ reading: Reading) {
    lines.append("+STR")
    for root in reading.documents {
      let document = root.tree.documents.first { $0.root == root.index }
      lines.append(document?.startMarker == nil ? "+DOC" : "+DOC ---")
      add(root)
      lines.append(document?.endMarker == nil ? "-DOC" : "-DOC ...")
    }
    lines.append("-STR")
  }

  private mutating func add(_ node: Node) {
    switch node.kind {
    case .alias: lines.append("=ALI *\(node.text)")
    case .scalar:
      lines.append("=VAL\(properties(of: node)) \(sign(of: node.style))\(escaped(node.text))")
    case .sequence:
      lines.append("+SEQ\(node.style == .flow ? " []" : "")\(properties(of: node))")
      for element in node.elements { add(element) }
      lines.append("-SEQ")
    case .mapping:
      lines.append("+MAP\(node.style == .flow ? " {}" : "")\(properties(of: node))")
      for entry in node.entries {
        add(entry.key)
        add(entry.value)
      }
      lines.append("-MAP")
    }
  }

  private func properties(of node: Node) -> String {
    var text = ""
    if let anchor = node.anchor { text += " &\(anchor)" }
    if let tag = node.tag { text += " <\(tag)>" }
    return text
  }

  private func sign(of style: NodeStyle) -> String {
    switch style {
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    case .plain, .absent, .block, .flow: ":"
    }
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
