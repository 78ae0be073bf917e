internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Policies that stand beside what they are for: a queue, a topic or a bucket has one, and the last
/// one that is written replaces the others.
extension StackLowering {
  private static let subjects = [
    "AWS::SQS::QueuePolicy": "Queues", "AWS::SNS::TopicPolicy": "Topics",
    "AWS::S3::BucketPolicy": "Bucket",
  ]

  /// Reports resources of the stack file that write a policy for the same thing.
  mutating func reportSharedPolicies(_ template: Template) {
    var writers: [String: String] = [:]
    for resource in template.resources {
      guard let property = Self.subjects[resource.type],
        case .object(let body)? = resource[.properties],
        let subject = body[property], let owner = owners[resource.id]
      else { continue }
      let subjects: [Value] = if case .array(let elements) = subject { elements } else { [subject] }
      for subject in subjects {
        let named = PolicySubject(subject, in: template)
        let key = "\(resource.type) \(named.id ?? subject.canonicalJSON)"
        guard let other = writers[key] else {
          writers[key] = owner
          continue
        }
        report(other, owner, named.id)
      }
    }
  }

  private mutating func report(_ first: String, _ second: String, _ subject: String?) {
    let name = subject.flatMap { owners[$0] }
    let what = name.map { "`\($0)`" } ?? "one thing"
    guard let place = resources[second]?.place else { return }
    diagnostics.append(
      Diagnostic(
        StackCode.policyTwice, .error,
        first == second
          ? "`\(second)` writes two policies for \(what), of which the last one stays"
          : "`\(first)` and `\(second)` both write the policy of \(what): the one that comes last stays",
        at: place,
        notes: first == second
          ? [] : (resources[first]?.place).map { [.init("the other one is here", at: $0)] } ?? [],
        hint: .init(
          "let one of them name it by its ARN from outside of the stack, or write one policy for both as a resource of its own"
        )))
  }
}
