internal import Documents

extension Operation {
  var stored: Value {
    .stored([
      "kind": .string(kind.rawValue), "phase": .string(phase.rawValue), "clock": .time(clock),
      "steps": .array(steps.map(\.stored)), "before": before?.stored,
      "leftovers": .array(leftovers.map(\.stored)),
      "failures": .array(
        failures.map { ["logical": .string($0.logicalID), "verb": .string($0.verb.rawValue)] }),
      "onFailure": .string(onFailure.rawValue), "retained": .texts(retained),
      "token": .text(token), "changeSet": .text(changeSetARN),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      kind: try fields.word("kind"), phase: try fields.word("phase"),
      clock: try fields.time("clock"), steps: try fields.list("steps", Step.init(stored:at:)),
      before: try fields.object("before", Before.init(stored:at:)),
      leftovers: try fields.list("leftovers", ResourceRecord.init(stored:at:)),
      failures: try fields.list("failures") { (value, path) throws(Damage) in
        let fields = try Fields(value, at: path)
        return Failure(logicalID: try fields.text("logical"), verb: try fields.word("verb"))
      },
      onFailure: try fields.word("onFailure"), retained: try fields.texts("retained"),
      token: try fields.optionalText("token"), changeSetARN: try fields.optionalText("changeSet"))
  }
}

extension Operation.Before {
  var stored: Value {
    .stored([
      "deployment": deployment.stored, "resources": .array(resources.map(\.stored)),
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      deployment: try Deployment(stored: try fields.value("deployment"), at: "\(path).deployment"),
      resources: try fields.list("resources", ResourceRecord.init(stored:at:)))
  }
}

extension Step {
  var stored: Value {
    .stored([
      "action": .string(action.rawValue), "logical": .string(logicalID), "needs": .texts(needs),
      "state": .string(state.rawValue), "due": .time(due), "subject": subject?.stored,
    ])
  }

  init(stored value: Value, at path: String) throws(Damage) {
    let fields = try Fields(value, at: path)
    self.init(
      action: try fields.word("action"), logicalID: try fields.text("logical"),
      needs: try fields.texts("needs"), state: try fields.word("state"),
      due: try fields.optionalTime("due"),
      subject: try fields.object("subject", ResourceRecord.init(stored:at:)))
  }
}
