package import Documents

/// A value that cannot be known yet, and why.
package struct Unknown: Hashable, Sendable {
  /// What would have to be known first.
  package enum Cause: Hashable, Sendable {
    /// What `Ref` of a resource gives.
    case resource(String)
    /// An attribute of a resource.
    case attribute(resource: String, attribute: String)
    /// The value of a parameter.
    case parameter(String)
    /// What the SSM parameter holds that a parameter names.
    case storedParameter(String)
    /// A pseudo-parameter.
    case pseudoParameter(PseudoParameter)
    /// Another stack's export.
    case export(String)
    /// The availability zones of a region.
    case zones(region: String)
    /// What a macro makes of it.
    case macro(String)
    /// A function that only CloudFormation itself can work out.
    case function(Intrinsic)
    /// A mistake, which is reported as a violation.
    case mistake
  }

  /// What is left to work out: a CloudFormation expression in which everything that is known is
  /// put in. Two unknowns of one expression are the same value.
  package var expression: Value
  /// Without repetition, in the order of the expression.
  package var causes: [Cause]
  /// Whether it may turn out to be `AWS::NoValue`, and so to be nothing at all.
  package var mayBeAbsent: Bool
  /// Whether it may turn out to be a mistake, or is one: then nothing that it is a part of can be
  /// decided without it.
  package var mayBeMistake: Bool
  /// What it comes to, unless that is nothing or a mistake.
  package var kind: Kind

  package init(
    _ expression: Value, because causes: [Cause], mayBeAbsent: Bool = false,
    mayBeMistake: Bool = false, kind: Kind = .any
  ) {
    self.expression = expression
    self.kind = kind
    self.causes = []
    for cause in causes where !self.causes.contains(cause) { self.causes.append(cause) }
    self.mayBeAbsent = mayBeAbsent
    self.mayBeMistake = mayBeMistake || causes.contains(.mistake)
  }

  /// Whether a text of it alone is the same as it: what is no text would become one, and nothing
  /// would become an empty text. A mistake stays one.
  var isText: Bool { kind == .text && !mayBeAbsent || causes == [.mistake] }

  /// The same where anything but such a value is a mistake.
  func expected(toBe kind: Kind) -> Unknown {
    var expected = self
    if mayBeAbsent || !self.kind.isWithin(kind) { expected.mayBeMistake = true }
    return expected
  }
}

extension Unknown {
  /// What something unknown can come to.
  package enum Kind: Hashable, Sendable {
    case text
    case boolean
    /// A text, a number or a boolean: what can stand in a text.
    case scalar
    /// A list of nothing but scalars.
    case scalars
    case list
    case object
    /// Anything, or what nobody can say.
    case any

    /// Whether everything of this kind is of the other one, too.
    func isWithin(_ other: Kind) -> Bool {
      switch (self, other) {
      case (_, .any), (.text, .scalar), (.boolean, .scalar), (.scalars, .list): true
      default: self == other
      }
    }

    /// The narrowest kind that both are within.
    func joined(with other: Kind) -> Kind {
      [self, other, .scalar, .list].first { isWithin($0) && other.isWithin($0) } ?? .any
    }
  }
}
