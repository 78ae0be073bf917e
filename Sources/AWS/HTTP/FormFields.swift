/// Names and values as forms and queries carry them.
package enum FormFields {
  /// One name and its value.
  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The fields of a text in their order. In a form a plus sign is a space, in an address it is not
  /// for everybody.
  package static func decode(_ text: String, plusIsSpace: Bool = true) -> [Field] {
    text.utf8.split(separator: 0x26).map { part in
      let separator = part.firstIndex(of: 0x3D) ?? part.endIndex
      let value = separator < part.endIndex ? part[separator...].dropFirst() : part[separator...]
      return Field(
        String(
          decoding: PercentEncoding.decode(part[..<separator], plusIsSpace: plusIsSpace),
          as: UTF8.self),
        String(decoding: PercentEncoding.decode(value, plusIsSpace: plusIsSpace), as: UTF8.self))
    }
  }

  /// The fields as one text.
  package static func encode(_ fields: [Field]) -> [UInt8] {
    var output: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(0x26) }
      PercentEncoding.append(field.name.utf8, to: &output)
      output.append(0x3D)
      PercentEncoding.append(field.value.utf8, to: &output)
    }
    return output
  }
}
