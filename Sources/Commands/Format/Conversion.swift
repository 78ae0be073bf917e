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
        outcome.diagnostics += diagnostics
        guard !diagnostics.hasErrors else { continue }
        if values.isEmpty { outcome.diagnostics.append(FileCode.noDocument(argument)) }
        for value in values { append(value, to: &outcome.output) }
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

  private func append(_ value: Value, to output: inout [UInt8]) {
    switch target {
    case .json: output += (value.prettyJSON + "\n").utf8
    case .yaml:
      if !output.isEmpty { output += "---\n".utf8 }
      output += value.yaml.utf8
    }
  }
}
