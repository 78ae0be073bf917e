internal import Documents
internal import Stacks

/// What a function runs: an archive, a text in the template, or an image.
enum LambdaPackage {
  /// The properties that say so; nil if the fields do not go together, which is reported.
  static func properties(_ it: inout Blueprint) -> [(String, Value?)]? {
    switch (it[LambdaFunction.code], it[LambdaFunction.image]) {
    case (let code?, nil): return archive(code, &it)
    case (nil, let image?): return self.image(image, &it)
    case (nil, nil):
      it.refuse(
        LambdaFunction.code, "the function `\(it.name)` runs nothing",
        hint: "give it `code` with a `runtime`, or an `image`")
    case (_?, _?):
      it.refuse(
        LambdaFunction.image, "a function runs `code` or an `image`, and this one has both",
        hint: "remove one of them")
    }
    return nil
  }

  private static func image(
    _ image: ContainerImage, _ it: inout Blueprint
  ) -> [(String, Value?)]? {
    if it[LambdaFunction.runtime] != nil {
      refuse(LambdaFunction.runtime, "a function with an image has no `runtime`", &it)
    }
    if it[LambdaFunction.handler] != nil {
      it.refuse(
        LambdaFunction.handler, "a function with an image has no `handler`",
        hint: "say what the image runs by `command`")
    }
    if !it[LambdaFunction.layers].isEmpty {
      refuse(LambdaFunction.layers, "a function with an image has no `layers`", &it)
    }
    guard it[LambdaFunction.runtime] == nil, it[LambdaFunction.handler] == nil,
      it[LambdaFunction.layers].isEmpty
    else { return nil }
    let address = it.address(of: image, for: LambdaFunction.function)
    return [
      ("PackageType", "Image"), ("Code", ["ImageUri": address]),
      (
        "ImageConfig",
        it[LambdaFunction.command].map { ["Command": .array($0.map(Value.string))] }
      ),
    ]
  }

  private static func archive(
    _ code: CodeSource, _ it: inout Blueprint
  ) -> [(String, Value?)]? {
    if it[LambdaFunction.command] != nil {
      it.refuse(
        LambdaFunction.command, "only a function with an image has a `command`",
        hint: "say what is called by `handler`")
      return nil
    }
    guard let runtime = it[LambdaFunction.runtime] else {
      it.refuse(
        LambdaFunction.code, "a function with `code` needs a `runtime`",
        hint: "for example: `runtime: python3.13`")
      return nil
    }
    guard let handler = handler(of: code, runtime, &it) else { return nil }
    let layers = it[LambdaFunction.layers]
    let place: Value
    if let text = inlineText(of: code, runtime, handler) {
      place = ["ZipFile": .string(text)]
    } else {
      let (bucket, key) = it.archive(of: code, for: LambdaFunction.function)
      place = ["S3Bucket": bucket, "S3Key": key]
    }
    return [
      ("Code", place), ("Handler", .string(handler)), ("Runtime", .string(runtime.name)),
      ("Layers", layers.isEmpty ? nil : .array(layers)),
    ]
  }

