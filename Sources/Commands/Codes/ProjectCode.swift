internal import Diagnostics

/// What can be wrong between a command line and a project.
package enum ProjectCode: Int, DiagnosticCode {
  case noProject = 201
  case noStacks = 202
  case unknownStack = 203
  case unknownEnvironment = 204
  case notConfirmed = 205
  case declined = 206
  case protectedEnvironment = 207
  case notSupportedYet = 208
}

extension ProjectCode {
  static func noProject(_ folder: Argument?) -> Diagnostic {
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

  static func notSupportedYet(_ what: String, instead: String) -> Diagnostic {
    Diagnostic(
      notSupportedYet, .error, "\(what) is not supported yet", hint: Diagnostic.Hint(instead))
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
