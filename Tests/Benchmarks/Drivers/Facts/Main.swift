internal import CloudFormation

/// Prints what looking facts up takes: a line for each question, with its name and nanoseconds.
@main struct BenchmarkFacts {
  private static let names = Facts.typeNames
  private static let rounds = 20

  static func main() {
    measure("a type by its name") { name in Facts[name]?.name.utf8.count }
    measure("a property, two levels deep") { _ in
      Facts["AWS::S3::Bucket"]?.property(at: "VersioningConfiguration/Status")?.schema.types.names
        .count
    }
    measure("what an update does") { _ in
      Facts["AWS::S3::Bucket"]?.update(of: "VersioningConfiguration/Status").effect.rawValue.count
    }
    measure("what Ref returns") { name in Facts[name]?.reference?.members.count }
    measure("everything of a type's root") { name in
      Facts[name].map { $0.root.properties.count + $0.attributes.count + $0.createOnly.count }
    }
  }

  /// Asks once for each type, some rounds long, and prints the mean.
  private static func measure(_ question: String, _ ask: (String) -> Int?) {
    var sum = 0
    let time = ContinuousClock().measure {
      for _ in 0..<rounds { for name in names { sum &+= ask(name) ?? 0 } }
    }
    guard sum != 0 else { preconditionFailure("nothing was found") }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    print(question, Int(seconds * 1e9 / Double(rounds * names.count)), separator: "\t")
  }
}