  /// The file's text, where CloudFormation makes the archive itself: a file `index`
  /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html).
  private static func inlineText(
    of code: CodeSource, _ runtime: LambdaRuntime, _ handler: String
  ) -> String? {
    // CloudFormation would put secrets in the place of what looks like a reference to one.
    guard case .file(_, let text?) = code.content, !text.isEmpty, handler.hasPrefix("index."),
      !text.contains("{{resolve:"), !text.utf8.contains(0)
    else { return nil }
    switch (runtime.language, code.fileName) {
    case (.python, "index.py"), (.node, "index.js"): return text
    default: return nil
    }
  }

  // MARK: Handlers

  /// What is called; nil if the code has no such thing, which is reported.
  private static func handler(
    of code: CodeSource, _ runtime: LambdaRuntime, _ it: inout Blueprint
  ) -> String? {
    let stem = code.fileName.prefix { $0 != "." }
    let isFile = if case .file? = code.content { true } else { false }
    guard let handler = it[LambdaFunction.handler] else {
      switch runtime.language {
      case .program: return checkProgram("bootstrap", code, runtime, &it)
      case .compiled:
        it.refuse(
          LambdaFunction.runtime,
          "a function with the runtime `\(runtime.name)` needs a `handler`",
          hint: "name the class, for example `handler: com.example.Predict`")
        return nil
      case .python, .node, .ruby:
        return check(isFile ? "\(stem).handler" : "index.handler", code, runtime, &it)
      }
    }
    return check(handler, code, runtime, &it)
  }

  /// The handler, if the code has the file that it names.
  private static func check(
    _ handler: String, _ code: CodeSource, _ runtime: LambdaRuntime, _ it: inout Blueprint
  ) -> String? {
    if runtime.language == .program { return checkProgram(handler, code, runtime, &it) }
    guard let content = code.content, !code.isArchive else { return handler }
    let wanted = files(of: handler, runtime)
    guard !wanted.isEmpty else {
      guard [.python, .node, .ruby].contains(runtime.language) else { return handler }
      it.refuse(
        LambdaFunction.handler, "the handler `\(handler)` names no function",
        hint: "name a file without its ending, and the function in it: `index.handler`")
      return nil
    }
    let files: [String]
    switch content {
    case .folder(_, let names): files = names
    case .file: files = [code.fileName]
    case .missing, .unreadable: return handler
    }
    guard !wanted.contains(where: files.contains) else { return handler }
    // Modules of Python may also be compiled, for which there are many names.
    let module = wanted[0].dropLast(3)
    if runtime.language == .python,
      files.contains(where: { $0.hasPrefix("\(module).") && $0.hasSuffix(".so") })
    {
      return handler
    }
    let field: any FieldDeclaration =
      it[LambdaFunction.handler] == nil ? LambdaFunction.code : LambdaFunction.handler
    it.refuse(
      field,
      "`\(code.path.path)` has no file `\(wanted[0])`, which the handler `\(handler)` names",
      hint: "name the file and the function that are called by `handler`, or write the file")
    return nil
  }

  /// The handler, if the code has the program that the runtime starts, or a layer may bring it.
  private static func checkProgram(
    _ handler: String, _ code: CodeSource, _ runtime: LambdaRuntime, _ it: inout Blueprint
  ) -> String? {
    let files: [String]
    switch code.content {
    case .folder(_, let names)?: files = names
    case .file? where !code.isArchive: files = [code.fileName]
    default: return handler
    }
    guard !files.contains("bootstrap"), it[LambdaFunction.layers].isEmpty else { return handler }
    it.refuse(
      LambdaFunction.code,
      "`\(code.path.path)` has no file `bootstrap`, which the runtime `\(runtime.name)` starts",
      hint: "call the program `bootstrap`, and put it at the top of the folder")
    return nil
  }

  /// The files of which a handler needs one; none where it names none. Python takes what stands
  /// before the last dot for a module; Node.js and Ruby take what stands before the first one.
  private static func files(of handler: String, _ runtime: LambdaRuntime) -> [String] {
    switch runtime.language {
    case .python:
      guard let dot = handler.lastIndex(of: "."), dot != handler.startIndex else { return [] }
      let path = handler[..<dot].split(separator: ".", omittingEmptySubsequences: false)
        .joined(separator: "/")
      return ["\(path).py", "\(path)/__init__.py"]
    case .node, .ruby:
      let folder = handler.lastIndex(of: "/").map { handler[...$0] } ?? ""
      let base = handler.dropFirst(folder.count)
      guard let dot = base.firstIndex(of: "."), dot != base.startIndex else { return [] }
      let module = folder + base[..<dot]
      let endings = runtime.language == .ruby ? ["rb"] : ["js", "mjs", "cjs"]
      return endings.map { "\(module).\($0)" }
    case .program, .compiled: return []
    }
  }

  private static func refuse(
    _ field: any FieldDeclaration, _ message: String, _ it: inout Blueprint
  ) {
    it.refuse(field, message, hint: "remove it: the image brings all of that")
  }
}

extension CodeSource {
  /// Whether it is an archive already, which nobody looks into.
  fileprivate var isArchive: Bool {
    if case .file? = content { path.isArchive } else { false }
  }

  /// The last part of its path.
  fileprivate var fileName: String {
    path.path.split(separator: "/").last.map(String.init) ?? ""
  }
}
