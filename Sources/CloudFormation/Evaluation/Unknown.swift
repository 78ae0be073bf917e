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
  /// What it comes to, unless that is nothing or a mistake.
  package var kind: Kind

  /// What something unknown can come to.
  package enum Kind: Hashable, Sendable {
    case text
    case list
    /// Anything, or what nobody can say.
    case any
  }

  package init(
    _ expression: Value, because causes: [Cause], mayBeAbsent: Bool = false, kind: Kind = .any
  ) {
    self.expression = expression
    self.kind = kind
    self.causes = []
    for cause in causes where !self.causes.contains(cause) { self.causes.append(cause) }
    self.mayBeAbsent = mayBeAbsent
  }

  /// Whether a text of it alone is the same as it: what is no text would become one, and nothing
  /// would become an empty text. A mistake stays one.
  var isText: Bool { kind == .text && !mayBeAbsent || causes == [.mistake] }
}
