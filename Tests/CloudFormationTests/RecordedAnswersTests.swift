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

  /// Outputs of stacks that were deployed once. What AWS showed for a plain `Ref` or `GetAtt` is
  /// taken as known, and so are attributes that are properties; all the rest that is known then is
  /// what AWS showed.
  @Test func outputsAreWhatAWSShowed() throws {
    let recordings = try Recordings()
    let rows = Dictionary(grouping: try Recordings.rows("recordings/derived/outputs.json")) {
      $0["id"]?.text ?? ""
    }
    var judged = 0
    for (id, rows) in rows {
      let steps = recordings.runs[id]?["steps"]?.elements ?? []
      let deployments = steps.filter { $0["deploy"] != nil }
      let updates = steps.contains { $0["call"]?.text == "cloudformation.update_stack" }
      guard deployments.count == 1, !updates, let run = recordings.runs[id],
        let name = deployments[0]["template"]?.text,
        let template = recordings.template(name, of: run)
      else { continue }
      let evaluator = evaluator(template, deployments[0]["parameters"]?.texts ?? [:], rows)
      for row in rows {
        guard let output = row["output"]?.text, let entry = template.output(output),
          let value = row["value"]?.text, !isPlain(row["expression"]),
          case .known(let found) = evaluator.value(of: entry).value
        else { continue }
        // Only AWS can follow a dynamic reference.
        if found.text?.contains("{{resolve:") == true { continue }
        #expect(found == .string(value), "\(id) \(output)")
        judged += 1
      }
    }
    #expect(judged == 4)
  }

  /// Which resources exist: what AWS made, or said it would make.
  @Test(arguments: [
    (
      "engine/test_conditions.py::TestCloudFormationConditions::test_nested_conditions[prod-bucket-policy]",
      "describe_changeset_result"
    ),
    (
      "engine/test_conditions.py::TestCloudFormationConditions::test_references_to_disabled_resources[no]",
      "resources-description"
    ),
  ])
  func conditionsDecideAsTheyDoOnAWS(_ id: String, _ answer: String) throws {
    let recordings = try Recordings()
    let run = try #require(recordings.runs[id])
    let template = try #require(recordings.template("t1", of: run))
    let step = try #require(run["steps"]?.elements.first)
    var given = step["parameters"]?.texts ?? [:]
    for parameter in step["request"]?["Parameters"]?.elements ?? [] {
      given[parameter["ParameterKey"]?.text ?? ""] = parameter["ParameterValue"]?.text
    }
    let values = ParameterValues(for: template, given: given)
    let decided = Evaluator(template, known: Surroundings(parameters: values.values)).decided
    let recorded = try #require(run["recorded"]?[answer])
    let changed = (recorded["Changes"]?.elements ?? []).compactMap { $0["ResourceChange"] }
    let made = recorded["StackResources"]?.elements ?? []
    let ids = (changed + made).compactMap { $0["LogicalResourceId"]?.text }
    #expect(!ids.isEmpty)
    #expect(Set(decided.resources.map(\.id)) == Set(ids))
  }

  /// The template that AWS shows as processed.
  @Test func extensionsAreCarriedOutAsOnAWS() throws {
    let recordings = try Recordings()
    let run = try #require(
      recordings.runs[
        "api/test_transformers.py::TestLanguageExtensionsTransform::test_transform_length"])
    let template = try #require(recordings.template("t1", of: run))
    let values = ParameterValues(for: template, given: ["QueueList": "a,b,c"])
    let expansion = Expansion(of: template, known: Surroundings(parameters: values.values))
    #expect(expansion.template.value == run["recorded"]?["transformed"])
  }

  /// Properties as AWS gave them to a resource.
  @Test(arguments: [
    (
      "engine/test_references.py::TestFnSub::test_non_string_parameter_in_sub", "Parameter",
      "my number is 3"
    ),
    (
      "api/test_transformers.py::TestLanguageExtensionsTransform::test_transform_length",
      "MyParameter", "3"
    ),
  ])
  func propertiesAreWhatAWSMadeOfThem(_ id: String, _ resource: String, _ value: String) throws {
    let recordings = try Recordings()
    let run = try #require(recordings.runs[id])
    let template = try #require(recordings.template("t1", of: run))
    let given = ["ParameterName": "x", "QueueList": "a,b,c"].filter {
      template.parameter($0.key) != nil
    }
    let values = ParameterValues(for: template, given: given).values
    let entry = try #require(template.resource(resource))
    let properties = Evaluator(template, known: Surroundings(parameters: values))
      .properties(of: entry).value
    let found = properties.value?["Value"]
    #expect(found == .string(value) || found == Int(value).map { .number(Number($0)) })
    #expect(run["recorded"].map { $0.canonicalJSON.contains(value) } == true)
  }

  /// Whether an expression names one thing: its value is recorded, not worked out.
  private func isPlain(_ expression: Value?) -> Bool {
    if expression?["Ref"] != nil { return true }
    return expression?["Fn::GetAtt"]?.elements.last?.text != nil
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

  private func evaluator(
    _ template: Template, _ given: [String: String], _ rows: [Value]
  ) -> Evaluator {
    let values = ParameterValues(for: template, given: given).values
    let plain = Evaluator(template, known: Surroundings(parameters: values))
    let properties = Dictionary(
      template.resources.map { ($0.id, plain.properties(of: $0).value.value) },
      uniquingKeysWith: { $1 })
    let shown = Dictionary(
      rows.compactMap { row in
        row["expression"].flatMap { key in row["value"].map { (key, $0) } }
      }, uniquingKeysWith: { $1 })
    return Evaluator(
      template,
      known: Surroundings(
        parameters: values,
        reference: { shown[["Ref": .string($0)]] },
        attribute: { id, name in
          if let value = shown[["Fn::GetAtt": [.string(id), .string(name)]]] { return value }
          guard let resource = properties[id] else { return nil }
          return resource?[name]
        }))
  }
}
