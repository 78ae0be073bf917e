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
    var failed = 0
    for argument in arguments {
      let file: InputFile
      switch InputFile.read(argument, in: world) {
      case .failure(let refusal):
        outcome.diagnostics.append(refusal.diagnostic)
        failed += 1
        continue
      case .success(let read): file = read
      }
      let formatted = format(file)
      outcome.diagnostics += formatted.diagnostics
      guard let text = formatted.text, !formatted.diagnostics.hasErrors else {
        failed += 1
        continue
      }
      let bytes = Array(text.utf8)
      let isChange = bytes != file.source.bytes
      if isChange, !keepsMeaning(file, bytes) {
        outcome.internalError =
          "formatting \(file.source.name) would have changed its meaning; it is left as it is"
        failed += 1
        continue
      }
      if file.isStandardInput, !isCheck {
        outcome.output += bytes
        continue
      }
      guard isChange else { continue }
      if !isCheck, let refusal = replace(file, with: bytes, in: world) {
        outcome.diagnostics.append(refusal)
        failed += 1
        continue
      }
      changed += 1
      outcome.output += name(of: file, in: world)
    }
    outcome.found = isCheck && changed > 0
    if isCheck || !arguments.contains(where: InputFile.isStandardInput) {
      outcome.talk = summary(changed: changed, failed: failed, of: arguments.count)
    }
    return outcome
  }

  /// A file's canonical text; none where it has errors.
  private func format(_ file: InputFile) -> (text: String?, diagnostics: [Diagnostic]) {
    guard file.isJSON else {
      let formatted = Formatting.format(file.source)
      return (formatted.text, formatted.diagnostics)
    }
    var diagnostics: [Diagnostic] = []
    let values = values(of: file.source, &diagnostics)
    return (values.first.map { $0.prettyJSON + "\n" }, diagnostics)
  }

  /// The values of a JSON text; none where it has errors.
  private func values(of source: Source, _ diagnostics: inout [Diagnostic]) -> [Value] {
    var dialect: Dialect = isCloudFormation ? .cloudFormationJSON : .json
    // The last of two equal keys wins, but nobody asked to have the first one deleted.
    dialect.duplicateKeys = .error
    let reading = Documents.read(source, as: dialect)
    diagnostics += reading.diagnostics
    return reading.failed ? [] : reading.documents.map { $0.value(&diagnostics, for: .json) }
  }

  /// Reads what was written and compares: a mistake here must not cost anyone's work. The
  /// formatter of YAML does this itself.
  private func keepsMeaning(_ file: InputFile, _ bytes: [UInt8]) -> Bool {
    guard file.isJSON else { return true }
    var ignored: [Diagnostic] = []
    let written = values(of: Source(name: file.source.name, bytes: bytes), &ignored)
    return written == values(of: file.source, &ignored)
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

  private func summary(changed: Int, failed: Int, of count: Int) -> String {
    let files = count == 1 ? "1 file" : "\(count) files"
    if isCheck, changed == 0, failed == 0 { return "Nothing to change in \(files).\n" }
    var text = isCheck ? "\(changed) of \(files) would change" : "Rewrote \(changed) of \(files)"
    if failed > 0 { text += ", \(failed) could not be formatted" }
    if isCheck, changed > 0 { text += "; run `esteira format` without --check to change them" }
    return text + ".\n"
  }
}
