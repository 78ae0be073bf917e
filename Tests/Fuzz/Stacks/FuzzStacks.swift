internal import CFuzzer
internal import CloudFormation
internal import Components
internal import Diagnostics
internal import Documents
internal import FuzzSupport
internal import Stacks

/// Reads bytes as a stack file of a project with two environments, and lowers it in both.
@main
struct FuzzStacks {
  static func main() {
    fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
      check(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }
}

private let project = Source(
  name: "esteira.yaml",
  text: """
    project: churn
    environments:
      prod: {account: "222222222222", region: sa-east-1, protect: true}

    """)
private let neighbour = Source(
  name: "base.yaml",
  text: """
    stack: base
    resources: {artifacts: {type: AWS::S3::Bucket}}
    outputs: {artifacts: "${artifacts}"}

    """)

private func files(_ source: Source) -> ProjectFiles {
  ProjectFiles(project: project, others: [neighbour, source])
}

private func check(_ bytes: [UInt8]) {
  let source = Source(name: "serving.yaml", bytes: bytes)
  let reading = Project.read(files(source), with: Components.catalogue)
  requireOwnPlaces(of: reading.diagnostics, in: source)
  guard let read = reading.project else { return require(false, "the project has a name") }
  requireOwnPlaces(of: read.order.diagnostics, in: source)
  for environment in read.environments {
    for stack in read.stacks where stack.place.source === source {
      check(stack, in: environment, read, source)
    }
  }
}

private func check(
  _ stack: StackFile, in environment: Environment, _ project: Project, _ source: Source
) {
  let values = VariableValues(commit: String(repeating: "a", count: 40))
  let lowering = project.lower(stack, in: environment, with: values)
  requireOwnPlaces(of: lowering.diagnostics + lowering.findings, in: source)
  guard let lowered = lowering.stack else {
    return require(
      stack.isFaulty || lowering.diagnostics.hasErrors, "a stack without mistakes has a template")
  }
  require(!lowering.diagnostics.hasErrors, "a stack with mistakes has no template")
  let text = lowered.template.value.prettyJSON
  require(meaning(of: text, as: .json) == [lowered.template.value], "a template is JSON")
  let again = project.lower(stack, in: environment, with: values)
  require(again.stack?.template.value.prettyJSON == text, "lowering twice gives the same bytes")
  checkStyle(source, environment, text, values)
}

/// Laying the file out in another way changes nothing.
private func checkStyle(
  _ source: Source, _ environment: Environment, _ text: String, _ values: VariableValues
) {
  guard let formatted = Formatting.format(source, as: .stackFile).text else { return }
  let other = Source(name: source.name, text: formatted)
  let reading = Project.read(files(other), with: Components.catalogue)
  guard let project = reading.project,
    let stack = project.stacks.first(where: { $0.place.source === other })
  else { return require(false, "a formatted stack file is one") }
  let lowering = project.lower(stack, in: environment, with: values)
  require(
    lowering.stack?.template.value.prettyJSON == text, "the style of the YAML changes no template")
}

/// What is said of the file points into it; a note may point into another.
private func requireOwnPlaces(of diagnostics: [Diagnostic], in source: Source) {
  requireShown(diagnostics)
  let own = diagnostics.filter { $0.place?.source.name == source.name }.map { diagnostic in
    var diagnostic = diagnostic
    diagnostic.notes.removeAll { $0.place?.source.name != source.name }
    return diagnostic
  }
  requirePlaces(of: own, in: source)
}
