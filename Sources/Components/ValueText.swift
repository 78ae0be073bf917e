internal import Documents

extension Value {
  /// Texts put together, some of which only a deployment knows.
  static func joined(_ parts: [Value], by separator: String = "") -> Value {
    if parts.count == 1 { return parts[0] }
    let texts = parts.compactMap { part in if case .string(let text) = part { text } else { nil } }
    if texts.count == parts.count { return .string(texts.joined(separator: separator)) }
    return ["Fn::Join": [.string(separator), .array(parts)]]
  }
}
