internal import CloudFormation
package import Diagnostics

/// What a plan cannot promise.
package enum PlanCode: Int, DiagnosticCode {
  case typeChanged = 4001
}

extension PlanCode {
  private func file(_ type: String) -> Example.File {
    .init("jobs.yaml", .text("stack: jobs\nresources:\n  work:\n    type: \(type)\n"))
  }

  package var story: Story {
    switch self {
    case .typeChanged:
      Story(
        title: "A resource cannot become one of another type",
        meaning: """
          CloudFormation knows a resource by its logical id, which comes from its name, and refuses \
          to change the type under an id.
          """,
        example: Example(
          files: [
            .init("esteira.yaml", .text("project: fraud\n")), file("AWS::SNS::Topic"),
          ], [.esteira(["apply", "--yes"]), .writes(file("AWS::SQS::Queue"))], command: ["plan"]),
        remedy: """
          Give the new resource a name of its own. The old one is deleted in the same apply, after \
          the new one is made.
          """)
    }
  }
}

extension Plan {
  /// The resources that would have to change their type, which CloudFormation refuses.
  package var typeChanges: [ResourceChange] {
    resources.filter { change in
      guard let before = change.before, let after = change.after else { return false }
      return Sight.type(of: before) != Sight.type(of: after)
    }
  }
}
