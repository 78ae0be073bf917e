package import Diagnostics

extension ProjectCode {
  private static let project = Example.File("esteira.yaml", .text("project: fraud\n"))
  private static let jobs = Example.File(
    "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n"))
  private static let alerts = Example.File(
    "alerts.yaml",
    .text(
      "stack: alerts\nresources:\n  mail:\n    type: AWS::SNS::Topic\noutputs:\n  topic: ${mail}\n"
    ))
  private static let reader = Example.File(
    "reader.yaml",
    .text(
      """
      stack: reader
      resources:
        address:
          type: AWS::SSM::Parameter
          properties:
            Type: String
            Value: ${alerts.topic}

      """))
  private static let environments = Example.File(
    "esteira.yaml",
    .text(
      """
      project: fraud
      environments:
        prod:
          account: "222222222222"
          region: sa-east-1
          protect: true

      """))

  private static let account = Example.File(
    "esteira.yaml",
    .text(
      """
      project: fraud
      environments:
        dev:
          account: "000000000000"
          region: us-east-1

      """))

  package var story: Story {
    switch self {
    case .noProject:
      Story(
        title: "There is no project here",
        meaning: """
          A project is a folder with a file `esteira.yaml`. It is looked for in the folder the \
          command is run in and in those above it.
          """,
        example: Example(command: ["plan"]),
        remedy: "Change into the project, or name its folder with `--project`.")
    case .noStacks:
      Story(
        title: "The project has no stack",
        meaning: "A stack is a file beside `esteira.yaml` that begins with `stack: NAME`.",
        example: Example(files: [Self.project], command: ["plan"]),
        remedy: "Write a stack file: a name, and at least one entry under `resources:`.")
    case .unknownStack:
      Story(
        title: "There is no such stack",
        meaning: "The arguments name the stacks to work on, and the project has none of this name.",
        example: Example(files: [Self.project, Self.jobs], command: ["plan", "job"]),
        remedy: "Use a name that a file gives with `stack:`, or none for all stacks.")
    case .unknownEnvironment:
      Story(
        title: "There is no such environment",
        meaning: """
          `--env` or the variable `ESTEIRA_ENV` names an environment that `esteira.yaml` does not \
          declare. Only `local`, the embedded cloud, is always there.
          """,
        example: Example(files: [Self.project, Self.jobs], command: ["plan", "--env", "prod"]),
        remedy: "Use one of the environments the message lists, or declare it.")
    case .notConfirmed:
      Story(
        title: "There is nobody to ask",
        meaning: """
          Applying and destroying ask before they change anything. Without a terminal, as in a \
          pipeline, nobody can answer.
          """,
        example: Example(files: [Self.project, Self.jobs], command: ["apply"]),
        remedy: "Look at the plan, then run it with `--yes`.")
    case .declined:
      Story(
        title: "The answer was not yes",
        meaning: "Only the whole word `yes` lets the command go on. Nothing was done.",
        example: Example(
          files: [Self.project, Self.jobs], [.types("no")], command: ["apply"]),
        remedy: "Run it again and type `yes`, or leave it be.")
    case .templateTooLarge:
      Story(
        title: "A template is too large for one call",
        meaning: """
          CloudFormation takes 51,200 bytes of a template in a call, and up to 1 MB from a bucket. \
          Esteira sends templates in calls, without any spacing; what is larger it puts into the \
          bucket that the environment keeps its records in. This environment has none. The embedded \
          cloud takes 1 MB.
          """,
        example: Example(
          files: [
            Self.environments,
            .init(
              "jobs.yaml",
              .repeated(
                "alerts ", count: 8000,
                prefix:
                  "stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n    metadata:\n      Notes: ",
                suffix: "\n")),
          ], command: ["plan", "--env", "prod"]),
        remedy: """
          Keep the environment's records in S3, with `state: s3://BUCKET/PREFIX` in `esteira.yaml`, \
          before anything stands in it: records in `.esteira/state` do not move by themselves. Or \
          split the stack.
          """)
    case .protectedEnvironment:
      Story(
        title: "The environment is protected",
        meaning: """
          An environment with `protect: true` gives up nothing by accident: destroying in it needs \
          its name on the command line.
          """,
        example: Example(
          files: [Self.environments, Self.jobs], command: ["destroy", "--env", "prod", "--yes"]),
        remedy: "If it is meant, add `--confirm` and the environment's name.")
    case .unknownOutput:
      Story(
        title: "There is no such output",
        meaning:
          "`--value` gives an output of one of the project's stacks, and none has this name.",
        example: Example(
          files: [Self.project, Self.jobs], command: ["plan", "--value", "jobs.topic=x"]),
        remedy: "Use the name of a stack and of one of its outputs, joined by a dot.")
    case .unknownValue:
      Story(
        title: "A value that only another stack's deployment knows",
        meaning: """
          A stack reads an output of another one. Its value comes from the record of that stack, \
          which is not applied in this environment.
          """,
        example: Example(
          files: [Self.project, Self.alerts, Self.reader], command: ["apply", "reader", "--yes"]),
        remedy: "Apply the other stack first, or both together; or give the value with `--value`.")
    case .hiddenOutput:
      Story(
        title: "An output with a hidden value",
        meaning: """
          A template marks a parameter `NoEcho`, and an output of the stack is made of it. Neither \
          the record nor anything that is printed tells such an output, so that there is nothing \
          to give to the stack that reads it. What `--value` gives is kept secret there too, and \
          stays as long as nothing of either stack changes.
          """,
        example: Example(
          files: [
            Self.project,
            Example.File(
              "database.template.yaml",
              .text(
                """
                Parameters: {Password: {Type: String, NoEcho: true}}
                Resources: {Topic: {Type: AWS::SNS::Topic}}
                Outputs: {Login: {Value: !Sub "admin:${Password}"}}

                """)),
            Example.File(
              "database.yaml",
              .text(
                """
                stack: database
                template: database.template.yaml
                variables: {password: {type: string}}
                parameters: {Password: "${var.password}"}

                """)),
            Example.File(
              "reader.yaml",
              .text(
                """
                stack: reader
                resources:
                  setting:
                    type: AWS::SSM::Parameter
                    properties: {Type: String, Value: "${database.Login}"}

                """)),
          ], command: ["apply", "--yes", "--var", "password=a-b-c-d-e-f"]),
        remedy: """
          Keep the value in AWS Secrets Manager and name it where it is needed, in both stacks; or \
          give the output with `--value`.
          """)
    case .assetsNeeded:
      Story(
        title: "Code or an image that has to be uploaded first",
        meaning: """
          The stack's template has parameters for the bucket and the key of its code and for the \
          digests of its images. On AWS, somebody has to put these where they belong before the \
          stack can be applied, and Esteira does not do that yet. On the embedded cloud nothing has \
          to be uploaded.
          """,
        example: Example(
          files: [
            Example.File(
              "esteira.yaml",
              .text(
                "project: fraud\nenvironments:\n  dev: {account: \"000000000000\", region: us-east-1}\n"
              )),
            Example.File(
              "serving.yaml",
              .text(
                "stack: serving\nresources:\n  predict:\n    type: lambda-function\n    runtime: python3.13\n    code: predict\n"
              )),
            Example.File("predict/index.py", .text("def handler(event, context):\n  return {}\n")),
          ], [.calls(.otherAccount)], command: ["apply", "--env", "dev", "--yes"]),
        remedy: """
          Upload the code and push the images, then give where they are: \
          `--value serving.AssetsBucket=…`, `--value serving.PredictCodeKey=…`.
          """)
    case .readByOthers:
      Story(
        title: "Other stacks read this one",
        meaning: """
          A stack whose outputs others read is not destroyed under them: they would keep values that \
          stand for nothing.
          """,
        example: Example(
          files: [Self.project, Self.alerts, Self.reader],
          [.esteira(["apply", "--yes"])], command: ["destroy", "alerts", "--yes"]),
        remedy: "Destroy the stacks that read it first, or all in one run.")
    case .severalStacks:
      Story(
        title: "Several templates cannot be printed as one",
        meaning: "`emit` prints the template of one stack, and the project has several.",
        example: Example(
          files: [Self.project, Self.alerts, Self.reader], command: ["emit"]),
        remedy: "Name the stack, or write all templates to a folder with `--out`.")
    case .notRecorded:
      Story(
        title: "Nothing is recorded of a stack",
        meaning: "The stack has a file, and was never applied in this environment.",
        example: Example(files: [Self.project, Self.jobs], command: ["history", "jobs"]),
        remedy: "Apply it, or name the environment that is meant: `--env prod`.")
    case .unknownRevision:
      Story(
        title: "A stack has no such revision",
        meaning: "Each apply and each destroy of a stack is a revision, counted from 1.",
        example: Example(
          files: [Self.project, Self.jobs], [.esteira(["apply", "--yes"])],
          command: ["diff", "jobs", "7"]),
        remedy: "`esteira history STACK` lists them.")
    case .foreignRecord:
      Story(
        title: "A record is of something else",
        meaning: """
          A record that is brought in has to be of the stack that is named, in the environment that is \
          meant: its account, its region, and CloudFormation's name for the stack.
          """,
        example: Example(
          files: [Self.project, Self.jobs, Self.alerts],
          [
            .esteira(["apply", "--yes"]),
            .esteira(["state", "export", "alerts", "--out", "copy.json"]),
          ],
          command: ["state", "import", "jobs", "copy.json", "--yes"]),
        remedy: "Name the stack that the record is of, and its environment.")
    case .underWay:
      Story(
        title: "A run was cut short",
        meaning: """
          A record is not exchanged while nobody knows what came of the last run: what it began would \
          be forgotten.
          """,
        example: Example(
          files: [Self.account, Self.jobs],
          [.calls(.lostOnTheWay), .esteira(["apply", "--env", "dev", "--yes"])],
          command: ["state", "remove", "jobs", "--env", "dev", "--yes"]),
        remedy: "Run `esteira apply` first: it follows what was begun to its end.")
    }
  }
}
