import CloudFormation
import Diagnostics
import Documents
import TestSupport
import Testing

@Suite(.enabled(if: IndependentData.isHere)) struct RealTemplatesTests {
  /// Whatever people write is walked, ordered, evaluated and checked without a crash; and what
  /// they deploy is hardly ever refused. Manuals' fragments and tools' fixtures may be wrong.
  @Test func realTemplatesAreTaken() throws {
    var read = 0
    var deployable = 0
    var refused = 0
    for row in try Recordings.rows("templates/index.json") {
      guard let path = row["path"]?.text, let template = try template(path) else { continue }
      read += 1
      let isRefused = !TemplateValidation(of: template).violations.isEmpty
      if !["awsdocs+", "aws-cloudformation+", "aws+serverless"].contains(where: path.hasPrefix) {
        deployable += 1
        if isRefused { refused += 1 }
      }
      let graph = DependencyGraph(of: template)
      #expect(graph.cycles.isEmpty == (graph.order.count == graph.ids.count), "\(path)")
      #expect(Set(graph.levels.joined()) == Set(graph.order), "\(path)")
      let evaluator = Evaluator(template)
      for resource in template.resources {
        let once = evaluator.properties(of: resource).value
        #expect(evaluator.evaluate(once.expression).value.expression == once.expression, "\(path)")
      }
    }
    #expect(read > 2500)
    #expect(deployable > 800)
    #expect(refused * 100 < deployable * 2, "\(refused) of \(deployable)")
  }

  /// Whatever is read is emitted as JSON and read again as the same template: aliases and merge keys
  /// are expanded, tags stand in their long form.
  @Test func emittingLosesNothing() throws {
    var emitted = 0
    for row in try Recordings.rows("templates/index.json") {
      guard let path = row["path"]?.text, let template = try template(path) else { continue }
      emitted += 1
      let reading = read(
        Source(name: "emitted.json", text: template.value.prettyJSON), as: .cloudFormationJSON)
      var diagnostics = reading.diagnostics
      let root = try #require(reading.documents.first, "\(path)")
      let again = try #require(Template(value: root.value(&diagnostics, for: .json)), "\(path)")
      #expect(diagnostics.map(\.message) == [], "\(path)")
      #expect(again == template, "\(path)")
      // Objects are equal whatever their order, which matters all the same.
      #expect(again.resources.map(\.id) == template.resources.map(\.id), "\(path)")
      #expect(again.parameters.map(\.name) == template.parameters.map(\.name), "\(path)")
      #expect(again.outputs.map(\.id) == template.outputs.map(\.id), "\(path)")
    }
    #expect(emitted > 2700)
  }

  /// Every template that asks for the language extensions is expanded with its defaults: what is
  /// made knows its origin in the file, and expanding again changes nothing.
  @Test func loopsOfRealTemplatesAreUnrolled() throws {
    var asking = 0
    var unrolled = 0
    for row in try Recordings.rows("templates/index.json") {
      guard let path = row["path"]?.text, let template = try template(path),
        Expansion.isWanted(by: template)
      else { continue }
      asking += 1
      let values = ParameterValues(for: template, given: [:]).values
      let expansion = Expansion(of: template, known: Surroundings(parameters: values))
      #expect(expansion.mistakes == [], "\(path)")
      #expect(Expansion(of: expansion.template).template == expansion.template, "\(path)")
      for resource in expansion.template.resources where template.resource(resource.id) == nil {
        let origin = expansion.origin(of: Path([.key("Resources"), .key(resource.id)]))
        #expect(origin.steps.count > 2, "\(path) \(resource.id)")
        unrolled += 1
      }
    }
    #expect(asking >= 8)
    #expect(unrolled > 5)
  }

  private func template(_ path: String) throws -> Template? {
    let bytes = try IndependentData.bytes("templates/" + path)
    let isJSON = bytes.first { $0 > 32 } == UInt8(ascii: "{")
    let reading = read(
      Source(name: path, bytes: bytes), as: isJSON ? .cloudFormationJSON : .cloudFormation)
    guard !reading.failed, let root = reading.documents.first else { return nil }
    var diagnostics: [Diagnostic] = []
    return Template(value: root.value(&diagnostics))
  }
}
