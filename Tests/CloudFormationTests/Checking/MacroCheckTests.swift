import CloudFormation
import Diagnostics
import Documents
import Testing

/// Macros in resources: what they bring is not known, and nothing is missed for it.
struct MacroCheckTests {
  @Test(arguments: [
    "A: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x/y.yaml}}}",
    "A: {Type: AWS::SNS::Topic, Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x/y}}}",
  ])
  func theyMayStandInAResource(text: String) {
    let findings = TemplateChecker.findings(in: yaml("Resources: {\(text)}"))
    #expect(findings.filter { $0.severity == .error }.map(\.message) == [])
  }
}
