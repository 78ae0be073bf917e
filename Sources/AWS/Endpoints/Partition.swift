internal import Documents

/// A group of regions that share accounts and nothing else.
package struct Partition: Sendable, Equatable {
  /// As it stands in ARNs.
  package var name: String
  /// The end of its host names.
  package var suffix: String
  /// The end of its host names that have addresses of both kinds.
  package var dualStackSuffix: String
  /// The region that calls to services without regions are signed for.
  package var globalRegion: String
  package var supportsFIPS: Bool
  package var supportsDualStack: Bool
  /// The regions that were known when the facts were made.
  package var regions: [String]
  private let prefixes: [String]

  /// The partition of a region; the commercial one for names that no other claims.
  package init(of region: String) {
    self =
      Self.all.first { $0.regions.contains(region) }
      ?? Self.all.first { $0.claims(region) } ?? Self.all[0]
  }

  /// All partitions; the commercial one first.
  package static let all: [Partition] = {
    let found = EndpointFacts.value(of: "partitions")?.elements?.compactMap(Partition.init(facts:))
    guard let found, !found.isEmpty else { preconditionFailure("there are no partitions") }
    return found
  }()

  private init?(facts: Value) {
    guard let name = facts["name"]?.text, let suffix = facts["suffix"]?.text,
      let dualStackSuffix = facts["dual"]?.text, let globalRegion = facts["global"]?.text
    else { return nil }
    self.name = name
    self.suffix = suffix
    self.dualStackSuffix = dualStackSuffix
    self.globalRegion = globalRegion
    supportsFIPS = facts["fips"]?.flag ?? false
    supportsDualStack = facts["stacks"]?.flag ?? false
    regions = facts["regions"]?.elements?.compactMap(\.text) ?? []
    prefixes = facts["prefixes"]?.elements?.compactMap(\.text) ?? []
  }

  /// Whether a region that is not known has a name such as this partition gives: a prefix, a word,
  /// a number.
  private func claims(_ region: String) -> Bool {
    prefixes.contains { prefix in
      guard region.hasPrefix("\(prefix)-") else { return false }
      let parts = region.dropFirst(prefix.count + 1).split(
        separator: "-", omittingEmptySubsequences: false)
      return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
        && parts[0].utf8.allSatisfy { PercentEncoding.isUnreserved($0) && $0 != 0x2E && $0 != 0x7E }
        && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// Whether a text can be a part of a host name.
  static func isWellFormed(_ region: String) -> Bool {
    HostLabel.isOne(region[...]) && region == region.lowercased()
  }
}
