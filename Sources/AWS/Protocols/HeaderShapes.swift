internal import Documents

/// Values as headers and back, by their shapes.
struct HeaderShapes {
  let model: ServiceModel

  /// The value of a header; nil where there is none.
  func write(_ value: WireValue, _ reference: ShapeReference) -> String? {
    let (shape, traits) = model.resolve(reference)
    if case .list(let item) = shape.kind {
      let isText = if case .text = model.resolve(item).shape.kind { true } else { false }
      return value.elements.compactMap { element in
        write(element, item).map { isText ? Self.quoted($0) : $0 }
      }.joined(separator: ",")
    }
    if traits.isJSONText {
      return WireText.write(value, .rfc822, traits).map { Base64.encode(Array($0.utf8)) }
    }
    return WireText.write(value, .rfc822, traits)
  }

  /// What a header means; nil where it is not what the shape says.
  func read(_ text: String, _ reference: ShapeReference) -> WireValue? {
    let (shape, traits) = model.resolve(reference)
    if case .list(let item) = shape.kind {
      let (itemShape, itemTraits) = model.resolve(item)
      let isDate =
        if case .time = itemShape.kind { itemTraits.timeFormat ?? .rfc822 == .rfc822 } else {
          false
        }
      return .list(
        Self.parts(text, datesHaveCommas: isDate).compactMap { read($0, item) })
    }
    if traits.isJSONText {
      return Base64.decode(text).map { .text(String(decoding: $0, as: UTF8.self)) }
    }
    return WireText.read(text, as: shape.kind)
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      return text
    }
    var output = "\""
    for character in text {
      if character == "\"" || character == "\\" { output.append("\\") }
      output.append(character)
    }
    return output + "\""
  }

  /// The elements of a list, of which some may stand in quotes.
  private static func parts(_ text: String, datesHaveCommas: Bool) -> [String] {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var commas = 0
    var characters = text.makeIterator()
    while let character = characters.next() {
      switch character {
      case "\"": isQuoted.toggle()
      case "\\" where isQuoted:
        if let next = characters.next() { part.append(next) }
      case "," where !isQuoted:
        commas += 1
        if datesHaveCommas, commas % 2 == 1 {
          part.append(character)
        } else {
          parts.append(trimmed(part))
          part = ""
        }
      case " " where part.isEmpty && !isQuoted, "\t" where part.isEmpty && !isQuoted: break
      default: part.append(character)
      }
    }
    if !part.isEmpty || !parts.isEmpty { parts.append(trimmed(part)) }
    return parts
  }

  private static func trimmed(_ part: String) -> String {
    part.trimmed { $0 == " " || $0 == "\t" }
  }
}
