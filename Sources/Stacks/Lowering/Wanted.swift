internal import CloudFormation
internal import Diagnostics
internal import Documents

/// What is wanted where lowering is, outside of components' fields.
enum Wanted {
  /// What the facts of a type say at a path below its properties.
  case property(TypeFacts, PropertyPath)
  /// A text, as in the arguments of functions that put texts together.
  case text
  /// A text that a function makes something else of, by its name: of a reference to a secret, what
  /// it would work on is the reference.
  case material(of: String)
  /// Nobody knows.
  case anything

  /// The same for what stands under a key, or at an index.
  func below(_ step: String) -> Wanted {
    guard case .property(let facts, let path) = self else { return self }
    return .property(facts, PropertyPath(steps: path.steps + [step]))
  }

  /// The kinds of values that are taken; empty where that is not known.
  var types: ValueTypes {
    switch self {
    case .property(let facts, let path):
      Self.types(of: facts.property(at: path), isKey: path.steps.last.map { Int($0) == nil })
    case .text, .material: .string
    case .anything: []
    }
  }

  /// Under keys of the user's own, such as the names of environment variables, schemas often allow
  /// anything: then a text is what becomes of it.
  private static func types(of property: PropertyFacts?, isKey: Bool?) -> ValueTypes {
    guard let property else { return [] }
    let types = property.schema.types
    let isFree = isKey == true && property.path.steps.last == "*"
    return isFree && types.contains(.string) && types.contains(.object) ? .string : types
  }
}

extension ValueTypes {
  /// Whether of all scalars only texts are taken.
  var areTexts: Bool {
    contains(.string) && isDisjoint(with: [.number, .integer, .boolean])
  }

  /// Whether of all scalars only numbers are taken.
  var areNumbers: Bool {
    !isDisjoint(with: [.number, .integer]) && isDisjoint(with: [.string, .boolean])
  }

  /// Whether of all scalars only booleans are taken.
  var areFlags: Bool {
    contains(.boolean) && isDisjoint(with: [.string, .number, .integer])
  }
}

extension StackLowering {
  /// Lowers what stands under a key, or at an index.
  mutating func below<Result>(
    _ step: @autoclosure () -> String, _ body: (inout StackLowering) -> Result
  ) -> Result {
    guard case .property = expected else { return body(&self) }
    return wanting(expected.below(step()), body)
  }

  /// Lowers something in a place that wants something else.
  mutating func wanting<Result>(
    _ wanted: Wanted, _ body: (inout StackLowering) -> Result
  ) -> Result {
    let before = expected
    expected = wanted
    defer { expected = before }
    return body(&self)
  }

  /// A plain scalar without references, as the place wants it; nil where it is what it looks like.
  mutating func typed(_ node: Node) -> Value? {
    guard node.style == .plain, node.tag == nil else { return nil }
    switch node.scalar {
    case .number(let number)? where number.isFinite: return typed(node, number)
    case .bool(let value)?:
      guard expected.types.areTexts else { return .bool(value) }
      warnIfRespelled(node)
      return .string(node.text)
    case .string(let text)?: return typed(node, text)
    case .number?, .null?, nil: return nil
    }
  }

  private mutating func typed(_ node: Node, _ number: Number) -> Value? {
    let types = expected.types
    if types.areTexts {
      warnIfRespelled(node)
      return .string(node.text)
    }
    guard number.fitsDouble else {
      let isLarge = number.double.isInfinite
      diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .error,
          "`\(node.text)` is too \(isLarge ? "large" : "small") a number for any service",
          at: node.place, hint: .init("quote it if it is meant as a text")))
      return .null
    }
    if types.isDisjoint(with: [.number, .integer]) {
      warnIfLossy(node, number)
    } else {
      warnIfOdd(node, number)
    }
    return .number(number.canonicalForm)
  }

  /// A text where the place may want something else, or that other programs read otherwise.
  private mutating func typed(_ node: Node, _ text: String) -> Value? {
    guard let first = text.utf8.first else { return nil }
    let mayBeNumber = (0x30...0x39).contains(first)
    let meant = FieldReader.flagWords[text.lowercased()]
    guard mayBeNumber || meant != nil || text.count == 1 else { return nil }
    let types = expected.types
    if types.areTexts {
      warnIfRespelled(node)
    } else if types.areFlags, meant != nil {
      var reader = FieldReader()
      _ = reader.flag(node, node.what)
      diagnostics += reader.diagnostics
      return .null
    } else if types.areNumbers, mayBeNumber, Number(json: text) == nil {
      diagnostics.append(
        Diagnostic(
          StackCode.wrongType, .error,
          "\(node.what) takes a number; `\(text)` is a text", at: node.place,
          hint: .init(
            "CloudFormation takes no units: write the number alone, in the unit of the property")))
      return .null
    }
    return nil
  }

  /// A number that would be written otherwise, where nobody knows whether it is one.
  private mutating func warnIfLossy(_ node: Node, _ number: Number) {
    let again = number.canonical
    guard again != node.text else { return }
    diagnostics.append(
      Diagnostic(
        StackCode.numberWrittenOddly, .warning, "`\(node.text)` is read as the number \(again)",
        at: node.place,
        hint: .init(
          "quote it if it is meant as a text",
          edit: Diagnostic.Edit(node.span, replacement: "\"\(node.spelling)\""))))
  }
}

extension Number {
  /// Whether programs that compute with it have it: neither too large nor too small for them.
  var fitsDouble: Bool {
    let value = double
    return value.isFinite && (value != 0 || canonical == "0")
  }
}
