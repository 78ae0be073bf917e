internal import Documents

/// Writes values of a plan in little space.
struct ValueText: Sendable {
  /// What logical ids are called in the stack file.
  var names: [String: String]

  /// Beyond this a value is cut: `--json` has all of it.
  private static let limit = 600

  /// The value on one line; what only the deployment will tell looks as in a stack file.
  func text(_ value: Value) -> String {
    let whole = part(value)
    guard whole.utf8.count > Self.limit else { return whole }
    return "\(whole.prefix(Self.limit))… (cut; --json has all of it)"
  }

  private func part(_ value: Value) -> String {
    switch value {
    case .object(let object):
      if let reference = reference(object) { return reference }
      let members = object.members.map { "\(Self.key($0.key)): \(part($0.value))" }
      return members.isEmpty ? "{}" : "{\(members.joined(separator: ", "))}"
    case .array(let elements): return "[\(elements.map(part).joined(separator: ", "))]"
    case .string(let text): return Self.quoted(text)
    case .null, .bool, .number: return value.canonicalJSON
    }
  }

  /// A call that stands for a resource, as a stack file writes it.
  private func reference(_ object: Value.Object) -> String? {
    guard object.count == 1, let call = object.members.first else { return nil }
    switch (call.key, call.value) {
    case ("Ref", .string(let id)): return "${\(Visible.line(names[id] ?? id))}"
    case ("Fn::GetAtt", .array(let parts)):
      guard case .string(let id)? = parts.first, case .string(let attribute)? = parts.last,
        parts.count == 2
      else { return nil }
      return "${\(Visible.line(names[id] ?? id)).\(Visible.line(attribute))}"
    case ("Fn::Join", .array(let parts)):
      guard parts.count == 2, parts[0] == "", case .array(let pieces) = parts[1] else { return nil }
      return joined(pieces)
    default: return nil
    }
  }

  /// Pieces of a text, put together as a stack file writes it; nil if one is none.
  private func joined(_ pieces: [Value]) -> String? {
    var text = ""
    for piece in pieces {
      switch piece {
      case .string(let literal): text += literal
      case .object(let object):
        guard let reference = reference(object), reference.hasPrefix("$") else { return nil }
        text += reference
      case .null, .bool, .number, .array: return nil
      }
    }
    return Self.quoted(text)
  }

  private static func key(_ key: String) -> String {
    let isBare =
      !key.isEmpty
      && key.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
          || $0 == "-" || $0 == "_"
      }
    return isBare ? key : quoted(key)
  }

  static func quoted(_ text: String) -> String {
    shortened(Visible.line(Value.string(text).canonicalJSON))
  }

  /// A text whose long digests are cut: nobody compares more than their first digits.
  private static func shortened(_ text: String) -> String {
    text.replacing(/[0-9a-f]{40,}/) { "\($0.output.prefix(12))…" }
  }
}
