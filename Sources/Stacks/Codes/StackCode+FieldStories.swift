internal import Diagnostics

extension StackCode {
  /// The stories of what can be wrong with the keys and values of either file.
  var fieldStory: Story {
    switch self {
    case .unknownKey:
      Self.story(
        "There is no such key",
        """
        Project and stack files know a few keys in each place, and this is none of them. What is not \
        known is never passed over in silence: it would be a setting that has no effect.
        """,
        stack: """
          stack: serving
          resources:
            artifacts:
              type: AWS::S3::Bucket
              propertys:
                BucketName: fraud-artifacts

          """,
        "Correct the spelling; keys are lower-case words joined by hyphens.")
    case .missingKey:
      Self.story(
        "A key is missing",
        "Some things have no sensible default: a project's name, an environment's account and region, a resource's type.",
        project: """
          project: fraud
          environments:
            dev:
              region: us-east-1

          """,
        stack: Self.sound, "Add the key.")
    case .invalidName:
      Self.story(
        "A name that cannot be one",
        """
        Names of projects, environments and stacks become the name of a CloudFormation stack, which \
        is made of letters, digits and hyphens. Names inside a stack file are lower-case words joined \
        by hyphens, from which CloudFormation's names are made: `model-artifacts` becomes \
        `ModelArtifacts`.
        """,
        stack: """
          stack: serving
          resources:
            model_artifacts:
              type: AWS::S3::Bucket

          """,
        "Write the name as the message says.")
    case .reservedName:
      Self.story(
        "A name that references use for something else",
        """
        `${var.x}`, `${env.x}`, `${git.x}` and `${project}` have a meaning of their own, so no \
        resource and no stack can be called `var`, `env`, `git`, `project` or `local`.
        """,
        stack: """
          stack: serving
          resources:
            env:
              type: AWS::S3::Bucket

          """,
        "Choose another name.")
    case .textWrittenAsNumber:
      Self.story(
        "A text that YAML takes for a number",
        """
        Where Esteira wants a text, it takes what is written. But to YAML `012345678901` is a number \
        without its zero and `3.10` is 3.1, and other programs that read or rewrite the file go by \
        that.
        """,
        project: """
          project: fraud
          environments:
            dev:
              account: 012345678901
              region: us-east-1

          """,
        stack: Self.sound, "Put the text in quotes.")
    case .invalidValue:
      Self.story(
        "A value of a wrong form",
        "The key takes values of a certain form, or one of a few words, and this is neither.",
        project: """
          project: fraud
          environments:
            dev:
              account: "111111111111"
              region: us-east-1a

          """,
        stack: Self.sound, "Write it like the example in the message.")
    case .conflictingKeys:
      Self.story(
        "Keys that exclude each other",
        "Both keys say the same thing in different ways, or one has no meaning where it stands.",
        project: """
          project: fraud
          environments:
            local:
              region: eu-central-1

          """,
        stack: Self.sound,
        "Keep one of them. The environment `local` is the embedded cloud and takes tags only.")
    case .severalDocuments:
      Self.story(
        "Several documents in one file",
        "A line `---` begins another YAML document. A project and a stack are one document each.",
        stack: """
          stack: serving
          resources:
            artifacts:
              type: AWS::S3::Bucket
          ---
          stack: training

          """,
        "Give each document its own file.")
    case .invalidTag:
      Self.story(
        "A tag that AWS does not take",
        """
        A key has 1 to 128 characters and does not begin with `aws:`, a value has at most 256, and a \
        stack has at most 50 tags.
        """,
        project: """
          project: fraud
          environments:
            dev:
              account: "111111111111"
              region: us-east-1
              tags:
                aws:team: risk

          """,
        stack: Self.sound, "Rename, shorten or remove the tag.")
    case .numberWrittenOddly:
      Self.story(
        "A number that others read otherwise",
        """
        YAML 1.2, which Esteira reads, takes `010` for ten and `1e3` for a thousand. Many programs \
        still read YAML 1.1, to which `010` is eight and `1e3` a text.
        """,
        stack: """
          stack: serving
          resources:
            image:
              type: ecr-repository
              keep-images: 010

          """,
        "Write the number in plain digits.")
    case .mergeKey:
      Self.story(
        "A merge key",
        """
        `<<` brings the keys of one mapping into another in YAML 1.1. In YAML 1.2, which stack files \
        are written in, it is a key like others: what a file with it means depends on who reads it.
        """,
        stack: """
          stack: serving
          resources:
            artifacts: &bucket
              type: AWS::S3::Bucket
            models:
              <<: *bucket

          """,
        "Write the keys out.")
    case .overridesNothing:
      Self.story(
        "An environment changes what is not there",
        """
        `environments:` in a stack file says what differs in an environment. What it names has to \
        stand in the file already, or be whole by itself, with its `type`.
        """,
        project: """
          project: fraud
          environments:
            prod:
              account: "222222222222"
              region: sa-east-1

          """,
        stack: Self.sound + """
          environments:
            prod:
              resources:
                artefacts:
                  properties:
                    BucketName: fraud-prod

          """,
        "Correct the name, or give the new resource its `type`.")
    case .noTemplate:
      Self.story(
        "The template of a stack is not there",
        "`template:` names a CloudFormation template by its path from the stack file's folder.",
        stack: "stack: serving\ntemplate: legacy.yaml\n", "Correct the path.")
    case .noAsset:
      Self.story(
        "Code that is not there, or cannot be read",
        "A field names a folder or a file with code by its path from the stack file's folder.",
        stack: """
          stack: serving
          resources:
            predict:
              type: lambda-function
              runtime: python3.13
              code: functions/predict

          """,
        "Correct the path, or write the code.")
    case .limitedStore:
      Self.story(
        "A store that is cheap and has its limits",
        """
        Without a database an MLflow server keeps what it knows in a file of SQLite, on a file system \
        that outlives its task. Two tasks cannot share that file, so that the server is away while a \
        new version comes, and everything that is written waits for what is written before.
        """,
        stack: """
          stack: serving
          resources:
            network:
              type: network
            artifacts:
              type: bucket
            mlflow:
              type: mlflow-server
              image: 111111111111.dkr.ecr.us-east-1.amazonaws.com/mlflow:3.17.2
              network: ${network}
              artifacts: ${artifacts}
              load-balancer: {scheme: internal}

          """,
        command: ["check"],
        "For more than a handful of people, add a resource `postgres`, and name it by `database`.")
    default:
      Self.story(
        "A value of a wrong type",
        "A mapping, a list, a text, or `true` or `false` is wanted, and something else stands there.",
        stack: """
          stack: serving
          resources:
            - artifacts

          """,
        "Write it like the example in the message.")
    }
  }
}
