internal import AWS
internal import CloudFormation
package import Diagnostics
internal import Documents
internal import LocalCloud
internal import Planning
internal import Provisioning
internal import Recording
internal import Stacks

/// Every code there is, in the order of their numbers.
package enum CodeBook {
  /// The families of codes, one per room that reports any.
  package static let families: [any DiagnosticCode.Type] = [
    CommandCode.self,
    FileCode.self,
    ProjectCode.self,
    ReadingCode.self,
    YAMLCode.self,
    JSONCode.self,
    MeaningCode.self,
    WritingCode.self,
    StackCode.self,
    TemplateCode.self,
    CheckCode.self,
    PlanCode.self,
    RecordCode.self,
    AWSCode.self,
    ProvisioningCode.self,
    LocalCloudCode.self,
  ]

  package static var entries: [(code: Code, story: Story)] {
    families.flatMap { entries(of: $0) }.sorted { $0.code.number < $1.code.number }
  }

  package static func story(of code: Code) -> Story? {
    for family in families {
      if let story = story(of: code, in: family) { return story }
    }
    return nil
  }

  /// The codes that someone may have meant, at most four: those that look alike, else those of the
  /// same hundred with the nearest numbers.
  package static func nearest(to text: String) -> [String] {
    let codes = entries.map(\.code)
    let digits = text.uppercased().hasPrefix("EST") ? String(text.dropFirst(3)) : text
    let near = Spelling.nearest(
      to: digits, among: codes.map { String($0.description.dropFirst(3)) })
    if near.isEmpty, let code = Code(parsing: text) {
      let sorted = codes.filter { $0.number / 100 == code.number / 100 }.sorted {
        abs($0.number - code.number) < abs($1.number - code.number)
      }
      return sorted.prefix(2).map(\.description)
    }
    return near.prefix(4).map { "EST" + $0 }
  }

  private static func entries<Family: DiagnosticCode>(
    of family: Family.Type
  ) -> [(code: Code, story: Story)] {
    family.allCases.map { ($0.code, $0.story) }
  }

  private static func story<Family: DiagnosticCode>(
    of code: Code, in family: Family.Type
  ) -> Story? {
    family.init(rawValue: code.number)?.story
  }
}
