internal import Diagnostics
internal import Recording
internal import Stacks

extension ProjectCode {
  static func notRecorded(_ argument: Argument, _ environment: String) -> Diagnostic {
    Diagnostic(
      notRecorded, .error, "nothing is recorded of `\(argument.text)` in `\(environment)`",
      at: argument.place,
      hint: Diagnostic.Hint("apply it first, or name another environment with `--env`"))
  }

  static func unknownRevision(
    _ argument: Argument, _ stack: String, among known: [Int]
  ) -> Diagnostic {
    let range =
      known.isEmpty ? "it has none" : "it has \(known[0]) to \(known[known.count - 1])"
    return Diagnostic(
      unknownRevision, .error, "the stack `\(stack)` has no revision `\(argument.text)`; \(range)",
      at: argument.place,
      hint: Diagnostic.Hint("run `esteira history \(stack)` for all of them"))
  }

  static func foreignRecord(
    _ argument: Argument, _ record: Record, _ stack: String, _ environment: Environment
  ) -> Diagnostic {
    Diagnostic(
      foreignRecord, .error,
      "`\(argument.text)` is the record of `\(record.target.stackName)`, \(record.address), account \(record.target.account), region \(record.target.region)",
      at: argument.place,
      notes: [
        Diagnostic.Note(
          "what is meant is \(stack) in \(environment.name), account \(environment.account), region \(environment.region)"
        )
      ],
      hint: Diagnostic.Hint("nothing was done; name the stack and the environment it is of"))
  }

  static func underWay(_ address: StackAddress, _ flag: String) -> Diagnostic {
    Diagnostic(
      underWay, .error,
      "a run on `\(address.stack)` was cut short, and what came of it is not known",
      hint: Diagnostic.Hint(
        "nothing was done; run `esteira apply \(address.stack)\(flag)` first, which picks it up"))
  }
}
