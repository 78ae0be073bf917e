package import CloudFormation
package import Documents

/// A named piece of the catalogue: what it takes, what it offers, and the CloudFormation resources
/// that it becomes. This one declaration drives reading, messages, reference pages and schemas.
package struct Component: Sendable {
  /// What `type:` names it by.
  package var name: String
  /// What it is, in one line.
  package var summary: String
  /// What else a reader should know, in paragraphs.
  package var details: String
  package var fields: [any FieldDeclaration]
  /// Every resource that it can become. The one without a suffix has the name's own logical id.
  package var parts: [Part]
  package var attributes: [Attribute]
  /// The attribute that `${name}` alone stands for; none if it is a handle, which only fields take.
  package var bare: String?
  /// Whether deleting it loses what people put into it.
  package var holdsData: Bool
  package var examples: [Example]
  /// A choice that one resource of a project may make.
  package var sole: Sole?

  /// Turns one resource of a stack file into CloudFormation resources.
  let build: @Sendable (inout Blueprint) -> Void

  package init(
    _ name: String, _ summary: String, details: String = "", fields: [any FieldDeclaration],
    parts: [Part], attributes: [Attribute] = [], bare: String? = nil, holdsData: Bool = false,
    examples: [Example], sole: Sole? = nil, build: @escaping @Sendable (inout Blueprint) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.fields = fields
    self.parts = parts
    self.attributes = attributes
    self.bare = bare
    self.holdsData = holdsData
    self.examples = examples
    self.sole = sole
    self.build = build
  }

  /// A choice that says that a resource sets something of which there is one in an account's region.
  package struct Sole: Sendable {
    let field: String
    let value: String
    let what: String
    /// The CloudFormation type that sets it.
    let type: String

    /// `what` says, with its article, what is set.
    package init(_ field: String, _ value: String, _ what: String, type: String) {
      self.field = field
      self.value = value
      self.what = what
      self.type = type
    }
  }

  /// One of the CloudFormation resources that a component can become.
  package struct Part: Hashable, Sendable {
    /// What is put behind the resource's name to make its logical id; empty for the main one.
    package var suffix: String
    package var type: String
    /// The field whose keys each have such a part, if there may be several.
    package var field: String?
    /// Which of several it is.
    package private(set) var key: String?
    /// Whether there is one for all resources of the stack that have it: the suffix is its whole name.
    package let isShared: Bool

    package init(
      _ suffix: String, _ type: String, perKeyOf field: String? = nil, isShared: Bool = false
    ) {
      self.suffix = suffix
      self.type = type
      self.field = field
      self.isShared = isShared
    }

    /// The part of one key.
    package func of(_ key: String) -> Part {
      var part = self
      part.key = key
      return part
    }

    /// The same for no key in particular.
    var declared: Part {
      var part = self
      part.key = nil
      return part
    }

    /// The logical id of the part of a resource of that name.
    package func logicalID(of name: String) -> String {
      let words = [isShared ? "" : name, key ?? "", suffix].filter { !$0.isEmpty }
      return LogicalID.made(from: words.joined(separator: "-")) ?? ""
    }

    /// The same, of the resource whose main part has a logical id.
    package func logicalID(ofMain id: String) -> String {
      id + (LogicalID.made(from: suffix) ?? "")
    }
  }

  /// What others can refer to.
  package struct Attribute: Sendable {
    package var name: String
    package var summary: String
    package var pieces: [Piece]
    /// What it comes to with what is written for a resource; nothing where that makes no difference.
    let choice: (@Sendable (FieldValues) -> Choice)?
    /// The fields that it hangs on: no others may be asked for, since they may name what asks.
    let deciding: [any FieldDeclaration]

    package init(_ name: String, _ summary: String, _ pieces: Piece...) {
      self.name = name
      self.summary = summary
      self.pieces = pieces
      choice = nil
      deciding = []
    }

    /// One that some fields decide, which are all that the choice may ask for.
    package init(
      _ name: String, _ summary: String, _ pieces: Piece..., by deciding: [any FieldDeclaration],
      choice: @escaping @Sendable (FieldValues) -> Choice
    ) {
      self.name = name
      self.summary = summary
      self.pieces = pieces
      self.choice = choice
      self.deciding = deciding
    }

    /// What an attribute comes to.
    package enum Choice: Sendable {
      /// What its pieces say.
      case pieces
      /// What other pieces say.
      case others([Piece])
      /// What a field was given.
      case given(Value)
      /// The resource has none: why, as the second half of a sentence.
      case none(String)
    }

    /// A piece of an attribute's text.
    package enum Piece: Hashable, Sendable {
      case literal(String)
      case ref(Part)
      case attribute(Part, String)
      case pseudo(PseudoParameter)
    }
  }

  /// A whole stack file that shows the component.
  package struct Example: Sendable {
    package var title: String
    package var text: String

    package init(_ title: String, _ text: String) {
      self.title = title
      self.text = text
    }
  }

  package func attribute(named name: String) -> Attribute? {
    attributes.first { $0.name == name }
  }
}

/// The components that stack files may name.
package struct Catalogue: Sendable {
  package var components: [Component]
  private let byName: [String: Component]

  package init(_ components: [Component]) {
    self.components = components
    byName = Dictionary(
      components.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package static let empty = Catalogue([])

  package subscript(name: String) -> Component? { byName[name] }

  package var names: [String] { components.map(\.name) }
}
