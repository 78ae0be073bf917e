internal import CloudFormation
internal import Documents

/// What a reference stands for.
enum Resolved {
  /// A value that is known now.
  case fixed(Value)
  /// A value that only a deployment knows.
  case deployed(Deployed)
  /// A resource that is no text, and that only some fields take.
  case handle(Handle)
  /// What was reported.
  case faulty
}

/// A resource of a component, as a reference names it.
struct Handle: Sendable {
  var name: String
  var component: Component
}

/// What CloudFormation fills in, as the pieces of a text.
struct Deployed {
  enum Piece: Hashable {
    case literal(String)
    case ref(String)
    case attribute(of: String, String)

    /// As a value of its own.
    var value: Value {
      switch self {
      case .literal(let text): .string(text)
      case .ref(let id): ["Ref": .string(id)]
      case .attribute(let id, let attribute):
        ["Fn::GetAtt": [.string(id), .string(attribute)]]
      }
    }

    /// Between the braces of `Fn::Sub`.
    var substitution: String? {
      switch self {
      case .literal: nil
      case .ref(let id): id
      case .attribute(let id, let attribute): "\(id).\(attribute)"
      }
    }
  }

  var pieces: [Piece]

  static func ref(_ id: String) -> Deployed { Deployed(pieces: [.ref(id)]) }

  static func attribute(of id: String, _ attribute: String) -> Deployed {
    Deployed(pieces: [.attribute(of: id, attribute)])
  }

  /// The attribute of a component's resource.
  static func attribute(_ attribute: Component.Attribute, of name: String) -> Deployed {
    Deployed(
      pieces: attribute.pieces.map { piece in
        switch piece {
        case .literal(let text): .literal(text)
        case .ref(let part): .ref(part.logicalID(of: name))
        case .attribute(let part, let attribute):
          .attribute(of: part.logicalID(of: name), attribute)
        case .pseudo(let parameter): .ref(parameter.rawValue)
        }
      })
  }

  /// One value: a plain text where nothing has to be filled in, a function alone where it is the
  /// whole text, else `Fn::Sub`, or `Fn::Join` where the literal parts hold what `Fn::Sub` would
  /// take for its own.
  var value: Value {
    let pieces = merged
    if pieces.isEmpty { return .string("") }
    if pieces.count == 1 { return pieces[0].value }
    var text = ""
    for piece in pieces {
      if let substitution = piece.substitution {
        text += "${\(substitution)}"
      } else if case .literal(let literal) = piece, let escaped = Self.escapedForSub(literal) {
        text += escaped
      } else {
        return ["Fn::Join": ["", .array(pieces.map(\.value))]]
      }
    }
    return ["Fn::Sub": .string(text)]
  }

  /// The pieces, literal ones beside each other put together.
  private var merged: [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      if case .literal(let text) = piece {
        if text.isEmpty { continue }
        if case .literal(let before)? = result.last {
          result[result.count - 1] = .literal(before + text)
          continue
        }
      }
      result.append(piece)
    }
    return result
  }

  /// A literal with every `${name}` written `${!name}`; nil if it holds a `${` that is not the
  /// beginning of such a name, for which `Fn::Sub` has no escape.
  private static func escapedForSub(_ literal: String) -> String? {
    guard ReferenceText.isNeeded(for: literal) else { return literal }
    var result = ""
    for piece in ReferenceText(literal, isSub: true).pieces {
      switch piece {
      case .literal(let text):
        guard !ReferenceText.isNeeded(for: text) else { return nil }
        result += text
      case .reference(let reference):
        let isPlain =
          reference.isClosed && !reference.body.isEmpty
          && reference.body.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && !"!${}".utf8.contains($0)
          }
        guard isPlain else { return nil }
        result += "${!\(reference.body)}"
      }
    }
    return result
  }
}

extension Deployed {
  /// A reference or an attribute, as it stands in a template; nil if the value is something else.
  init?(_ value: Value) {
    guard case .object(let object) = value, object.members.count == 1 else { return nil }
    switch (object.members[0].key, object.members[0].value) {
    case ("Ref", .string(let id)): self = .ref(id)
    case ("Fn::GetAtt", .array(let path)) where path.count == 2:
      self = .attribute(of: path[0].asText, path[1].asText)
    default: return nil
    }
  }
}
