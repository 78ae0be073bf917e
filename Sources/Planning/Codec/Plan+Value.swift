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
      "replace": .number(Number(counts.replace)),
      "may-replace": .number(Number(counts.mayReplace)),
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
    body["before"] = shownBefore
    body["after"] = shownAfter
    if !updates.isEmpty { body["updates"] = .array(shownUpdates.map(\.value)) }
    body["report"] = report?.value
    if !hidden.isEmpty { body["hidden"] = .array(hidden.map(\.value)) }
    body["openCondition"] = openCondition.map(Value.string)
    return .object(body)
  }
}

extension HiddenChange {
  fileprivate var value: Value {
    var body: Value.Object = [
      "path": path.value, "parameters": .array(parameters.map(Value.string)),
      "certain": .bool(isCertain), "effect": .string(effect.rawValue),
    ]
    body["ground"] = ground?.value
    return .object(body)
  }
}

extension PropertyUpdate {
  fileprivate var value: Value {
    var body: Value.Object = ["path": path.value]
    body["before"] = change.before
    body["after"] = change.after
    body["movedFrom"] = change.movedFrom.map { .number(Number($0)) }
    body["known"] = .bool(isKnown)
    body["certain"] = .bool(isCertain)
    body["effect"] = .string(effect.rawValue)
    body["ground"] = ground?.value
    body["causes"] = .array(causes.map(\.value))
    return .object(body)
  }
}

extension PropertyUpdate.Cause {
  /// A cause for programs.
  package var value: Value {
    switch self {
    case .template: return ["kind": "template"]
    case .parameter(let name): return ["kind": "parameter", "parameter": .string(name)]
    case .resource(let id, let attribute):
      var body: Value.Object = ["kind": "resource", "logicalId": .string(id)]
      body["attribute"] = attribute.map(Value.string)
      return .object(body)
    case .stackTags: return ["kind": "stack-tags"]
    }
  }
}

extension EffectGround {
  /// A ground for programs.
  package var value: Value {
    switch self {
    case .createOnly(let path): ["kind": "create-only", "path": .string(path)]
    case .conditional(let path): ["kind": "conditional", "path": .string(path)]
    case .noUpdate: ["kind": "no-update"]
    case .identifier(let path): ["kind": "identifier", "path": .string(path)]
    case .known(let words): ["kind": "known", "words": .string(words)]
    case .unknownType: ["kind": "unknown-type"]
    case .macro: ["kind": "macro"]
    case .wording(let path): ["kind": "wording", "path": .string(path)]
    }
  }
}

extension Report {
  /// What AWS will report, for programs.
  package var value: Value {
    var body: Value.Object = ["action": .string(action.rawValue)]
    body["replacement"] = replacement.map { .string($0.rawValue) }
    if action == .modify {
      body["scope"] = .array(scope.map(Value.string))
      body["details"] = .array(details.map(\.value))
    }
    return .object(body)
  }
}

extension Report.Detail {
  fileprivate var value: Value {
    var body: Value.Object = ["attribute": .string(attribute)]
    body["name"] = name.map(Value.string)
    body["recreation"] = .string(recreation.rawValue)
    body["evaluation"] = isStatic ? "Static" : "Dynamic"
    body["source"] = .string(source.rawValue)
    body["entity"] = entity.map(Value.string)
    return .object(body)
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

extension OutputChange {
  fileprivate var value: Value {
    var body: Value.Object = ["id": .string(id), "action": .string(action.rawValue)]
    body["before"] = before
    body["after"] = after
    body["recorded"] = recorded.map(Value.string)
    body["openCondition"] = openCondition.map(Value.string)
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
