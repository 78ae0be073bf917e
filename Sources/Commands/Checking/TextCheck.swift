internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Presentation

/// Checks texts of templates. What it learns of patterns serves the texts that follow.
struct TextCheck {
  private let rules: CheckRules
  private let patterns = PatternBook()
  private var found: [Located] = []

  init(_ rules: CheckRules) {
    self.rules = rules
  }

  /// What is wrong with a text; nil for one that nobody named and that is no template.
  ///
  /// - Parameter argument: What names it, if anything does.
  mutating func found(
    in source: Source, isJSON: Bool, namedBy argument: Argument? = nil
  ) -> [Located]? {
    defer { found = [] }
    return check(source, isJSON: isJSON, namedBy: argument) ? found : nil
  }

  private mutating func check(
    _ source: Source, isJSON: Bool, namedBy argument: Argument?
  ) -> Bool {
    let isNamed = argument != nil
    let reading = Documents.read(source, as: isJSON ? .cloudFormationJSON : .cloudFormation)
    var diagnostics = reading.diagnostics
    // What could not be read has no meaning; aliases may stand for more than fits into memory.
    guard !reading.failed, !reading.documents.isEmpty else {
      if let argument, diagnostics.isEmpty {
        diagnostics.append(FileCode.nothingToCheck(argument))
      }
      guard isNamed || TemplateFile.mayBeTemplate(source, reading.documents.first) else {
        return false
      }
      found += diagnostics.map { Located($0) }
      return true
    }
    let values = reading.documents.map { $0.value(&diagnostics, for: .json) }
    guard let first = values.firstIndex(where: TemplateFile.isTemplate) ?? (isNamed ? 0 : nil)
    else { return false }
    found += diagnostics.map { Located($0) }
    // What could not be read whole would be found wrong for what is missing.
    guard !diagnostics.hasErrors else { return true }
    var template = TemplateFile(reading.documents[first], values[first])
    let findings =
      TemplateChecker.findings(in: values[first], rules, patterns) + template.numericKeys
    for finding in findings {
      add(finding, at: template.place(of: finding), in: &template)
    }
    let further = reading.documents.indices.first { $0 != first }.map { reading.documents[$0] }
    let notices = (further.map { [TemplateNotice(furtherDocument: $0)] } ?? []) + template.notices
    for notice in notices { add(notice.finding, at: notice.place, in: &template) }
    return true
  }

  private mutating func add(
    _ finding: Finding, at place: Place, in template: inout TemplateFile
  ) {
    let diagnostic = Diagnostic(
      finding.code, finding.severity, finding.message, at: place,
      notes: finding.notes.map { .init($0.message, at: template.place(of: $0.path)) },
      hint: finding.hint.map { Diagnostic.Hint($0) })
    found.append(Located(diagnostic, at: finding.path))
  }
}
