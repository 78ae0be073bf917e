/// What AWS will report of a resource in its change set. It tells more than will happen: it does
/// not look into what a changed resource's attributes come to, and compares what is written.
package struct Report: Hashable, Sendable {
  package var action: Action
  /// Whether it is replaced; nil for what comes or goes.
  package var replacement: Replacement?
  package var details: [Detail]

  package init(_ action: Action, replacement: Replacement? = nil, details: [Detail] = []) {
    self.action = action
    self.replacement = replacement
    self.details = details
  }

  package enum Action: String, CaseIterable, Hashable, Sendable {
    case add = "Add"
    case modify = "Modify"
    case remove = "Remove"
  }

  package enum Replacement: String, CaseIterable, Hashable, Sendable {
    case no = "False"
    case conditional = "Conditional"
    case yes = "True"
  }

  /// The attributes of the resource that change, each once: `Properties`, `Tags`.
  package var scope: [String] {
    var scope: [String] = []
    for detail in details where !scope.contains(detail.attribute) { scope.append(detail.attribute) }
    return scope.sorted()
  }

  /// One reason for the change.
  package struct Detail: Hashable, Sendable {
    package var attribute: String
    /// The property, where the attribute is `Properties`.
    package var name: String?
    package var recreation: Recreation
    /// Whether AWS can tell the value in advance.
    package var isStatic: Bool
    package var source: Source
    /// The parameter, the resource or its attribute that it comes from.
    package var entity: String?

    package init(
      _ attribute: String, name: String? = nil, recreation: Recreation = .never,
      isStatic: Bool = true, source: Source = .directModification, entity: String? = nil
    ) {
      self.attribute = attribute
      self.name = name
      self.recreation = recreation
      self.isStatic = isStatic
      self.source = source
      self.entity = entity
    }
  }

  package enum Recreation: String, CaseIterable, Hashable, Sendable {
    case never = "Never"
    case conditionally = "Conditionally"
    case always = "Always"
  }

  package enum Source: String, CaseIterable, Hashable, Sendable {
    case directModification = "DirectModification"
    case parameterReference = "ParameterReference"
    case resourceReference = "ResourceReference"
    case resourceAttribute = "ResourceAttribute"
  }

  /// A modification with these details; the one that does the most counts.
  static func modify(_ details: [Detail]) -> Report {
    let answers = details.map { detail -> Replacement in
      switch detail.recreation {
      case .never: .no
      case .conditionally: .conditional
      case .always: detail.isStatic ? .yes : .conditional
      }
    }
    let replacement: Replacement =
      answers.contains(.yes) ? .yes : answers.contains(.conditional) ? .conditional : .no
    return Report(.modify, replacement: replacement, details: details)
  }
}
