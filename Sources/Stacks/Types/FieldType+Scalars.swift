internal import Diagnostics
package import Documents

/// A scalar that is known now: as it is written, or as a reference gives it.
struct KnownScalar {
  var text: String
  var scalar: Scalar
}

extension FieldType where Output == Value {
  /// A text that is JSON, as far as it is known.
  package static func json(example: String) -> FieldType<Value> {
    FieldType.text.named("JSON", example: example).refined { value in
      guard case .string(let text) = value else { return nil }
      let reading = Documents.read(Source(name: "", text: text), as: .json)
      var diagnostics = reading.diagnostics
      _ = reading.documents.first?.value(&diagnostics, for: .json)
      guard diagnostics.hasErrors || reading.documents.count != 1 else { return nil }
      return "this takes JSON, and `\(text)` is none"
    }
  }

  /// A text that may hold what only a deployment knows.
  package static var text: FieldType<Value> {
    FieldType("a text", example: "some text", shape: .expression(pattern: nil)) { node, lowering in
      lowering.expression(node, "a text", example: "some text")
    }
  }
}

extension FieldType where Output == String {
  /// A text that is known when the template is made.
  package static var knownText: FieldType {
    FieldType("a text", example: "some text", shape: .text(pattern: nil)) { node, lowering in
      lowering.known(node, "a text", example: "some text", isText: true)?.text
    }
  }

  /// A text with a length.
  package static func knownText(_ lengths: ClosedRange<Int>, example: String) -> FieldType {
    let words = "a text of \(lengths.lowerBound) to \(lengths.upperBound) characters"
    let pattern = "^[\\s\\S]{\(lengths.lowerBound),\(lengths.upperBound)}$"
    return FieldType(words, example: example, shape: .text(pattern: pattern)) { node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: true) else {
        return nil
      }
      let count = known.text.unicodeScalars.count
      guard lengths.contains(count) else {
        lowering.reportField(
          node, "\(node.what) takes \(words); this one has \(count)",
          example: example)
        return nil
      }
      return known.text
    }
  }

  /// A text whose form is checked. `meant` says what a wrong one surely stands for.
  package static func formed(
    _ words: String, example: String, pattern: String? = nil,
    meant: (@Sendable (String) -> String?)? = nil, _ isRight: @escaping @Sendable (String) -> Bool
  ) -> FieldType {
    FieldType(words, example: example, shape: .text(pattern: pattern)) { node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: true) else {
        return nil
      }
      guard isRight(known.text) else {
        if let meant = meant?(known.text) {
          lowering.report(
            FormFault("`\(known.text)` is none", meant: meant), at: node, known.text, words,
            example: example)
          return nil
        }
        lowering.reportField(
          node, "\(node.what) takes \(words); `\(known.text)` is none",
          example: example)
        return nil
      }
      return known.text
    }
  }

  /// One of a few words.
  package static func choice(_ words: [String], example: String? = nil) -> FieldType {
    let example = example ?? words[0]
    return FieldType("one of \(words.listed)", example: example, shape: .choice(words)) {
      node, lowering in
      guard
        let known = lowering.known(
          node, "one of \(words.listed)", example: example, isText: true)
      else { return nil }
      guard words.contains(known.text) else {
        lowering.reportChoice(node, known.text, words)
        return nil
      }
      return known.text
    }
  }
}

extension FieldType where Output == Bool {
  package static var flag: FieldType {
    let words = "`true` or `false`"
    return FieldType(words, example: "true", shape: .flag) { node, lowering in
      guard let known = lowering.known(node, words, example: "true") else { return nil }
      if case .bool(let value) = known.scalar { return value }
      lowering.reportFlag(node, known.text)
      return nil
    }
  }
}

extension FieldType where Output == Int {
  /// A whole number.
  package static func integer(_ range: ClosedRange<Int>, example: Int? = nil) -> FieldType {
    let words =
      range.upperBound == Int.max
      ? "a whole number from \(range.lowerBound) on"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    let example = String(example ?? range.lowerBound)
    return FieldType(words, example: example, shape: .integer(range)) { node, lowering in
      guard let known = lowering.known(node, words, example: example) else { return nil }
      guard case .number(let number) = known.scalar, let value = number.int,
        range.contains(value)
      else {
        lowering.reportNumber(node, known, words, example: example)
        return nil
      }
      lowering.warnIfOdd(node, number)
      return value
    }
  }
}

extension FieldType where Output == Number {
  /// Any number.
  package static var number: FieldType<Number> {
    FieldType("a number", example: "0.5", shape: .number) { node, lowering in
      guard let known = lowering.known(node, "a number", example: "0.5") else { return nil }
      guard case .number(let number) = known.scalar, number.fitsDouble else {
        lowering.reportNumber(node, known, "a number", example: "0.5")
        return nil
      }
      lowering.warnIfOdd(node, number)
      return number.canonicalForm
    }
  }
}
