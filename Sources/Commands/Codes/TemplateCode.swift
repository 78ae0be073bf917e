package import Diagnostics

/// What can be wrong with the template that a stack file comes to.
package enum TemplateCode: Int, DiagnosticCode {
  case refused = 3001
}

extension TemplateCode {
  package var story: Story {
    switch self {
    case .refused:
      Story(
        title: "CloudFormation would refuse the template",
        meaning: """
          A stack file becomes a CloudFormation template, and CloudFormation has rules of its own \
          for templates: 500 resources at most, 1,000,000 bytes, no resource that nothing knows. What \
          breaks one is found before anybody asks AWS.
          """,
        example: Example(
          files: [
            .init("esteira.yaml", .text("project: fraud\n")),
            .init(
              "jobs.yaml",
              .repeated(
                "alerts ", count: 150_000,
                prefix:
                  "stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n    metadata:\n      Notes: ",
                suffix: "\n")),
          ], command: ["plan"]),
        remedy: "Mend what the message names; it is CloudFormation's own.")
    }
  }
}
