/// Where a shape is used, and what is said of it there.
package struct ShapeReference: Sendable {
  /// The shape's name in its service's model.
  package var shape: String
  var traits: ShapeTraits
  /// The member that is the whole body, where the shape itself does not say it.
  var payload: String?
}

/// How a value travels, as far as AWS's models say it.
struct ShapeTraits: Sendable {
  /// The part of a message that holds a member, where it is not the body.
  enum Location: String, Sendable {
    case header
    /// All headers that begin so.
    case headers
    case querystring
    case uri
    case statusCode
  }

  /// How a time is written.
  enum TimeFormat: String, Sendable {
    case iso8601
    case rfc822
    case unixTimestamp
  }

  /// What the attribute of an element of XML says of its names.
  struct Namespace: Sendable {
    var uri: String
    var prefix: String?
  }

  /// The name on the wire, where it is another one.
  var name: String?
  var location: Location?
  /// Whether a list or map has no element of its own around it.
  var isFlat: Bool?
  var namespace: Namespace?
  /// Whether it is an attribute of the element around it.
  var isAttribute = false
  var timeFormat: TimeFormat?
  /// Whether the text is JSON, which headers carry in Base64.
  var isJSONText = false
  /// Whether a text that nobody gave is made up, so that repeating does nothing twice.
  var isToken = false
  /// Whether the bytes or events come one after the other.
  var isStream = false

  /// These traits where they say something, else the shape's own. Names are not passed on: a shape
  /// has one for where it stands alone.
  func over(_ shape: ShapeTraits) -> ShapeTraits {
    var merged = self
    merged.location = location ?? shape.location
    merged.isFlat = isFlat ?? shape.isFlat
    merged.namespace = namespace ?? shape.namespace
    merged.timeFormat = timeFormat ?? shape.timeFormat
    merged.isAttribute = isAttribute || shape.isAttribute
    merged.isJSONText = isJSONText || shape.isJSONText
    merged.isStream = isStream || shape.isStream
    return merged
  }
}

/// What a value consists of.
struct Shape: Sendable {
  /// A member of a structure.
  struct Member: Sendable {
    var name: String
    var reference: ShapeReference

    /// The name on the wire.
    var wireName: String { reference.traits.name ?? name }
  }

  /// The sort of value.
  enum Kind: Sendable {
    case structure([Member])
    case list(ShapeReference)
    case map(key: ShapeReference, value: ShapeReference)
    case text
    case integer
    case real
    case flag
    case bytes
    case time
    /// Any JSON.
    case document
  }

  var kind: Kind
  var traits: ShapeTraits
  /// The member that is the whole body of a message.
  var payload: String?
  /// Whether exactly one member has a value.
  var isUnion: Bool
  /// The code of an error, where it is not the shape's name.
  var errorCode: String?

  /// The members of a structure; none of anything else.
  var members: [Member] {
    if case .structure(let members) = kind { members } else { [] }
  }
}
