internal import Documents

extension Stack {
  /// The stack as it is kept.
  var stored: Value {
    .stored([
      "name": .string(name), "region": .string(region), "arn": .string(arn),
      "status": .string(status.rawValue), "reason": .text(reason), "created": .time(created),
      "updated": .time(updated), "deleted": .time(deleted), "deployment": deployment?.stored,
      "resources": .array(resources.map(\.stored)), "outputs": .array(outputs.map(\.stored)),
      "changeSets": .array(changeSets.map(\.stored)), "events": .array(events.map(\.stored)),
      "operation": operation?.stored, "stalled": stalled?.stored,
      "changeSet": .text(changeSetARN), "protected": .bool(isProtected),
      "disablesRollback": .bool(disablesRollback),
      "remnants": .array(
        remnants.map { ["type": .string($0.type), "id": .string($0.physicalID)] }),
      "imports": .texts(imports),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      name: try fields.text("name"), region: try fields.text("region"),
      arn: try fields.text("arn"), status: try fields.word("status"),
      at: try fields.time("created"))
    reason = try fields.optionalText("reason")
    updated = try fields.optionalTime("updated")
    deleted = try fields.optionalTime("deleted")
    deployment = try fields.object("deployment", Deployment.init(stored:at:))
    resources = try fields.list("resources", ResourceRecord.init(stored:at:))
    outputs = try fields.list("outputs", Output.init(stored:at:))
    changeSets = try fields.list("changeSets", ChangeSet.init(stored:at:))
    events = try fields.list("events", EventRecord.init(stored:at:))
    operation = try fields.object("operation", Operation.init(stored:at:))
    stalled = try fields.object("stalled", Operation.init(stored:at:))
    changeSetARN = try fields.optionalText("changeSet")
    isProtected = try fields.flag("protected")
    disablesRollback = try fields.flag("disablesRollback")
    remnants = try fields.list("remnants") { (value, path) throws(Damage) in
      let fields = try Fields(value, at: path)
      return Remnant(type: try fields.text("type"), physicalID: try fields.text("id"))
    }
    imports = try fields.texts("imports")
  }
}

extension Stack.Output {
  var stored: Value {
    .stored([
      "key": .string(key), "value": .string(value), "description": .text(description),
      "export": .text(exportName),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      key: try fields.text("key"), value: try fields.text("value"),
      description: try fields.optionalText("description"),
      exportName: try fields.optionalText("export"))
  }
}

extension EventRecord {
  var stored: Value {
    .stored([
      "id": .string(id), "time": .time(time), "logical": .string(logicalID),
      "physical": .string(physicalID), "type": .string(type), "status": .string(status),
      "reason": .text(reason), "token": .text(token),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      id: try fields.text("id"), time: try fields.time("time"),
      logicalID: try fields.text("logical"), physicalID: try fields.text("physical"),
      type: try fields.text("type"), status: try fields.text("status"),
      reason: try fields.optionalText("reason"), token: try fields.optionalText("token"))
  }
}

extension ResourceRecord {
  var stored: Value {
    .stored([
      "logical": .string(logicalID), "type": .string(type), "physical": .text(physicalID),
      "name": .string(name), "seed": .string(seed), "status": .string(status.rawValue),
      "reason": .text(reason), "changed": .time(changed), "properties": properties,
      "entry": entry, "tags": .array(tags.map(\.stored)),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      logicalID: try fields.text("logical"), type: try fields.text("type"),
      physicalID: try fields.optionalText("physical"), name: try fields.text("name"),
      seed: try fields.text("seed"), status: try fields.word("status"),
      reason: try fields.optionalText("reason"), changed: try fields.time("changed"),
      properties: try fields.value("properties"), entry: try fields.value("entry"),
      tags: try fields.list("tags", Deployment.Tag.init(stored:at:)))
  }
}
