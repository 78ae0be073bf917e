internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation

/// `esteira facts`.
enum FactsCommand {
  private static let json = Flag("json", help: "Print it as JSON.")
  private static let type = Positional(
    "TYPE", Positional.one, help: "a resource type of CloudFormation, such as AWS::S3::Bucket")
  private static let path = Positional(
    "PATH", Positional.optional,
    help: "the way to a property, such as VersioningConfiguration.Status")

  static let command: Command = Command(
    name: "facts",
    summary: "Show what is known of a resource type",
    discussion: """
      Prints what AWS's published schemas say of a resource type: what Ref returns and GetAtt \
      knows, its properties, which of them replace the resource when they change, whether it holds \
      data. With the path of a property, prints what is known of that one. The facts are part of \
      this program; nothing is asked of AWS.
      """,
    positionals: [type, path],
    flags: [json],
    examples: [
      Command.Sample(
        "What happens when its availability zone changes?",
        "esteira facts AWS::EC2::Volume AvailabilityZone"),
      Command.Sample("What does an endpoint have?", "esteira facts AWS::SageMaker::Endpoint"),
    ]
  ) { invocation, _ in
    let name = invocation.arguments[0]
    guard let facts = Facts[name.text] ?? Facts.serverless(name.text) else {
      return refusal(CommandCode.unknownType(name, near: nearest(to: name.text)))
    }
    let isJSON = invocation.has(json)
    guard let asked = invocation.arguments.dropFirst().first else {
      return Outcome(
        output: isJSON
          ? FactsReport.value(facts).prettyJSON + "\n" : FactsView().render(facts))
    }
    let path = PropertyPath(
      steps: asked.text.split { $0 == "/" || $0 == "." }.map(String.init))
    guard let property = facts.property(at: path) else {
      return refusal(unknown(asked, path, of: facts))
    }
    return Outcome(
      output: isJSON
        ? FactsReport.value(property, of: facts).prettyJSON + "\n"
        : FactsView().render(property, of: facts))
  }

  private static func refusal(_ diagnostic: Diagnostic) -> Outcome {
    Outcome(diagnostics: [diagnostic])
  }

  /// The types that somebody may have meant, who perhaps left out the first part of the name.
  private static func nearest(to text: String) -> [String] {
    let names = Facts.typeNames
    let near = Spelling.nearest(to: text, among: names)
    let whole = text.hasPrefix("AWS::") ? [] : Spelling.nearest(to: "AWS::" + text, among: names)
    return Array((near.isEmpty ? whole : near).prefix(4))
  }

  /// How far the way leads, and what it may have been meant to be.
  private static func unknown(
    _ asked: Argument, _ path: PropertyPath, of facts: TypeFacts
  ) -> Diagnostic {
    var known = path.steps.count - 1
    while known > 0, facts.property(at: PropertyPath(steps: Array(path.steps.prefix(known)))) == nil
    {
      known -= 1
    }
    known = max(known, 0)
    let way = PropertyPath(steps: Array(path.steps.prefix(known)))
    let names = (facts.property(at: way)?.schema ?? facts.root).reachableProperties.map(\.name)
    let step = known < path.steps.count ? path.steps[known] : asked.text
    let near = Spelling.nearest(to: step, among: names).prefix(4)
      .map { PropertyPath(steps: way.steps + [$0] + path.steps.dropFirst(known + 1)).description }
    let place = (way.steps.isEmpty ? "" : "`\(way)` of ") + "`\(facts.name)`"
    return CommandCode.unknownProperty(asked, step, of: place, near: near)
  }
}
