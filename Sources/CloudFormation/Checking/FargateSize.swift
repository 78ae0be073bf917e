/// How much memory goes with how much of a processor.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
package struct FargateSize: Sendable {
  /// In units of which 1024 are one processor.
  package let cpu: Int
  /// In mebibytes, the least first.
  package let memories: [Int]

  package static let all = [
    FargateSize(256, [512, 1024, 2048]), FargateSize(512, Array(stride(1, 4, by: 1))),
    FargateSize(1024, Array(stride(2, 8, by: 1))), FargateSize(2048, Array(stride(4, 16, by: 1))),
    FargateSize(4096, Array(stride(8, 30, by: 1))), FargateSize(8192, Array(stride(16, 60, by: 4))),
    FargateSize(16384, Array(stride(32, 120, by: 8))),
    FargateSize(32768, [60, 120, 244].map { $0 * 1024 }),
  ]

  private init(_ cpu: Int, _ memories: [Int]) {
    self.cpu = cpu
    self.memories = memories
  }

  /// The size with so much of a processor: units, or `.25 vCPU`.
  init?(cpu: String) {
    let found = Self.all.first { Self.units(cpu, "vcpu") == $0.cpu }
    guard let found else { return nil }
    self = found
  }

  /// Whether it is a number with or without its unit.
  static func isWritten(_ cpu: String) -> Bool { units(cpu, "vcpu") != nil }

  /// An amount of memory: mebibytes, or `2 GB`.
  static func mebibytes(_ text: String) -> Int? { units(text, "gb") }

  /// The amounts next to one that does not go.
  package func advice(near wanted: Int) -> String {
    let below = memories.last { $0 < wanted }
    let above = memories.first { $0 > wanted }
    let near = [below, above].compactMap(\.self).map { "\($0)" }.joined(separator: " or ")
    let larger = Self.all.filter { $0.cpu != cpu && $0.memories.contains(wanted) }.map(\.cpu)
    let other =
      larger.isEmpty
      ? "" : "; \(wanted) goes with " + larger.map(String.init).joined(separator: ", ") + " units"
    return "the next amounts are \(near)\(other)"
  }

  private static func stride(_ from: Int, _ through: Int, by step: Int) -> some Sequence<Int> {
    Swift.stride(from: from * 1024, through: through * 1024, by: step * 1024)
  }

  /// A number of units, or of thousands of them if the unit's name stands behind it.
  private static func units(_ text: String, _ unit: String) -> Int? {
    let lowered = text.lowercased()
    guard lowered.hasSuffix(unit) else { return Int(text) }
    let number = lowered.dropLast(unit.utf8.count).filter { $0 != " " }
    return Double(number).flatMap { Int(exactly: $0 * 1024) }
  }
}
