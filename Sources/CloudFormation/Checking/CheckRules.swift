/// What a template is checked for besides itself.
package struct CheckRules: Hashable, Sendable {
  /// The regions the template is meant for: a type has to be offered in all of them.
  package var regions: [String]
  /// The day whose rules hold, as `2026-10-20`.
  package var day: String

  /// The rules of the day of the facts, so that one version of the program always finds the same.
  package init(regions: [String] = ["us-east-1"], day: String = Facts.date) {
    self.regions = regions
    self.day = day
  }

  /// The regions that anything is known of.
  package static var knownRegions: [String] {
    Facts["AWS::CloudFormation::Stack"]?.regions ?? []
  }

  /// Whether there is such a region, as far as anything is known of it: of those that are closed to
  /// the public, such as `us-iso-east-1`, nothing is.
  static func isRegion(_ name: String) -> Bool {
    let parts = name.split(separator: "-")
    let isClosed =
      parts.count == 4 && (parts[1].hasPrefix("iso") || parts[0] == "eusc")
    return isClosed || knownRegions.contains(name)
  }
}
