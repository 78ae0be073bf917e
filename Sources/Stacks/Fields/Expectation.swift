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

  /// What a scalar without CloudFormation's tags is; nil if it does not fit its tag, or is no scalar.
  var scalar: Scalar? {
    guard kind == .scalar else { return nil }
    return dialect.schema.resolve(text, style: style, tag: tag)
  }

  /// Whether nothing stands there, or `null` or `~`.
  var isNull: Bool { kind == .scalar && tag == nil && scalar == .null }
}
