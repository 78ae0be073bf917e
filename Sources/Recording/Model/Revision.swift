package import Documents

/// One apply or destroy of a stack, whatever its outcome.
package struct Revision: Hashable, Sendable {
  /// Counts from 1 within a lineage.
  package var number: Int
  package var outcome: Outcome
  package var author: Author
  /// When it ended.
  package var when: Timestamp
  /// What was asked for where that is not what stands: after a failure.
  package var attempted: Configuration?
  /// The first cause of a failure.
  package var reason: String?
  /// What left the stack and still exists, by logical id: its deletion policy keeps it.
  package var kept: [String: DeployedResource]

  package init(
    number: Int, outcome: Outcome, author: Author, when: Timestamp,
    attempted: Configuration? = nil, reason: String? = nil, kept: [String: DeployedResource] = [:]
  ) {
    self.number = number
    self.outcome = outcome
    self.author = author
    self.when = when
    self.attempted = attempted
    self.reason = reason
    self.kept = kept
  }

  /// How an apply or destroy ended, or that the stack was given up.
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case succeeded
    case failed
    case destroyed
    /// Nothing was done to the stack; it is only not recorded any more.
    case forgotten
  }

  /// On whose behalf it was done.
  package struct Author: Hashable, Sendable {
    /// `ana@laptop`, or the ARN that the credentials belong to.
    package var who: String
    /// The commit the project was at, if it is kept in git.
    package var commit: String?

    package init(who: String, commit: String? = nil) {
      self.who = who
      self.commit = commit
    }
  }
}
