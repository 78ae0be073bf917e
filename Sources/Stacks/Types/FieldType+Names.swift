internal import Documents

extension FieldType where Output == String {
  /// The address of a person or a group.
  package static var email: FieldType {
    form(
      "an e-mail address", example: "on-call@example.com",
      shape: .text(pattern: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"), isText: true
    ) { known throws(FormFault) in
      let parts = known.text.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
        parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }
        ),
        known.text.allSatisfy({ !$0.isWhitespace && $0 != "<" && $0 != ">" && $0 != "," })
      else { throw .none(known.text) }
      return known.text
    }
  }
}
