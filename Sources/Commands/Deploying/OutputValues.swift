internal import CloudFormation
internal import Diagnostics
internal import Planning
internal import Recording
internal import Stacks

/// What the parameters of the project's stacks are, as far as that is known: the outputs of others,
/// and where code and images are.
struct OutputValues {
  /// From `--value`, by the references and by `STACK.PARAMETER`, with where they are given.
  private let given: [String: (value: String, argument: Argument)]
  /// The references to outputs that there are.
  private let references: [String]
  private let stacks: [String]
  /// The outputs of the stacks that stand, by their logical ids.
  private var recorded: [String: [String: String]] = [:]
  /// What outputs those stacks keep to themselves.
  private var disclosures: [String: Disclosure] = [:]
  /// What those stacks are made of.
  private var configurations: [String: Configuration] = [:]
  /// The stacks that are to be applied before what reads them, and what they will keep to
  /// themselves then.
  private var coming: [String: (stack: LoweredStack, disclosure: Disclosure)] = [:]

  /// Reads `--value STACK.OUTPUT=VALUE`.
  init(_ invocation: Invocation, _ project: Project, _ environment: Environment) throws(Refused) {
    var given: [String: (value: String, argument: Argument)] = [:]
    var diagnostics: [Diagnostic] = []
    for argument in invocation.values(of: ProjectFlags.value) {
      let text = argument.text
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        diagnostics.append(CommandCode.malformedValue(argument))
        continue
      }
      given[String(text[..<equals])] = (String(text[text.index(after: equals)...]), argument)
    }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
    self.given = given
    stacks = project.stacks.map(\.name)
    references = project.stacks.flatMap {
      (project.outputs(of: $0, in: environment) ?? []).map(\.reference)
    }
  }

  /// Reports values that are given for what there is not. What a stack that is not among these
  /// takes is not known.
  func unknown(among lowered: [LoweredStack]) -> [Diagnostic] {
    let places = lowered.flatMap { stack in
      stack.parameters.filter { $0.outputs.isEmpty }.map { "\(stack.name).\($0.name)" }
    }
    let others = Set(stacks).subtracting(lowered.map(\.name))
    let known = Set(references + places)
    return given.sorted { $0.key < $1.key }.compactMap { name, given in
      let stack = String(name.prefix { $0 != "." })
      let isOfOther =
        others.contains(stack) && name.dropFirst(stack.count + 1).first?.isUppercase == true
      guard !known.contains(name), !isOfOther else { return nil }
      return ProjectCode.unknownOutput(name, given.argument, among: references + places)
    }
  }

  /// Takes note of what a stack shows now.
  mutating func note(_ record: Record?, of stack: String) {
    recorded[stack] = record?.deployment?.outputs ?? [:]
    disclosures[stack] = record?.deployment?.configuration.disclosure
    configurations[stack] = record?.deployment?.configuration
  }

  /// Takes note of a stack that the command line means too.
  mutating func note(_ stack: LoweredStack) {
    let texts = settings(of: stack).compactMapValues { setting in
      if case .text(let text) = setting { text } else { nil }
    }
    coming[stack.name] = (stack, Disclosure(of: stack.template, parameters: texts))
  }

  func isNoted(_ stack: String) -> Bool { recorded[stack] != nil }

  /// The parameters of a stack, as a plan has them beside those of its record.
  func settings(
    of stack: LoweredStack, beside recorded: [String: ParameterValue] = [:]
  ) -> [String: ParameterSetting] {
    var settings: [String: ParameterSetting] = [:]
    let secret = Set(stack.template.parameters.filter(\.noEcho).map(\.name))
    for parameter in stack.parameters {
      if let value = value(of: parameter, in: stack) {
        let isShown = DynamicReference.isAll(of: value) || !secret.contains(parameter.name)
        settings[parameter.name] =
          isShown ? .text(value) : .hidden(recorded.hidden(value, of: parameter.name))
      } else if let words = parameter.assetWords {
        settings[parameter.name] = .awaiting(words)
      } else if case .hidden? = recorded[parameter.name], secret.contains(parameter.name),
        missingOutputs(of: parameter).allSatisfy(isHidden)
      {
        settings[parameter.name] = .hidden(.recorded)
      } else {
        let missing = missingOutputs(of: parameter)
        settings[parameter.name] = .later(missing.map(\.reference))
      }
    }
    return settings
  }

  /// The outputs that a stack needs and that nobody passes on, in two parts: those that have to be
  /// given, and those that it was given before, which stay as long as nothing of it changes.
  func hiddenOutputs(
    neededBy stack: LoweredStack, beside recorded: [String: ParameterValue]
  ) -> (missing: [StackOutput], kept: [StackOutput]) {
    var missing: Set<StackOutput> = []
    var kept: Set<StackOutput> = []
    for parameter in stack.parameters {
      for output in parameter.outputs where given[output.reference] == nil && isHidden(output) {
        if case .hidden? = recorded[parameter.name], !isMoving(output.stack) {
          kept.insert(output)
        } else {
          missing.insert(output)
        }
      }
    }
    func inOrder(_ outputs: Set<StackOutput>) -> [StackOutput] {
      outputs.sorted { $0.reference < $1.reference }
    }
    return (inOrder(missing), inOrder(kept.subtracting(missing)))
  }

  /// Whether nobody passes an output on.
  private func isHidden(_ output: StackOutput) -> Bool {
    let disclosure = coming[output.stack]?.disclosure ?? disclosures[output.stack]
    return disclosure?.tells(output: output.logicalID) == true
  }

  /// Whether a stack is to become another one than it is, so that it may show something else.
  private func isMoving(_ stack: String) -> Bool {
    guard let lowered = coming[stack]?.stack else { return false }
    guard let configuration = configurations[stack],
      configuration.template == lowered.template.body
    else { return true }
    return settings(of: lowered, beside: configuration.parameters).contains { name, setting in
      switch setting {
      case .hidden(.recorded): false
      case .text(let text): configuration.parameters[name] != .text(text)
      case .hidden, .later, .awaiting: true
      }
    }
  }

  private func missingOutputs(of parameter: StackParameter) -> [StackOutput] {
    parameter.outputs.filter { value(of: $0) == nil }
  }

  /// The values that the settings hide, as far as they are known.
  func secrets(of stack: LoweredStack) -> [String: String] {
    let hidden = settings(of: stack).filter { if case .hidden = $0.value { true } else { false } }
    let known = stack.parameters.compactMap { parameter in
      hidden[parameter.name] == nil
        ? nil : value(of: parameter, in: stack).map { (parameter.name, $0) }
    }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  /// The parameters of a stack, as CloudFormation gets them.
  func values(of stack: LoweredStack) throws(Refused) -> [String: String] {
    var values: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
    var assets: [(name: String, words: String)] = []
    for parameter in stack.parameters {
      if let value = value(of: parameter, in: stack) {
        values[parameter.name] = value
      } else if let words = parameter.assetWords {
        assets.append((parameter.name, words))
      } else {
        for output in parameter.outputs where value(of: output) == nil {
          diagnostics.append(
            ProjectCode.unknownValue(output, of: stack, isApplied: recorded[output.stack] != [:]))
        }
      }
    }
    if !assets.isEmpty { diagnostics.append(ProjectCode.assetsNeeded(assets, of: stack)) }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
    return values
  }

  private func value(of parameter: StackParameter, in stack: LoweredStack) -> String? {
    if parameter.assetWords != nil, let given = given["\(stack.name).\(parameter.name)"] {
      return given.value
    }
    return parameter.value { piece in
      switch piece {
      case .literal(let text): text
      case .output(let output): value(of: output)
      case .assetsBucket: stack.environment.isLocal ? AssetPlaces.localBucket : nil
      case .asset(let asset): AssetPlaces.place(of: asset, in: stack.environment)
      }
    }
  }

  /// What an output is, if that is known.
  private func value(of output: StackOutput) -> String? {
    given[output.reference]?.value ?? recorded[output.stack]?[output.logicalID]
  }
}

extension [String: ParameterValue] {
  /// What a value that is not said is beside the recorded one.
  fileprivate func hidden(_ value: String, of name: String) -> HiddenValue {
    switch self[name] {
    case .hidden(let seal?): seal.fits(value, named: name) ? .recorded : .other
    case .hidden(nil): .unknown
    case .text, nil: .other
    }
  }
}

extension StackParameter {
  /// What it says the place of, in words; nil if it says none.
  fileprivate var assetWords: String? {
    for piece in pieces {
      switch piece {
      case .asset(let asset): return asset.words
      case .assetsBucket: return "the stack's code"
      case .literal, .output: continue
      }
    }
    return nil
  }
}
