internal import CloudFormation
internal import Diagnostics
internal import Documents

/// A CloudFormation template that is a stack, with the places of its parts.
struct NamedTemplate: Sendable {
  let template: Template
  let root: Node

  /// Reads a template by CloudFormation's rules; nil if it is none, which is reported.
  static func read(
    _ source: Source, named place: Place, _ diagnostics: inout [Diagnostic]
  ) -> NamedTemplate? {
    let isJSON = source.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    let reading = Documents.read(source, as: isJSON ? .cloudFormationJSON : .cloudFormation)
    diagnostics += reading.diagnostics
    guard !reading.failed, let root = reading.documents.first?.resolved else { return nil }
    var faults: [Diagnostic] = []
    guard let template = Template(value: root.value(&faults, for: .json)), !faults.hasErrors else {
      diagnostics += faults
      if faults.isEmpty {
        diagnostics.append(
          Diagnostic(
            StackCode.invalidValue, .error, "This file is no CloudFormation template.",
            at: root.place, notes: [.init("the stack names it here", at: place)],
            hint: .init("A template is a mapping with `Resources`.")))
      }
      return nil
    }
    return NamedTemplate(template: template, root: root)
  }
}
