internal import Diagnostics
internal import Documents

/// `esteira format --to`: prints what files mean in another notation.
struct Conversion {
  var target: Value.Target
  var isCloudFormation: Bool

  /// Prints every document of every file that has no errors.
  func run(on arguments: [Argument], in world: World) -> Outcome {
    var outcome = Outcome()
    for argument in arguments {
      switch InputFile.read(argument, in: world) {
      case .failure(let refusal): outcome.diagnostics.append(refusal.diagnostic)
      case .success(let file):
        var diagnostics: [Diagnostic] = []
        let values = values(of: file, &diagnostics)
        if !diagnostics.hasErrors {
          if let text = text(of: values, isFirst: outcome.output.isEmpty) {
            outcome.output += text
          } else {
            diagnostics.append(WritingCode.tooLarge(file.source))
          }
        }
        outcome.diagnostics += diagnostics
        if !diagnostics.hasErrors, values.isEmpty {
          outcome.diagnostics.append(FileCode.noDocument(argument))
        }
      }
    }
    return outcome
  }

  private func values(of file: InputFile, _ diagnostics: inout [Diagnostic]) -> [Value] {
    let reading = Documents.read(file.source, as: dialect(for: file))
    diagnostics += reading.diagnostics
    guard !reading.failed else { return [] }
    return reading.documents.map { $0.value(&diagnostics, for: target) }
  }

  private func dialect(for file: InputFile) -> Dialect {
    if file.isJSON { return isCloudFormation ? .cloudFormationJSON : .json }
    return isCloudFormation ? .cloudFormation : .yaml
  }

  /// The documents of one file, or `nil` if they take more than `WritingLimits.bytes`.
  private func text(of values: [Value], isFirst: Bool) -> [UInt8]? {
    var text: [UInt8] = []
    for value in values {
      let room = WritingLimits.bytes - text.count - 4
      switch target {
      case .json:
        guard let json = value.prettyJSONBytes(within: room) else { return nil }
        text += json
        text += "\n".utf8
      case .yaml:
        guard let yaml = value.yamlBytes(within: room) else { return nil }
        if !isFirst || !text.isEmpty { text += "---\n".utf8 }
        text += yaml
      }
    }
    return text
  }
}
