internal import Stacks

/// Names of time zones, as the IANA gives them: an area and a city, or `UTC`.
enum TimeZoneName {
  private static let areas = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil",
    "Canada",
    "Chile", "Etc", "Europe", "Indian", "Mexico", "Pacific", "US",
  ]

  /// As ECMAScript writes patterns.
  static let pattern = "^(UTC|(\(areas.joined(separator: "|")))(/[A-Za-z0-9_+-]+){1,2})$"

  static func isOne(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text != "UTC" else { return true }
    return text.utf8.count <= 50 && 2...3 ~= parts.count && areas.contains(String(parts[0]))
      && parts.dropFirst().allSatisfy { part in
        !part.isEmpty && part.hasOnlyWords(and: "_+-")
      }
  }

  /// What somebody meant who wrote it in other letters.
  static func meant(_ text: String) -> String? {
    if ["utc", "z", "gmt", "etc/utc"].contains(text.lowercased()) { return "UTC" }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.split(separator: " ").joined(separator: "_").split(separator: "_").map { word in
        word.prefix(1).uppercased() + word.dropFirst().lowercased()
      }.joined(separator: "_")
    }
    let name = parts.joined(separator: "/")
    return parts.count == 2 && isOne(name) ? name : nil
  }
}
