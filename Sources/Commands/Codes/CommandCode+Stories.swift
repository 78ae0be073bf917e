package import Diagnostics

extension CommandCode {
  package var story: Story {
    switch self {
    case .unknownCommand:
      Story(
        title: "There is no such command",
        meaning: "The first word that is not a flag names what to do, and this one names nothing.",
        example: Example(command: ["fromat", "serving.yaml"]),
        remedy: "Run `esteira help` for the list of commands.")
    case .unknownFlag:
      Story(
        title: "There is no such flag",
        meaning: """
          A word that begins with a dash is a flag, and the command does not have this one. Flags of \
          a command stand after its name; only those of the program may stand before it.
          """,
        example: Example(
          files: [Example.File("serving.yaml", .text("a: 1\n"))],
          command: ["format", "--chek", "serving.yaml"]),
        remedy: """
          Run the command with `--help` for its flags. For a file whose name begins with a dash, \
          write `--` before it: what follows `--` is never read as a flag.
          """)
    case .missingValue:
      Story(
        title: "A flag has no value",
        meaning: "The flag needs a value, and it is the last word or another flag follows.",
        example: Example(command: ["format", "serving.yaml", "--to"]),
        remedy: """
          Write the value after the flag: `--to json` or `--to=json`. A value that begins with a \
          dash must be attached with `=`.
          """)
    case .unexpectedValue:
      Story(
        title: "A flag takes no value",
        meaning: "The flag is either given or not; there is nothing to say beyond that.",
        example: Example(command: ["format", "--check=yes", "serving.yaml"]),
        remedy: "Write the flag alone to switch it on, and leave it out otherwise.")
    case .invalidValue:
      Story(
        title: "A flag does not know the value",
        meaning: "The flag takes one of a few values, and this is none of them.",
        example: Example(command: ["format", "--to", "toml", "serving.yaml"]),
        remedy: "Use one of the values that the message names.")
    case .repeatedFlag:
      Story(
        title: "A flag is given twice",
        meaning: """
          The flag holds one value. Of two, one would be ignored in silence, which is never what was \
          meant.
          """,
        example: Example(command: ["format", "--to", "json", "--to", "yaml", "serving.yaml"]),
        remedy: "Keep the one you mean.")
    case .conflictingFlags:
      Story(
        title: "Two flags exclude each other",
        meaning: """
          Each of the flags asks for something else, and the command cannot do both at once.
          """,
        example: Example(command: ["format", "--check", "--to", "json", "serving.yaml"]),
        remedy: "Keep the one you mean, or run the command twice.")
    case .missingArgument:
      Story(
        title: "An argument is missing",
        meaning: "The command cannot guess what to work on.",
        example: Example(command: ["format", "--check"]),
        remedy: "Give the argument that the message names; `--help` shows examples.")
    case .unexpectedArgument:
      Story(
        title: "There is an argument too many",
        meaning: """
          The command takes fewer arguments. Often a value has a space in it and is not in quotes.
          """,
        example: Example(command: ["version", "1"]),
        remedy: "Leave it out, or quote what belongs together.")
    case .emptyArgument:
      Story(
        title: "An argument is empty",
        meaning: """
          An argument was given that has no letters at all, which names no file and no code. Most \
          often it is a shell variable that is not set: `esteira format "$FILE"`.
          """,
        example: Example(command: ["format", ""]),
        remedy: "Set the variable, or leave the argument out.")
    case .unknownCode:
      Story(
        title: "There is no such code",
        meaning: "A code is `EST` and four digits, such as EST0101, and this one is not in use.",
        example: Example(command: ["explain", "EST9999"]),
        remedy: "Copy the code from the message, or run `esteira explain` for all of them.")
    case .malformedVariable:
      Story(
        title: "A variable is given without a value",
        meaning: "`--var` takes the name of a variable, an equals sign and the value.",
        example: Example(
          files: [
            .init("esteira.yaml", .text("project: fraud\n")),
            .init(
              "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
          ], command: ["plan", "--var", "instance"]),
        remedy: "Write `--var instance=ml.m5.large`; quote what has spaces in it.")
    case .malformedValue:
      Story(
        title: "`--value` without a value",
        meaning: "`--value` takes an output of a stack and its value, joined by `=`.",
        example: Example(
          files: [
            .init("esteira.yaml", .text("project: fraud\n")),
            .init(
              "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
          ], command: ["plan", "--value", "platform.artifacts"]),
        remedy: "Write `--value platform.artifacts=churn-artifacts`; quote what has spaces in it.")
    case .variableFile:
      Story(
        title: "A file of variables with something else in it",
        meaning: "`--var-file` names a YAML or JSON file: a mapping of variables to their values.",
        example: Example(
          files: [
            .init("esteira.yaml", .text("project: fraud\n")),
            .init(
              "jobs.yaml", .text("stack: jobs\nresources:\n  topic:\n    type: AWS::SNS::Topic\n")),
            .init("prod.vars", .text("instance: {type: ml.m5.large}\n")),
          ], command: ["plan", "--var-file", "prod.vars"]),
        remedy: "Write one line for each variable: `instance: ml.m5.large`.")
    case .malformedParameter:
      Story(
        title: "A parameter is given no value",
        meaning: "The parameters of the templates that are compared are given as `NAME=VALUE`.",
        example: Example(
          files: [.init("a.json", .text("{}"))],
          command: ["diff", "a.json", "a.json", "--parameter", "Size"]),
        remedy: "Write `--parameter Size=2`.")
    case .noTemplate:
      Story(
        title: "A file is neither a template nor a stack file",
        meaning: """
          What is compared is CloudFormation templates, which have `Resources`, and stack files of \
          a project, which have `stack`, and an `esteira.yaml` beside them or above.
          """,
        example: Example(
          files: [.init("values.json", .text("{\"a\": 1}"))],
          command: ["diff", "values.json", "values.json"]),
        remedy: "Name a template or a stack file; `esteira format` shows what any other file holds."
      )
    case .malformedPort:
      Story(
        title: "A port is no number",
        meaning: "A port is a number from 1 to 65535; 0 takes any that is free.",
        example: Example(command: ["local", "serve", "--port", "http"]),
        remedy: "Write a number, or leave `--port` out.")
    case .standardInput:
      Story(
        title: "Standard input stands where it cannot",
        meaning: """
          `-` stands for standard input. It can be read once. When files are rewritten it must stand \
          alone, because its result goes to standard output, where the names of rewritten files go \
          too.
          """,
        example: .file("serving.yaml", "a: 1\n", command: ["format", "-", "serving.yaml"]),
        remedy: "Run the command once for `-` and once for the files.")
    case .unknownType:
      Story(
        title: "There is no such resource type",
        meaning: """
          Esteira carries the facts of every public resource type of CloudFormation, and none has \
          this name. Private types, modules and macros of an account are not among them.
          """,
        example: Example(command: ["facts", "AWS::S3::Buckett"]),
        remedy: """
          Write the whole name with its capitals, such as `AWS::S3::Bucket`. `esteira version` tells \
          the day of the facts: a type that is younger is in a later version.
          """)
    case .unknownProperty:
      Story(
        title: "A resource type has no such property",
        meaning: "The path leads through properties of the type, and one of them is not there.",
        example: Example(
          command: ["facts", "AWS::S3::Bucket", "VersioningConfiguration.State"]),
        remedy: """
          Run `esteira facts` with the type alone for its properties, and with a path for those in \
          it. Lists are stepped into by `*`, or by nothing at all: `Tags.Key`.
          """)
    case .unknownRegion:
      Story(
        title: "There is no such region",
        meaning: """
          Not every region has every resource type. Esteira carries what AWS publishes of each \
          region, and has nothing under this name.
          """,
        example: Example(command: ["check", "--region", "us-eats-1", "template.yaml"]),
        remedy: """
          Write the region as AWS does, such as `eu-west-1`. Closed partitions publish no lists; \
          leave the flag out for those.
          """)
    case .unknownSchema:
      Story(
        title: "There is no such schema",
        meaning: "There are schemas of stack files and of project files, and one for both.",
        example: Example(command: ["schema", "stacks"]),
        remedy: "Write `stack`, `project` or nothing: that is the schema for both.")
    case .unknownComponent:
      Story(
        title: "There is no such component",
        meaning: "The catalogue has no component of this name.",
        example: Example(command: ["components", "ecr-repo"]),
        remedy: """
          Run `esteira components` for all of them. Types of CloudFormation, such as \
          `AWS::S3::Bucket`, are shown by `esteira facts`.
          """)
    }
  }
}
