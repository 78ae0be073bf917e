import Documents
import TestSupport

/// Sound templates that look random and follow from a seed.
struct RandomTemplates {
  private var numbers: SeededGenerator

  private static let types = [
    "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::IAM::Role",
    "AWS::SSM::Parameter", "AWS::SageMaker::Endpoint", "AWS::Made::UpThing",
  ]
  private static let policies = ["Delete", "Snapshot", "RetainExceptOnCreate"]

  init(seed: UInt64) {
    numbers = SeededGenerator(seed: seed)
  }

  /// Another template: resources that refer to earlier ones, and outputs. A logical id has the
  /// same type in every template.
  mutating func next() -> Value {
    let count = Int.random(in: 1...9, using: &numbers)
    let ids = (0..<12).shuffled(using: &numbers).prefix(count).sorted()
    var resources: Value.Object = [:]
    var outputs: Value.Object = [:]
    for (position, id) in ids.enumerated() {
      var properties: Value.Object = [
        "DisplayName": .string("text-\(Int.random(in: 0...2, using: &numbers))")
      ]
      var entry: Value.Object = ["Type": .string(Self.types[id % Self.types.count])]
      if Int.random(in: 0...3, using: &numbers) == 0 {
        let name = Int.random(in: 0...1, using: &numbers)
        properties[Self.nameProperty(id)] = .string("name-\(id)-\(name)")
      }
      if position > 0, Bool.random(using: &numbers) {
        let other = "R\(ids[Int.random(in: 0..<position, using: &numbers)])"
        switch Int.random(in: 0...2, using: &numbers) {
        case 0: properties["Other"] = ["Ref": .string(other)]
        case 1: properties["Other"] = ["Fn::GetAtt": [.string(other), "Arn"]]
        default: entry["DependsOn"] = .string(other)
        }
      }
      if Int.random(in: 0...4, using: &numbers) == 0 {
        entry["DeletionPolicy"] = .string(
          Self.policies[Int.random(in: 0..<2, using: &numbers)])
      }
      entry["Properties"] = .object(properties)
      resources["R\(id)"] = .object(entry)
      if Int.random(in: 0...3, using: &numbers) == 0 {
        outputs["Out\(id)"] = ["Value": ["Ref": .string("R\(id)")]]
      }
    }
    return template(.object(resources), outputs: outputs.isEmpty ? nil : .object(outputs))
  }

  /// Up to two things that go wrong.
  mutating func faults() -> [(id: String, action: Int)] {
    (0..<Int.random(in: 0...2, using: &numbers)).map { _ in
      ("R\(Int.random(in: 0..<12, using: &numbers))", Int.random(in: 0...1, using: &numbers))
    }
  }

  private static func nameProperty(_ id: Int) -> String {
    switch types[id % types.count] {
    case "AWS::SNS::Topic": "TopicName"
    case "AWS::SQS::Queue": "QueueName"
    case "AWS::S3::Bucket": "BucketName"
    case "AWS::IAM::Role": "RoleName"
    case "AWS::SageMaker::Endpoint": "EndpointName"
    default: "Name"
    }
  }
}
