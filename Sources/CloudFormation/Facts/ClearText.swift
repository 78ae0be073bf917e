package import Documents

/// What stands in clear in a text that functions put together.
package struct ClearText: Sendable {
  /// Whether there is something that could be a secret: a letter or a digit.
  private var hasWords = false
  /// Whether something comes from elsewhere: another resource, a parameter, a store of secrets.
  private var isFetched = false

  /// Looks through a value with its functions.
  package init(of value: Value) {
    visit(value)
  }

  /// Whether all of it stands there.
  package var isAll: Bool { hasWords && !isFetched }

  private mutating func visit(_ value: Value) {
    switch value {
    case .string(let text): take(text)
    case .array(let elements): for element in elements { visit(element) }
    case .object(let object):
      guard let call = Intrinsic.call(in: object) else {
        for member in object.members { visit(member.value) }
        return
      }
      switch call.function {
      case .ref: fetch(call.argument)
      case .sub: substitute(call.argument)
      case .join, .select, .split, .base64: visit(call.argument)
      default: isFetched = true
      }
    case .number, .bool: hasWords = true
    case .null: return
    }
  }

  private mutating func take(_ text: String) {
    if text.contains("{{resolve:") { isFetched = true }
    if text.contains(where: { $0.isLetter || $0.isNumber }) { hasWords = true }
  }

  /// What is the same for everybody who looks is no secret.
  private mutating func fetch(_ name: Value) {
    if case .string(let name) = name, PseudoParameter(rawValue: name) != nil { return }
    isFetched = true
  }

  private mutating func substitute(_ argument: Value) {
    let (text, variables) =
      switch argument {
      case .array(let parts): (parts.first ?? .null, parts.dropFirst().first ?? .null)
      default: (argument, Value.null)
      }
    guard case .string(let text) = text else {
      isFetched = true
      return
    }
    var own: [String: Value] = [:]
    if case .object(let object) = variables {
      for member in object.members { own[member.key] = member.value }
    }
    for piece in SubText(text).pieces {
      switch piece {
      case .literal(let literal): take(literal)
      case .variable(let name):
        if let value = own[name] { visit(value) } else { fetch(.string(name)) }
      }
    }
  }
}
