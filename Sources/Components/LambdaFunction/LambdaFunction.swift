internal import Documents
internal import Stacks

/// Code that runs when somebody asks, with nothing to look after.
enum LambdaFunction {
  static let function = Component.Part("", "AWS::Lambda::Function")
  static let role = Component.Part("role", "AWS::IAM::Role")
  static let logs = Component.Part("logs", "AWS::Logs::LogGroup")

  static let code = OptionalField(
    "code", .code, otherwise: "an `image`",
    """
    The folder or the file that it runs, relative to this file. A folder is uploaded as an archive \
    that changes only with what is in it. A short file for Python or Node.js called `index` stands in \
    the template itself.
    """,
    examples: ["functions/predict", "functions/index.py"])
  static let runtime = OptionalField(
    "runtime", .lambdaRuntime, otherwise: "none, for an `image`", "What runs the code.",
    examples: ["python3.13", "nodejs24.x"])
  static let handler = OptionalField(
    "handler", .knownText(1...128, example: "index.handler"),
    otherwise: "`index.handler` for a folder, and `NAME.handler` for a file NAME",
    "What is called for each event: a file without its ending, and a function in it.")
  static let layers = Field(
    "layers",
    .list(
      of: .arn(
        of: "lambda", "a layer", resource: "layer:",
        example: "arn:aws:lambda:us-east-1:111111111111:layer:tools:3"), 0...5),
    default: "[]", "Archives of others that are unpacked beside the code, each with its version.",
    examples: ["[arn:aws:lambda:us-east-1:111111111111:layer:tools:3]"])
  static let image = OptionalField(
    "image", .image, otherwise: "`code`",
    """
    The container image that it runs, in a repository of this account and region that Lambda may \
    pull from. An image of one of the project's repositories is pinned to the digest of its tag.
    """,
    examples: ["\"${image}:stable\""])
  static let command = OptionalField(
    "command", .list(of: .knownText.named("a word", example: "app.handler"), 1...20),
    otherwise: "what the image says", "What the image is given to run.",
    examples: ["[app.handler]"])
  static let architecture = Field(
    "architecture", .choice(["x86-64", "arm64"]), default: "x86-64",
    """
    The processors that code and image are made for. `arm64` costs a fifth less and needs packages \
    that were built for it.
    """)

  static let memory = Field(
    "memory",
    .size(.init(128, .mebibytes)...(.init(10_240, .mebibytes)), in: .mebibytes, example: "512MiB"),
    default: "512MiB", "What it may use. Processor time grows with it: 1769 MiB are one processor.")
  static let timeout = Field(
    "timeout", .duration(.init(1, .seconds)...(.init(15, .minutes)), example: "25s"),
    default: "25s",
    "How long an answer may take. API Gateway waits for 29 seconds, a SageMaker endpoint for 60.")
  static let storage = Field(
    "storage",
    .size(
      .init(512, .mebibytes)...(.init(10_240, .mebibytes)), in: .mebibytes, example: "1GiB"),
    default: "512MiB", "What fits into `/tmp`.")
  static let environment = OptionalField(
    "environment", .environment(.function),
    otherwise: "none",
    """
    Its environment variables. Everybody who may look at the function reads them: of a secret, give \
    the name, and let the function ask for it.
    """,
    examples: ["{ENDPOINT: churn}"])
  static let key = OptionalField(
    "key", .key, otherwise: "a key of AWS Lambda",
    "The key that the environment variables are encrypted with.")
  static let reserved = OptionalField(
    "reserved-concurrency", .integer(0...10_000, example: 10), otherwise: "what the account has",
    "How many may run at once, and are kept for it; 0 stops it.")
  static let logRetention = Field(
    "log-retention", LogRetention.type, default: "30d", "How long its log is kept.",
    examples: ["30d", "1y"])
  static let tracing = Field(
    "tracing", .flag, default: "true", "Whether AWS X-Ray shows where requests spend their time.")
  static let description = OptionalField(
    "description", .knownText(1...256, example: "Asks the model"), otherwise: "none",
    "What it is for.")
  static let name = OptionalField(
    "name",
    .formed(
      "a function's name", example: "fraud-predict", pattern: "^[A-Za-z0-9_-]{1,64}$", isName),
    otherwise: "a name that CloudFormation makes",
    """
    What the function is called. A function that keeps a name of its own cannot be replaced while it \
    stands.
    """)

