internal import Documents

/// Scalars as text: in forms, elements, paths, queries and headers.
enum WireText {
  /// The text of a scalar; nil where the value is none.
  static func write(_ value: WireValue, _ usual: ShapeTraits.TimeFormat, _ traits: ShapeTraits)
    -> String?
  {
    switch value {
    case .text(let text): text
    case .number(let number): write(number)
    case .flag(let flag): flag ? "true" : "false"
    case .bytes(let bytes): Base64.encode(bytes)
    case .time(let time): write(time, traits.timeFormat ?? usual)
    case .document(let value): value.compactJSON
    case .null, .list, .record: nil
    }
  }

  /// A time in a format.
  static func write(_ time: Timestamp, _ format: ShapeTraits.TimeFormat) -> String {
    switch format {
    case .iso8601: time.iso8601
    case .rfc822: time.httpDate
    case .unixTimestamp: seconds(time).canonical
    }
  }

  /// Seconds since 1970, with a fraction where there is one.
  static func seconds(_ time: Timestamp) -> Number {
    let rest = time.milliseconds - time.seconds * 1000
    guard rest != 0 else { return Number(Int(time.seconds)) }
    return Number(spelling: "\(Double(time.milliseconds) / 1000)")
  }

  /// A number, with the words that the services have for those that JSON does not know.
  static func write(_ number: Number) -> String {
    switch number.spelling {
    case ".inf": "Infinity"
    case "-.inf": "-Infinity"
    case ".nan": "NaN"
    default: number.canonical
    }
  }

  /// What a text means for a shape; nil where it means nothing.
  static func read(_ text: String, as kind: Shape.Kind) -> WireValue? {
    switch kind {
    case .text: .text(text)
    case .integer, .real: number(trimmed(text)).map(WireValue.number)
    case .flag:
      switch trimmed(text).lowercased() {
      case "true": .flag(true)
      case "false": .flag(false)
      default: nil
      }
    case .bytes: Base64.decode(text).map(WireValue.bytes)
    case .time: time(trimmed(text)).map(WireValue.time)
    case .document: JSONText.value(Array(text.utf8)).map(WireValue.document)
    case .structure, .list, .map: nil
    }
  }

  /// A time in any of the formats.
  static func time(_ text: String) -> Timestamp? {
    Timestamp(iso8601: text) ?? Timestamp(httpDate: text)
      ?? Number(json: text).flatMap { time($0) }
  }

  /// A time in seconds since 1970; nil where it is beyond all calendars.
  static func time(_ number: Number) -> Timestamp? {
    let milliseconds = (number.double * 1000).rounded()
    guard abs(milliseconds) < 1e15 else { return nil }
    return Timestamp(milliseconds: Int64(milliseconds))
  }

  /// A number as the services write it.
  static func number(_ text: String) -> Number? {
    switch text {
    case "Infinity": return Number(spelling: ".inf")
    case "-Infinity": return Number(spelling: "-.inf")
    case "NaN": return Number(spelling: ".nan")
    default:
      if let number = Number(json: text) { return number }
      // Leading zeros, plus signs and bare points, which JSON does not have.
      guard let value = Double(text), value.isFinite else { return nil }
      return Number(json: Int(text).map(String.init) ?? "\(value)")
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    let end = text.lastIndex { !$0.isWhitespace }
    return end.map { String(text[...$0].drop(while: \.isWhitespace)) } ?? ""
  }
}
