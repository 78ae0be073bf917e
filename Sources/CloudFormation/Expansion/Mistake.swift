package import Documents

extension Expansion {
  /// Something that is wrong with a loop.
  package struct Mistake: Hashable, Sendable {
    package var kind: Kind
    /// The way to what is wrong, in the template that was given.
    package var path: Path

    package init(_ kind: Kind, at path: Path) {
      self.kind = kind
      self.path = path
    }

    /// What can be wrong.
    package enum Kind: Hashable, Sendable {
      /// It stands where loops have no place.
      case place
      /// Its name is not made of letters and digits.
      case name(String)
      /// Its name is another loop's, or a resource's.
      case takenName(String)
      /// It is no list of three: an identifier, a collection and a fragment.
      case parts
      /// Its identifier is no text of letters and digits.
      case identifier
      /// Its identifier is the one of a loop around it, or a parameter's.
      case takenIdentifier(String)
      /// What it goes through is no list of texts.
      case collection
      /// What it repeats is no mapping with something in it.
      case fragment
      /// A key of what it repeats is without the identifier, so that every round would make the same.
      case key(String, identifier: String)
      /// What it makes is there already: what comes first, and how much else.
      case madeTwice(String, others: Int)
      /// With all its loops the template becomes larger than CloudFormation takes.
      case size
    }
  }
}

extension Expansion.Mistake {
  /// What is wrong, for people.
  package var message: String {
    switch kind {
    case .place:
      "a loop stands among conditions, resources and outputs, or within them, and nowhere else"
    case .name(let name): "the name of a loop has letters and digits alone, and `\(name)` has not"
    case .takenName(let name): "`\(name)` is the name of another loop or resource"
    case .parts: "a loop is a list of three: an identifier, a collection and what is repeated"
    case .identifier: "the identifier of a loop is a text of letters and digits"
    case .takenIdentifier(let name): "`\(name)` already stands for something here"
    case .collection: "a loop goes through a list of texts"
    case .fragment: "what a loop repeats is a mapping with something in it"
    case .key(let key, let identifier):
      "`\(key)` has no `${\(identifier)}`, so that every round would make the same"
    case .madeTwice(let key, let others):
      "the loop makes `\(key)` although there is one already"
        + (others == 0 ? "" : ", and so it is with \(others) more")
    case .size: "the loops make more of the template than CloudFormation takes"
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch kind {
    case .place, .size: nil
    case .name: "give it a name of letters and digits, such as `Fn::ForEach::Buckets`"
    case .takenName: "give it a name of its own"
    case .parts, .identifier:
      "write it like `Fn::ForEach::Buckets: [Name, [A, B], {'Bucket${Name}': …}]`"
    case .takenIdentifier: "give it an identifier of its own"
    case .collection:
      "name the texts, or a parameter of the type `CommaDelimitedList`, or an entry of a mapping"
    case .fragment: "write what each round makes, under a key with the identifier in it"
    case .key(_, let identifier):
      "write `${\(identifier)}` into it, or `&{\(identifier)}` to leave out all but letters and digits"
    case .madeTwice: "take what occurs twice out of the collection, or make the key more precise"
    }
  }
}
