package import Diagnostics

extension PlanCode {
  private static let project = Example.File("esteira.yaml", .text("project: fraud\n"))

  private static func file(_ type: String, _ properties: [String] = []) -> Example.File {
    let lines = properties.map { "      \($0)\n" }.joined()
    let body = properties.isEmpty ? "" : "    properties:\n" + lines
    return .init("jobs.yaml", .text("stack: jobs\nresources:\n  work:\n    type: \(type)\n" + body))
  }

  private static func profile(_ path: String) -> Example.File {
    file(
      "AWS::IAM::InstanceProfile",
      ["InstanceProfileName: work", "Path: \(path)", "Roles: [worker]"])
  }

  private static func key(_ spec: String) -> Example.File {
    file("AWS::KMS::Key", ["KeyUsage: SIGN_VERIFY", "KeySpec: \(spec)"])
  }

  private static let empty = Example.File(
    "jobs.yaml", .text("stack: jobs\nresources:\n  other:\n    type: AWS::SNS::Topic\n"))

  private static let apply = Circumstance.esteira(["apply", "--yes"])

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
          files: [Self.project, Self.file("AWS::SNS::Topic")],
          [Self.apply, .writes(Self.file("AWS::SQS::Queue"))], command: ["plan"]),
        remedy: """
          Give the new resource a name of its own. The old one is deleted in the same apply, after \
          the new one is made.
          """)
    case .dataLoss:
      Story(
        title: "Data would be lost",
        meaning: """
          A resource that holds data (objects, tables, images, logs) would be deleted, or replaced by \
          an empty one, and nobody said that this is meant. A resource that has only another name in \
          the stack file is a new one beside the old one, which goes.
          """,
        example: Example(
          files: [Self.project, Self.file("AWS::S3::Bucket")],
          [Self.apply, .writes(Self.empty)], command: ["plan"]),
        remedy: """
          Take back the change that the plan names as the cause; or keep what it holds, with a \
          `deletion-policy` or an `update-replace-policy` of `Retain`; or, if it may be lost, name \
          the resource: `--allow-data-loss NAME`.
          """)
    case .fixedName:
      Story(
        title: "A name stands in the way of a replacement",
        meaning: """
          CloudFormation makes the new resource before it deletes the old one. Both have the same \
          name, and there can be only one of it: the update would fail.
          """,
        example: Example(
          files: [Self.project, Self.profile("/a/")],
          [Self.apply, .writes(Self.profile("/b/"))], command: ["plan"]),
        remedy: """
          Change the name too, or leave it out, so that CloudFormation makes one up. To keep the \
          name, take the resource out of the stack first, and bring it back with another apply.
          """)
    case .updateRefused:
      Story(
        title: "A service refuses a change",
        meaning: """
          The service lets nobody change this property, and CloudFormation does not replace the \
          resource for it: the update would fail.
          """,
        example: Example(
          files: [Self.project, Self.key("RSA_2048")],
          [Self.apply, .writes(Self.key("RSA_3072"))], command: ["plan"]),
        remedy: "Take the change back, or make another resource beside this one, under a new name.")
    case .notASavedPlan:
      Story(
        title: "A file is no saved plan",
        meaning: "A plan is saved by `esteira plan --out FILE`, and this file is something else.",
        example: Example(
          files: [.init("plan.json", .text("{\"a\": 1}\n"))], command: ["show", "plan.json"]),
        remedy: "Name the file that `--out` wrote, or save the plan again.")
    case .planEdited:
      Story(
        title: "A saved plan was edited",
        meaning: """
          A saved plan carries a digest of what is in it, and that does not fit any more: what was \
          reviewed is not what the file says.
          """,
        example: Example(
          files: [
            .init(
              "plan.json",
              .text("{\"esteira-plan\": 1, \"stacks\": [], \"digest\": \"sha256:0\"}\n"))
          ], command: ["show", "plan.json"]),
        remedy: "Save the plan again, and change the stack files instead of the plan.")
    case .planNewer:
      Story(
        title: "A saved plan is of a newer form",
        meaning: "A newer Esteira saved the plan, and this one does not know all that it may say.",
        example: Example(
          files: [.init("plan.json", .text("{\"esteira-plan\": 99}\n"))],
          command: ["show", "plan.json"]),
        remedy: "Use the Esteira that saved it, or save the plan again with this one.")
    case .planOfAnother:
      Story(
        title: "A saved plan is of another project or environment",
        meaning: """
          A saved plan is carried out where it was made for: in its project, and in the environment \
          with its account and region.
          """,
        example: Example(
          files: [Self.project, Self.file("AWS::SNS::Topic")],
          [
            .esteira(["plan", "--out", "plan.json"]),
            .writes(.init("esteira.yaml", .text("project: risk\n"))),
          ], command: ["apply", "--plan", "plan.json"]),
        remedy: "Run it in the project that the message names, or save a plan of this one.")
    case .planStale:
      Story(
        title: "A saved plan is out of date",
        meaning: """
          The stack was changed after the plan was saved: what was reviewed is not what would happen \
          now.
          """,
        example: Example(
          files: [Self.project, Self.file("AWS::SNS::Topic")],
          [.esteira(["plan", "--out", "plan.json"]), Self.apply],
          command: ["apply", "--plan", "plan.json"]),
        remedy: "Save the plan again and have another look at it.")
    case .planDiffers:
      Story(
        title: "A saved plan is not what the files come to",
        meaning: """
          A saved plan is carried out only if the stack files, variables and values still come to \
          exactly that plan.
          """,
        example: Example(
          files: [Self.project, Self.file("AWS::SNS::Topic")],
          [.esteira(["plan", "--out", "plan.json"]), .writes(Self.file("AWS::SQS::Queue"))],
          command: ["apply", "--plan", "plan.json"]),
        remedy: """
          Use the files of the commit that the plan was made of, and give `--var`, `--var-file` and \
          `--value` as they were given to `esteira plan`; or save the plan again.
          """)
    }
  }
}
