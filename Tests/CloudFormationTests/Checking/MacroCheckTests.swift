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

  @Test(arguments: [
    "Parameters: {Fn::Transform: {Name: X}}", "Rules: {Fn::Transform: {Name: X}}",
    "Rules: {R: {Assertions: [{Assert: {Fn::Transform: {Name: X}}}]}}",
    "Mappings: {Fn::Transform: {Name: X}}", "Conditions: {Fn::Transform: {Name: X}}",
    "Conditions: {A: {Fn::Transform: {Name: X}}}", "Outputs: {Fn::Transform: {Name: X}}",
    "Outputs: {O: {Value: {Fn::Transform: {Name: X}}}}",
    "Outputs: {O: {Value: !Join ['', {Fn::Transform: {Name: X}}]}}",
    "{Mappings: {M: {Fn::Transform: {Name: X}}}, Outputs: {O: {Value: !FindInMap [M, a, b]}}}",
    "{Mappings: {M: {a: {Fn::Transform: {Name: X}}}}, Outputs: {O: {Value: !FindInMap [M, a, b]}}}",
    // What a macro makes of the whole template.
    "{Transform: Mine, Outputs: {O: {Value: {Fn::Length: !Ref Names}}}}",
  ])
  func theyMayStandInAnySection(text: String) {
    let body = text.hasPrefix("{") ? String(text.dropFirst().dropLast()) : text
    let findings = TemplateChecker.findings(
      in: yaml("{\(body), Resources: {A: {Type: AWS::SNS::Topic}}}"))
    #expect(findings.filter { $0.severity == .error }.map(\.message) == [])
  }
}
