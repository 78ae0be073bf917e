internal import CloudFormation
internal import Documents

/// What a stack's outputs came to, and which exports of others it uses.
struct SettledOutputs {
  var outputs: [Stack.Output] = []
  var imports: [String] = []

  /// Works them out from the stack's resources as they are.
  static func of(
    _ deployment: Deployment, _ stack: Stack, _ neighbours: Neighbourhood
  ) -> Result<SettledOutputs, OperationRun.Mistake> {
    let evaluator = neighbours.evaluator(for: deployment, of: stack)
    var settled = SettledOutputs()
    for output in evaluator.decided.outputs {
      let result = evaluator.value(of: output)
      if let violation = result.violations.first {
        return .failure(.init(reason: violation.message))
      }
      guard let value = result.value.value else {
        return .failure(.init(reason: OperationRun.words(for: result.value.causes)))
      }
      guard let text = value.scalarText else {
        return .failure(
          .init(
            reason:
              "Template format error: The Value field of every Outputs member must evaluate to a String."
          ))
      }
      let name = output.exportName.flatMap { evaluator.evaluate($0).value.value?.scalarText }
      settled.outputs.append(
        Stack.Output(
          key: output.id, value: text, description: output.description, exportName: name))
    }
    if let reason = conflict(settled.outputs, stack, neighbours) {
      return .failure(.init(reason: reason))
    }
    settled.imports = imports(of: evaluator)
    return .success(settled)
  }

  /// Why the exports cannot be what they would be.
  private static func conflict(
    _ outputs: [Stack.Output], _ stack: Stack, _ neighbours: Neighbourhood
  ) -> String? {
    for name in outputs.compactMap(\.exportName) {
      if let other = neighbours.exporter(of: name) {
        return "Export with name \(name) is already exported by stack \(other.name)."
      }
    }
    for before in stack.outputs {
      guard let name = before.exportName, let user = neighbours.importer(of: name) else { continue }
      let now = outputs.first { $0.exportName == name }
      if now == nil { return "Export \(name) cannot be deleted as it is in use by \(user.name)" }
      if now?.value != before.value {
        return "Export \(name) cannot be updated as it is in use by \(user.name)"
      }
    }
    return nil
  }

  private static func imports(of evaluator: Evaluator) -> [String] {
    var names: [String] = []
    var open = [evaluator.decided.value]
    while let value = open.popLast() {
      switch value {
      case .array(let elements): open += elements
      case .object(let object):
        if case (.importValue, let argument)? = Intrinsic.call(in: object),
          let name = evaluator.evaluate(argument).value.value?.scalarText, !names.contains(name)
        {
          names.append(name)
        }
        open += object.members.map(\.value)
      case .null, .bool, .number, .string: break
      }
    }
    return names
  }
}
