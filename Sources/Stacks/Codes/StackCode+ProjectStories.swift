internal import Diagnostics

extension StackCode {
  /// The stories of what can be wrong between the files of a project, and with variables.
  var projectStory: Story {
    switch self {
    case .duplicateStack:
      Self.story(
        "Two stacks of one name",
        "The name says which CloudFormation stack is meant, so each stack file needs its own.",
        stack: Self.sound, others: [Example.File("training.yaml", .text(Self.sound))],
        "Rename one of them.")
    case .ambiguousStackName:
      Self.story(
        "Two stacks that would be one",
        """
        A CloudFormation stack is called `<project>-<environment>-<stack>`. The stack `eu-serving` in \
        `dev` and the stack `serving` in `dev-eu` would have the same name.
        """,
        project: """
          project: fraud
          environments:
            local-eu:
              account: "111111111111"
              region: eu-central-1

          """,
        stack: Self.sound,
        others: [
          Example.File(
            "training.yaml",
            .text(
              """
              stack: eu-serving
              resources:
                artifacts:
                  type: AWS::S3::Bucket

              """))
        ],
        "Rename a stack or an environment, for example `eu-dev` instead of `dev-eu`.")
    case .stackNameTooLong:
      Self.story(
        "A stack's name is too long",
        """
        A CloudFormation stack is called `<project>-<environment>-<stack>`, and its name has at most \
        128 characters.
        """,
        project: "project: \(String(repeating: "fraud-detection-", count: 8))model\n",
        stack: Self.sound, "Shorten one of the three names.")
    case .stackAndResource:
      Self.story(
        "A resource and a stack of one name",
        "`${name.x}` is an attribute of a resource or an output of a stack; here it could be both.",
        stack: """
          stack: serving
          resources:
            training:
              type: AWS::S3::Bucket

          """,
        others: [
          Example.File(
            "training.yaml",
            .text(
              """
              stack: training
              resources:
                artifacts:
                  type: AWS::S3::Bucket

              """))
        ],
        "Rename one of them.")
    case .unknownEnvironment:
      Self.story(
        "There is no such environment",
        "A value is given for an environment that the project does not have; it would never be used.",
        stack: """
          stack: serving
          description: With ${var.days}
          variables:
            days:
              type: number
              default: 7
              per-environment:
                prod: 90
          resources:
            artifacts:
              type: AWS::S3::Bucket

          """,
        "Declare the environment in `esteira.yaml`, or correct its name.")
    case .variableType:
      Self.story(
        "A variable's value has the wrong type",
        """
        A variable is a string, a number, a boolean or a list, and every value it is given has to be \
        one: in the file, with `--var` and from the environment.
        """,
        stack: """
          stack: serving
          description: With ${var.days}
          variables:
            days:
              type: number
              default: "7"
          resources:
            artifacts:
              type: AWS::S3::Bucket

          """,
        "Write a value of that type, or change the variable's `type`.")
    case .variableNotAllowed:
      Self.story(
        "A variable's value is not allowed",
        "The variable lists the values it allows, and this is none of them.",
        stack: """
          stack: serving
          description: With ${var.retention}
          variables:
            retention:
              type: string
              allowed: [Retain, Delete]
              default: Retian
          resources:
            artifacts:
              type: AWS::S3::Bucket

          """,
        "Write one of the allowed values, or add the new one to `allowed`.")
    case .variableMissing:
      Self.story(
        "A variable has no value",
        """
        A variable gets its value from `--var`, from the process's environment, from \
        `per-environment` or from `default`, in that order. Here none of them gives one.
        """,
        stack: """
          stack: serving
          description: With ${var.owner}
          variables:
            owner:
              type: string
          resources:
            artifacts:
              type: AWS::S3::Bucket

          """,
        "Give it with `--var owner=risk` or `ESTEIRA_VAR_OWNER=risk`, or write a default.")
    case .unusedVariable:
      Self.story(
        "A variable that nothing uses",
        "A stack file declares a variable, and no reference in the file names it.",
        stack: "stack: serving\nvariables:\n  days: {type: number, default: 7}\n"
          + Self.sound.split(separator: "\n").dropFirst().map { "\($0)\n" }.joined(),
        "Refer to it, `${var.days}`, or remove it.")
    case .stackCycle:
      Self.story(
        "Stacks that read each other",
        """
        A stack is applied once what it reads is there. Of stacks that read each other none can be \
        the first.
        """,
        stack: """
          stack: serving
          resources:
            setting:
              type: AWS::SSM::Parameter
              properties:
                Type: String
                Value: ${training.setting}
          outputs:
            setting: ${setting}

          """,
        others: [
          Example.File(
            "training.yaml",
            .text(
              """
              stack: training
              resources:
                value:
                  type: AWS::SSM::Parameter
                  properties:
                    Type: String
                    Value: ${serving.setting}
              outputs:
                setting: ${value}

              """))
        ],
        "Move what both need into one of them, or into a third stack that both read.")
    default:
      Self.story(
        "A value for a variable that nobody has",
        "No stack of the project declares a variable of this name, so the value would be ignored.",
        stack: Self.sound, command: ["plan", "--var", "days=7"],
        "Correct the name, or declare the variable in a stack file.")
    }
  }
}
