internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Stacks

/// What can be wrong between a command line and a project.
package enum ProjectCode: Int, DiagnosticCode {
  case noProject = 201
  case noStacks = 202
  case unknownStack = 203
  case unknownEnvironment = 204
  case notConfirmed = 205
  case declined = 206
  case protectedEnvironment = 207
  case unknownOutput = 209
  case unknownValue = 210
  case readByOthers = 211
  case severalStacks = 212
  case assetsNeeded = 213
  case templateTooLarge = 214
  case hiddenOutput = 215
  case notRecorded = 216
  case unknownRevision = 217
  case foreignRecord = 218
  case underWay = 219
}

extension ProjectCode {
  static func noProject(_ folder: Argument?, isOther: Bool = false) -> Diagnostic {
    if isOther {
      return Diagnostic(
        noProject, .error, "there is an `esteira.yml`, and a project's file is `esteira.yaml`",
        at: folder?.place, hint: Diagnostic.Hint("rename it to `esteira.yaml`"))
    }
    guard let folder else {
      return Diagnostic(
        noProject, .error, "there is no `esteira.yaml` here or in a folder above",
        hint: Diagnostic.Hint("run it in a project, or name one: `--project DIR`"))
    }
    return Diagnostic(
      noProject, .error, "there is no `esteira.yaml` in the folder `\(folder.text)`",
      at: folder.place,
      hint: Diagnostic.Hint("name the folder that holds the project's `esteira.yaml`"))
  }

  static func noStacks(_ project: String) -> Diagnostic {
    Diagnostic(
      noStacks, .error, "the project `\(project)` has no stack",
      hint: Diagnostic.Hint(
        "put a file beside `esteira.yaml` that begins with `stack: NAME` and lists `resources:`"))
  }

  static func unknownStack(_ argument: Argument, among names: [String]) -> Diagnostic {
    let near = Spelling.nearest(to: argument.text, among: names)
    return Diagnostic(
      unknownStack, .error, "the project has no stack `\(argument.text)`", at: argument.place,
      hint: suggestion(near, argument, "its stacks are", names))
  }

  static func unknownEnvironment(
    _ name: String, at argument: Argument?, among names: [String]
  ) -> Diagnostic {
    let near = Spelling.nearest(to: name, among: names)
    let given = argument == nil ? ", which `ESTEIRA_ENV` names" : ""
    return Diagnostic(
      unknownEnvironment, .error, "the project has no environment `\(name)`\(given)",
      at: argument?.place, hint: suggestion(near, argument, "its environments are", names))
  }

  static func notConfirmed(_ command: String) -> Diagnostic {
    Diagnostic(
      notConfirmed, .error,
      "`\(command)` asks before it changes anything, and there is no terminal to ask on",
      hint: Diagnostic.Hint("nothing was done; look at the plan above, then add `--yes`"))
  }

  static func holderNotNamed(_ stack: String, _ id: String) -> Diagnostic {
    Diagnostic(
      notConfirmed, .error, "`--yes` breaks the lock of `\(stack)` only together with `--holder`",
      hint: Diagnostic.Hint(
        "nothing was done; if its holder is not at work any more, add `--holder \(id)`"))
  }

  static func declined() -> Diagnostic {
    Diagnostic(
      declined, .error, "the answer was not `yes`",
      hint: Diagnostic.Hint("nothing was done"))
  }

  static func protected(_ environment: String, given: Argument?) -> Diagnostic {
    Diagnostic(
      protectedEnvironment, .error,
      given.map { "the environment is `\(environment)`, and `\($0.text)` was given" }
        ?? "the environment `\(environment)` is protected: `protect: true` in `esteira.yaml`",
      at: given?.place,
      hint: Diagnostic.Hint(
        "nothing was done; to destroy in it, name it: `--confirm \(environment)`"))
  }

  static func unknownOutput(
    _ name: String, _ argument: Argument, among names: [String]
  ) -> Diagnostic {
    let near = Spelling.nearest(to: name, among: names)
    return Diagnostic(
      unknownOutput, .error, "the project has no output `\(name)`", at: argument.place,
      hint: names.isEmpty
        ? Diagnostic.Hint("declare it in its stack's file, under `outputs:`")
        : suggestion(near, argument, "its outputs are", names))
  }

  static func unknownValue(
    _ output: StackOutput, of stack: LoweredStack, isApplied: Bool
  ) -> Diagnostic {
    let flag = stack.environment.isLocal ? "" : " --env \(stack.environment.name)"
    return Diagnostic(
      unknownValue, .error,
      isApplied
        ? "the stack `\(output.stack)` shows no output `\(output.name)` yet, which `\(stack.name)` needs"
        : "the stack `\(output.stack)` is not applied in `\(stack.environment.name)`, and `\(stack.name)` needs its output `\(output.name)`",
      hint: Diagnostic.Hint(
        "run `esteira apply \(output.stack)\(flag)` first, or give the value: `--value \(output.reference)=…`"
      ))
  }

  static func hiddenOutput(_ output: StackOutput, of stack: LoweredStack) -> Diagnostic {
    Diagnostic(
      hiddenOutput, .error,
      "the output `\(output.name)` of `\(output.stack)` shows a value that its template marks `NoEcho`; `\(stack.name)` needs it, and no record has it",
      hint: Diagnostic.Hint(
        "put the value into AWS Secrets Manager and name it in both stacks, `{secret: NAME#KEY}`, or give it: `--value \(output.reference)=…`"
      ))
  }

  static func assetsNeeded(
    _ parameters: [(name: String, words: String)], of stack: LoweredStack
  ) -> Diagnostic {
    let values = parameters.map { "`--value \(stack.name).\($0.name)=…`" }
    return Diagnostic(
      assetsNeeded, .error,
      "the stack `\(stack.name)` needs what Esteira cannot upload yet: "
        + parameters.map(\.words).joined(separator: ", "),
      hint: Diagnostic.Hint(
        "nothing was done to it; put them there yourself and say where: "
          + values.joined(separator: ", ")))
  }

  static func templateTooLarge(_ bytes: Int, of stack: LoweredStack) -> Diagnostic {
    Diagnostic(
      templateTooLarge, .error,
      "the template of `\(stack.name)` has \(bytes) bytes, and a call to CloudFormation holds \(TemplateLimits.inlineBytes)",
      at: stack.origins.place(of: Path()),
      hint: Diagnostic.Hint(
        "nothing was done; keep the environment's records in S3, with `state: s3://BUCKET/PREFIX` in `esteira.yaml`: the template is then put there too; or split the stack"
      ))
  }

  static func readByOthers(_ stack: String, _ readers: [String]) -> Diagnostic {
    let names = readers.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      readByOthers, .error,
      "\(names) \(readers.count == 1 ? "reads" : "read") outputs of `\(stack)`",
      hint: Diagnostic.Hint(
        "nothing was done; destroy \(readers.count == 1 ? "it" : "them") first, or in the same run")
    )
  }

  static func severalStacks(_ names: [String]) -> Diagnostic {
    Diagnostic(
      severalStacks, .error, "these are \(names.count) templates, and one can be printed",
      hint: Diagnostic.Hint(
        "name one of \(names.map { "`\($0)`" }.joined(separator: ", ")), or write them all: `--out DIR`"
      ))
  }
  private static func suggestion(
    _ near: [String], _ argument: Argument?, _ lead: String, _ names: [String]
  ) -> Diagnostic.Hint {
    if near.count == 1 {
      return Diagnostic.Hint("did you mean `\(near[0])`?")
    }
    return Diagnostic.Hint("\(lead) " + names.map { "`\($0)`" }.joined(separator: ", "))
  }
}