  static let component = Component(
    "lambda-function", "Code that runs when it is asked, and costs nothing else.",
    details: """
      Its role lets it write its own log and do what its fields say: nothing else. Its log has an \
      end, and it is called with what `invokes` and `triggers` name.

      The archive of a folder has all that is in it, hidden files of packages too. Left out are, \
      wherever they are, `.git`, `.hg`, `.svn`, `.DS_Store`, `__pycache__` and `*.pyc`; and at its top \
      what belongs to tools and to the people who write it: `.env` and `.env.*`, `.venv`, `.npmrc`, \
      `.gitignore` and others of git, `.github`, `.gitlab-ci.yml`, `.dockerignore`, `.editorconfig`, \
      `.idea`, `.vscode`, `.nvmrc`, `.python-version`, `.tool-versions`, `.esteira`, and the caches of \
      pytest, mypy, ruff, tox, nox and coverage. In the place of a link stands what it leads to, \
      except where links to folders lead on to others. Stack files are not looked for in it.
      """,
    fields: [
      code, runtime, handler, layers, image, command, architecture, memory, timeout, storage,
      environment, key, Permissions.invokes, Permissions.permissions, reserved,
      LambdaPermissions.deadLetter, LambdaTriggers.triggers, logRetention, tracing, description,
      name,
    ],
    parts: [
      function, role, logs, LambdaTriggers.mapping, LambdaTriggers.rule, LambdaTriggers.permission,
      LambdaTriggers.schedule, LambdaTriggers.scheduleRole, LambdaPermissions.ownCalls,
    ],
    attributes: [
      .init("arn", "The function's ARN.", .attribute(function, "Arn")),
      .init("name", "The function's name.", .ref(function)),
      .init("role", "The ARN of its role.", .attribute(role, "Arn")),
      .init("log-group", "The name of its log group.", .ref(logs)),
    ],
    examples: LambdaExamples.all
  ) { it in
    guard let package = LambdaPackage.properties(&it) else { return }
    if it[LambdaPermissions.deadLetter]?.isFIFO == true {
      it.refuse(
        LambdaPermissions.deadLetter, "failed events go to standard queues and topics only",
        hint: "name one that is not FIFO")
    }
    for endpoint in it[Permissions.invokes].compactMap(it.neighbour) {
      CallChain.check(
        endpoint, within: it[timeout].milliseconds, of: "`\(it.name)`", at: Permissions.invokes, &it
      )
    }
    it.add(logs, [("RetentionInDays", .number(Number(it[logRetention])))])
    it.add(
      role,
      [
        ("AssumeRolePolicyDocument", RolePolicy.trust(in: "lambda.amazonaws.com")),
        ("Policies", [RolePolicy.inline("own", LambdaPermissions.statements(it))]),
      ])
    it.add(function, package + properties(it))
    LambdaPermissions.addOwnCalls(&it)
    LambdaTriggers.add(&it)
  }

  private static func properties(_ it: Blueprint) -> [(String, Value?)] {
    let variables = (it[environment] ?? []).map { Value.Object.Member($0.key, $0.value) }
    return [
      ("Architectures", [.string(it[architecture] == "arm64" ? "arm64" : "x86_64")]),
      ("DeadLetterConfig", it[LambdaPermissions.deadLetter].map { ["TargetArn": $0.arn] }),
      ("Description", it[description].map(Value.string)),
      (
        "Environment",
        variables.isEmpty ? nil : ["Variables": .object(Value.Object(variables))]
      ),
      ("EphemeralStorage", ["Size": .number(Number(it[storage].mebibytes))]),
      ("FunctionName", it[name].map(Value.string)),
      ("KmsKeyArn", it[key]),
      ("LoggingConfig", ["LogGroup": it.ref(logs)]),
      ("MemorySize", .number(Number(it[memory].mebibytes))),
      ("ReservedConcurrentExecutions", it[reserved].map { .number(Number($0)) }),
      ("Role", it.attribute(role, "Arn")),
      ("Timeout", .number(Number(it[timeout].seconds))),
      ("TracingConfig", ["Mode": it[tracing] ? "Active" : "PassThrough"]),
    ]
  }

  private static func isName(_ text: String) -> Bool {
    1...64 ~= text.utf8.count && text.hasOnlyWords(and: "_-")
  }
}
