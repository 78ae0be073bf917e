/// The groups of regions that AWS keeps apart.
enum Partition {
  /// The partition a region belongs to.
  static func of(region: String) -> String {
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }

  /// What the names of a region's hosts end in.
  static func urlSuffix(of region: String) -> String {
    region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
  }
}
