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

  /// Whether a text can be the name of a region, such as `eu-west-1` or `us-iso-east-1`: nothing is
  /// known of those that are new, or closed to the public.
  static func canBeRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard 3...4 ~= parts.count, let number = parts.last, !number.isEmpty,
      number.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return false }
    let direction = parts[parts.count - 2]
    return ["", "north", "south", "central"].contains { start in
      direction.hasPrefix(start)
        && ["", "east", "west"].contains(String(direction.dropFirst(start.utf8.count)))
    } && !direction.isEmpty
  }
}
