internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Stacks

/// One of two files that are compared, as a stack.
struct DiffSide {
  var name: String
  var stackName: String
  var content: StackContent
  /// What the file calls the resources of the template.
  var names: [String: String] = [:]
  var outputNames: [String: String] = [:]
  var warnings: [Diagnostic] = []
  /// Where a part of the template is written.
  var place: @Sendable (Path) -> Place?

  /// Reads templates and stack files.
  struct Reader {
    let world: World
    let invocation: Invocation

    /// What an argument names; parameters that are not among the values have their defaults.
    func side(_ argument: Argument, _ values: [String: String]) throws(Refused) -> DiffSide {
      let contents = try? world.readRegularFile(argument.bytes, ReadingLimits.bytes)
      let part = ProjectPart(argument, holding: contents?.bytes, in: world)
      var side =
        if let part, let file = part.file {
          try stack(file, in: part.folder, argument)
        } else {
          try template(argument, contents)
        }
      for parameter in side.content.template.parameters {
        guard let value = values[parameter.name] else { continue }
        side.content.parameters[parameter.name] = parameter.noEcho ? .hidden(.other) : .text(value)
      }
      return side
    }

    private func template(
      _ argument: Argument, _ contents: FileContents?
    ) throws(Refused) -> DiffSide {
      let file: InputFile
      switch InputFile.read(argument, contents, in: world) {
      case .success(let read): file = read
      case .failure(let refusal): throw Refused(diagnostics: [refusal.diagnostic])
      }
      let reading = read(file.source, as: file.isJSON ? .cloudFormationJSON : .cloudFormation)
      var diagnostics = reading.diagnostics
      guard !diagnostics.hasErrors, let root = reading.documents.first else {
        throw Refused(
          diagnostics: diagnostics.isEmpty ? [FileCode.nothingToCheck(argument)] : diagnostics)
      }
      let value = root.value(&diagnostics, for: .json)
      guard !diagnostics.hasErrors else { throw Refused(diagnostics: diagnostics) }
      guard let template = Template(value: value), !template.section(.resources).isEmpty else {
        throw Refused(diagnostics: [CommandCode.noTemplate(argument)])
      }
      let last = argument.text.split(separator: "/").last.map(String.init) ?? argument.text
      let name = String(last.prefix { $0 != "." })
      return DiffSide(
        name: name, stackName: argument.text, content: StackContent(template),
        warnings: diagnostics
      ) { path in
        var file = TemplateFile(root, value)
        return file.place(of: path)
      }
    }

    private func stack(
      _ file: [UInt8], in folder: [UInt8], _ argument: Argument
    ) throws(Refused) -> DiffSide {
      let reading = try ProjectLoader(world: world, invocation: invocation).reading(folder).get()
        .reading
      let name = String(decoding: file, as: UTF8.self)
      let own = reading.diagnostics.filter { $0.place?.source.name == name }
      guard let project = reading.project, !own.hasErrors,
        let stack = project.stacks.first(where: { $0.place.source.name == name }),
        let environment = project.environment(named: Environment.localName)
      else { throw Refused(diagnostics: own.isEmpty ? reading.diagnostics : own) }
      var (values, warnings) = try VariableArguments.values(invocation, project, folder, world)
      let lowering = project.lower(
        stack, in: environment, with: &values, reading: AssetReading(world: world))
      warnings += lowering.diagnostics
      guard let lowered = lowering.stack, !warnings.hasErrors else {
        throw Refused(diagnostics: warnings)
      }
      var content = lowered.content
      content.parameters = try OutputValues(invocation, project, environment)
        .settings(of: lowered)
      let origins = lowered.origins
      return DiffSide(
        name: lowered.name, stackName: argument.text, content: content, names: lowered.names,
        outputNames: lowered.outputNames, warnings: warnings.filter { $0.severity != .note }
      ) { origins.place(of: $0) }
    }
  }
}
