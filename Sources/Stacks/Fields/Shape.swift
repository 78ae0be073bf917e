extension FieldReader {
  /// What a mapping may hold. Readers take the keys from it, and schemas all of it.
  struct Shape: Sendable {
    /// What the mapping is, with its article: "an environment".
    var name: String
    var keys: [Key]
    /// What holds between the keys.
    var rules: [Rule] = []
    /// What the mapping looks like when it is right.
    var example: String

    /// The names of the keys, in their order.
    var names: [String] { keys.map(\.name) }
  }

  /// A key that a mapping may have.
  struct Key: Sendable {
    var name: String
    var form: Form
    /// What it is for, in a sentence.
    var summary: String
    /// A right value, as YAML.
    var example: String?
    var isRequired: Bool

    init(
      _ name: String, _ form: Form, _ summary: String, example: String? = nil,
      isRequired: Bool = false
    ) {
      self.name = name
      self.form = form
      self.summary = summary
      self.example = example
      self.isRequired = isRequired
    }
  }

  /// What holds between the keys of a mapping.
  enum Rule: Sendable {
    /// Where the first key is, the others cannot be.
    case excludes(String, [String])
    /// The first key makes no sense without the second.
    case needs(String, String)
    /// One of the two has to be there.
    case requires(String, or: String)
    /// Where a key has a value, other keys take something of their own.
    case given(String, String, [(key: String, form: Form)])
  }
}

/// What may stand under a key of a project or a stack file.
indirect enum Form: Sendable {
  /// What a component's field takes, references too.
  case field(ValueShape)
  /// Any scalar, taken as a text.
  case text
  /// A scalar without references, taken as a text.
  case fixed
  /// A text that matches a pattern; references in it are no such thing. `numbers` are those that
  /// YAML takes for numbers and that spell the same again.
  case formed(pattern: String, numbers: ClosedRange<Int>? = nil)
  case name(NameRule, isReserved: Bool = false)
  /// One of a few words.
  case word([String])
  case number
  case flag
  /// A list; one alone counts as a list of one.
  case list(Form)
  /// A list and nothing else.
  case sequence(Form)
  case mapping(FieldReader.Shape)
  /// A mapping whose keys the user chooses, or nothing.
  case named(Form, Keys, special: [(key: String, form: Form)] = [])
  /// One of CloudFormation's functions, in its long form.
  case function
  /// A mapping that is CloudFormation's affair, or nothing.
  case content
  /// What resources may be.
  case type
  case resource
  /// An environment's part of a mapping, or nothing.
  case change(FieldReader.Shape)
  /// Something, or nothing.
  case optional(Form)
  case either([Form])

  /// What keys that the user chooses look like.
  struct Keys: Sendable {
    /// As ECMAScript writes it; none for any key.
    var pattern: String?
    /// Whether references use some names for something else.
    var isReserved = false
    /// Whether there has to be one.
    var isNeeded = false
  }
}
