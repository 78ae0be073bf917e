import CloudFormation
import Diagnostics
import Documents
import Testing

/// Numbers and texts that nobody writes on purpose, and that must not end the program.
struct ExtremeInputTests {
  private static let evaluator = Evaluator(Template(["Resources": [:]]), known: Surroundings())

  @Test(arguments: [
    "!Select ['9223372036854775807', [a, b]]", "!Select ['-9223372036854775808', [a, b]]",
    "!Select ['9223372036854775807', [a, !Ref New]]",
    "!Cidr ['10.0.0.0/16', 1, '-9223372036854775808']",
    "!Cidr ['10.0.0.0/16', 1, '9223372036854775807']", "!Cidr ['10.0.0.0/16', 1, '33']",
    "!Cidr ['10.0.0.0/16', '9223372036854775807', 8]",
    "!Cidr ['10.0.0.0/16', '-9223372036854775808', 8]",
  ])
  func numbersAtTheirEnds(_ text: String) {
    let result = Self.evaluator.evaluate(yaml(text))
    // What is no mistake is not known; either way something comes back.
    #expect(!result.violations.isEmpty || !result.value.causes.isEmpty)
  }

  /// A pattern of AWS's and one of a user, for which a matcher that tries all ways needs hours.
  @Test func patternsWithManyWaysAreGoneThroughOnce() {
    let filter = String(repeating: "a", count: 60) + "_"
    let findings = TemplateChecker.findings(
      in: yaml(
        """
        Resources:
          Scanning:
            Type: AWS::ECR::RegistryScanningConfiguration
            Properties:
              ScanType: ENHANCED
              Rules:
                - ScanFrequency: SCAN_ON_PUSH
                  RepositoryFilters: [{Filter: \(filter)!, FilterType: WILDCARD}]
        """))
    #expect(findings.filter { $0.severity == .error }.map(\.code) == [.wrongPattern])
    let template = Template([
      "Parameters": [
        "Name": ["Type": "String", "AllowedPattern": "(a+)+$"]
      ], "Resources": [:],
    ])
    #expect(ParameterValues(for: template, given: ["Name": filter]).violations.count == 1)
    let fitting = String(filter.dropLast())
    #expect(ParameterValues(for: template, given: ["Name": fitting]).violations.isEmpty)
  }

  @Test func bracesWithoutAnEndAreTextAndReadOnce() {
    let text = String(repeating: "${", count: 200_000)
    #expect(SubText(text).pieces == [.literal(text)])
    #expect(SubText("${A}" + text).pieces == [.variable("A"), .literal(text)])
    #expect(SubText("x${}").pieces == [.literal("x"), .variable("")])
  }
}
