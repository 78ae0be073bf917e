import CloudFormation
import Diagnostics
import Documents
import Stacks
import TestSupport
import Testing

/// Damaged projects are read to the end, and all that is said about them points into them.
struct MutationTests {
  static let project = """
    project: fraud
    environments:
      dev: {account: "111111111111", region: us-east-1, tags: {a: b}}
    """

  static let stack = """
    stack: serving
    description: Of ${project}
    variables:
      days: {type: number, default: 7, per-environment: {dev: 3}, allowed: [3, 7]}
      zones: {type: list, default: [a, b]}
    resources:
      artifacts: &artifacts
        type: AWS::S3::Bucket
        deletion-policy: Retain
        properties:
          Name: s3://${other.TopicArn}/$${aws:username}/${var.days}
          Zones: ${var.zones}
          Sub: !Sub ["${x}-${Other}", {x: !GetAtt Other.TopicArn}]
      other:
        type: AWS::SNS::Topic
        depends-on: [third]
        properties: {Text: "a\\t${env.region}", Join: !Join ["", [a, "${third}"]]}
      third:
        type: AWS::S3::Bucket
        properties: {Plain: a}
    outputs:
      url: ${artifacts.WebsiteURL}
      topic: {value: !Ref Other, description: x}
    tags: {stage: "${env.name}"}
    """

  static let pieces = [
    "${", "}", "${x}", "$${", "!Ref ", "!Sub ", "!GetAtt ", "{Ref: ", "[", "]", "{", ":", ": ",
    "\n", "  ", "- ", "~", "\"", "'", "|\n", "*artifacts", "&a ", "<<: ", "Fn::Join", ".", "0", "ä",
  ]

  @Test(arguments: 0..<20)
  func damageIsTaken(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<60 {
      var sample = SampleProject()
      sample.environment = "dev"
      sample.project = Self.project
      var bytes = Array(Self.stack.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let length = Int.random(in: 0...6, using: &generator)
        let piece =
          Bool.random(using: &generator) ? Self.pieces.randomElement(using: &generator) ?? "" : ""
        bytes.replaceSubrange(start..<min(bytes.count, start + length), with: Array(piece.utf8))
      }
      sample.stacks = [("serving.yaml", String(decoding: bytes, as: UTF8.self))]
      let result = sample.run()
      for diagnostic in result.diagnostics {
        for place in [diagnostic.place].compactMap(\.self) + diagnostic.notes.compactMap(\.place) {
          let isInside =
            place.span.start >= 0 && place.span.start <= place.span.end
            && place.span.end <= place.source.bytes.count
          #expect(isInside, "\(diagnostic.line) in \(sample.stacks[0].text)")
        }
        if let edit = diagnostic.hint?.edit, let place = diagnostic.place {
          #expect(edit.span.start <= edit.span.end)
          #expect(edit.span.end <= place.source.bytes.count)
        }
      }
      for stack in result.stacks {
        #expect(stack.template.value.isJSON)
        #expect(stack.template.resources.count == stack.resources.count)
        #expect(DependencyGraph(of: stack.template).cycles.isEmpty)
      }
    }
  }

  @Test func theUndamagedOneIsSound() throws {
    var sample = SampleProject(Self.stack, project: Self.project)
    sample.environment = "dev"
    let lowered = try sample.lowered()
    #expect(lowered.tags == [Tag("a", "b"), Tag("stage", "dev")])
    #expect(lowered.template.description == "Of fraud")
  }
}
