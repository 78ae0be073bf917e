internal import Diagnostics
internal import Documents
internal import Presentation
internal import Recording

/// `esteira outputs`.
enum OutputsCommand {
  private static let shell = Flag(
    "shell", conflicts: ["json"],
    help: "Print a line `STACK_OUTPUT=value` for each, as a shell reads it.")

  static let command: Command = Command(
    name: "outputs",
    summary: "Print what the stacks show",
    discussion: """
      Prints the outputs of the stacks as they were recorded with the last apply. What comes from a \
      parameter marked `NoEcho` is in no record, and only named. AWS is not asked.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [ProjectFlags.project, ProjectFlags.environment, shell, ProjectFlags.json],
    examples: [
      Command.Sample("What is the address?", "esteira outputs serving --env prod"),
      Command.Sample("As variables of a shell", "eval \"$(esteira outputs --shell)\""),
    ]
  ) { invocation, world in
    var outcome = Outcome()
    do {
      let session = try await Session(invocation, in: world, needsStackFiles: false)
      outcome.diagnostics = session.loaded.warnings
      var stacks: [StackOutputs] = []
      for name in try await session.namesOfRecords() {
        do {
          guard let deployment = try await session.record(of: name).get()?.deployment else {
            continue
          }
          stacks.append(StackOutputs(name, deployment, session.outputNames(of: name)))
        } catch {
          outcome.add(session.naming(name, in: error))
        }
      }
      let output =
        if invocation.has(ProjectFlags.json) {
          session.report(stacks.map(\.value))
        } else if invocation.has(shell) {
          stacks.map(\.shell).joined()
        } else {
          stacks.map { $0.text(mark: session.target.mark) }.joined(separator: "\n")
        }
      outcome.output = Array(output.utf8)
    } catch {
      outcome.add(error)
    }
    return outcome
  }
}

/// What one stack shows.
private struct StackOutputs {
  let stack: String
  let outputs: [(name: String, value: String)]
  let hidden: [String]

  init(_ stack: String, _ deployment: Deployment, _ names: [String: String]) {
    self.stack = stack
    outputs = deployment.outputs.map { (names[$0.key] ?? $0.key, $0.value) }
      .sorted { $0.0 < $1.0 }
    hidden = deployment.untoldOutputs
      .map { names[$0] ?? $0 }.sorted()
  }

  var value: Value {
    var body: Value.Object = ["stack": .string(stack)]
    body["outputs"] = .object(Value.Object(outputs.map { .init($0.name, .string($0.value)) }))
    body["hidden"] = .array(hidden.map(Value.string))
    return .object(body)
  }

  func text(mark: String) -> String {
    let view = OutputView()
    return "\(stack):\n"
      + outputs.map { view.render($0.name, mark: mark, value: $0.value) }.joined()
      + hidden.map { view.render($0, mark: mark, value: "(hidden)") }.joined()
  }

  var shell: String {
    outputs.map { output in
      "\(Self.variable("\(stack)_\(output.name)"))=\(ShellWords.quoted(Array(output.value.utf8)))\n"
    }.joined()
  }

  /// A name that shells take for a variable's.
  private static func variable(_ name: String) -> String {
    let letters = name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return (letters.first?.isNumber == true ? "_" : "") + String(letters)
  }
}
