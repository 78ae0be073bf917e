/// The headers of a message in their order; names are the same in any case.
package struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
  /// One line of a header.
  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// All lines; a name may stand on several.
  package private(set) var fields: [Field]

  /// Headers with these lines.
  package init(_ fields: [Field] = []) {
    self.fields = fields
  }

  package init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field($0.0, $0.1) }
  }

  /// Adds a line, whether or not the name is there already.
  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name, value))
  }

  /// The value of a name's first line. Setting replaces all its lines by one, in the first's place.
  package subscript(name: String) -> String? {
    get { fields.first { Self.areSame($0.name, name) }?.value }
    set {
      let position = fields.firstIndex { Self.areSame($0.name, name) }
      guard let newValue else {
        fields.removeAll { Self.areSame($0.name, name) }
        return
      }
      guard let position else {
        fields.append(Field(name, newValue))
        return
      }
      fields[position].value = newValue
      var index = fields.count - 1
      while index > position {
        if Self.areSame(fields[index].name, name) { fields.remove(at: index) }
        index -= 1
      }
    }
  }

  /// The values of all lines of a name.
  package func all(_ name: String) -> [String] {
    fields.compactMap { Self.areSame($0.name, name) ? $0.value : nil }
  }

  /// Whether two names are the same but for the case of ASCII letters.
  static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { lowered($0) == lowered($1) }
  }

  /// An ASCII byte in lower case.
  static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
