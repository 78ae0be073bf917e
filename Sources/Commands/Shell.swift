internal import Diagnostics
internal import Documents
internal import Presentation

/// Runs a command line and is the one place that turns whatever comes of it into text, streams and
/// an exit code.
package enum Shell {
  package static func run(in world: World) async -> ExitCode {
    let line = ArgumentLine(program: Program.name, words: world.arguments)
    let parsed = ArgumentParser.parse(line, program: Program.command)
    if case .run(let invocation) = parsed.result, invocation.command.heedsInterruptions {
      world.person.heedInterruptions()
    }
    let outcome =
      switch parsed.result {
      case .run(let invocation):
        await invocation.command.run(invocation, world.traced(by: invocation))
      case .help(let way): Outcome(output: HelpText.of(way))
      case .version: VersionCommand.outcome
      case .mistakes(let diagnostics): Outcome(diagnostics: diagnostics)
      }
    return deliver(outcome, withoutColour: parsed.withoutColour, in: world)
  }

  private static func deliver(
    _ outcome: Outcome, withoutColour: Bool, in world: World
  ) -> ExitCode {
    var outcome = outcome
    do throws(FileFault) {
      for part in [outcome.output] + outcome.furtherOutput where !part.isEmpty {
        try world.write(.output, part)
      }
    } catch {
      if error.kind == .closed { return .brokenPipe }
      outcome.diagnostics.append(FileCode.printing(error))
      // Whatever the output told of, nobody has read it whole.
      outcome.isReported = false
    }
    let talk = talk(outcome, style: style(withoutColour, world))
    if !talk.isEmpty {
      // When standard error is gone too there is nobody left to tell; the exit code still says it.
      try? world.write(.error, Array(talk.utf8))
    }
    return outcome.exitCode
  }

  private static func talk(_ outcome: Outcome, style: Style) -> String {
    var text = ""
    switch outcome.diagnosticsForm {
    case _ where outcome.isReported: break
    case .text:
      text += DiagnosticRenderer(style: style).render(outcome.diagnostics)
      text += outcome.talk
    case .json:
      // Nothing else, so that a program can read all of it.
      text += DiagnosticReport.value(of: outcome.diagnostics).prettyJSON + "\n"
    }
    if let internalError = outcome.internalError {
      text += "internal error: \(Visible.line(internalError))\n"
      text += "This is a mistake in Esteira \(VersionCommand.number), not in your files. "
      text += "Please report it with the file.\n"
    }
    return text
  }

  /// Colours only for a terminal that shows them and a person who wants them (no-color.org).
  private static func style(_ withoutColour: Bool, _ world: World) -> Style {
    let isUnwanted =
      withoutColour || world.variable("NO_COLOR").map { !$0.isEmpty } ?? false
      || world.variable("TERM") == "dumb"
    return !isUnwanted && world.isTerminal(.error) ? .coloured : .plain
  }
}
