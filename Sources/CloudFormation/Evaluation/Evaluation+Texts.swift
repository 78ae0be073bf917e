internal import Documents

extension Evaluation {
  /// `Fn::Sub`: a text, or a text and the values of its variables.
  mutating func sub(_ argument: Value, _ path: Path) -> Evaluated {
    let expression: Value = ["Fn::Sub": argument]
    var text = argument.text
    var variables: Value.Object = [:]
    var textPath = path
    if let parts = argument.elements, parts.count == 2, let written = parts[1].object {
      text = parts[0].text
      variables = written
      textPath = path.appending(0)
    }
    guard let text else {
      return mistake(
        "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
        expression, path)
    }
    var pieces: [Evaluated.Piece] = []
    var values: [String: Evaluated] = [:]
    for piece in SubText(text).pieces {
      switch piece {
      case .literal(let text): pieces.append(.known(text))
      case .variable(let name):
        let value: Evaluated
        if let seen = values[name] {
          value = seen
        } else if let own = variables[name] {
          value = evaluate(own, path.appending(1).appending(name))
        } else {
          value = variable(name, textPath)
        }
        values[name] = value
        guard let found = value.pieces else {
          return mistake(
            "Template error: every value of the context object of every Fn::Sub object must be a string or a function that returns a string",
            expression, path)
        }
        pieces += found
      }
    }
    return whole(pieces, expression, path)
  }

  /// A text of these pieces, unless it is too large for anything to take it.
  private mutating func whole(
    _ pieces: [Evaluated.Piece], _ expression: Value, _ path: Path
  ) -> Evaluated {
    if EvaluationLimits.allows(pieces) { return .text(of: pieces) }
    let isKnownMistake = pieces.contains { piece in
      if case .unknown(let unknown) = piece { unknown.causes.contains(.mistake) } else { false }
    }
    return isKnownMistake
      ? .unknown(Unknown(expression, because: [.mistake])) : tooLarge(expression, path)
  }

  private mutating func known(
    _ text: String, _ expression: Value, _ path: Path
  ) -> Evaluated {
    text.utf8.count <= EvaluationLimits.textBytes
      ? .known(.string(text)) : tooLarge(expression, path)
  }

  private mutating func tooLarge(_ expression: Value, _ path: Path) -> Evaluated {
    mistake(
      "Template error: the text that a function makes is larger than \(EvaluationLimits.textBytes) bytes",
      expression, path, .limit)
  }

  private mutating func variable(_ name: String, _ path: Path) -> Evaluated {
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: ":"):
        true
      default: false
      }
    }
    guard isName, !name.isEmpty else {
      return mistake(
        "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons",
        ["Ref": .string(name)], path)
    }
    switch SubText.target(of: name) {
    case .attribute(let resource, let attribute?):
      return self.attribute(attribute, of: resource, path)
    default: return reference(to: name, ["Ref": .string(name)], path)
    }
  }

  /// `Fn::Join`. Elements that are absent are not joined; of none, it is an empty text.
  mutating func join(_ argument: Value, _ path: Path) -> Evaluated {
    let malformed =
      "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined."
    let expression: Value = ["Fn::Join": argument]
    guard let parts = argument.elements, parts.count == 2, let delimiter = parts[0].text else {
      return mistake(malformed, expression, path)
    }
    let list = evaluate(parts[1], path.appending(1))
    if list == .absent { return .known("") }
    guard let elements = list.elements else {
      if case .unknown = list { return waiting(.join, [.known(.string(delimiter)), list]) }
      return mistake(malformed, expression, path)
    }
    if !delimiter.isEmpty, elements.contains(where: \.mayBeAbsent) {
      return waiting(.join, [.known(.string(delimiter)), list])
    }
    var pieces: [Evaluated.Piece] = []
    for (index, element) in elements.enumerated() {
      guard let found = element.pieces else { return mistake(malformed, expression, path) }
      if index > 0 { pieces.append(.known(delimiter)) }
      pieces += found
    }
    return whole(pieces, expression, path)
  }

  /// `Fn::Split`.
  mutating func split(_ argument: Value, _ path: Path) -> Evaluated {
    let malformed =
      "Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split."
    let expression: Value = ["Fn::Split": argument]
    guard let parts = argument.elements, parts.count == 2, let delimiter = parts[0].text,
      !delimiter.isEmpty
    else { return mistake(malformed, expression, path) }
    let source = evaluate(parts[1], path.appending(1))
    if !source.isKnown { return waiting(.split, [.known(.string(delimiter)), source]) }
    guard let text = source.value?.parameterText else {
      return mistake(malformed, expression, path)
    }
    return .known(.array(Self.split(text, delimiter).map(Value.string)))
  }

  static func split(_ text: String, _ delimiter: String) -> [String] {
    let (bytes, separator) = (Array(text.utf8), Array(delimiter.utf8))
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + separator.count <= bytes.count {
      if bytes[index..<(index + separator.count)].elementsEqual(separator) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  /// `Fn::Base64`.
  mutating func base64(_ argument: Value, _ path: Path) -> Evaluated {
    let text = evaluate(argument, path)
    if !text.isKnown { return waiting(.base64, text) }
    guard let known = text.value?.parameterText else {
      return mistake(
        "Template error: every Fn::Base64 object must have a String-typed value.",
        ["Fn::Base64": argument], path)
    }
    return self.known(Base64.encoded(known.utf8), ["Fn::Base64": argument], path)
  }

  /// `Fn::ToJsonString`.
  mutating func jsonString(_ argument: Value, _ path: Path) -> Evaluated {
    let content = evaluate(argument, path)
    if !content.isKnown { return waiting(.toJSONString, content) }
    guard let known = content.value, known.object != nil || known.elements != nil else {
      return mistake(
        "Template error: every Fn::ToJsonString object must have a map or a list as its value",
        ["Fn::ToJsonString": argument], path)
    }
    return self.known(known.canonicalJSON, ["Fn::ToJsonString": argument], path)
  }
}

/// The usual encoding of bytes as text (RFC 4648 §4).
enum Base64 {
  /// The text of these bytes, with padding.
  static func encoded(_ bytes: some Collection<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var rest = bytes[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let padded = group + Array(repeating: 0, count: 3 - group.count)
      let bits = padded.reduce(0) { $0 << 8 | Int($1) }
      for position in 0..<4 {
        let isPadding = position > group.count
        text.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * position) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
