internal import Diagnostics
internal import Documents
internal import Presentation

/// `esteira format` without `--to`: brings files into canonical layout.
struct Layout {
  var isCheck: Bool
  var isCloudFormation: Bool

  /// Formats every file on its own: what is wrong with one does not stop the others.
  func run(on arguments: [Argument], in world: World) -> Outcome {
    var outcome = Outcome()
    var changed = 0
    for argument in arguments {
      let file: InputFile
      switch InputFile.read(argument, in: world) {
      case .failure(let refusal):
        outcome.diagnostics.append(refusal.diagnostic)
        continue
      case .success(let read): file = read
      }
      let formatted = format(file)
      outcome.diagnostics += formatted.diagnostics
      guard let text = formatted.text, !formatted.diagnostics.hasErrors else { continue }
      let bytes = Array(text.utf8)
      let isChange = bytes != file.source.bytes
      if isChange, !keepsMeaning(file, bytes) {
        outcome.internalError =
          "formatting \(file.source.name) would have changed its meaning; it is left as it is"
        continue
      }
      if file.isStandardInput, !isCheck {
        outcome.output += bytes
        continue
      }
      guard isChange else { continue }
      if !isCheck, let refusal = replace(file, with: bytes, in: world) {
        outcome.diagnostics.append(refusal)
        continue
      }
      changed += 1
      outcome.output += name(of: file, in: world)
    }
    outcome.found = isCheck && changed > 0
    if isCheck || !arguments.contains(where: InputFile.isStandardInput) {
      outcome.talk = summary(changed: changed, of: arguments.count)
    }
    return outcome
  }

  private func format(_ file: InputFile) -> Formatted {
    guard file.isJSON else { return Formatting.format(file.source) }
    var dialect: Dialect = isCloudFormation ? .cloudFormationJSON : .json
    // The last of two equal keys wins, but nobody asked to have the first one deleted.
    dialect.duplicateKeys = .error
    let reading = Documents.read(file.source, as: dialect)
    var diagnostics = reading.diagnostics
    guard !reading.failed, let document = reading.documents.first else {
      return Formatted(text: nil, diagnostics: diagnostics)
    }
    let value = document.value(&diagnostics, for: .json)
    return Formatted(text: value.prettyJSON + "\n", diagnostics: diagnostics)
  }

  /// Reads what was written and compares: a mistake in a formatter must not cost anyone's work.
  private func keepsMeaning(_ file: InputFile, _ bytes: [UInt8]) -> Bool {
    let dialect: Dialect = file.isJSON ? .json : .yaml
    let before = meaning(of: file.source, dialect)
    return before == meaning(of: Source(name: file.source.name, bytes: bytes), dialect)
  }

  private func meaning(of source: Source, _ dialect: Dialect) -> [Value]? {
    let reading = Documents.read(source, as: dialect)
    guard !reading.failed else { return nil }
    var ignored: [Diagnostic] = []
    return reading.documents.map { $0.value(&ignored, for: .yaml) }
  }

  private func replace(_ file: InputFile, with bytes: [UInt8], in world: World) -> Diagnostic? {
    do throws(FileFault) {
      try world.replaceFile(file.argument.bytes, bytes)
      return nil
    } catch {
      return FileCode.writing(file.argument, error)
    }
  }

  /// The name for a list: as it is for programs, harmless for people.
  private func name(of file: InputFile, in world: World) -> [UInt8] {
    let name =
      file.isStandardInput || world.isTerminal(.output)
      ? Array(Visible.line(file.source.name).utf8) : file.argument.bytes
    return name + [UInt8(ascii: "\n")]
  }

  private func summary(changed: Int, of count: Int) -> String {
    let files = count == 1 ? "1 file" : "\(count) files"
    if !isCheck { return "Rewrote \(changed) of \(files).\n" }
    guard changed > 0 else { return "Nothing to change in \(files).\n" }
    return "\(changed) of \(files) would change; run `esteira format` without --check on them.\n"
  }
}
