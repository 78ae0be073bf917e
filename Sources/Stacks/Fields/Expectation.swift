internal import Documents

extension Node {
  /// What the node is, in words that fit behind "this is".
  var words: String {
    let node = resolved
    switch node.kind {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar: break
    }
    if let tag = node.tag, ShortTags.name(of: tag) != nil { return "a CloudFormation function" }
    switch node.scalar {
    case .null: return "nothing"
    case .bool(let value): return "`\(value)`"
    case .number: return "the number `\(node.spelling)`"
    case .string, nil: return "a text"
    }
  }
}
