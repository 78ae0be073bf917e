package import Documents

/// A template with its language extensions carried out, as `AWS::LanguageExtensions` does before
/// CloudFormation itself sees the template: loops are unrolled, and what only the extensions
/// understand is worked out as far as it is known.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
package struct Expansion: Sendable {
  /// The name under which templates ask for it.
  package static let transform = "AWS::LanguageExtensions"

  /// The template without its extensions; the one that was given if it asks for none.
  package let template: Template
  /// What is wrong with the loops, each once, with the paths of the template that was given.
  package let mistakes: [Mistake]
  /// The loops that still stand, since what they go through is not known.
  package let open: [OpenLoop]
  /// Where parts that loops made stand, and where what they were made from is written.
  private let origins: [Path: Path]

  /// A loop that could not be unrolled, and why.
  package struct OpenLoop: Hashable, Sendable {
    /// The way to the loop in the template that was given.
    package var path: Path
    package var causes: [Unknown.Cause]
  }

  /// Carries the extensions of a template out with what is known: parameters and pseudo-parameters
  /// first of all.
  package init(of template: Template, known: Surroundings = Surroundings()) {
    guard Self.isWanted(by: template) else {
      self.template = template
      (mistakes, open, origins) = ([], [], [:])
      return
    }
    var expander = Expander(template, known)
    self.template = expander.expanded()
    (mistakes, open, origins) = (expander.mistakes, expander.open, expander.origins)
  }

  /// Whether a template asks for the extensions.
  package static func isWanted(by template: Template) -> Bool {
    template.transforms.contains(transform)
  }

  /// The way to what a part of the expanded template was made from, in the one that was given.
  package func origin(of path: Path) -> Path {
    guard !origins.isEmpty else { return path }
    for count in stride(from: path.steps.count, to: 0, by: -1) {
      if let origin = origins[Path(Array(path.steps.prefix(count)))] {
        return Path(origin.steps + path.steps.dropFirst(count))
      }
    }
    return path
  }

  /// What CloudFormation answers to the first thing that is in the way; nil if nothing is.
  package var violation: Violation? {
    if let mistake = mistakes.first {
      return Violation(Self.answer(mistake.kind), .function, at: mistake.path)
    }
    guard let loop = open.first else { return nil }
    return Violation(Self.answer(.collection), .function, at: loop.path)
  }

  private static func answer(_ kind: Mistake.Kind) -> String {
    let reason =
      switch kind {
      case .collection: "Could not find a collection or could not be resolved for Fn::ForEach"
      default: "Fn::ForEach layout is incorrect"
      }
    return "Transform \(transform) failed with: \(reason)"
  }
}
