import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// Files that are wrong, or long, all over: how much is done and said about them.
struct CostTests {
  @Test func oneTextIsReportedSoOften() {
    let result = SampleProject.value("\"" + String(repeating: "${", count: 20_000) + "\"").run()
    #expect(result.diagnostics.count == 20)
    let call = SampleProject.value(
      "!Sub \"" + String(repeating: "${Nothing}", count: 5000) + "\""
    ).run()
    #expect(call.diagnostics.count == 20)
  }

  @Test func manyReferencesInOneTextAreRight() throws {
    let text = String(repeating: "${env.name}", count: 20_000)
    let stack = try SampleProject.value("\"\(text)\"").lowered()
    let value = stack.template.resource("Setting")?.properties["Value"]
    #expect(value == .string(String(repeating: "local", count: 20_000)))
  }

  @Test(arguments: ["!Ref Unknown", "${unknown.x}"])
  func hintsDoNotListEverything(reference: String) {
    let count = 1500
    let result = SampleProject.resources(
      (0..<count).map { number in
        "setting-\(number): {type: AWS::SSM::Parameter, properties: {Type: String, Value: \(reference.hasPrefix("$") ? "\"\(reference)\"" : reference)}}\n"
      }.joined()
    ).run()
    #expect(result.diagnostics.count == count)
    #expect(result.diagnostics.allSatisfy { ($0.hint?.message.utf8.count ?? 0) < 600 })
  }

  @Test func longRingsAreFound() {
    let count = 1500
    let result = SampleProject.resources(
      (0..<count).map { number in
        "topic-\(number): {type: AWS::SNS::Topic, depends-on: [topic-\((number + 1) % count)]}\n"
      }.joined()
    ).run()
    #expect(result.diagnostics.map(\.code) == [StackCode.cycle.code])
    #expect(result.diagnostics.first?.notes.count == count - 1)
  }

  @Test func longListsAreCompared() {
    let words = (0..<20_000).map { "w\($0)" }.joined(separator: ", ")
    let result = SampleProject(
      """
      stack: serving
      variables:
        words: {type: list, default: [\(words)], allowed: [\(words), x]}
      resources:
        topic: {type: AWS::SNS::Topic}
      """
    ).run()
    #expect(result.diagnostics.isEmpty)
  }
}
