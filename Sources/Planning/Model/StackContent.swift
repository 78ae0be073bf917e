package import CloudFormation

/// All that makes a stack what it is.
package struct StackContent: Hashable, Sendable {
  package var template: Template
  package var parameters: [String: ParameterSetting]
  package var tags: [String: String]
  /// Whether the stack is protected from deletion.
  package var isProtected: Bool

  package init(
    _ template: Template, parameters: [String: ParameterSetting] = [:],
    tags: [String: String] = [:], isProtected: Bool = false
  ) {
    self.template = template
    self.parameters = parameters
    self.tags = tags
    self.isProtected = isProtected
  }
}

/// The value of a parameter, as far as a plan may say it.
package enum ParameterSetting: Hashable, Sendable {
  case text(String)
  /// There is a value, and it is a secret; with what is known of it beside the recorded one.
  case hidden(HiddenValue)
  /// The value is known once other stacks are applied; with the outputs that it needs.
  case later([String])
  /// The value is known once something outside of the template is where it has to be: an image,
  /// code; in words.
  case awaiting(String)
}

/// What a value that is not said is, beside the one that the record has a seal of.
package enum HiddenValue: String, CaseIterable, Hashable, Sendable {
  /// The same.
  case recorded
  /// Another one.
  case other
  /// One or the other: the record has no seal.
  case unknown
}

/// A stack as it was recorded.
package struct RecordedStack: Hashable, Sendable {
  package var content: StackContent
  /// The values that the stack shows.
  package var outputs: [String: String]
  /// The outputs that may be there, though the record does not have what they show.
  package var hiddenOutputs: Set<String>
  /// The logical ids of the resources that stand; nil if that is not known.
  package var resources: Set<String>?

  package init(
    _ content: StackContent, outputs: [String: String] = [:], hiddenOutputs: Set<String> = [],
    resources: Set<String>? = nil
  ) {
    self.content = content
    self.outputs = outputs
    self.hiddenOutputs = hiddenOutputs
    self.resources = resources
  }

  /// What of it is known to exist; nil if that is not known.
  var standing: Set<String>? { resources.map { $0.union(outputs.keys).union(hiddenOutputs) } }
}

/// The state of a record that a plan was made against.
package struct RecordMark: Hashable, Sendable {
  /// The identity of the record through all its changes.
  package var lineage: String
  /// Grows with every write.
  package var serial: Int

  package init(lineage: String, serial: Int) {
    self.lineage = lineage
    self.serial = serial
  }
}

extension Plan {
  /// Why a plan is not carried out.
  package enum Refusal: Hashable, Sendable {
    /// The stack was changed after the plan was made.
    case moved(from: RecordMark, to: RecordMark)
    /// The record is another one.
    case otherLineage(planned: RecordMark, found: RecordMark)
    /// There was no record when the plan was made, and now there is.
    case appeared(RecordMark)
    /// The record the plan was made against is gone.
    case gone(RecordMark)
  }

  /// Why the plan must not be carried out on the record as it is now; nil if it may.
  package func refusal(against now: RecordMark?) -> Refusal? {
    switch (base, now) {
    case (nil, nil): nil
    case (nil, let now?): .appeared(now)
    case (let base?, nil): .gone(base)
    case (let base?, let now?):
      if base.lineage != now.lineage {
        .otherLineage(planned: base, found: now)
      } else if base.serial != now.serial {
        .moved(from: base, to: now)
      } else {
        nil
      }
    }
  }
}
