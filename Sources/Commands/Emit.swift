internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation
internal import Stacks

/// `esteira emit`.
enum EmitCommand {
  private static let out = Flag(
    "out", kind: .value(name: "DIR"),
    help: "Write each stack's template to DIR, as STACK.template.json, instead of printing it.")
  private static let check = Flag(
    "check", help: "With --out: write nothing, and exit with 1 if a file is not what it would be.")
  private static let lines = Flag(
    "lines", help: "Note in each resource's metadata which file and line it comes from.")

  private static let assets = Flag(
    "assets",
    help: """
      Print as JSON what the stacks need beside their templates, code and images, and the parameters \
      that say where they are; with --out, write the archives of the code to DIR too.
      """)

  static let command: Command = Command(
    name: "emit",
    summary: "Print the CloudFormation templates that stacks become",
    discussion: """
      Turns stack files into plain CloudFormation JSON that anyone can deploy by hand, with \
      `aws cloudformation deploy` for example. What only a deployment knows, such as another stack's \
      output, is a parameter. The same files always give the same bytes: comments, the order of keys \
      and the style of the YAML change nothing. AWS is not asked, and what the resource types have \
      against the properties is told by `check` and `plan`.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.variable,
      ProjectFlags.variableFile, out, check, lines, assets,
    ],
    examples: [
      Command.Sample("Look at a stack's template", "esteira emit serving --env prod"),
      Command.Sample("Write all of them", "esteira emit --env prod --out templates/prod"),
      Command.Sample(
        "Write them with the archives of their code",
        "esteira emit --env prod --out build --assets"),
      Command.Sample(
        "Fail a pipeline if they are out of date",
        "esteira emit --env prod --out templates/prod --check"),
    ]
  ) { invocation, world in
    do throws(Refused) {
      return try Emission(invocation, world).run()
    } catch {
      return Outcome(diagnostics: error.diagnostics)
    }
  }

  /// One run of `esteira emit`.
  private struct Emission {
    let invocation: Invocation
    let world: World
    let loaded: LoadedProject
    let environment: Environment

    init(_ invocation: Invocation, _ world: World) throws(Refused) {
      self.invocation = invocation
      self.world = world
      loaded = try ProjectLoader(world: world, invocation: invocation).load()
      environment = try Target.environment(of: loaded.project, invocation, in: world)
    }

    func run() throws(Refused) -> Outcome {
      let chosen = try StackSelection(invocation, loaded.project).stacks
      var (values, warnings) = try VariableArguments.values(invocation, loaded, world)
      var diagnostics = loaded.warnings + warnings + loaded.project.unknownVariables(in: values)
      var stacks: [LoweredStack] = []
      for file in chosen {
        let lowering = loaded.project.lower(
          file, in: environment, with: &values, reading: AssetReading(world: world))
        diagnostics += lowering.diagnostics
        diagnostics += TemplateCheck.violations(of: lowering)
        if let stack = lowering.stack { stacks.append(stack) }
      }
      diagnostics = diagnostics.withoutEchoes
      guard !diagnostics.hasErrors else { throw Refused(diagnostics: diagnostics) }
      if let folder = invocation.value(of: out) {
        return write(stacks, to: folder, Outcome(diagnostics: diagnostics))
      }
      if invocation.has(assets) {
        let text = AssetList.value(of: stacks).prettyJSON + "\n"
        return Outcome(output: Array(text.utf8), diagnostics: diagnostics)
      }
      guard stacks.count == 1, let stack = stacks.first else {
        throw Refused(diagnostics: [ProjectCode.severalStacks(stacks.map(\.name))])
      }
      return Outcome(output: Array(text(of: stack).utf8), diagnostics: diagnostics)
    }

    private func text(of stack: LoweredStack) -> String {
      let template = invocation.has(lines) ? stack.withLines(below: loaded.folder) : stack.template
      return template.value.prettyJSON + "\n"
    }

    private func write(
      _ stacks: [LoweredStack], to folder: Argument, _ outcome: Outcome
    ) -> Outcome {
      var outcome = outcome
      var changed: [[UInt8]] = []
      let files = files(of: stacks)
      for (name, bytes) in files {
        let path = ProjectLoader.path(folder.bytes, Array(name.utf8))
        do throws(FileFault) {
          let isChanged =
            invocation.has(check)
            ? try world.contents(path, limit: .max)?.bytes != bytes : try world.put(bytes, path)
          if isChanged { changed.append(path) }
        } catch {
          outcome.diagnostics.append(FileCode.writing(Argument(path, at: folder.place), error))
        }
      }
      let idle = idleTemplates(in: folder, files.map(\.name))
      if invocation.has(check) { changed += idle }
      let archives = idleArchives(in: folder, files.map(\.name))
      if invocation.has(check) { changed += archives } else { remove(archives, folder, &outcome) }
      outcome.found = invocation.has(check) && !changed.isEmpty
      outcome.output = changed.flatMap { $0 + [UInt8(ascii: "\n")] }
      let number = changed.count - (invocation.has(check) ? idle.count + archives.count : 0)
      let count = number == 1 ? "1 of" : "\(number) of"
      let verb = invocation.has(check) ? "would change" : "written"
      let kind = invocation.has(assets) ? "files" : "templates"
      outcome.talk += "\(count) \(files.count) \(kind) \(verb).\n"
      for path in idle {
        outcome.talk +=
          "\(String(decoding: path, as: UTF8.self)): there is no such stack any more.\n"
      }
      return outcome
    }

    /// The archives in the folder that earlier runs wrote, by their names, and that nothing needs
    /// any more.
    private func idleArchives(in folder: Argument, _ names: [String]) -> [[UInt8]] {
      guard invocation.has(assets), invocation.arguments.isEmpty else { return [] }
      let place = ProjectLoader.path(folder.bytes, Array("code".utf8))
      let current = Set(names.map { ProjectLoader.path(folder.bytes, Array($0.utf8)) })
      return world.files(below: place) { next, _ in
        next == place
      } where: { name in
        name.count == 68 && name.suffix(4).elementsEqual(".zip".utf8)
          && name.dropLast(4).allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
      } fails: { _, _ in
      }.filter { !current.contains($0) }
    }

    private func remove(_ archives: [[UInt8]], _ folder: Argument, _ outcome: inout Outcome) {
      var count = 0
      for path in archives {
        do throws(FileFault) {
          try world.removeFile(path)
          count += 1
        } catch {
          outcome.diagnostics.append(FileCode.writing(Argument(path, at: folder.place), error))
        }
      }
      guard count > 0 else { return }
      outcome.talk += "\(count) \(count == 1 ? "archive" : "archives") of earlier code removed.\n"
    }

    /// The templates in the folder that are of no stack any more.
    private func idleTemplates(in folder: Argument, _ names: [String]) -> [[UInt8]] {
      guard invocation.arguments.isEmpty else { return [] }
      let current = Set(names.map { ProjectLoader.path(folder.bytes, Array($0.utf8)) })
      return world.files(below: folder.bytes) { next, _ in
        next == folder.bytes
      } where: { name in
        String(decoding: name, as: UTF8.self).hasSuffix(".template.json")
      } fails: { _, _ in
      }.filter { !current.contains($0) }
    }

    /// What is written, by the names below the folder.
    private func files(of stacks: [LoweredStack]) -> [(name: String, bytes: [UInt8])] {
      let templates = stacks.map {
        (name: "\($0.name).template.json", bytes: Array(text(of: $0).utf8))
      }
      guard invocation.has(assets) else { return templates }
      let list = (
        name: "assets.json", bytes: Array((AssetList.value(of: stacks).prettyJSON + "\n").utf8)
      )
      return templates + [list] + AssetList.archives(of: stacks, AssetReading(world: world))
    }
  }
}
