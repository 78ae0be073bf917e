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
