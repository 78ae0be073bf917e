/// An element of an XML document, as answers of services use them: either text or elements inside.
package struct XMLElement: Sendable, Equatable {
  /// The name without its prefix: namespaces say nothing that the services' answers need.
  package var name: String
  /// Names with their prefixes, and values.
  package var attributes: [Attribute]
  package var children: [XMLElement]
  /// The text directly inside, put together where elements or comments interrupt it.
  package var text: String

  package init(
    _ name: String, attributes: [Attribute] = [], text: String = "", children: [XMLElement] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
  }

  /// A name and a value in an element's tag.
  package struct Attribute: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The first element of a name.
  package subscript(name: String) -> XMLElement? {
    children.first { $0.name == name }
  }

  /// All elements of a name, in their order.
  package func all(_ name: String) -> [XMLElement] {
    children.filter { $0.name == name }
  }

  /// The elements of a list: those called `member`, inside the element of the list's name.
  package func members(_ name: String) -> [XMLElement] {
    self[name]?.all("member") ?? []
  }
}

/// Why a text is no XML document, and where that shows.
package struct XMLFault: Error, Sendable, Equatable {
  /// In bytes from the text's beginning.
  package var offset: Int
  /// Counted from 1.
  package var line: Int
  package var message: String
}
