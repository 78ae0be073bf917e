import AWS
import Commands
import Diagnostics
import LocalCloud
import Testing

/// Code and images on their way through `emit`, `plan` and `apply`.
struct AssetTests {
  private static let project = Example.File(
    "esteira.yaml",
    .text(
      "project: fraud\nenvironments:\n  dev: {account: \"000000000000\", region: us-east-1}\n"))
  private static let stack = Example.File(
    "serving.yaml",
    .text(
      """
      stack: serving
      resources:
        images: {type: ecr-repository, pulled-by-lambda: true}
        score: {type: lambda-function, image: "${images}:stable"}
        predict: {type: lambda-function, runtime: python3.13, code: predict}

      """))

  private static func files(_ code: String) -> [Example.File] {
    [project, stack, Example.File("predict/index.py", .text(code))]
  }

  @Test func codeAndImagesAreParameters() async {
    let world = InMemoryWorld(["emit", "--assets"], files: Self.files("x = 1\n"))
    #expect(await world.run() == .success)
    #expect(world.output.contains("\"parameter\": \"PredictCodeKey\""))
    #expect(world.output.contains("\"parameter\": \"ScoreImageDigest\""))
    #expect(world.output.contains("\"tag\": \"stable\""))
  }

  /// The same code has the same key wherever and whenever it is packed, and other code another.
  @Test func theKeyComesFromTheContent() async {
    var outputs: [String] = []
    for code in ["x = 1\n", "x = 1\n", "x = 2\n"] {
      let world = InMemoryWorld(["emit", "--assets"], files: Self.files(code))
      #expect(await world.run() == .success)
      outputs.append(world.output)
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] != outputs[2])
  }

  /// The template does not know what is in the code: only the parameter's value changes.
  @Test func otherCodeGivesTheSameTemplate() async {
    var outputs: Set<String> = []
    for code in ["x = 1\n", "x = 2\n"] {
      let world = InMemoryWorld(["emit", "serving"], files: Self.files(code))
      #expect(await world.run() == .success)
      outputs.insert(world.output)
    }
    #expect(outputs.count == 1)
  }

  @Test func archivesAreWrittenBesideTheTemplates() async {
    let world = InMemoryWorld(
      ["emit", "--out", "build", "--assets"], files: Self.files("x = 1\n"))
    #expect(await world.run() == .success)
    let names = world.output.split(separator: "\n")
    #expect(names.count == 3)
    #expect(names.contains { $0.hasPrefix("build/code/") && $0.hasSuffix(".zip") })
    #expect(world.text("build/assets.json") != nil)
  }

  /// What earlier runs wrote goes; what somebody else put there stays.
  @Test func archivesOfEarlierCodeAreRemoved() async {
    let old = "build/code/" + String(repeating: "0a", count: 32) + ".zip"
    let others = ["build/code/mine.zip", "build/code/" + String(repeating: "0", count: 64)]
    let extra = ([old] + others).map { Example.File($0, .text("old")) }
    let check = InMemoryWorld(
      ["emit", "--out", "build", "--assets", "--check"], files: Self.files("x = 1\n") + extra)
    #expect(await check.run() == .failure)
    #expect(check.output.contains(old) && check.text(old) != nil)
    let part = InMemoryWorld(
      ["emit", "serving", "--out", "build", "--assets"], files: Self.files("x = 1\n") + extra)
    #expect(await part.run() == .success)
    #expect(part.text(old) != nil, "other stacks may need it")
    let world = InMemoryWorld(
      ["emit", "--out", "build", "--assets"], files: Self.files("x = 1\n") + extra)
    #expect(await world.run() == .success)
    #expect(world.text(old) == nil)
    #expect(others.allSatisfy { world.text($0) != nil })
    #expect(world.error.contains("1 archive of earlier code removed."))
  }

  /// Packages keep what they need in hidden files; at the top, hidden files are tools' and people's.
  @Test func hiddenFilesOfPackagesArePacked() async {
    func key(_ extra: String...) async -> String {
      let files = extra.map { Example.File("predict/\($0)", .text("x")) }
      let world = InMemoryWorld(["emit", "--assets"], files: Self.files("x = 1\n") + files)
      #expect(await world.run() == .success, "\(world.error)")
      return world.output
    }
    let plain = await key()
    for left in [
      ".env", ".env.local", ".git/HEAD", ".gitignore", ".DS_Store", "lib/.DS_Store", "a/.git/HEAD",
      "__pycache__/index.pyc", "lib/__pycache__/x.py", ".venv/x.py",
    ] {
      #expect(await key(left) == plain, "\(left)")
    }
    for taken in [
      "node_modules/.package-lock.json", "node_modules/sharp/.libs/a.so", "lib/.env", ".config",
      "numpy/.dylibs/x", "node_modules/.bin/x",
    ] {
      #expect(await key(taken) != plain, "\(taken)")
    }
    let linked = InMemoryWorld(
      ["check"],
      files: Self.files("x = 1\n") + [
        Example.File("predict/node_modules/.pnpm/a/index.js", .text("x"))
      ])
    #expect(await linked.run() == .failure)
    #expect(linked.error.contains("EST2014") && linked.error.contains("pnpm deploy"))
  }

  /// What looks like a stack file in the code of a function is the function's affair.
  @Test func codeIsNoPlaceForStackFiles() async {
    let inside = Example.File("predict/conf/other.yaml", .text("stack: other\nresources: {"))
    let world = InMemoryWorld(["check"], files: Self.files("x = 1\n") + [inside])
    #expect(await world.run() == .success, "\(world.error)")
    #expect(world.output == "1 stack file checked.\n")
  }

  /// On the embedded cloud everything is registered, and that is said; changed code is a change.
  @Test func onTheEmbeddedCloudTheyAreRegistered() async {
    let clouds = InMemoryClouds()
    let first = InMemoryWorld(
      ["apply", "--yes"], files: Self.files("x = 1\n"), clouds: clouds)
    #expect(await first.run() == .success, "\(first.error)")
    let words = first.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("predict is registered by its content, as code/"))
    #expect(words.contains("the image ${images}:stable is registered by its name"))
    let same = InMemoryWorld(
      ["plan", "--detailed-exitcode"], files: Self.files("x = 1\n"), clouds: clouds)
    #expect(await same.run() == .success)
    let changed = InMemoryWorld(["plan"], files: Self.files("x = 2\n"), clouds: clouds)
    #expect(await changed.run() == .success)
    #expect(changed.output.contains("~ PredictCodeKey:"))
    #expect(changed.output.contains("Resources: 1 to update, 6 unchanged."))
  }

  /// Nothing is uploaded to AWS yet: the plan says what it waits for, and `apply` what to give.
  @Test func onAWSTheyAreAskedFor() async {
    let clouds = InMemoryClouds(network: InMemoryClouds().embeddedTransport())
    func world(_ arguments: String...) -> InMemoryWorld {
      InMemoryWorld(
        arguments + ["--env", "dev"], files: Self.files("x = 1\n"),
        variables: [
          "AWS_ACCESS_KEY_ID": LocalCloud.credentials.accessKeyID,
          "AWS_SECRET_ACCESS_KEY": LocalCloud.credentials.secretAccessKey.revealed,
        ], clouds: clouds)
    }
    let plan = world("plan")
    #expect(await plan.run() == .success, "\(plan.error)")
    let words = plan.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("(known once the image `${images}:stable` is in place)"))
    let apply = world("apply", "--yes")
    #expect(await apply.run() == .failure)
    #expect(apply.error.contains("EST0213"))
    #expect(apply.error.contains("--value serving.ScoreImageDigest=…"))
    let digest = "sha256:" + String(repeating: "1", count: 64)
    let given = world(
      "apply", "--yes", "--value", "serving.AssetsBucket=fraud-code", "--value",
      "serving.ScoreImageDigest=\(digest)")
    #expect(await given.run() == .success, "\(given.error)")
  }

  /// The file that holds what is called, by each language's rules; an archive is taken as it is.
  @Test(
    arguments: [
      ("nodejs24.x", "index.api.handler", "predict/index.mjs", nil),
      ("ruby3.4", "source.LambdaFunctions::Handler.process", "predict/source.rb", nil),
      ("python3.13", "app.main.handler", "predict/app/main.py", nil),
      ("nodejs24.x", "app.prod.handler", "predict/app.prod.js", "app.js"),
      ("python3.13", "handler", "predict/index.py", "names no function"),
    ] as [(String, String, String, String?)])
  func handlersNameFiles(runtime: String, handler: String, file: String, missing: String?) async {
    let stack = Example.File(
      "serving.yaml",
      .text(
        "stack: serving\nresources:\n  predict: {type: lambda-function, runtime: \(runtime), handler: \"\(handler)\", code: predict}\n"
      ))
    let world = InMemoryWorld(
      ["emit"], files: [Self.project, stack, Example.File(file, .text("x\n"))])
    #expect(await world.run() == (missing == nil ? .success : .failure), "\(world.error)")
    if let missing { #expect(world.error.contains(missing)) }
  }

  @Test func anArchiveIsTakenAsItIs() async {
    let stack = Example.File(
      "serving.yaml",
      .text(
        "stack: serving\nresources:\n  predict: {type: lambda-function, runtime: java21, handler: a.B, code: app.jar}\n"
      ))
    let world = InMemoryWorld(
      ["emit", "--assets"],
      files: [Self.project, stack, Example.File("app.jar", .text("archive"))])
    #expect(await world.run() == .success, "\(world.error)")
    #expect(world.output.contains("\"size\": 7"))
  }

  @Test func valuesForWhatThereIsNotAreReported() async {
    let world = InMemoryWorld(
      ["plan", "--value", "serving.AssetBucket=x"], files: Self.files("x = 1\n"))
    #expect(await world.run() == .failure)
    #expect(world.error.contains("EST0209"))
    #expect(world.error.contains("serving.AssetsBucket"))
  }
}
