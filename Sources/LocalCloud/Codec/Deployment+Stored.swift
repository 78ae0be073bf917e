internal import CloudFormation
internal import Documents

extension Deployment {
  var stored: Value {
    .stored([
      "template": .string(templateBody),
      "expanded": .text(isExpanded ? template.value.canonicalJSON : nil),
      "parameters": .table(parameters),
      "storedParameters": .table(storedValues), "tags": .array(tags.map(\.stored)),
      "capabilities": .texts(capabilities), "notices": .texts(notificationARNs),
      "role": .text(roleARN),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    let body = try fields.text("template")
    guard let template = Self.value(of: body)?.object.map(Template.init) else {
      throw Damage(path: "\(path).template")
    }
    let expanded = try fields.optionalText("expanded")
    let processed = expanded.flatMap { Self.value(of: $0)?.object.map(Template.init) }
    guard expanded == nil || processed != nil else { throw Damage(path: "\(path).expanded") }
    self.init(
      templateBody: body, template: template, expanded: processed,
      parameters: ParameterValues(for: template, given: try fields.table("parameters")),
      storedValues: try fields.table("storedParameters"),
      tags: try fields.list("tags", Tag.init(stored:at:)),
      capabilities: try fields.texts("capabilities"),
      notificationARNs: try fields.texts("notices"), roleARN: try fields.optionalText("role"))
  }
}

extension Deployment.Tag {
  var stored: Value { ["key": .string(key), "value": .string(value)] }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(key: try fields.text("key"), value: try fields.text("value"))
  }
}

extension ChangeSet {
  var stored: Value {
    .stored([
      "name": .string(name), "arn": .string(arn), "created": .time(created),
      "description": .text(description), "creates": .bool(creates),
      "deployment": deployment.stored, "status": .string(status.rawValue),
      "reason": .text(reason), "execution": .string(execution.rawValue), "due": .time(due),
      "changes": .array(changes.map(\.stored)), "token": .text(token),
      "onFailure": .string(onStackFailure.rawValue),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      name: try fields.text("name"), arn: try fields.text("arn"),
      created: try fields.time("created"), description: try fields.optionalText("description"),
      creates: try fields.flag("creates"),
      deployment: try Deployment(stored: try fields.value("deployment"), at: "\(path).deployment"),
      status: try fields.word("status"), reason: try fields.optionalText("reason"),
      execution: try fields.word("execution"), due: try fields.optionalTime("due"),
      changes: try fields.list("changes", PlannedChange.init(stored:at:)),
      token: try fields.optionalText("token"), onStackFailure: try fields.word("onFailure"))
  }
}

extension PlannedChange {
  var stored: Value {
    .stored([
      "action": .string(action.rawValue), "logical": .string(logicalID),
      "physical": .text(physicalID), "type": .string(type),
      "replaces": replaces.map(Value.bool), "policy": .text(policyAction),
      "scope": .texts(scope), "details": .array(details.map(\.stored)), "before": before,
      "after": after,
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      action: try fields.word("action"), logicalID: try fields.text("logical"),
      physicalID: try fields.optionalText("physical"), type: try fields.text("type"),
      replaces: fields.optional("replaces").map { $0 == true },
      policyAction: try fields.optionalText("policy"), scope: try fields.texts("scope"),
      details: try fields.list("details", Detail.init(stored:at:)),
      before: fields.optional("before"), after: fields.optional("after"))
  }
}

extension PlannedChange.Detail {
  var stored: Value {
    .stored([
      "attribute": .string(attribute), "name": .text(name), "recreates": .bool(recreates),
      "static": .bool(isStatic), "source": .string(source), "cause": .text(causingEntity),
      // Wrapped, so that an empty list is not left out.
      "before": before.map { ["value": $0] }, "after": after.map { ["value": $0] },
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      attribute: try fields.text("attribute"), name: try fields.optionalText("name"),
      recreates: try fields.flag("recreates"), isStatic: try fields.flag("static"),
      source: try fields.text("source"), causingEntity: try fields.optionalText("cause"),
      before: fields.optional("before")?.object?["value"],
      after: fields.optional("after")?.object?["value"])
  }
}
