internal import Diagnostics

extension StackCode {
  /// The stories of what can be wrong with resources, references and functions.
  var resourceStory: Story {
    switch self {
    case .unknownType:
      Self.resource(
        "A type that is none", "A CloudFormation type has three parts, joined by two colons each.",
        "artifacts:\n  type: S3::Bucket", "Write the whole type: `AWS::S3::Bucket`.")
    case .logicalIDCollision:
      Self.resource(
        "Two names that CloudFormation cannot tell apart",
        """
        CloudFormation's names are letters and digits, so each word of a name gets a capital letter \
        and the hyphens go: `model-1` and `model1` both become `Model1`.
        """,
        "model-1:\n  type: AWS::S3::Bucket\nmodel1:\n  type: AWS::S3::Bucket",
        "Rename one of them.")
    case .unknownReference:
      Self.resource(
        "A reference to nothing",
        "`${name}` is a resource of the same stack file, and there is none of this name.",
        "artifacts:\n  type: AWS::S3::Bucket\n"
          + Self.parameter("${artefacts}"),
        "Correct the name. For a plain `${`, write `$${`.")
    case .malformedReference:
      Self.resource(
        "A reference that cannot be read",
        """
        A reference is `${name}` or `${name.Attribute}`. In scripts and policies `${…}` often belongs \
        to another language, and has to be marked as plain text.
        """,
        Self.parameter("${HOME:-/root}"), "Write `$${` where a plain `${` is meant.")
    case .cloudFormationReference:
      Self.resource(
        "A reference in CloudFormation's way",
        """
        Names with a colon belong to CloudFormation (`${AWS::Region}`) or to policies \
        (`${aws:username}`). Outside of `Fn::Sub` stack files have their own names.
        """,
        Self.parameter("home/${aws:username}"),
        """
        Write `$${aws:username}` for what the policy fills in, `${env.region}` and `${env.account}` \
        for region and account, and `!Sub` before a text for everything else of CloudFormation.
        """)
    case .deployedValueNotAllowed:
      Self.resource(
        "A value that is known too late",
        """
        Keys, descriptions, tags, policies and the values of variables have to be known before \
        anything is deployed. The reference stands for something that only the deployment knows.
        """,
        "artifacts:\n  type: AWS::S3::Bucket\n  deletion-policy: ${artifacts.Arn}",
        "Use a variable, `${env.name}` or `${project}`, or write the text out.")
    case .listInText:
      Story(
        title: "A list inside a text",
        meaning:
          "A list can stand alone, where CloudFormation wants one, but has no text of its own.",
        example: Example(
          files: [
            Example.File("esteira.yaml", .text("project: fraud\n")),
            Example.File(
              "serving.yaml",
              .text(
                "stack: serving\nvariables:\n  zones:\n    type: list\n    default: [a, b]\nresources:\n"
                  + Self.indented(Self.parameter("zones ${var.zones}")))),
          ], command: ["plan"]),
        remedy: "Let the reference stand alone, or join the elements with `Fn::Join`.")
    case .cycle:
      Self.resource(
        "Resources that need each other",
        """
        CloudFormation makes a resource after those that it refers to. In a circle there is none to \
        begin with.
        """,
        """
        first:
          type: AWS::SSM::Parameter
          properties:
            Type: String
            Value: ${second}
        second:
          type: AWS::SSM::Parameter
          properties:
            Type: String
            Value: ${first}
        """,
        """
        Remove one of the references. Often a third resource joins the two: an ingress rule of its \
        own between two security groups, a policy of its own between a role and what it may use.
        """)
    case .nullValue:
      Self.resource(
        "A key without a value",
        "Nothing, `null` and `~` are values in YAML, which CloudFormation refuses in a template.",
        "artifacts:\n  type: AWS::S3::Bucket\n  properties:\n    BucketName:",
        "Write the value, or remove the key.")
    case .unknownIntrinsic:
      Self.resource(
        "There is no such function",
        "A tag or a key `Fn::…` calls a function of CloudFormation, which has none of this name.",
        Self.parameter("!Subb text"), "Correct the name.")
    case .malformedIntrinsic:
      Self.resource(
        "A function with wrong arguments",
        "Each of CloudFormation's functions takes certain arguments, and these are others.",
        Self.parameter("!Join [a, b, c]"), "Write it like the example in the message.")
    case .needsTemplateStack:
      Self.resource(
        "A part of CloudFormation that stack files leave out",
        """
        Conditions, mappings and macros shape a template while it is deployed. In a stack file the \
        shape depends on variables, which are settled before, so that a plan can show it.
        """,
        Self.parameter("!If [IsProd, a, b]"),
        "Declare a variable with `per-environment` values, and refer to it.")
    case .unknownLogicalID:
      Self.resource(
        "A function names a resource that is not there",
        """
        CloudFormation's own functions take its own names, its logical ids: the words of the \
        resource's name, each with a capital letter, without the hyphens.
        """,
        "artifacts:\n  type: AWS::S3::Bucket\n" + Self.parameter("!Ref artifacts"),
        "Write the logical id, or use `${artifacts}` instead of the function.")
    case .unknownAttribute:
      Self.resource(
        "An attribute that does not exist",
        """
        `${name.attribute}` is an attribute of a resource. Which ones there are depends on its type: \
        `esteira components` and `esteira facts` list them.
        """,
        "artifacts:\n  type: AWS::S3::Bucket\n" + Self.parameter("${artifacts.Arm}"),
        "Name one of the attributes that the message lists.")
    case .handleAsText:
      Self.resource(
        "A resource where a text belongs",
        """
        `${name}` alone stands for the resource itself where its component has no one text that \
        everybody would mean. Only fields that take such a resource can use it.
        """,
        "errors:\n  type: alarm\n  metric: {namespace: AWS/Lambda, name: Errors}\n  threshold: {above: 0}\n"
          + Self.parameter("${errors}"),
        "Name an attribute: `${errors.arn}`.")
    case .noCommit:
      Self.resource(
        "There is no commit to name",
        "`${git.commit}` is the commit of the repository that the project's folder is in.",
        Self.parameter("x") + "\n    Description: at ${git.commit}",
        "Commit the files, or use a variable.")
    case .secretInClear:
      Self.resource(
        "A secret stands in clear",
        """
        A password in a stack file is read by everybody who reads the file, its history, or the \
        template that it becomes. Stack files name secrets: CloudFormation alone looks them up.
        """,
        """
        reviewer:
          type: AWS::IAM::User
          properties:
            LoginProfile:
              Password: hunter2

        """,
        """
        Put it into AWS Secrets Manager, and name it with the key in it: `Password: {secret: \
        fraud/review#password}`. In a plan it is `(hidden)`.
        """)
    case .commitInContent:
      Story(
        title: "The commit stands where it changes resources",
        meaning: """
          With every commit `${git.commit}` becomes another text, so that every plan changes what it \
          stands in, though nothing else did. In tags and descriptions that is meant.
          """,
        example: Example(
          files: [
            Example.File("esteira.yaml", .text("project: fraud\n")),
            Example.File(
              "serving.yaml",
              .text("stack: serving\nresources:\n" + Self.indented(Self.parameter("${git.commit}")))
            ),
            Example.File(".git/HEAD", .text(String(repeating: "0123456789", count: 4) + "\n")),
          ], command: ["plan"]),
        remedy: "Move it to a tag or a description, or name the version by a variable.")
    case .policyTwice:
      Self.resource(
        "Two policies for one queue, topic or bucket",
        "Each of them has one policy. Two resources that write it overwrite each other, and what the first one allowed is lost without a word.",
        "jobs:\n  type: AWS::SQS::Queue\none:\n  type: topic\n  subscriptions: {jobs: {queue: \"${jobs}\"}}\nother:\n  type: topic\n  subscriptions: {jobs: {queue: \"${jobs}\"}}",
        "Write one policy for both as a resource of its own, and name the queue by its ARN.")
    default:
      Self.resource(
        "Two keys that become one",
        "A key may hold references to what is known before. Filled in, two keys are the same.",
        "artifacts:\n  type: AWS::S3::Bucket\n  metadata:\n    fraud: 1\n    ${project}: 2",
        "Remove one of them.")
    }
  }

  private static func resource(
    _ title: String, _ meaning: String, _ resources: String, _ remedy: String
  ) -> Story {
    story(title, meaning, stack: "stack: serving\nresources:\n" + indented(resources), remedy)
  }

  private static func parameter(_ value: String) -> String {
    "setting:\n  type: AWS::SSM::Parameter\n  properties:\n    Type: String\n    Value: \(value)"
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}
