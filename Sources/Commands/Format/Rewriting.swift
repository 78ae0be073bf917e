internal import Diagnostics
internal import Documents
internal import Presentation

/// `esteira format` without `--to`: brings files into canonical layout.
struct Rewriting {
  var isCheck: Bool
  var isCloudFormation: Bool

  /// Formats every file on its own: what is wrong with one does not stop the others.
  func run(on arguments: [Argument], in world: World) -> Outcome {
    var outcome = Outcome()
    var changed = 0
    var failed = 0
    for argument in arguments {
      let file: InputFile
      switch InputFile.readToReplace(argument, in: world) {
      case .failure(let refusal):
        outcome.diagnostics.append(refusal.diagnostic)
        failed += 1
        continue
      case .success(let read): file = read
      }
      let formatted = format(file)
      outcome.diagnostics += formatted.diagnostics
      if formatted.wouldChangeMeaning {
        outcome.internalError =
          "formatting \(file.source.name) would have changed its meaning; it is left as it is"
      }
      guard let text = formatted.text, !formatted.diagnostics.hasErrors else {
        failed += 1
        continue
      }
      let bytes = Array(text.utf8)
      if file.isStandardInput, !isCheck {
        outcome.output += bytes
        continue
      }
      guard formatted.changed else { continue }
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

  /// A file in canonical layout; without a text where it has errors.
  private func format(_ file: InputFile) -> Formatted {
    guard file.isJSON else {
      return Formatting.format(file.source, as: isCloudFormation ? .cloudFormation : .stackFile)
    }
    var diagnostics: [Diagnostic] = []
    let values = values(of: file.source, &diagnostics)
    guard let value = values.first else {
      return Formatted(text: nil, diagnostics: diagnostics, changed: false)
    }
    guard var bytes = value.prettyJSONBytes(within: WritingLimits.bytes - 1) else {
      diagnostics.append(WritingCode.tooLarge(file.source))
      return Formatted(text: nil, diagnostics: diagnostics, changed: false)
    }
    bytes.append(UInt8(ascii: "\n"))
    // What was written is read again: a mistake here must not cost anyone's work.
    var ignored: [Diagnostic] = []
    let isSame = self.values(of: Source(name: file.source.name, bytes: bytes), &ignored) == values
    return Formatted(
      text: isSame ? String(decoding: bytes, as: UTF8.self) : nil, diagnostics: diagnostics,
      changed: bytes != file.source.bytes,
      wouldChangeMeaning: !isSame)
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

  private func replace(_ file: InputFile, with bytes: [UInt8], in world: World) -> Diagnostic? {
    guard let version = file.version else { return nil }
    do throws(FileFault) {
      try world.replaceFile(file.argument.bytes, bytes, version)
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
