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
    let root = reading.documents.first?.resolved
    guard isNamedSo(source) || TemplateFile.mayBeTemplate(source, root) else {
      // What stands in a file that is not even called so is nobody's business.
      diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .error, "`\(source.name)` is no CloudFormation template",
          at: place, hint: .init("a template is a mapping with `Resources`")))
      return nil
    }
    for (key, words) in [("stack", "a stack file"), ("project", "the file of a project")]
    where root?[key] != nil && root?["Resources"] == nil {
      diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .error,
          "`\(source.name)` is \(words), no CloudFormation template",
          at: place, hint: .init("name a template: a mapping with `Resources`")))
      return nil
    }
    diagnostics += reading.diagnostics
    guard !reading.failed, let root else { return nil }
    var faults: [Diagnostic] = []
    guard let template = Template(value: root.value(&faults, for: .json)), !faults.hasErrors else {
      diagnostics += faults
      if faults.isEmpty {
        diagnostics.append(
          Diagnostic(
            StackCode.invalidValue, .error, "this file is no CloudFormation template",
            at: root.place, notes: [.init("the stack names it here", at: place)],
            hint: .init("a template is a mapping with `Resources`")))
      }
      return nil
    }
    return NamedTemplate(template: template, root: root)
  }

  /// Whether a file is called as templates are.
  private static func isNamedSo(_ source: Source) -> Bool {
    [".yaml", ".yml", ".json", ".template"].contains { source.name.lowercased().hasSuffix($0) }
  }
}
