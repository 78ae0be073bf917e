internal import Diagnostics
internal import Documents

/// What is wrong with how a value is written, and what was meant.
struct FormFault: Error, Hashable {
  /// What is wrong, as the second half of a sentence.
  var detail: String
  /// What to do; an example where that says it best.
  var hint: String?
  /// What was meant, if that is sure.
  var meant: String?

  init(_ detail: String, hint: String? = nil, meant: String? = nil) {
    self.detail = detail
    self.hint = hint
    self.meant = meant
  }

  /// A number lacks its unit; with one that fits it would be right.
  init(noUnitIn text: String, _ fitting: [String]) {
    self.init("`\(text)` has no unit")
    let candidates = fitting.map { "`\(text)\($0)`" }
    guard let last = candidates.last else { return }
    if candidates.count == 1 { meant = text + fitting[0] }
    let words = (candidates.dropLast().joined(separator: ", "), last)
    hint = "write the unit behind it: \(words.0.isEmpty ? last : "\(words.0) or \(last)")"
  }

  /// The text is nothing of the kind.
  static func none(_ text: String) -> FormFault {
    FormFault(text.isEmpty ? "this is empty" : "`\(text)` is none")
  }

  /// The same with a meaning that is right itself: what is still wrong with it is told instead.
  func settled<Output>(_ parse: (String) throws(FormFault) -> Output) -> FormFault {
    var result = self
    for _ in 0..<3 {
      guard let meant = result.meant else { break }
      do throws(FormFault) {
        _ = try parse(meant)
        break
      } catch {
        result.meant = error.meant
        result.hint = error.hint
      }
    }
    return result
  }
}

extension FieldType {
  /// A scalar of a form of its own, which is known when the template is made.
  static func form(
    _ words: String, example: String, shape: ValueShape, isText: Bool = false,
    _ parse: @escaping @Sendable (KnownScalar) throws(FormFault) -> Output
  ) -> FieldType {
    FieldType(words, example: example, shape: shape) { node, lowering in
      guard let known = lowering.known(node, words, example: example, isText: isText) else {
        return nil
      }
      do throws(FormFault) {
        return try parse(known)
      } catch {
        let fault = error.settled { text throws(FormFault) in
          try parse(KnownScalar(text: text, scalar: Dialect.Schema.core.resolve(plain: text)))
        }
        lowering.report(fault, at: node, known.text, words, example: example)
        return nil
      }
    }
  }
}

extension StackLowering {
  /// A value that is written in a wrong form. The edit is offered where the value itself stands at
  /// the place, and no reference or variable gave it.
  mutating func report(
    _ fault: FormFault, at node: Node, _ text: String, _ words: String, example: String
  ) {
    let message = "\(node.what) takes \(words); \(fault.detail)"
    guard fault.hint != nil || fault.meant != nil else {
      reportField(node, message, example: example)
      return
    }
    var edit: Diagnostic.Edit?
    if let meant = fault.meant, node.kind == .sequence || node.text == text {
      edit = self.edit(of: node, to: meant)
    }
    dropWarning(at: node)
    let hint = fault.hint ?? "write `\(fault.meant ?? example)`"
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, message, at: place(of: node),
        hint: .init(hint, edit: edit)))
  }

  /// The edit that puts another text in a value's place, in quotes where YAML wants or reads them
  /// otherwise.
  func edit(of node: Node, to text: String) -> Diagnostic.Edit? {
    guard standIn == nil, node.style != .absent, node.style != .literal, node.style != .folded,
      node.tag == nil
    else { return nil }
    let isQuoted = node.style == .doubleQuoted || node.style == .singleQuoted
    let hasSigns = text.contains { ",{}[]#&!|>'\"@`\\".contains($0) }
    let isPlain = !isQuoted && !hasSigns && !text.contains(": ") && !text.isLostUnquoted
    return Diagnostic.Edit(node.span, replacement: isPlain ? text : "\"\(text)\"")
  }
}

extension String {
  /// Whether YAML, old or new, takes the text for a number of another spelling or for a boolean.
  var isLostUnquoted: Bool {
    let schemas: [Dialect.Schema] = [.core, .cloudFormation]
    return schemas.contains { schema in
      switch schema.resolve(plain: self) {
      case .string: false
      case .number(let number): number.canonical != self
      case .bool, .null: true
      }
    }
  }

  /// The digits that a text begins with, and the rest.
  var splitBehindDigits: (digits: String, rest: String) {
    let digits = prefix { $0.isASCII && $0.isNumber }
    return (String(digits), String(dropFirst(digits.count)))
  }

  /// The text without spaces at either end.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
