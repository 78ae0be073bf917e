internal import CloudFormation
package import Documents

extension Plan {
  /// The version of the form that is written.
  package static let formatVersion = 1

  /// The plan as JSON: versioned, and with every change spelled out for other programs.
  package var value: Value {
    var body: Value.Object = ["format": "esteira-plan"]
    body["version"] = .number(Number(Self.formatVersion))
    body["target"] = target.value
    body["operation"] = .string(operation.rawValue)
    body["remains"] = remains.map(\.value)
    body["base"] = base.map {
      ["lineage": .string($0.lineage), "serial": .number(Number($0.serial))]
    }
    body["desired"] = desired?.value
    body["empty"] = .bool(isEmpty)
    let counts = counts
    body["counts"] = [
      "create": .number(Number(counts.create)), "update": .number(Number(counts.update)),
      "delete": .number(Number(counts.delete)), "keep": .number(Number(counts.keep)),
      "none": .number(Number(counts.none)),
    ]
    body["resources"] = .array(resources.map(\.value))
    body["outputs"] = .array(outputs.map(\.value))
    body["tags"] = .array(tags.map(\.value))
    body["parameters"] = .array(parameters.map(\.value))
    body["protection"] = protection.map(Value.bool)
    body["capabilities"] = .array(
      Capability.allCases.filter(capabilities.contains).map { .string($0.rawValue) })
    return .object(body)
  }
}

extension Plan.Target {
  fileprivate var value: Value {
    var body: Value.Object = [
      "environment": .string(environment), "stack": .string(stack), "stackName": .string(stackName),
    ]
    body["account"] = account.map(Value.string)
    body["region"] = region.map(Value.string)
    return .object(body)
  }
}

extension Plan.Remains {
  fileprivate var value: Value {
    var body: Value.Object = ["stackID": .string(stackID)]
    body["reason"] = reason.map(Value.string)
    return .object(body)
  }
}

extension StackContent {
  fileprivate var value: Value {
    [
      "template": template.withoutSecrets.value, "protected": .bool(isProtected),
      "parameters": .object(
        Value.Object(
          parameters.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.value) })),
      "tags": .object(
        Value.Object(tags.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
    ]
  }
}

extension ParameterSetting {
  fileprivate var value: Value {
    switch self {
    case .text(let text): ["text": .string(text)]
    case .hidden(let value): ["hidden": true, "value": .string(value.rawValue)]
    case .later(let outputs): ["later": .array(outputs.map(Value.string))]
    case .awaiting(let asset): ["awaiting": .string(asset)]
    }
  }
}

extension ResourceChange {
  fileprivate var value: Value {
    var body: Value.Object = [
      "id": .string(id), "type": .string(type), "action": .string(action.rawValue),
    ]
    body["effect"] = effect.map { .string($0.rawValue) }
    body["before"] = shownBefore
    body["after"] = shownAfter
    if action == .update { body["changes"] = .array(shownChanges.map(\.value)) }
    if !hidden.isEmpty { body["hidden"] = .array(hidden.map(\.value)) }
    body["openCondition"] = openCondition.map(Value.string)
    return .object(body)
  }
}

extension HiddenChange {
  fileprivate var value: Value {
    [
      "path": path.value, "parameters": .array(parameters.map(Value.string)),
      "certain": .bool(isCertain),
    ]
  }
}

extension Path {
  fileprivate var value: Value {
    .array(
      steps.map { step in
        switch step {
        case .key(let key): .string(key)
        case .index(let index): .number(Number(index))
        }
      })
  }
}

extension PropertyChange {
  fileprivate var value: Value {
    var body: Value.Object = ["path": path.value]
    body["before"] = before
    body["after"] = after
    return .object(body)
  }
}

extension OutputChange {
  fileprivate var value: Value {
    var body: Value.Object = ["id": .string(id), "action": .string(action.rawValue)]
    body["before"] = before
    body["after"] = after
    body["recorded"] = recorded.map(Value.string)
    return .object(body)
  }
}

extension TagChange {
  fileprivate var value: Value {
    var body: Value.Object = ["key": .string(key)]
    body["before"] = before.map(Value.string)
    body["after"] = after.map(Value.string)
    return .object(body)
  }
}

extension ParameterChange {
  fileprivate var value: Value {
    var body: Value.Object = ["name": .string(name)]
    body["before"] = before?.value
    body["after"] = after?.value
    return .object(body)
  }
}
