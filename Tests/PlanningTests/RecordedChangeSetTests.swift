import CloudFormation
import Diagnostics
import Documents
import Planning
import TestSupport
import Testing

/// Plans against the change sets that AWS made of the same templates: every file of independent
/// data below `changesets`.
@Suite("changesets", .enabled(if: IndependentData.isHere)) struct RecordedChangeSetTests {
  static let pairs: [Value] = {
    let names = (try? IndependentData.names(in: "changesets")) ?? []
    return names.filter { $0.hasSuffix(".json") }.flatMap { name -> [Value] in
      let path = "changesets/\(name)"
      guard let bytes = try? IndependentData.bytes(path) else { return [] }
      let reading = read(Source(name: path, bytes: bytes), as: .json)
      var diagnostics: [Diagnostic] = []
      return reading.documents.first?.value(&diagnostics).elements ?? []
    }
  }()

  /// What a macro makes of a template, only AWS can say: of these the plan promises nothing.
  private static func hasMacros(_ pair: Value) -> Bool {
    [pair["template1"], pair["template2"]].contains { template in
      let text = template?.canonicalJSON ?? ""
      return ["\"Fn::Transform\":", "\"Transform\":"].contains(where: text.contains)
        && !text.contains("\"Transform\":\"AWS::LanguageExtensions\"")
    }
  }

  /// The same resources, the same actions, the same replacements as the change set without values,
  /// and never less than the one with values.
  @Test func plansReportWhatAWSReported() throws {
    var agreement = Agreement()
    for pair in Self.pairs {
      let id = (pair["id"]?.text ?? "").split(separator: ":").last.map(String.init) ?? ""
      let plan = try Self.plan(pair)
      for form in ["describe-change-set-2", "describe-change-set-2-prop-values"] {
        let told = try #require(pair["recorded"]?[form]?["Changes"]).elements
          .compactMap { $0["ResourceChange"] }
        agreement.compare(
          plan, told, id, showsValues: form.hasSuffix("values"), hasMacros: Self.hasMacros(pair))
      }
    }
    print("\(Self.pairs.count) pairs, each as two change sets: without and with values")
    for line in agreement.lines { print(line) }
    for line in agreement.unexplained { Issue.record("\(line)") }
    #expect(agreement.actions.values.reduce(0) { $0 + $1.all } > 50)
  }

  /// How often the plan says what AWS said.
  private struct Agreement {
    var actions: [String: (same: Int, all: Int)] = [:]
    var replacements: [String: (same: Int, all: Int)] = [:]
    var explained: [String] = []
    var unexplained: [String] = []

    mutating func compare(
      _ plan: Plan, _ told: [Value], _ id: String, showsValues: Bool, hasMacros: Bool
    ) {
      var reports = Dictionary(
        plan.resources.compactMap { change in change.report.map { (change.id, $0) } },
        uniquingKeysWith: { $1 })
      for change in told {
        let name = change["LogicalResourceId"]?.text ?? ""
        let report = reports.removeValue(forKey: name)
        let action = change["Action"]?.text ?? ""
        let isSame = report?.action.rawValue == action
        actions.note(action, isSame)
        if !isSame { note("\(id) \(name): \(action)", hasMacros ? "a macro" : nil) }
        guard isSame, action == "Modify", let report else { continue }
        compare(report, change, "\(id) \(name)", showsValues: showsValues, hasMacros: hasMacros)
      }
      for (name, report) in reports {
        let isDynamic = report.action == .modify && report.details.allSatisfy { !$0.isStatic }
        // Where it shows values, AWS takes attributes of what is changed in place to stay.
        note(
          "\(id) \(name): AWS reports nothing",
          hasMacros ? "a macro" : showsValues && isDynamic ? "AWS shows the value of now" : nil)
      }
    }

    private mutating func compare(
      _ report: Report, _ change: Value, _ what: String, showsValues: Bool, hasMacros: Bool
    ) {
      let replacement = change["Replacement"]?.text ?? ""
      let own = report.replacement?.rawValue ?? ""
      replacements.note(replacement, own == replacement)
      if own != replacement {
        let order = ["False", "Conditional", "True"]
        let isWeaker =
          (order.firstIndex(of: own) ?? 0) < (order.firstIndex(of: replacement) ?? 0)
        note("\(what): \(own) for \(replacement)", hasMacros && !isWeaker ? "a macro" : nil)
      }
      let scope = change["Scope"]?.elements.compactMap(\.text) ?? []
      if report.scope != scope { note("\(what): \(report.scope) for \(scope)", nil) }
      // Beside values, AWS repeats itself where one is known after apply.
      guard !showsValues, !hasMacros else { return }
      let details = Set(report.details.map(RecordedChangeSetTests.words))
      let expected = Set((change["Details"]?.elements ?? []).map(RecordedChangeSetTests.words))
      if details != expected { note("\(what): \(details) for \(expected)", nil) }
    }

    private mutating func note(_ line: String, _ reason: String?) {
      if let reason { explained.append("\(line): \(reason)") } else { unexplained.append(line) }
    }

    var lines: [String] {
      var lines: [String] = []
      for (title, table) in [("action", actions), ("replacement", replacements)] {
        for (word, count) in table.sorted(by: { $0.key < $1.key }) {
          lines.append("\(title) \(word): \(count.same) of \(count.all) agree")
        }
      }
      return lines + explained.map { "explained: \($0)" }
    }
  }

  /// A detail of a change set in words.
  fileprivate static func words(_ detail: Report.Detail) -> String {
    [
      detail.attribute, detail.name ?? "", detail.recreation.rawValue,
      detail.isStatic ? "Static" : "Dynamic", detail.source.rawValue, detail.entity ?? "",
    ].joined(separator: " ")
  }

  fileprivate static func words(_ detail: Value) -> String {
    let target = detail["Target"] ?? [:]
    return [
      target["Attribute"]?.text ?? "", target["Name"]?.text ?? "",
      target["RequiresRecreation"]?.text ?? "", detail["Evaluation"]?.text ?? "",
      detail["ChangeSource"]?.text ?? "", detail["CausingEntity"]?.text ?? "",
    ].joined(separator: " ")
  }

  /// What is planned to happen, against the events of what happened.
  @Test(arguments: pairs.indices)
  func plansSayWhatHappened(_ index: Int) throws {
    let pair = Self.pairs[index]
    let id = pair["id"]?.text ?? ""
    guard !Self.hasMacros(pair) else { return }
    let plan = try Self.plan(pair)
    let events = pair["recorded"]?["per-resource-events"]
    guard let events, case .object(let byResource) = events else { return }
    for resource in plan.resources {
      let own = byResource[resource.id]?.elements ?? []
      guard !own.isEmpty else { continue }
      // Whoever gets another physical id by an update is another resource.
      func ids(_ status: String) -> Set<String> {
        Set(
          own.filter { $0["ResourceStatus"]?.text == status }
            .compactMap { $0["PhysicalResourceId"]?.text })
      }
      let isReplaced = !ids("UPDATE_COMPLETE").isSubset(of: ids("CREATE_COMPLETE"))
      let isUpdated = own.contains { $0["ResourceStatus"]?.text == "UPDATE_COMPLETE" }
      let expected: [Action] =
        isReplaced ? [.replace] : isUpdated ? [.update] : [.create, .delete, .none]
      #expect(expected.contains(resource.action), "\(id) \(resource.id): \(resource.action)")
    }
  }

  /// Values before and after are those that AWS shows, where both are known.
  @Test(arguments: pairs.indices)
  func plansShowTheValuesThatAWSShowed(_ index: Int) throws {
    let pair = Self.pairs[index]
    let id = pair["id"]?.text ?? ""
    guard !Self.hasMacros(pair) else { return }
    let plan = try Self.plan(pair)
    let planned = Dictionary(plan.resources.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let changes = pair["recorded"]?["describe-change-set-2-prop-values"]?["Changes"]?.elements ?? []
    for change in changes.compactMap({ $0["ResourceChange"] }) {
      let name = change["LogicalResourceId"]?.text ?? ""
      let resource = try #require(planned[name], "\(id) \(name)")
      Self.compare(change["BeforeContext"], resource.before, "\(id) \(name) before")
      // AWS shows attributes of what changes as they are now.
      let written = pair["template2"]?["Resources"]?[name].map { References.within($0) } ?? []
      let isOfOthers = written.contains { if case .attribute = $0.target { true } else { false } }
      if isOfOthers { continue }
      Self.compare(change["AfterContext"], resource.after, "\(id) \(name) after")
    }
  }

  private static func plan(_ pair: Value) throws -> Plan {
    let recorded = try #require(pair["recorded"])
    let first = try #require(recorded["describe-change-set-1"])
    let second = try #require(recorded["describe-change-set-2"])
    return Plan(
      of: try content(pair["template2"], second),
      from: RecordedStack(try content(pair["template1"], first)), base: nil,
      on: .init(environment: "aws", stack: "s", stackName: "s"),
      pseudoParameters: .of(
        account: "111111111111", region: "<region>", partition: "aws", urlSuffix: "amazonaws.com",
        stackName: first["StackName"]?.text ?? ""))
  }

  private static func content(_ template: Value?, _ changeSet: Value) throws -> StackContent {
    var content = StackContent(try #require(template.flatMap(Template.init(value:))))
    for parameter in changeSet["Parameters"]?.elements ?? [] {
      content.parameters[parameter["ParameterKey"]?.text ?? ""] =
        .text(parameter["ParameterValue"]?.text ?? "")
    }
    return content
  }

  private static func compare(_ context: Value?, _ entry: Value?, _ what: String) {
    guard let context, let properties = context["Properties"] else { return }
    expectSame(properties, entry?["Properties"], what)
  }

  private static func expectSame(_ aws: Value, _ ours: Value?, _ what: String) {
    switch (aws, ours) {
    case ("{{changeSet:KNOWN_AFTER_APPLY}}", _): break
    case (.object(let left), .object(let right)?):
      if Intrinsic.call(in: right) != nil { return }
      #expect(Set(left.members.map(\.key)) == Set(right.members.map(\.key)), "\(what)")
      for member in left.members { expectSame(member.value, right[member.key], what) }
    case (.array(let left), .array(let right)?):
      #expect(left.count == right.count, "\(what)")
      for (left, right) in zip(left, right) { expectSame(left, right, what) }
    case (.string(let text), .object(let call)?):
      #expect(Intrinsic.call(in: call) != nil, "\(what): \(text)")
    default: #expect(aws == ours, "\(what)")
    }
  }
}

extension [String: (same: Int, all: Int)] {
  fileprivate mutating func note(_ word: String, _ isSame: Bool) {
    self[word, default: (0, 0)].all += 1
    if isSame { self[word, default: (0, 0)].same += 1 }
  }
}
