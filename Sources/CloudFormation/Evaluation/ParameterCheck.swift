internal import Documents

/// The constraints of one parameter.
struct ParameterCheck {
  let parameter: Template.Parameter
  /// The allowed values, if they are limited; a list may have many elements to look up in many.
  private let allowed: Set<Value>?
  private let allowedNumbers: Set<Number>
  private let patterns: PatternBook

  init(_ parameter: Template.Parameter, _ patterns: PatternBook = PatternBook()) {
    self.parameter = parameter
    self.patterns = patterns
    let values = parameter.allowedValues
    allowed = values.map { Set($0.map(Value.string)) }
    allowedNumbers =
      parameter.isNumeric ? Set((values ?? []).compactMap { Number(json: $0) }) : []
  }

  /// A constraint that a value does not keep.
  enum Breach: Hashable {
    case notNumeric
    case notAllowed
    case pattern(String)
    case less(than: String)
    case more(than: String)
    case shorter(than: String)
    case longer(than: String)
  }

  /// The first element of a value that breaks a constraint, and which one; a single value is the
  /// only element.
  func breach(of text: String) -> (element: String, breach: Breach)? {
    let elements = parameter.isList ? Template.Parameter.elements(of: text) : [text]
    for element in elements {
      if let breach = breach(ofElement: element) { return (element, breach) }
    }
    return nil
  }

  /// What CloudFormation says about a value it refuses.
  func complaint(about text: String) -> String? {
    guard let (_, breach) = breach(of: text) else { return nil }
    let name = parameter.name
    let broken: String
    switch breach {
    case .notNumeric: return "Parameter '\(name)' must be a number."
    case .notAllowed: broken = "must be one of AllowedValues"
    case .pattern(let pattern): broken = "must match pattern \(pattern)"
    case .less(let least): broken = "must be a number not less than \(least)"
    case .more(let most): broken = "must be a number not greater than \(most)"
    case .shorter(let least): broken = "must contain at least \(least) characters"
    case .longer(let most): broken = "must contain at most \(most) characters"
    }
    if let description = parameter.constraintDescription {
      return "Parameter \(name) failed to satisfy constraint: \(description)"
    }
    return "Parameter '\(name)' \(broken)"
  }

  private func breach(ofElement text: String) -> Breach? {
    let value = Self.number(text)
    if parameter.isNumeric, value == nil { return .notNumeric }
    if let allowed, !allowed.contains(.string(text)), !isAllowedNumber(text) {
      return .notAllowed
    }
    if let pattern = parameter.allowedPattern, patterns.isWhole(text, pattern, .java) == false {
      return .pattern(pattern)
    }
    if parameter.isNumeric {
      if let least = limit(.minValue), let value, value < least.value {
        return .less(than: least.text)
      }
      if let most = limit(.maxValue), let value, value > most.value {
        return .more(than: most.text)
      }
    } else {
      let length = Double(text.utf16.count)
      if let least = limit(.minLength), length < least.value { return .shorter(than: least.text) }
      if let most = limit(.maxLength), length > most.value { return .longer(than: most.text) }
    }
    return nil
  }

  private func isAllowedNumber(_ text: String) -> Bool {
    guard !allowedNumbers.isEmpty, let number = Number(json: text) else { return false }
    return allowedNumbers.contains(number)
  }

  private func limit(_ member: Template.Parameter.Member) -> (text: String, value: Double)? {
    guard let text = parameter[member]?.parameterText, let value = Self.number(text) else {
      return nil
    }
    return (text, value)
  }

  /// A number in decimal digits: neither names of numbers nor other bases are meant.
  static func number(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard isDecimal, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
