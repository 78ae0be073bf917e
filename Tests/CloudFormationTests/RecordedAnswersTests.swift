import CloudFormation
import Documents
import TestSupport
import Testing

@Suite(.enabled(if: IndependentData.isHere)) struct RecordedAnswersTests {
  /// Refusals that a template and its parameters alone bring about: the first violation has the
  /// very words of AWS.
  @Test func refusalsHaveTheWordsOfAWS() throws {
    let recordings = try Recordings()
    let beginnings = [
      "Template ", "Parameter", "Unresolved ", "Invalid template", "Requires capabilities", "[/",
    ]
    var compared = 0
    for row in try Recordings.rows("recordings/derived/errors.json") {
      guard let message = row["message"]?.text, let id = row["id"]?.text,
        beginnings.contains(where: message.hasPrefix),
        message.hasSuffix("YAML not well-formed.") == false
      else { continue }
      let run = try #require(recordings.runs[id])
      let name = try #require(row["template"]?.text)
      let template = try #require(recordings.template(name, of: run), "\(id)")
      var given = row["lastCall"]?["parameters"]?.texts ?? [:]
      for parameter in row["lastCall"]?["request"]?["Parameters"]?.elements ?? [] {
        given[parameter["ParameterKey"]?.text ?? ""] = parameter["ParameterValue"]?.text
      }
      #expect(first(template, given)?.message == message, "\(id)")
      compared += 1
    }
    #expect(compared == 12)
  }

  /// Outputs of deployed stacks, with attributes known where a property has their name: what is
  /// known here is what AWS showed.
  @Test func outputsAreWhatAWSShowed() throws {
    let recordings = try Recordings()
    var known = 0
    for row in try Recordings.rows("recordings/derived/outputs.json") {
      guard let id = row["id"]?.text, let output = row["output"]?.text,
        let value = row["value"]?.text, let run = recordings.runs[id]
      else { continue }
      for step in run["steps"]?.elements ?? [] {
        guard step["deploy"] != nil, step["isUpdate"] != true, let name = step["template"]?.text,
          let template = recordings.template(name, of: run), let entry = template.output(output)
        else { continue }
        let evaluator = evaluator(template, step["parameters"]?.texts ?? [:])
        guard case .known(let found) = evaluator.value(of: entry).value else { continue }
        let text: String? =
          switch found {
          case .string(let text): text
          case .bool(let value): value ? "true" : "false"
          case .number(let number): number.spelling
          default: nil
          }
        #expect(text == value, "\(id) \(output)")
        known += 1
      }
    }
    #expect(known >= 15)
  }

  private func first(_ template: Template, _ given: [String: String]) -> Violation? {
    if let violation = TemplateValidation(of: template).violations.first { return violation }
    let values = ParameterValues(for: template, given: given)
    if let violation = values.violations.first { return violation }
    if let violation = Capabilities.violation(
      of: template, acknowledging: [], isChangeSet: false)
    {
      return violation
    }
    let evaluator = Evaluator(template, known: Surroundings(parameters: values.values))
    return TemplateValidation.violations(ofDecided: evaluator.decided, from: template).first
  }

  private func evaluator(_ template: Template, _ given: [String: String]) -> Evaluator {
    let values = ParameterValues(for: template, given: given).values
    let plain = Evaluator(template, known: Surroundings(parameters: values))
    let properties = Dictionary(
      template.resources.map { ($0.id, plain.properties(of: $0).value.value) },
      uniquingKeysWith: { $1 })
    return Evaluator(
      template,
      known: Surroundings(
        parameters: values,
        attribute: { id, name in
          guard let resource = properties[id] else { return nil }
          return resource?[name]
        }))
  }
}
